"""The batch files that switch a mod on and off, run by Windows itself, and stopped at each line."""

import subprocess
from pathlib import Path

import pytest

from artemis_modkit.release.loaders import switch_files
from tests.windows.programs import contents, only_windows

GAME = {"Artemis.exe": b"game", "artemis.ini": b"old", "dat/vesselData.xml": b"old ships"}
MOD = {
    "artemis.ini": b"new",
    "dat/vesselData.xml": b"new ships",
    "dat/art (1)/a&b^c!%PATH%.dxs": b"hull",
}
BATCH = switch_files(list(MOD))
CALLS = BATCH["Enable.bat"].decode().split("\r\n")
STOPS = [at for at, line in enumerate(CALLS) if line.startswith(("call", "echo"))]


@pytest.fixture
def game(tmp_path: Path) -> Path:
    """A game's folder with a mod in a folder of it, not switched on."""
    for folder, files in ((tmp_path, GAME), (tmp_path / "My Mod (2)", {**MOD, **BATCH})):
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return tmp_path


def run(game: Path, name: str) -> int:
    place = game / "My Mod (2)"
    ran = subprocess.run(["cmd", "/c", name], cwd=place, stdin=subprocess.DEVNULL, check=False)
    return ran.returncode


@only_windows
def test_a_mod_is_switched_on_and_the_game_is_as_it_was_afterwards(game: Path) -> None:
    before = contents(game)
    assert run(game, "Disable.bat") == 1
    assert run(game, "Enable.bat") == 0
    assert {path: (game / path).read_bytes() for path in MOD} == MOD
    assert run(game, "Enable.bat") == 1
    assert run(game, "Disable.bat") == 0
    assert contents(game) == before


@only_windows
@pytest.mark.parametrize("stop", STOPS[:: max(1, len(STOPS) // 5)])
def test_a_switch_that_was_stopped_anywhere_loses_nothing_of_the_game(
    game: Path, stop: int
) -> None:
    stopped = "\r\n".join([*CALLS[: stop + 1], "exit /b 3", *CALLS[CALLS.index(":save") :]])
    (game / "My Mod (2)" / "stopped.bat").write_text(stopped, "utf-8", newline="")
    before = contents(game)
    assert run(game, "stopped.bat") == 3
    run(game, "Disable.bat")
    assert contents(game) == before
