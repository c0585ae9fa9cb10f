"""Reports in Markdown, as GitHub and most chats show it. Text of mods is never read as markup."""

import re

from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table
from artemis_modkit.report.text import cut, escaped, paragraph, visible

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
        case Code(text):
            return _fenced(text.removesuffix("\n"))


def _table(table: Table) -> str:
    head = f"| {' | '.join(escaped(column) for column in table.columns)} |"
    marks = ("---:" if at in table.numeric else "---" for at in range(len(table.columns)))
    rows = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in table.rows]
    return "\n".join((head, f"|{'|'.join(marks)}|", *rows))


def _note(note: Note) -> str:
    place, text, name = (escaped(part) for part in (note.place, note.text, note.name))
    said = f"- **{escaped(note.label)}** {place} {text} *({name})*"
    lines = (cut(one, _LONGEST_LINE)[0].strip() for one in note.excerpts)
    return "\\\n  ".join((said, *(_span(line) for line in lines if line)))


def _span(text: str) -> str:
    """A code span that no text ends early."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks} {text} {ticks}"


def _fenced(text: str) -> str:
    """A block of code that no text ends early."""
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    shown = "\n".join(
        "\t".join(visible(part) for part in line.split("\t")) for line in text.split("\n")
    )
    return f"{fence}\n{shown}\n{fence}"
