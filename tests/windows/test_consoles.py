"""What consoles and pipes get on Windows: code pages, colours, line ends, Ctrl-Break."""

import locale
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.windows.programs import (
    NEW_GROUP,
    contents,
    modkit,
    needs_a_console,
    only_windows,
    program,
    surroundings,
)

CODE_PAGES = ("cp437", "cp850", "cp1252", "cp932")
COMMANDS = (
    ("audit", "mod"),
    ("score", "mod"),
    ("ship", "mod", "20"),
    ("recipes", "tsn"),
    ("patch", "mod", "-r", "tsn", "--dry-run"),
    ("compare", "stock", "mod"),
    ("explain",),
    ("patch", "--help"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_code_page_can_show_what_we_print(mod: Path, command: tuple[str, ...]) -> None:
    usual = modkit(*command, cwd=mod.parent)
    for page in CODE_PAGES:
        shown = modkit(*command, cwd=mod.parent, encoding=page)
        assert (shown.code, shown.err) == (usual.code, b""), page
        text = shown.out.decode(page)
        if "--help" not in command:
            assert "\\u" not in text, page
            assert text.count("\n") == usual.out.decode("utf-8").count("\n"), page


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "bbcode", "sarif", "github"])
def test_what_other_programs_read_is_utf_8_on_every_code_page(mod: Path, form: str) -> None:
    command = ("audit", "mod", "-f", form)
    usual = modkit(*command, cwd=mod.parent)
    for page in CODE_PAGES:
        assert modkit(*command, cwd=mod.parent, encoding=page) == usual, page


@only_windows
@pytest.mark.parametrize("mode", ["0", "1"])
def test_without_being_told_an_encoding_the_system_s_own_is_written(mod: Path, mode: str) -> None:
    found = program("audit", "mod", cwd=mod.parent, encoding=None, PYTHONUTF8=mode)
    assert (found.code, found.err) == (1, b"")
    page = "utf-8" if mode == "1" else locale.getencoding()
    assert "nebula" in found.out.decode(page) or "mod: " in found.out.decode(page)


@only_windows
def test_line_ends_of_output_are_the_same_as_elsewhere(mod: Path) -> None:
    for command in (("audit", "mod"), ("recipes", "-f", "markdown")):
        shown = program(*command, cwd=mod.parent)
        assert b"\r" not in shown.out + shown.err
    refused = program("audit", "nowhere", cwd=mod.parent)
    assert refused.err.endswith(b"\n") and b"\r" not in refused.err


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_files_keep_their_line_ends_when_they_are_changed(mod: Path, end: bytes) -> None:
    for path in (mod / "artemis.ini", mod / "dat" / "vesselData.xml", mod / "readme.txt"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end))
    before = contents(mod)
    assert modkit("patch", mod, "-r", "torpedoes-matter", "--in-place").code == 0
    changed = contents(mod)
    for name, data in before.items():
        after = changed[name]
        assert after.count(b"\n") == data.count(b"\n"), name
        assert after.count(b"\r\n") == data.count(b"\r\n"), name
    assert modkit("restore", mod).code == 0
    assert contents(mod) == before


@only_windows
def test_what_is_written_anew_has_plain_line_ends(mod: Path, tmp_path: Path) -> None:
    assert modkit("patch", mod, "-r", "tsn", "-o", tmp_path / "out").code == 0
    assert modkit("report", mod, "-o", tmp_path / "page.html").code == 0
    assert modkit("audit", mod, "--write-baseline", tmp_path / "accepted.json").code == 0
    for path in ("out/CHANGES.md", "out/modkit-manifest.json", "page.html", "accepted.json"):
        assert b"\r\n" not in (tmp_path / path).read_bytes(), path


_WITH_CONSOLE = """
import ctypes, os, sys
from ctypes import wintypes
kernel = ctypes.windll.kernel32
kernel.FreeConsole()
if not kernel.AllocConsole():
    sys.exit(77)
legacy = sys.argv[1] == "legacy"
kernel.CreateFileW.restype = wintypes.HANDLE
console = kernel.CreateFileW("CONOUT$", 0xC0000000, 3, None, 3, 0, None)
kernel.SetConsoleMode(wintypes.HANDLE(console), 3 if legacy else 7)
sys.stdout = open("CONOUT$", "w", encoding="utf-8")
assert sys.stdout.isatty()
from artemis_modkit.cli import run
code = run(sys.argv[2:])
sys.stdout.flush()
class Coord(ctypes.Structure):
    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short)]
count, width = wintypes.DWORD(), 80
letters = ctypes.create_unicode_buffer(width * 25)
kernel.ReadConsoleOutputCharacterW(wintypes.HANDLE(console), letters, width * 25, Coord(0, 0), ctypes.byref(count))
sys.stderr.write(letters[: count.value])
os._exit(code)
"""


@only_windows
@needs_a_console
@pytest.mark.parametrize("kind", ["legacy", "virtual terminal"])
def test_a_console_never_shows_colour_codes_as_text(mod: Path, kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WITH_CONSOLE, kind, "audit", str(mod), "--select", "unknown-race"],
        env=surroundings(NO_COLOR=None),
        stdin=subprocess.PIPE,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    shown = done.stderr.decode("utf-8")
    assert "Fog Sower" in shown
    assert "\x1b" not in shown and "[31m" not in shown and "[0m" not in shown


@only_windows
@needs_a_console
def test_ctrl_break_ends_a_run_without_a_traceback(mod: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "artemis_modkit", "report", "stock", "-o", str(mod / "x.html")],
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=NEW_GROUP if sys.platform == "win32" else 0,
    )
    try:
        started.wait(1.0)
    except subprocess.TimeoutExpired:
        started.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))
    _, err = started.communicate()
    assert b"Traceback" not in err
    assert started.returncode != 0 or (mod / "x.html").exists()
    assert not (mod / "x.html").exists() or started.returncode == 0


@only_windows
def test_a_closed_output_is_no_bug_of_ours(mod: Path) -> None:
    for command in (("audit", str(mod)), ("patch", str(mod), "-r", "tsn", "--dry-run")):
        closes = f"import os, sys; os.close(1); sys.argv[1:] = {list(command)!r}; "
        done = subprocess.run(
            [sys.executable, "-c", f"{closes}from artemis_modkit.cli import main; main()"],
            env=surroundings(),
            stdin=subprocess.PIPE,
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode != 3, done.stderr
    assert os.name == "nt"
