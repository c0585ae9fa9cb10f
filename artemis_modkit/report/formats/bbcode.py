"""Reports in BBCode, as the players' forums read it.

Most forums have no tables, but all have `[code]`, so tables stand there in columns.
"""

from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table
from artemis_modkit.report.text import cut, visible

_NO_TAG = "\u200b"
"""A character without width: behind a bracket it keeps a text from being read as a tag."""

_LONGEST_LINE = 120
_WIDEST = 60
"""Greatest width of a column, in characters."""


def render(report: Report, *, color: bool, width: int) -> str:
    """The report as BBCode; `color` and `width` mean nothing here."""
    return "\n".join((*(_block(block) for block in report.blocks), "")).lstrip("\n")


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            shown = escaped(text)
            return f"\n[b]{shown}[/b]" if level > 1 else f"\n[b][u]{shown}[/u][/b]"
        case Paragraph(text):
            return escaped(text)
        case Table():
            return _code(_columns(block))
        case Note():
            return _note(block)
        case Code():
            return _code(block.lines)


def escaped(text: str) -> str:
    """Text that no forum reads as a tag."""
    return visible(text).replace("[", f"[{_NO_TAG}")


def _code(lines: list[str]) -> str:
    shown = ("\t".join(map(escaped, line.split("\t"))) for line in lines)
    return "\n".join(("[code]", *shown, "[/code]"))


def _columns(table: Table) -> list[str]:
    """The lines of a table in columns of equal width, numbers to the right.

    A cell beyond the widest column stands over; else one name of megabytes would fill all rows.
    """
    cells = [[visible(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [min(_WIDEST, max(len(row[at]) for row in cells)) for at in range(len(table.columns))]
    return [
        "  ".join(
            cell.rjust(width) if at in table.numeric else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def _note(note: Note) -> str:
    place, text, name = (escaped(part) for part in (note.place, note.text, note.name))
    said = f"[b]{escaped(note.label)}[/b] {place} {text} ({name})"
    lines = [cut(excerpt, _LONGEST_LINE)[0].strip() for excerpt in note.excerpts]
    return f"{said}\n{_code(lines)}" if any(lines) else said
