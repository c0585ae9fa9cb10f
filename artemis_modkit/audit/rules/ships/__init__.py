"""Rules on ships: numbers, words, figures, coordinates."""
