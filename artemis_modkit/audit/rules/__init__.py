"""The rules of the audit, one file each. A new file here is a new rule; nothing else changes."""
