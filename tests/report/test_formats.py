"""Formats that are pasted or read by programs: whole outputs, and nothing of a mod is markup."""

import csv
import io
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Excerpt
from artemis_modkit.report import Report, format_names, render
from artemis_modkit.report.report import Block, Code, Heading, Note, Paragraph, Table, Tone
from tests.conftest import FIXTURES
from tests.expected import as_expected
from tests.shell import Shell

EXPECTED = Path(__file__).parent / "expected"
DEMO = FIXTURES / "mods" / "nebula-patrol"
OLDER = FIXTURES / "mods" / "nebula-patrol-1.0"
COMMANDS = {
    "audit": ("audit", DEMO, "--select", "xml-syntax", "--select", "unknown-race"),
    "compare": ("compare", OLDER, DEMO),
    "score": ("score", "stock:2.8", "--role", "ally"),
}


def rendered(format: str, *blocks: Block, rows: Table | None = None) -> str:
    return render(Report("score", {}, blocks, rows=rows), format)


@pytest.mark.parametrize(
    ("command", "format"),
    [
        *((command, format) for command in COMMANDS for format in ("markdown", "bbcode")),
        ("audit", "csv"),
        ("compare", "csv"),
    ],
)
def test_commands_look_like_this(command: str, format: str, shell: Shell, update: bool) -> None:
    outcome = shell(*COMMANDS[command], "--format", format)
    assert outcome.err == ""
    text = outcome.out.replace("\r\n", "\n")
    as_expected(EXPECTED / f"{command}.{format}.txt", text, update=update)


def test_markdown_shows_every_kind_of_block() -> None:
    assert rendered(
        "markdown",
        Heading("A | B"),
        Paragraph("1. no list", Tone.GOOD),
        Table(["x|", "n"], [["*a*", "1"], ["<b>", "22"]], frozenset({1})),
        Note("error", Tone.BAD, "3:4", "a [link](x)", "rule", [Excerpt(3, "\t<a b=`1`/>")]),
        Note("error", Tone.BAD, "5:1", "@everyone", "rule"),
        Code("```\n- a\n"),
    ) == (
        "## A \\| B\n"
        "\n"
        "1\\. no list\n"
        "\n"
        "| x\\| | n |\n"
        "|---|---:|\n"
        "| \\*a\\* | 1 |\n"
        "| \\<b\\> | 22 |\n"
        "\n"
        "- **error** 3:4 a \\[link\\](x) *(rule)*\\\n"
        "  `` <a b=`1`/> ``\n"
        "- **error** 5:1 @\u200beveryone *(rule)*\n"
        "\n"
        "````\n"
        "```\n"
        "- a\n"
        "````\n"
    )


def test_markdown_makes_no_links_of_names_numbers_and_addresses() -> None:
    text = rendered("markdown", Paragraph("by @ann, see #12, http://x.org or www.x.org"))
    assert text == ("by @\u200bann, see \\#\u200b12, http:\u200b//x.org or www\u200b.x.org\n")


def test_one_long_cell_does_not_widen_every_row_of_bbcode() -> None:
    rows = [["short", "1"], ["long" * 1000, "2"], *([["x", "3"]] * 1000)]
    shown = rendered("bbcode", Table(["name", "n"], rows, frozenset({1})))
    assert f"\n{'short':60}  1\n{'long' * 1000}  2\n" in shown
    assert len(shown) < 80_000


def test_bbcode_shows_every_kind_of_block() -> None:
    assert rendered(
        "bbcode",
        Heading("Title"),
        Heading("Part", level=2),
        Paragraph("[b]no tag[/b]"),
        Table(["x", "number"], [["long", "1"]], frozenset({1})),
        Note("error", Tone.BAD, "3:4", "what", "rule", [Excerpt(3, "  <a/>")]),
        Code("[/code]\n"),
    ) == (
        "[b][u]Title[/u][/b]\n"
        "\n"
        "[b]Part[/b]\n"
        "[\u200bb]no tag[\u200b/b]\n"
        "[code]\n"
        "x     number\n"
        "long       1\n"
        "[/code]\n"
        "[b]error[/b] 3:4 what (rule)\n"
        "[code]\n"
        "<a/>\n"
        "[/code]\n"
        "[code]\n"
        "[\u200b/code]\n"
        "[/code]\n"
    )


