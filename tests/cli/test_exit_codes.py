"""Exit codes tell the truth, whoever reads the output and whatever ends the run.

2 says that nothing was changed, so no run that has changed something ends with it.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from artemis_modkit.cli._console import Stopped, stoppable
from artemis_modkit.files.disk import OWN_FOLDER

INI = b"clientSide = 1\n"
FIXED = b"clientSide=1\n"
AK = (sys.executable, "-m", "artemis_modkit")
ARGUMENTS = ("audit", "mod", "--fix")
no_shell = pytest.mark.skipif(os.name == "nt", reason="there is no sh that closes streams")
no_full = pytest.mark.skipif(
    os.name == "nt" or not Path("/dev/full").exists(), reason="no device that is full"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mod").mkdir()
    (tmp_path / "mod" / "artemis.ini").write_bytes(INI)
    return tmp_path


def ini(folder: Path) -> bytes:
    return (folder / "mod" / "artemis.ini").read_bytes()


def sh(folder: Path, redirection: str, *arguments: str) -> tuple[int, str, str]:
    """Run a command with its streams as a shell leads them."""
    done = subprocess.run(
        ["sh", "-c", f'"$@" {redirection}', "sh", *AK, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def python(folder: Path, program: str) -> tuple[int, str, str]:
    """Run a command inside of a program that does something to it."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@no_full
def test_a_change_that_cannot_be_told_of_is_made_all_the_same(folder: Path) -> None:
    code, _, err = sh(folder, "> /dev/full", *ARGUMENTS)
    assert (code, ini(folder)) == (0, FIXED)
    assert err == (
        "artemis-modkit: all changes are made, but the output cannot be written "
        "(No space left on device)\n"
    )
    assert sh(folder, "> /dev/full 2> /dev/full", "restore", "mod")[0] == 0
    assert ini(folder) == INI
    assert sh(folder, "> /dev/full", "audit", "mod", "--write-baseline", "list.json")[0] == 0
    assert (folder / "list.json").exists()


@no_full
def test_output_that_cannot_be_written_is_a_request_that_cannot_be_done(folder: Path) -> None:
    for command in (("audit", "mod"), ("--version",), ("explain",), (*ARGUMENTS, "--dry-run")):
        code, _, err = sh(folder, "> /dev/full", *command)
        assert (code, err) == (
            2,
            "artemis-modkit: the output cannot be written (No space left on device)\n",
        )
    code, _, err = sh(folder, "> /dev/full", "--help")
    assert (code, err) == (2, "artemis-modkit: the output: No space left on device\n")
    assert sh(folder, "2> /dev/full", "audit", "nothing")[0] == 2


@no_shell
def test_closed_streams_read_nothing_and_change_no_code(folder: Path) -> None:
    (folder / "bad").mkdir()
    (folder / "bad" / "artemis.ini").write_bytes(b"[oops\n" * 3)
    usual = sh(folder, "", "audit", "bad")[0]
    for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
        assert sh(folder, closed, "audit", "bad")[0] == usual
        assert sh(folder, closed, "audit", "nothing")[0] == 2
    code, out, err = sh(folder, ">&-", *ARGUMENTS)
    assert (code, out, err, ini(folder)) == (0, "", "", FIXED)
    assert sh(folder, ">&- 2>&-", "restore", "mod") == (0, "", "")
    assert ini(folder) == INI


@no_shell
def test_what_is_printed_never_lands_in_a_file_when_stdout_is_closed(folder: Path) -> None:
    assert sh(folder, "<&- >&-", "score", "stock", "-f", "json", "-o", "new.json")[0] == 0
    assert (folder / "new.json").read_bytes().startswith(b'{\n  "artemis_modkit"')
    assert sorted(one.name for one in folder.iterdir()) == ["mod", "new.json"]


@no_shell
def test_a_reader_that_goes_changes_no_code(folder: Path) -> None:
    for command, usual in ((("score", "stock:2.8"), 0), (("--help",), 0), (ARGUMENTS, 0)):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*AK, *command], cwd=folder, stdout=writing, stderr=subprocess.PIPE, check=False
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (usual, b"")
    assert ini(folder) == FIXED


# Signals ------------------------------------------------------------------------------------

STOPPED_AT = """
import signal, sys
import artemis_modkit.cli as cli
import {module} as module
# What runs in the background of a shell, as these tests may, is started deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
whole = module.{name}
def stopped(*given, **named):
    signal.raise_signal(signal.{signal})
    return whole(*given, **named)
module.{name} = stopped
sys.argv[1:] = {arguments}
cli.main()
"""


def stopped(folder: Path, module: str, name: str, number: str = "SIGINT") -> tuple[int, str, str]:
    return python(
        folder,
        STOPPED_AT.format(module=module, name=name, signal=number, arguments=[*ARGUMENTS]),
    )


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_run_that_is_stopped_early_says_that_nothing_was_changed(
    number: str, code: int, folder: Path
) -> None:
    assert stopped(folder, "artemis_modkit.model.mod", "_open_tree", number) == (
        code,
        "",
        "artemis-modkit: stopped; nothing was changed\n",
    )
    assert ini(folder) == INI


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_run_that_is_stopped_while_it_changes_takes_all_back(
    number: str, code: int, folder: Path
) -> None:
    assert stopped(folder, "artemis_modkit.files.replacing", "put_in_place", number) == (
        code,
        "",
        "artemis-modkit: stopped; of a mod that was being changed, `restore DIR --dry-run` says "
        "how its files stand\n",
    )
    assert ini(folder) == INI
    assert [*(folder / "mod" / OWN_FOLDER / "backups").iterdir()] == []


def test_a_run_that_is_stopped_after_its_change_says_that_it_is_made(folder: Path) -> None:
    assert stopped(folder, "artemis_modkit.cli._shared", "render") == (
        130,
        "",
        "artemis-modkit: stopped; all changes are made\n",
    )
    assert ini(folder) == FIXED


def test_a_second_signal_does_not_hinder_what_the_first_one_began() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(Stopped) as caught, stoppable():
            try:
                signal.raise_signal(signal.SIGINT)
            finally:
                signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert caught.value.code == 130


def test_a_bug_of_ours_after_a_change_says_that_it_is_made(folder: Path) -> None:
    program = STOPPED_AT.replace("signal.raise_signal(signal.{signal})", "raise TypeError('odd')")
    code, _, err = python(
        folder,
        program.format(module="artemis_modkit.cli._shared", name="render", arguments=[*ARGUMENTS]),
    )
    assert code == 3
    assert err.startswith("artemis-modkit: all changes are made; a bug of ours (TypeError: odd);")
    assert ini(folder) == FIXED


def test_a_report_that_cannot_be_written_after_a_change_leaves_the_code_of_the_change(
    folder: Path,
) -> None:
    program = STOPPED_AT.replace(
        "signal.raise_signal(signal.{signal})", "raise module.ModkitError('the disk is full')"
    ).replace("whole =", "from artemis_modkit.parsers.errors import ModkitError\n"
              "module.ModkitError = ModkitError\nwhole =")  # fmt: skip
    code, _, err = python(
        folder,
        program.format(module="artemis_modkit.cli._shared", name="render", arguments=[*ARGUMENTS]),
    )
    assert (code, err) == (0, "artemis-modkit: all changes are made, but the disk is full\n")
    assert ini(folder) == FIXED
