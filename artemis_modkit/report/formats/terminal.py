"""Reports on a terminal, by Rich. Text of mods is never read as markup."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

from artemis_modkit.parsers.source import Excerpt
from artemis_modkit.report.columns import folded, lines, lines_with_room
from artemis_modkit.report.excerpts import cut
from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table, Tone
from artemis_modkit.report.text import visible

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


def render(report: Report, *, color: bool, width: int) -> str:
    """The report as text of at most `width` columns, with ANSI colours if `color`."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    texts: list[str] = []
    last: Block | None = None
    for block in _bounded(report.blocks):
        if isinstance(last, Note) and isinstance(block, Paragraph | Table | Code):
            texts.append("\n")
        texts.append(_rendered(console, block))
        last = block
    return "".join(texts)


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


def _rendered(console: Console, block: Block) -> str:
    """A block as text; without the blanks that fill up lines, but for those of code."""
    out = StringIO()
    console.file = out
    _print(console, block)
    text = out.getvalue()
    if isinstance(block, Code):
        return text
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _print(console: Console, block: Block) -> None:
    match block:
        case Heading(text, level):
            console.print()
            console.print(Text(visible(text), style="bold" if level == 1 else "bold underline"))
        case Paragraph(text, tone):
            console.print(Text(visible(text), style=_STYLES[tone]))
        case Table() if block.is_across:
            for line in lines(block, console.width):
                console.file.write(f"{line}\n")
        case Table():
            _print_table(console, block)
        case Note():
            _print_note(console, block)
        case Code(text):
            for line in text.removesuffix("\n").split("\n"):
                shown = "\t".join(visible(part) for part in line.split("\t"))
                _write(console, (shown, _diff_style(line)))


def _print_table(console: Console, block: Table) -> None:
    drawn = lines_with_room(block, console.width)
    if drawn is not None:
        heading, *rest = drawn
        _write(console, (heading, "bold"))
        console.file.write("".join(f"{line}\n" for line in rest))
        return
    from rich import box
    from rich.table import Table as RichTable

    table = RichTable(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for index, column in enumerate(block.columns):
        table.add_column(
            column, justify="right" if index in block.numeric else "left", overflow="fold"
        )
    for row in block.rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)


def _print_note(console: Console, note: Note) -> None:
    """A remark in lines: its words, where it is, and what stands there; one blank line before."""
    room = max(_LEAST_ROOM, console.width - _LABEL)
    console.print()
    label = f"{note.label:<{_LABEL}}"
    for line in folded(visible(note.text), room):
        _write(console, (label, _STYLES[note.tone]), (line, ""))
        label = " " * _LABEL
    where = f"{visible(note.place)}  [{visible(note.name)}]"
    for line in folded(where, room):
        _write(console, (label + line, "dim"))
    for excerpt in note.excerpts:
        _print_excerpt(console, excerpt)


def _print_excerpt(console: Console, excerpt: Excerpt) -> None:
    """A line of a file with carets under the place."""
    number = f"{excerpt.line:>{_LABEL - 1}}"
    shown, at, width = cut(excerpt, max(_LEAST_ROOM, console.width - len(number) - 3))
    _write(console, (f"{number} | {shown}", "dim"))
    if width:
        _write(console, (f"{' ' * len(number)} | ", "dim"), (f"{' ' * at}{'^' * width}", "cyan"))


def _write(console: Console, *parts: tuple[str, str]) -> None:
    """A line that is laid out already, in styles."""
    system = None if console.no_color else ColorSystem.STANDARD
    text = "".join(
        Style.parse(style).render(part, color_system=system) if style else part
        for part, style in parts
    )
    console.file.write(f"{text}\n")


def _diff_style(line: str) -> str:
    if line.startswith(("+++", "---", "@@")):
        return "bold"
    return {"+": "green", "-": "red"}.get(line[:1], "")
