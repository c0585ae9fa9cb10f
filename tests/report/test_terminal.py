"""On a terminal nothing of a mod is read as markup or as a control sequence."""

from artemis_modkit.report.formats.terminal import render
from artemis_modkit.report.report import Code, Heading, Note, Paragraph, Report, Table, Tone

HOSTILE = "[bold]\x1b[31mred\x07[/bold] :smile: \u202eback"
SHOWN = "[bold]\\x1b[31mred\\x07[/bold] :smile: \\u202eback"


def shown(*blocks: Paragraph | Note | Code | Table, width: int = 100) -> str:
    return render(Report("test", {}, blocks), color=False, width=width)


def test_text_of_a_mod_is_shown_letter_by_letter() -> None:
    note = Note("error", Tone.BAD, "1:1", HOSTILE, "rule", HOSTILE)
    for block in (Paragraph(HOSTILE), note, Code(HOSTILE), Table(["a"], [[HOSTILE]])):
        assert SHOWN in shown(block)
        assert "\x1b" not in shown(block)


def test_a_long_source_line_is_cut_so_that_the_place_is_in_sight() -> None:
    note = Note("error", Tone.BAD, "7:201", "wrong", "rule", "x" * 200 + "HERE" + "y" * 200, 201, 4)
    assert shown(note, width=60).splitlines()[1:] == [
        "         | …" + "x" * 22 + "HERE" + "y" * 20,
        "         | " + " " * 23 + "^^^^",
    ]


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