def test_csv_is_one_table_that_spreadsheets_read_and_never_run() -> None:
    rows = Table(["n", "text"], [["-1.5", '=HYPERLINK("x")'], ["+2", "a, b"]])
    text = rendered("csv", rows=rows)
    assert text.startswith("\ufeffn,text\r\n")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        ["n", "text"],
        ["-1.5", '\'=HYPERLINK("x")'],
        ["+2", "a, b"],
    ]
    with pytest.raises(ModkitError, match=r"score is no single table; csv is for tables"):
        rendered("csv", Paragraph("x"))


@given(st.text())
def test_no_text_of_a_mod_leaves_its_place(text: str) -> None:
    note = Note("error", Tone.BAD, text, text, "r", [Excerpt(1, text)])
    blocks = (Heading(text), Paragraph(text), note)
    table = Table(["a"], [[text]])
    for format in ("markdown", "bbcode", "terminal"):
        shown = rendered(format, *blocks, table)
        assert "\x1b" not in shown
        assert "\r" not in shown
    lines = rendered("markdown", Heading(text), Paragraph(text), table).splitlines()
    assert len(lines) <= 7
    bbcode = rendered("bbcode", *blocks, Code(text))
    known = ("[b]", "[/b]", "[u]", "[/u]", "[code]", "[/code]", "[\u200b")
    for at, one in enumerate(bbcode):
        assert one != "[" or bbcode.startswith(known, at)


def formats_of(command: str) -> list[str]:
    """The formats of a command: those whose file names no commands that they are for, or this."""
    found = []
    for name in format_names():
        only = getattr(import_module(f"artemis_modkit.report.formats.{name}"), "ONLY_FOR", None)
        if only is None or command in only:
            found.append(name)
    return found


def test_formats_are_found_and_a_wrong_one_is_refused_before_anything_is_done(
    shell: Shell,
) -> None:
    assert {"terminal", "json", "markdown", "bbcode", "csv"} <= set(formats_of("score"))
    assert "sarif" in set(formats_of("audit")) - set(formats_of("score"))
    outcome = shell("score", "stock", "--format", "markdwon")
    assert (outcome.code, outcome.out, outcome.err) == (
        2,
        "",
        "artemis-modkit: there is no format 'markdwon'; did you mean 'markdown'?\n",
    )
    outcome = shell("score", "stock", "--format", "word")
    assert (outcome.code, outcome.err) == (
        2,
        f"artemis-modkit: there is no format 'word'; score has {', '.join(formats_of('score'))}\n",
    )


def test_a_format_of_the_audit_is_refused_elsewhere_with_those_that_work(
    shell: Shell, tmp_path: Path
) -> None:
    outcome = shell("patch", "stock", "-r", "tsn", "-o", tmp_path / "new", "--format", "sarif")
    assert (outcome.code, outcome.out, outcome.err) == (
        2,
        "",
        "artemis-modkit: the format 'sarif' is not for patch; "
        f"patch has {', '.join(formats_of('patch'))}\n",
    )
    assert not (tmp_path / "new").exists()


def test_the_help_names_every_format(shell: Shell) -> None:
    text = shell("audit", "--help").out
    assert [name for name in format_names() if name not in text] == []


@pytest.mark.parametrize(
    ("command", "head"),
    [
        (("patch", "stock", "-r", "tsn", "--dry-run"), "file,line,vessel,element,attribute,"),
        (("recipes",), "recipe,what it does\r\n"),
        (("recipes", "tsn"), "step,why\r\n"),
        (("explain",), "rule,severity,what it finds\r\n"),
        (("explain", "unknown-race"), "rule,title,severity,confidence,why,repair"),
        (("score", "stock:2.8", "--role", "ally"), "id,class,race,role,rank,overall,"),
        (("ship", "stock", "0"), "id,class,race,role,rank,overall,"),
    ],
)
def test_every_command_has_a_table(command: tuple[str, ...], head: str, shell: Shell) -> None:
    outcome = shell(*command, "--format", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"\ufeff{head}")


def test_a_report_in_a_file_is_what_is_printed(shell: Shell, tmp_path: Path) -> None:
    for format in format_names():
        printed = shell("audit", DEMO, "--format", format)
        written = shell("audit", DEMO, "--format", format, "-o", tmp_path / format)
        assert written.out == f"Written: {(tmp_path / format).as_posix()}.\n"
        assert (tmp_path / format).read_bytes().decode() == printed.out
