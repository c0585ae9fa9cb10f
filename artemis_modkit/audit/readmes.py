"""What the read-mes and tables beside a mod say of its ships and settings, line by line.

Lists of changes are left out: they tell of what was.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.audit.look import Look
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batches import text_in

_TEXTS = (".txt", ".md", ".csv", ".tsv")
_MOST_FILES = 20
"""Texts of a mod that are read; a manual has one page in each."""
_MOST_LINES = 2000
"""Lines of a text that are read; a longer one is a log."""
_OF_THE_PAST = pattern(
    r"(?i)change|histor|version|what'?s ?new|release notes|licen[cs]e|todo|\bold\b"
)
"""Names of files, and headings of parts, that tell how things were in other releases."""
_VERSION = pattern(
    r"^[\s#*=\-\[(]*(?:v|ver\.?|version|release)?\s*\d+\.\d+[\d.a-z]*\s*[:)\]=\-]*\s*$"
)
"""A line that is the number of a release and nothing else: what follows tells of that one."""
_HEADING = pattern(r"^\s*(?:#|=|\*\*|\[)|^[A-Z \d']{4,}:?$|:\s*$")
_MARKS = (";", "\t", "|", ",")
_FEWEST_CELLS = 3
"""Cells of a line that make it a row of a table."""


class Line(Struct, frozen=True):
    """A line of a text beside the mod: its file, its number, what stands there."""

    file: str
    number: int
    text: str


class Row(Struct, frozen=True):
    """A row of a table, as it stands in a line."""

    line: Line
    cells: tuple[str, ...]


def lines(look: Look) -> tuple[Line, ...]:
    """Every line of the read-mes of a mod that tells of it as it is."""
    return look.once(_lines)


def tables(look: Look) -> Iterator[list[Row]]:
    """The rows of each file that is a table, by the mark between most of its cells."""
    files: dict[str, list[Line]] = {}
    for line in lines(look):
        files.setdefault(line.file, []).append(line)
    for some in files.values():
        for mark in _MARKS:
            rows = [
                Row(line, tuple(cell.strip() for cell in line.text.strip(" |").split(mark)))
                for line in some
                if line.text.count(mark) >= _FEWEST_CELLS - 1
            ]
            if rows:
                yield rows
                break


def _lines(look: Look) -> tuple[Line, ...]:
    paths = [
        path
        for path in look.mod.tree.paths
        if path.lower().endswith(_TEXTS)
        and not _OF_THE_PAST.search(PurePosixPath(path).name)
        and "missions" not in path.lower()
    ]
    return tuple(line for path in paths[:_MOST_FILES] for line in _of_now(look, path))


def _of_now(look: Look, path: str) -> Iterator[Line]:
    is_past = False
    texts = text_in(look.mod.tree, path).splitlines()
    for number, text in enumerate(texts[:_MOST_LINES], 1):
        if _VERSION.search(text.lower()) or (_HEADING.search(text) and _OF_THE_PAST.search(text)):
            is_past = number > 1
        if not is_past:
            yield Line(path, number, text)
