"""On a terminal nothing of a mod is read as markup or as a control sequence."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from artemis_modkit.parsers.source import Excerpt
from artemis_modkit.report.formats.terminal import MOST_NOTES, render
from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Report, Table, Tone
from artemis_modkit.report.table_lines import wrapped
from artemis_modkit.report.text import cut, visible

HOSTILE = "[bold]\x1b[31mred\x07[/bold] :smile: \u202eback"
SHOWN = "[bold]\\x1b[31mred\\x07[/bold] :smile: \\u202eback"


def shown(*blocks: Block, width: int = 100) -> str:
    return render(Report("test", {}, blocks), color=False, width=width)


def test_text_of_a_mod_is_shown_letter_by_letter() -> None:
    note = Note("error", Tone.BAD, HOSTILE, HOSTILE, HOSTILE, [Excerpt(1, HOSTILE)])
    for block in (Paragraph(HOSTILE), note, Code(HOSTILE), Table(["a"], [[HOSTILE]])):
        assert SHOWN in shown(block)
        assert "\x1b" not in shown(block)


def test_a_long_source_line_is_cut_so_that_the_place_is_in_sight() -> None:
    line = Excerpt(7, "x" * 200 + "HERE" + "y" * 200, 201, 4)
    note = Note("error", Tone.BAD, "a.ini:7:201", "wrong", "rule", [line])
    assert shown(note, width=60).splitlines() == [
        "",
        "error    wrong",
        "         a.ini:7:201  [rule]",
        "       7 | …" + "x" * 15 + "HERE" + "y" * 28 + "…",
        "         | " + " " * 16 + "^^^^",
    ]


def test_a_line_is_cut_no_more_than_its_place_needs() -> None:
    long = "word " * 40
    assert cut(Excerpt(1, "  short", 3, 5), 20) == ("short", 0, 5)
    assert cut(Excerpt(1, f"  {long}", 3, 190), 20) == ("word word word word…", 0, 20)
    assert cut(Excerpt(1, f"  {long}", 8, 190), 20) == ("word word word word…", 5, 15)
    assert cut(Excerpt(1, f"  {long}", 33, 4), 20) == ("…word word word wor…", 6, 4)
    assert cut(Excerpt(1, "", 1, 1), 20) == ("", 0, 1)


@given(st.text("ab c.,-漢é👍"), st.integers(2, 30))
def test_a_paragraph_is_broken_as_rich_breaks_it(text: str, width: int) -> None:
    out = StringIO()
    Console(file=out, width=width, emoji=False, color_system=None).print(Text(text))
    by_rich = [line.rstrip() for line in out.getvalue().removesuffix("\n").split("\n")]
    assert [line.rstrip() for line in wrapped(text, width)] == by_rich


def test_code_keeps_its_blanks_and_tabs() -> None:
    assert shown(Code(" \n+\tx ")) == " \n+\tx \n"


def test_colours_are_used_only_when_asked_for() -> None:
    report = Report("test", {}, [Paragraph("fine", Tone.GOOD)])
    assert render(report, color=True, width=80) == "\x1b[32mfine\x1b[0m\n"
    assert render(report, color=False, width=80) == "fine\n"


def test_a_mod_cannot_forge_lines_of_a_diff() -> None:
    assert shown(Code("+a\u2028+b\x85+c\n")) == "+a\\u2028+b\\x85+c\n"


def test_headings_are_shown_letter_by_letter() -> None:
    assert SHOWN in render(Report("test", {}, [Heading(HOSTILE)]), color=False, width=100)


def notes(count: int) -> list[Block]:
    return [Note("error", Tone.BAD, f"{n}:1", "wrong", "rule") for n in range(count)]


def test_of_very_many_findings_the_first_are_shown_and_the_rest_is_counted() -> None:
    report = shown(
        Heading("One", 2),
        *notes(MOST_NOTES - 1),
        Heading("Two", 2),
        *notes(3),
        Heading("Three", 2),
        *notes(38_998),
        Paragraph("All in all."),
    )
    lines = report.splitlines()
    assert len(lines) == MOST_NOTES * 3 + 2 * 2 + 3
    assert lines[-6:] == [
        "",
        "error    wrong",
        "         0:1  [rule]",
        "",
        "… and 39,000 more; --format json has all.",
        "All in all.",
    ]


def test_as_many_findings_as_are_shown_have_no_rest() -> None:
    report = shown(*notes(MOST_NOTES), Heading("End"), Paragraph("All in all."))
    assert report.splitlines()[-3:] == ["", "End", "All in all."]


CELLS = st.text("ab é漢…\t\x07", max_size=9).map(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.sets(st.integers(0, 2)))
def test_a_table_with_room_is_drawn_as_rich_draws_it(
    rest: list[tuple[str, str, str]], numeric: set[int]
) -> None:
    heading = ("name", "dps", "漢")
    drawn = RichTable(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for at, column in enumerate(heading):
        drawn.add_column(Text(visible(column)), justify="right" if at in numeric else "left")
    for row in rest:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    console = Console(file=StringIO(), width=200, no_color=True, legacy_windows=False)
    console.print(drawn)
    assert isinstance(console.file, StringIO)
    lines = [line.rstrip() for line in console.file.getvalue().split("\n")]
    assert shown(Table(heading, rest, frozenset(numeric)), width=200).split("\n") == lines
