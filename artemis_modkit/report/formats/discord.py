"""Reports for chats such as Discord: Markdown in parts that each fit into one message."""

from collections.abc import Iterable, Iterator

from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table
from artemis_modkit.report.table_lines import lines
from artemis_modkit.report.text import escaped, paragraph, visible

LONGEST = 2_000
"""Characters that a message may have, counted as Discord does, in units of UTF-16."""

_WIDEST = 60
"""Columns of a table; a message in a narrow window has no more."""

_LONGEST_TITLE = 200

_FENCE = "```"


def render(report: Report, *, color: bool, width: int) -> str:
    """The report as messages, one below the other; `color` and `width` mean nothing here."""
    parts = list(_parts(report.blocks))
    if len(parts) < 2:
        return "".join(f"{part}\n" for part in parts)
    return "\n".join(
        f"===== message {at} of {len(parts)} =====\n{part}\n" for at, part in enumerate(parts, 1)
    )


def size(text: str) -> int:
    """How long a message is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    """Messages as full as can be; a heading stays with what is below it."""
    part, heading = "", ""
    for block in blocks:
        if isinstance(block, Heading):
            title = f"\n{'#' * min(block.level + 1, 3)} {escaped(block.text)[:_LONGEST_TITLE]}\n"
            if size(heading + title) < LONGEST // 2:
                heading += title
                continue
            block, heading = Paragraph(heading), title
        for piece in _pieces(block):
            more = f"{heading}{piece}\n"
            if size(part) + size(more) > LONGEST:
                yield part.strip("\n")
                part = ""
            part += more
            heading = ""
    if part + heading:
        yield (part + heading).strip("\n")


def _pieces(block: Block) -> Iterator[str]:
    """A block in pieces that fit into a message, with room for a heading above."""
    match block:
        case Paragraph(text):
            yield from _cut(paragraph(text))
        case Note(label, _, place, text):
            yield from _cut(f"- **{escaped(label)}** {place} {escaped(text)}")
        case Table():
            yield from _fenced(lines(block, _WIDEST))
        case Code():
            yield from _fenced(map(visible, block.lines))


def _cut(text: str) -> Iterator[str]:
    """A text, cut between words where it is too long."""
    room = LONGEST // 2
    while size(text) > room:
        at = text.rfind(" ", room // 4, room // 2)
        at = at if at > 0 else room // 2
        yield text[:at]
        text = text[at:].lstrip(" ")
    yield text


def _fenced(found: Iterable[str]) -> Iterator[str]:
    """Lines as code; no text of a mod ends it."""
    part: list[str] = []
    for line in found:
        for piece in _cut(line.replace("`", "'")):
            if sum(size(one) + 1 for one in (*part, piece)) > LONGEST // 2:
                yield "\n".join((_FENCE, *part, _FENCE))
                part = []
            part.append(piece)
    if part:
        yield "\n".join((_FENCE, *part, _FENCE))
