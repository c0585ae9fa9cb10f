"""Files that whatever else a mod holds names, copies or stands in for: batch files, read-mes.

A name counts wherever it stands and whatever folder stands before it. Who mentions a file knows
of it, and a file that is wrongly taken for unused does more harm than one that is overlooked.
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.audit.game_files import Asset
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batches import SCRIPTS
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import text_of

_TEXTS = (
    *SCRIPTS,
    *(".ps1", ".sh", ".py", ".lua", ".txt", ".md", ".rtf", ".htm", ".html", ".nfo"),
    *(".xml", ".ini", ".csv", ".json"),
)
_ENDINGS = "|".join(ending[1:] for kind in Asset for ending in kind.endings)
_ENDING = pattern(rf"\.(?:{_ENDINGS}|\*)(?!\w)", re.IGNORECASE)
_LONGEST_NAME = 160
"""Characters before an ending in which the name of a file is looked for; longer ones are text."""

_BREAKS = pattern(r"""[\s"'<>|:/\\=,;()\[\]{}`%]""")
_MOST_PATTERNS = 200
"""Patterns of scripts that are kept, since each is tried on each file; real mods have a few."""


class Mentions(Struct, frozen=True):
    """The names that a mod's texts mention, in small letters, and the patterns of its scripts."""

    names: frozenset[str]
    patterns: tuple[str, ...]

    @classmethod
    def of(cls, mod: Mod, beside: Iterable[str] = ()) -> "Mentions":
        """Read every text of a mod, and those beside it; one that cannot be read says nothing."""
        names = {name for text in beside for name in _names(text)}
        patterns: dict[str, None] = {}
        for path in mod.tree.paths:
            if path.lower().endswith(_TEXTS):
                for name in _names(text_of(mod, path)):
                    if "*" not in name and "?" not in name:
                        names.add(name)
                    elif path.lower().endswith(SCRIPTS) and name.strip("*?.") != "":
                        patterns[name] = None
        return cls(frozenset(names), tuple(patterns)[:_MOST_PATTERNS])

    def __contains__(self, path: str) -> bool:
        name = PurePosixPath(path.lower()).name
        words = name.split()
        return (
            name in self.names
            or bool(words and words[-1] in self.names)
            or any(fnmatchcase(name, pattern) for pattern in self.patterns)
        )


def _names(text: str) -> Iterator[str]:
    """Everything in a text that looks like the name of a mesh, picture, grid or sound."""
    small = text.replace("%20", " ").lower()
    for ending in _ENDING.finditer(small):
        before = small[max(0, ending.start() - _LONGEST_NAME) : ending.start()]
        yield _BREAKS.split(before)[-1] + ending[0]
