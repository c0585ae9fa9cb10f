"""The rules of the audit by topic, one file each; a new file is a new rule."""
