"""Reports on a terminal, by Rich. Text of mods is never read as markup."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

from artemis_modkit.report.columns import lines, lines_with_room
from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table, Tone
from artemis_modkit.report.text import visible

_STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.WARNING: "yellow",
    Tone.QUIET: "dim",
}
_LEAST_EXCERPT = 40

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
    return "".join(_rendered(console, block) for block in _bounded(report.blocks))


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
            system = None if console.no_color else ColorSystem.STANDARD
            for line in text.removesuffix("\n").split("\n"):
                shown = "\t".join(visible(part) for part in line.split("\t"))
                style = Style.parse(_diff_style(line))
                console.file.write(style.render(shown, color_system=system) + "\n")


def _print_table(console: Console, block: Table) -> None:
    drawn = lines_with_room(block, console.width)
    if drawn is not None:
        heading, *rest = drawn
        if not console.no_color:
            heading = Style(bold=True).render(heading, color_system=ColorSystem.STANDARD)
        console.file.write("".join(f"{line}\n" for line in (heading, *rest)))
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
    from rich.table import Table as RichTable

    line = Text()
    line.append(f"{note.place:>9}  ", style="dim")
    line.append(f"{note.label:<8}", style=_STYLES[note.tone])
    line.append(visible(note.text))
    line.append(f"  [{note.name}]", style="dim")
    rich_table = RichTable.grid()
    rich_table.add_column(width=19)
    rich_table.add_column()
    rich_table.add_row(line[:19], line[19:])
    console.print(rich_table)
    if note.excerpt:
        _print_excerpt(console, note)


def _print_excerpt(console: Console, note: Note) -> None:
    """The source line with a caret under the place, cut so that the place is in sight."""
    room = max(_LEAST_EXCERPT, console.width - 13)
    line = visible(note.excerpt.replace("\t", " "))
    start = len(line) - len(line.lstrip())
    at = max(0, note.column - 1)
    if at - start > room - 20:
        start = at - room // 2
        line = f"{line[:start]}…{line[start + 1 :]}"
    shown = line[start : start + room]
    marks = "^" * max(1, min(note.width, len(shown) - (at - start)))
    console.print(Text(f"{'':9}| {shown}", style="dim"), soft_wrap=True)
    console.print(Text(f"{'':9}| {' ' * (at - start)}{marks}", style="cyan"), soft_wrap=True)


def _diff_style(line: str) -> str:
    if line.startswith(("+++", "---", "@@")):
        return "bold"
    return {"+": "green", "-": "red"}.get(line[:1], "")
