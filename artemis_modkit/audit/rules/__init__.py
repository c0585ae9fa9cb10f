"""The rules of the audit, in modules by subject; what is public in one is a rule."""
