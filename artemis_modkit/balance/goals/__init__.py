"""What an author wants of a mod's balance, and whether the mod has it."""
