"""What a command loads before it answers: a start is as quick as what it leaves alone."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, PROJECT

DEMO = str(FIXTURES / "mods" / "nebula-patrol")
OLDER = f"{DEMO}-1.0"

_PROGRAM = """
import contextlib, io, json, re, sys
patterns, compiling = [], re._compiler.compile
def compiled_by(pattern, flags):
    frame = sys._getframe(1)
    while frame.f_globals["__name__"] in ("re", "functools"):
        frame = frame.f_back
    if frame.f_globals["__name__"].startswith("artemis_modkit."):
        patterns.append(str(pattern))
    return compiling(pattern, flags)
re._compiler.compile = compiled_by
from artemis_modkit.cli import run
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    sys.stdout.reconfigure = sys.stderr.reconfigure = lambda **_: None
    run(sys.argv[1:])
modules = sorted(sys.modules)
ours = [vars(sys.modules[name]).values() for name in modules if name.startswith("artemis_modkit.")]
compiled = {one.__qualname__ for values in ours for one in values
            if isinstance(one, type) and "__dataclass_fields__" in vars(one)}
print(json.dumps([modules, sorted(compiled), patterns]))
"""

USUAL = [
    ["audit", "stock:2.8"],
    ["score", "stock:2.8"],
    ["compare", OLDER, DEMO],
    ["patch", "stock:2.8", "--recipe", "tsn", "--dry-run"],
]

HEAVY = {
    "altair", "asyncio", "configupdater", "email", "filelock", "http", "importlib.metadata",
    "importlib.resources", "jinja2", "jsonschema", "logging", "narwhals", "rich.markdown", "sqlite3",
    "statistics", "tempfile", "tree_sitter", "typing_extensions", "vl_convert", "xml",
}  # fmt: skip
"""What no start needs: packages for one option or for errors, and what those bring along."""


@cache
def told(*arguments: str) -> list[list[str]]:
    """What a run of the command has loaded, made and compiled when it ends."""
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    room = os.environ | {"COLUMNS": "100"}  # as much as a pipe has
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=room).stdout
    found: list[list[str]] = json.loads(printed)
    return found


def loaded(*arguments: str) -> set[str]:
    """The names of all modules that a run of the command has loaded when it ends."""
    return set(told(*arguments)[0])


@cache
def underneath() -> set[str]:
    """What the packages that each start needs load by themselves: of old ones it is more."""
    program = "import json, sys, typer, rich.console, lxml.etree; print(json.dumps([*sys.modules]))"
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return set(json.loads(printed))


def ours(modules: set[str]) -> set[str]:
    """The modules of this program among them, without the packages that lead to them."""
    return {name.removeprefix("artemis_modkit.") for name in modules if "artemis_modkit." in name}


FRAME = {"cli", "cli._console", "parsers", "parsers.errors"}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_the_version_and_the_help_load_no_command(arguments: list[str]) -> None:
    assert ours(loaded(*arguments)) == FRAME


@pytest.mark.parametrize("slip", ["audti", "--versoin"])
def test_a_slip_loads_no_command(slip: str) -> None:
    complaining = {"cli._usage", "lazy", "model", "model.wording", "report", "report.text"}
    assert ours(loaded(slip)) <= FRAME | complaining


def test_the_version_and_slips_draw_nothing() -> None:
    for arguments in ("--version", "audti"):
        assert not {name for name in loaded(arguments) if name.split(".")[0] in {"rich", "lxml"}}


@pytest.mark.parametrize("arguments", [["--help"], ["audit", "-h"]])
def test_help_is_drawn_without_what_it_has_nothing_of(arguments: list[str]) -> None:
    unused = {"markdown_it", "pygments", "rich.markdown", "rich.syntax", "rich.traceback"}
    assert not unused & loaded(*arguments)


def test_help_reads_alike_where_all_of_rich_is_loaded_and_leaves_it_whole() -> None:
    program = """
import sys, {first}
from artemis_modkit.cli import run
run(["audit", "--help"])
from rich.markdown import Markdown
from rich.traceback import Traceback
print(Markdown.__doc__, Traceback.__doc__)
"""
    texts = []
    for first in ("json", "typer.rich_utils"):
        command = [sys.executable, "-c", program.format(first=first)]
        texts.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert texts[0] == texts[1]
    assert "A Markdown renderable" in texts[0]


def test_what_is_left_at_the_end_is_not_searched_for_garbage() -> None:
    program = """
