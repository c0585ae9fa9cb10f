"""Reports on a terminal. Text of mods is never read as markup.

Rich is loaded where there are colours, and for tables whose cells must be folded.
"""

from collections.abc import Iterable, Iterator
from io import StringIO

from msgspec import Struct

from artemis_modkit.parsers.source import Excerpt
from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table, Tone
from artemis_modkit.report.table_lines import folded, lines, lines_with_room, wrapped
from artemis_modkit.report.text import cut, visible, with_tabs

_STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.WARNING: "yellow",
    Tone.QUIET: "dim",
}
_LEAST_ROOM = 30
_LABEL = 9
"""Columns of the label of a note, and of what stands before its text and its lines."""

MOST_NOTES = 1000
"""Notes that are shown. Nobody reads more, and each costs half a millisecond to lay out."""


class _Screen(Struct, frozen=True):
    """What a report is shown on: `width` columns, with or without colours."""

    width: int
    has_color: bool

    def styled(self, text: str, style: str) -> str:
        """A text in a style of Rich, where there are colours."""
        if not style or not self.has_color:
            return text
        from rich.color import ColorSystem
        from rich.style import Style

        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)

    def prose(self, text: str, style: str) -> Iterator[str]:
        """A text in a style, line by line."""
        return (self.styled(line, style) for line in wrapped(visible(text), self.width))


def render(report: Report, *, color: bool, width: int) -> str:
    """The report as text of at most `width` columns, with ANSI colours if `color`."""
    screen = _Screen(width, color)
    texts: list[str] = []
    last: Block | None = None
    for block in _bounded(report.blocks):
        if isinstance(last, Note) and isinstance(block, Paragraph | Table | Code):
            texts.append("")
        if isinstance(block, Code):
            texts += _code(screen, block)
        else:  # without the blanks that fill up lines
            texts += (line.rstrip() for line in _lines(screen, block))
        last = block
    return "".join(f"{text}\n" for text in texts)


def _bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with no more than `MOST_NOTES` notes, and a line that counts those left out."""
    shown = left = 0
    headings: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            headings.append(block)  # goes with what it is above
        elif isinstance(block, Note) and shown == MOST_NOTES:
            headings.clear()
            left += 1
        else:
            if left:
                yield _more(left)
            yield from (*headings, block)
            headings.clear()
            shown += isinstance(block, Note)
            left = 0
    if left:
        yield _more(left)
    yield from headings


def _more(count: int) -> Paragraph:
    return Paragraph(f"… and {count:,} more; --format json has all.", Tone.QUIET)


def _lines(screen: _Screen, block: Heading | Paragraph | Table | Note) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield ""
            yield from screen.prose(text, "bold" if level == 1 else "bold underline")
        case Paragraph(text, tone):
            yield from screen.prose(text, _STYLES[tone])
        case Table() if block.is_across:
            yield from lines(block, screen.width)
        case Table():
            yield from _table(screen, block)
        case Note():
            yield from _note(screen, block)


def _code(screen: _Screen, block: Code) -> Iterator[str]:
    for line in block.lines:
        style = {"+": "green", "-": "red"}.get(line[:1], "")
        is_head = line.startswith(("+++", "---", "@@"))
        yield screen.styled(with_tabs(line), "bold" if is_head else style)


def _table(screen: _Screen, block: Table) -> list[str]:
    drawn = lines_with_room(block, screen.width)
    if drawn is None:
        return _drawn_by_rich(screen, block)
    heading, *rest = drawn
    return [screen.styled(heading, "bold"), *rest]


def _drawn_by_rich(screen: _Screen, block: Table) -> list[str]:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        width=screen.width,
        force_terminal=screen.has_color,
        no_color=not screen.has_color,
        color_system="standard" if screen.has_color else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    table = RichTable(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for index, column in enumerate(block.columns):
        table.add_column(
            column, justify="right" if index in block.numeric else "left", overflow="fold"
        )
    for row in block.rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)
    return out.getvalue().removesuffix("\n").split("\n")


def _note(screen: _Screen, note: Note) -> Iterator[str]:
    """A remark in lines: its words, where it is, and what stands there; one blank line before."""
    room = max(_LEAST_ROOM, screen.width - _LABEL)
    yield ""
    label = f"{note.label:<{_LABEL}}"
    for line in folded(visible(note.text), room):
        yield screen.styled(label, _STYLES[note.tone]) + line
        label = " " * _LABEL
    where = f"{visible(note.place)}  [{visible(note.name)}]"
    for line in folded(where, room):
        yield screen.styled(label + line, "dim")
    for excerpt in note.excerpts:
        yield from _excerpt(screen, excerpt)


def _excerpt(screen: _Screen, excerpt: Excerpt) -> Iterator[str]:
    """A line of a file with carets under the place."""
    number = f"{excerpt.line:>{_LABEL - 1}}"
    shown, at, width = cut(excerpt, max(_LEAST_ROOM, screen.width - len(number) - 3))
    yield screen.styled(f"{number} | {shown}", "dim")
    if width:
        marks = screen.styled(f"{' ' * at}{'^' * width}", "cyan")
        yield screen.styled(f"{' ' * len(number)} | ", "dim") + marks
