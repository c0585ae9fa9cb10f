"""Metrics of ships; each function declared in a file here is one."""
