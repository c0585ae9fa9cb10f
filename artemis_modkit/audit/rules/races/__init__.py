"""Rules on races and their words."""
