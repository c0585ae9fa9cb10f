"""Tables whose rows are compared across: side by side where there is room, else one below another.

On a narrow terminal (below 120 columns) a row that has no room beside the others is
stacked behind the table; on a wide one its cells are folded.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from artemis_modkit.lazy import pattern
from artemis_modkit.report.report import Table
from artemis_modkit.report.text import visible

_WIDE = 120
_GAP = "  "
_WIDE_GAP = "   "
"""What parts the columns of a table that is not compared across."""

_LEAST = 8

_WORD = pattern(r"\s*\S+\s*")

Cells = Sequence[str]


def cell_len(text: str) -> int:
    """How many columns a text takes; Rich knows all letters, and is loaded where there are such."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def lines(table: Table, width: int) -> Iterator[str]:
    """The lines of a table; none is wider than `width`, down to a width of about 40."""
    columns = [visible(column) for column in table.columns]
    rows = [[visible(cell) for cell in row] for row in table.rows]
    fitting, widths = _fitting(columns, rows, width)
    if len(fitting) < len(rows) and width >= _WIDE:
        room = _room(
            [max(map(cell_len, cells)) for cells in zip(columns, *rows, strict=True)], width
        )
        yield from _side_by_side(columns, rows, room, table.numeric)
        return
    if fitting:
        shown = [row for at, row in enumerate(rows) if at in fitting]
        yield from _side_by_side(columns, shown, widths, table.numeric)
    for at, row in enumerate(rows):
        if at not in fitting:
            yield from _stacked(columns, row, width)


def lines_with_room(table: Table, width: int) -> list[str] | None:
    """The lines of a table that needs no folding; `None` where it is wider than `width`.

    Rich draws the same, but lays out each cell anew: half of the time of a long report.
    """
    columns = [visible(column) for column in table.columns]
    rows = [[visible(cell).rstrip() for cell in row] for row in table.rows]
    widths = [max(map(cell_len, cells)) for cells in zip(columns, *rows, strict=True)]
    if sum(widths) + len(_WIDE_GAP) * (len(widths) - 1) > width:
        return None
    return list(_side_by_side(columns, rows, widths, table.numeric, _WIDE_GAP))


def _fitting(columns: Cells, rows: Sequence[Cells], width: int) -> tuple[set[int], list[int]]:
    """The places of the rows that have room beside each other, the shortest first; the widths."""
    lengths = [[cell_len(cell) for cell in row] for row in rows]
    widths = [cell_len(column) for column in columns]
    found: set[int] = set()
    for at in sorted(range(len(rows)), key=lambda at: max(lengths[at][1:])):
        wider = [max(pair) for pair in zip(widths, lengths[at], strict=True)]
        if sum(wider) + len(_GAP) * (len(wider) - 1) <= width:
            widths = wider
            found.add(at)
    return found, widths


def _room(widths: Sequence[int], width: int) -> list[int]:
    """The room of each column: those that need least get it, the others share the rest."""
    left = width - len(_GAP) * (len(widths) - 1)
    room = [0] * len(widths)
    order = sorted(range(len(widths)), key=lambda at: widths[at])
    for done, at in enumerate(order):
        room[at] = max(_LEAST, min(widths[at], left // (len(widths) - done)))
        left -= room[at]
    return room


def _side_by_side(
    columns: Cells,
    rows: Sequence[Cells],
    widths: Sequence[int],
    numeric: frozenset[int],
    gap: str = _GAP,
) -> Iterator[str]:
    yield from _row(columns, widths, numeric, gap)
    yield "─" * (sum(widths) + len(gap) * (len(widths) - 1))
    for row in rows:
        yield from _row(row, widths, numeric, gap)


def _row(row: Cells, widths: Sequence[int], numeric: frozenset[int], gap: str) -> Iterator[str]:
    parts = [folded(cell, most) for cell, most in zip(row, widths, strict=True)]
    for at in range(max(map(len, parts))):
        cells = [part[at] if at < len(part) else "" for part in parts]
        yield gap.join(
            _padded(cell, most, to_right=index in numeric)
            for index, (cell, most) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()


def _padded(cell: str, width: int, *, to_right: bool) -> str:
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if to_right else cell + blanks


def folded(cell: str, width: int) -> list[str]:
    """A cell in lines of a width, broken at blanks where there are any."""
    if cell_len(cell) <= width:
        return [cell]
    from rich.cells import chop_cells

    parts = wrap(cell, width, break_on_hyphens=False) or [""]
    return [piece for part in parts for piece in chop_cells(part, width)]


def wrapped(text: str, width: int) -> Iterator[str]:
    """A paragraph in lines of a width, as Rich breaks it: a word that is longer begins a line."""
    line = ""
    for word in _WORD.findall(text):
        needed = cell_len(word.rstrip())
        if line and needed > width - cell_len(line):
            yield line.rstrip()
            line = ""
        if needed > width:
            from rich.cells import chop_cells

            *full, word = chop_cells(word, width)
            yield from full
        line += word
    yield line.rstrip()


def _stacked(columns: Cells, row: Cells, width: int) -> Iterator[str]:
    """The first cell and the last column's mark as a heading, the others one below another."""
    yield from folded(row[0], width)
    most = max(cell_len(one) for one in columns[1:])
    for column, cell in zip(columns[1:], row[1:], strict=True):
        for at, part in enumerate(folded(cell, max(_LEAST, width - most - 4))):
            name = column if at == 0 else ""
            yield f"  {_padded(name, most, to_right=False)}{_GAP}{part}".rstrip()
