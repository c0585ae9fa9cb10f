"""The comparison of two mods, in terms of ships and settings, not of lines of text."""

from artemis_modkit.balance.scale import Scale
from artemis_modkit.compare.compare import compare
from artemis_modkit.compare.comparison import Changed, Comparison, ItemChanges, SettingChange, Trio
from artemis_modkit.compare.differ import Change, Mark

__all__ = [
    "Change",
    "Changed",
    "Comparison",
    "ItemChanges",
    "Mark",
    "Scale",
    "SettingChange",
    "Trio",
    "compare",
]
