"""The comparison of two mods, in terms of ships and settings, not of lines of text."""

from artemis_modkit.compare.comparison import Changed, Comparison, Matched, compare

__all__ = ["Changed", "Comparison", "Matched", "compare"]
