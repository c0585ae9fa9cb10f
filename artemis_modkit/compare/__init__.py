"""The comparison of two mods, in terms of ships and settings, not of lines of text."""

from artemis_modkit.compare.compare import (
    Change,
    Changed,
    Comparison,
    ItemChanges,
    SettingChange,
    compare,
)
from artemis_modkit.compare.scale import Scale

__all__ = [
    "Change",
    "Changed",
    "Comparison",
    "ItemChanges",
    "Scale",
    "SettingChange",
    "compare",
]
