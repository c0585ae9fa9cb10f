"""The comparison of two mods, in terms of ships and settings, not of lines of text."""

from artemis_modkit.balance.scale import Scale
from artemis_modkit.compare.compare import (
    Change,
    Changed,
    Comparison,
    ItemChanges,
    SettingChange,
    compare,
)

__all__ = [
    "Change",
    "Changed",
    "Comparison",
    "ItemChanges",
    "Scale",
    "SettingChange",
    "compare",
]
