"""A report: what a command found, once as data and once as blocks to be read.

Commands make reports and formats show them; neither knows the other. `payload`
is the JSON contract, `blocks` are what every other format is made of.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from msgspec import Struct

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


def table_of(
    records: Sequence[Mapping[str, Any]], columns: Mapping[str, str] | Sequence[str], *numeric: int
) -> Table:
    """Records of a payload as a table: columns by the key of each, with a heading where it has one.

    What is `None` is empty. `numeric` are the places of columns with numbers.
    """
    rows = [
        ["" if record[key] is None else str(record[key]) for key in columns] for record in records
    ]
    titles = list(columns.values()) if isinstance(columns, Mapping) else list(columns)
    return Table(titles, rows, frozenset(numeric))


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
