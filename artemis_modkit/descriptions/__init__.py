"""What a ship's description promises of it, read from its sentences."""
