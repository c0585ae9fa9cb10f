"""Files that whatever else a mod holds names, copies or stands in for: batch files, read-mes.

A name counts wherever it stands and whatever folder stands before it. Who mentions a file knows
of it, and a file that is wrongly taken for unused does more harm than one that is overlooked.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from artemis_modkit.audit.game_files import FileKind
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Source

SCRIPTS = (".bat", ".cmd")
_TEXTS = (
    *SCRIPTS,
    *(".ps1", ".sh", ".py", ".lua", ".txt", ".md", ".rtf", ".htm", ".html", ".nfo"),
    *(".xml", ".ini", ".csv", ".json"),
)
_ENDINGS = "|".join(ending[1:] for kind in FileKind for ending in kind.endings)
_ENDING = re.compile(rf"\.(?:{_ENDINGS}|\*)(?!\w)", re.IGNORECASE)
_LONGEST_NAME = 160
"""Characters before an ending in which the name of a file is looked for; longer ones are text."""

_BREAKS = re.compile(r"""[\s"'<>|:/\\=,;()\[\]{}`%]""")
_MOST_PATTERNS = 200
"""Patterns of scripts that are kept, since each is tried on each file; real mods have a few."""

_COPY = re.compile(r"\s*@?\s*(?:copy|xcopy|move|ren|rename)\s+([^&|>]*)", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_HERE = re.compile(r"\A(?:%~dp0|%cd%)[\\/]?", re.IGNORECASE)
_VAGUE = re.compile(r"[%!*?+]")


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names that a mod's texts mention, in small letters, and the patterns of its scripts."""

    names: frozenset[str]
    patterns: tuple[str, ...]

    @classmethod
    def of(cls, mod: Mod) -> "Mentions":
        """Read every text of a mod; one that cannot be read mentions nothing."""
        names: set[str] = set()
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


@dataclass(frozen=True, slots=True)
class Copy:
    """A line of a batch file that copies, moves or renames one file. `line` counts from 1.

    `source` and `target` are as written, without quotes; `target` is empty where none is given.
    """

    script: str
    line: int
    source: str
    target: str


def copies(mod: Mod) -> Iterator[Copy]:
    """Every copy that the batch files of a mod make of a file that is named outright."""
    for path in mod.tree.paths:
        if not path.lower().endswith(SCRIPTS):
            continue
        for number, line in enumerate(text_of(mod, path).splitlines(), 1):
            command = _COPY.match(line)
            words = [
                quoted or bare for quoted, bare in _WORD.findall(command[1] if command else "")
            ]
            named = [word for word in words if not word.startswith("/")]
            if named and not _VAGUE.search(_HERE.sub("", named[0])):
                target = named[1] if len(named) > 1 else ""
                yield Copy(path, number, _HERE.sub("", named[0]), target)


def text_of(mod: Mod, path: str) -> str:
    """The text of a file of a mod; empty where it cannot be read."""
    with suppress(ModkitError):
        return Source.from_bytes(path, mod.tree.read(path)).text
    return ""


def _names(text: str) -> Iterator[str]:
    """Everything in a text that looks like the name of a mesh, picture, grid or sound."""
    small = text.replace("%20", " ").lower()
    for ending in _ENDING.finditer(small):
        before = small[max(0, ending.start() - _LONGEST_NAME) : ending.start()]
        yield _BREAKS.split(before)[-1] + ending[0]


def twin_of(mod: Mod, path: str, word: str = "Mod") -> str | None:
    """The copy that a mod keeps of a file for switching on and off; `None` without one.

    It stands beside the file and has one word more in its name: `artemisMod.ini`.
    """
    file = PurePosixPath(path)
    return mod.tree.resolve(file.with_name(f"{file.stem}{word}{file.suffix}").as_posix())