import atexit, gc
from artemis_modkit.cli import main
atexit.register(lambda: print("left:", gc.get_freeze_count()))
main()
"""
    command = [sys.executable, "-c", program, "--version"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(printed.rpartition("left: ")[2]) > 10_000


@pytest.mark.parametrize("slip", [["audit", "--selct", "x"], ["score"], ["patch", "stock:2.8"]])
def test_a_slip_in_a_command_loads_no_other_and_no_rule(slip: list[str]) -> None:
    modules = ours(loaded(*slip))
    assert {name for name in modules if name.startswith("cli.") and "_" not in name} == {
        f"cli.{slip[0]}"
    }
    assert not {name for name in modules if name.startswith(("audit.rules", "patcher.apply"))}
    assert "parsers.xml_repair" not in modules


@pytest.mark.parametrize("arguments", [*USUAL, ["audit", DEMO]], ids=" ".join)
def test_a_command_loads_nothing_that_is_for_an_option_or_an_error(arguments: list[str]) -> None:
    assert not HEAVY & (loaded(*arguments) - underneath())


@pytest.mark.parametrize("arguments", [*USUAL, ["audit", DEMO]], ids=" ".join)
def test_no_class_of_ours_compiles_its_methods_at_a_start(arguments: list[str]) -> None:
    assert not told(*arguments)[1]  # a dataclass costs as much as reading seven ships


@pytest.mark.parametrize("arguments", [*USUAL, ["audit", DEMO]], ids=" ".join)
def test_no_second_opinion_is_asked_where_nothing_is_written(arguments: list[str]) -> None:
    assert not {"lxml.etree", "configupdater"} & loaded(*arguments)


@pytest.mark.parametrize("arguments", [*USUAL, ["audit", DEMO]], ids=" ".join)
def test_a_report_with_room_and_without_colours_is_made_without_rich(arguments: list[str]) -> None:
    drawing = {"rich.console", "rich.style", "rich.table", "rich.text"}
    assert not drawing & loaded(*arguments)


def test_tables_of_our_own_are_read_by_compiled_code() -> None:
    for arguments in (["audit", DEMO], ["score", "stock:2.8"], ["compare", OLDER, DEMO]):
        assert "tomllib" not in loaded(*arguments)


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    for path in sorted((PROJECT / "artemis_modkit").rglob("*.py")):
        for line in at_import(ast.parse(path.read_text("utf-8"))):
            assert not ast.unparse(line).startswith("re.compile"), f"{path}: use lazy.pattern"


def test_a_plain_file_compiles_no_class_of_odd_characters_and_nothing_of_what_it_is_not() -> None:
    patterns = told("score", "stock:2.8")[2]
    assert patterns
    assert all(map(str.isascii, patterns))  # a class of a few ranges takes as long as ten others
    assert not [one for one in patterns if "html" in one or "git-lfs" in one or "shift_jis" in one]


def at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that are made when a module is imported: those outside of functions."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Call):
            yield inner
        if not isinstance(inner, ast.FunctionDef | ast.Lambda):
            yield from at_import(inner)


def test_a_page_is_made_without_what_its_pictures_were_drawn_with(tmp_path: Path) -> None:
    modules = loaded("report", DEMO, "-o", str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").is_file()
    assert not {"altair", "vl_convert"} & modules


@pytest.mark.parametrize(
    ("arguments", "floors"),
    [
        (["score", "stock:2.8"], "audit compare descriptions patcher report.charts"),
        (["compare", OLDER, DEMO], "audit patcher report.charts"),
        (["patch", "stock:2.8", "--recipe", "tsn", "--dry-run"], "audit report.charts"),
        (["audit", "stock:2.8"], "compare patcher report.charts report.page"),
        (["restore", DEMO], "audit compare patcher balance descriptions"),
    ],
)
def test_a_command_loads_no_floor_of_another(arguments: list[str], floors: str) -> None:
    assert not {*floors.split()} & ours(loaded(*arguments))
