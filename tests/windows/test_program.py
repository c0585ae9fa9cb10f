"""What makes the program for Windows, as far as it needs no Windows."""

import importlib.util
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from artemis_modkit.cli import command_names
from tests.conftest import PROJECT

FOLDER = PROJECT / ".ci" / "windows"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(FOLDER))
    spec = importlib.util.spec_from_file_location("program", FOLDER / "program.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    for name in ("machine", "program"):
        sys.modules.pop(name, None)


def test_the_same_folder_gives_the_same_program_without_what_players_do_not_need(
    program: ModuleType, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    for path in ("artemis-modkit.exe", "python.exe", "Lib/a.py", "Lib/b/c.pyc", "bin/x.exe"):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(path, "utf-8")
    for name in ("one.zip", "two.zip"):
        program.write(made, tmp_path / name)
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == [
            "artemis-modkit/Lib/a.py",
            "artemis-modkit/Lib/b/c.pyc",
            "artemis-modkit/artemis-modkit.exe",
        ]
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_tried_in_it_are_commands_on_files_that_are_there(program: ModuleType) -> None:
    for words in program.TRIED[1:]:
        assert words[0] in command_names()
        assert all((PROJECT / word).is_dir() for word in words if word.startswith("fixtures/"))
