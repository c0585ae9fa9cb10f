"""Rules on the missions that are played with a mod: ships, races and files that they name."""
