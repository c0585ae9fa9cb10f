"""What changed: things are aligned, deltas found, decided and written into a file."""
