"""Reports in Markdown, as GitHub and most chats show it. Text of mods is never read as markup."""

import re
from collections.abc import Sequence

from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table
from artemis_modkit.report.text import cut, escaped, paragraph, with_tabs

_LONGEST_LINE = 120


def render(report: Report, *, color: bool, width: int) -> str:
    """The report as Markdown; `color` and `width` mean nothing here."""
    parts: list[str] = []
    last: Block | None = None
    for block in report.blocks:
        is_list = isinstance(block, Note) and isinstance(last, Note)
        if parts and not is_list:
            parts.append("")
        parts.append(_block(block))
        last = block
    return "\n".join((*parts, ""))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph(text):
            return paragraph(text)
        case Table():
            return _table(block)
        case Note():
            return _note(block)
        case Code():
            return _fenced(block.lines)


def _table(table: Table) -> str:
    head = f"| {' | '.join(escaped(column) for column in table.columns)} |"
    marks = ("---:" if at in table.numeric else "---" for at in range(len(table.columns)))
    rows = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in table.rows]
    return "\n".join((head, f"|{'|'.join(marks)}|", *rows))


def _note(note: Note) -> str:
    place, text, name = (escaped(part) for part in (note.place, note.text, note.name))
    said = f"- **{escaped(note.label)}** {place} {text} *({name})*"
    lines = (cut(excerpt, _LONGEST_LINE)[0].strip() for excerpt in note.excerpts)
    return "\\\n  ".join((said, *(_span(line) for line in lines if line)))


def _ticks(text: str, least: int) -> str:
    """Ticks round code, more of them than the text has in a row, so that it never ends them."""
    return "`" * max(least, 1 + max(map(len, re.findall("`+", text)), default=0))


def _span(text: str) -> str:
    ticks = _ticks(text, 1)
    return f"{ticks} {text} {ticks}"


def _fenced(lines: Sequence[str]) -> str:
    fence = _ticks("\n".join(lines), 3)
    return "\n".join((fence, *map(with_tabs, lines), fence))
