"""A report: what a command found, once as data and once as blocks to be read.

Commands make reports and formats show them; neither knows the other. `payload`
is the JSON contract, `blocks` are what every other format is made of.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from artemis_modkit.model import Mod
from artemis_modkit.parsers.source import Excerpt


class Tone(Enum):
    """How a block or cell is meant; formats choose the colour."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"
    QUIET = "quiet"


class Heading(Struct, frozen=True):
    """A heading; level 1 is the report's own."""

    text: str
    level: int = 1


class Paragraph(Struct, frozen=True):
    """A line or more of prose."""

    text: str
    tone: Tone = Tone.PLAIN


class Table(Struct, frozen=True):
    """Rows of cells under headings. Numbers stand right: name their columns in `numeric`.

    Where cells of a row are to be compared, `is_across`, a narrow terminal stacks those of a row
    that is too wide.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    is_across: bool = False

    @classmethod
    def of(
        cls,
        records: Sequence[Mapping[str, Any]],
        columns: Mapping[str, str] | Sequence[str],
        *numeric: int,
    ) -> "Table":
        """Records of a payload: columns by the key of each, with a heading where it has one.

        What is `None` is empty. `numeric` are the places of columns with numbers.
        """
        rows = [
            ["" if record[key] is None else str(record[key]) for key in columns]
            for record in records
        ]
        titles = list(columns.values()) if isinstance(columns, Mapping) else list(columns)
        return cls(titles, rows, frozenset(numeric))

    @classmethod
    def of_numbers(
        cls,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        words: Collection[int] = (0,),
        *,
        is_across: bool = False,
    ) -> "Table":
        """A table whose columns hold numbers, but for those at the places of `words`."""
        return cls(columns, rows, frozenset(range(len(columns))) - {*words}, is_across)


class Note(Struct, frozen=True):
    """A remark at a place: `label` (`error`), `place` (`mod.ini:12:5`), the text, and its lines.

    `name` is what it is known by. `excerpts` are empty without a line to show.
    """

    label: str
    tone: Tone
    place: str
    text: str
    name: str
    excerpts: Sequence[Excerpt] = ()


class Code(Struct, frozen=True):
    """Text that is shown letter by letter: a diff, an example."""

    text: str

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.removesuffix("\n").split("\n")


Block = Heading | Paragraph | Table | Note | Code


class Report(Struct, frozen=True):
    """What a command says, and the code that it exits with.

    `rows` is all of it as one table, for formats that are one; `None` where nothing fits.
    `base` is where the files lie that it speaks of, seen from the current folder.
    """

    command: str
    payload: Mapping[str, Any]
    blocks: Sequence[Block]
    exit_code: int = 0
    rows: Table | None = None
    base: str = ""


# Parts that are made when a format asks for them, and not before ------------------------------


class Payload(Mapping[str, Any]):
    """Data that is made when it is first looked at: most formats show blocks alone."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        """The data that `make` gives."""
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, key: str) -> Any:
        """What is under a key."""
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        """Its keys, in order."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many keys it has."""
        return len(self._made)


# Where files are, as a repository names them ------------------------------------------------


def base_of(mod: Mod) -> str:
    """The folder of a mod from the current one, with `/`; `""` for the current one itself.

    For a zip, the embedded stock and folders elsewhere it is their name.
    """
    folder = mod.tree.folder
    if folder is None:
        return mod.name
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - links are not followed
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.name


def path_below(base: str, file: str) -> str:
    """The path of a mod's file from the current folder; it never leads out of it."""
    parts = f"{base}/{file}".split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "."
