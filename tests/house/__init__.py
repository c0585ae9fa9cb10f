"""Things are really added to a copy of the project, and docs/design.md says which files that takes."""
