"""An install or uninstall that is killed at any call leaves all as before, as after, or restorable."""

import shutil
from pathlib import Path

import pytest

from artemis_modkit.files.restoring import restore, state_of
from artemis_modkit.release.installing import install, installed_in, uninstall
from tests.files.test_replacing_kills import Jobs, jobs, points
from tests.release.test_installing import GAME, MODS, files_in, mod, write

__all__ = ["jobs"]

State = tuple[dict[str, bytes], list[str]]
HEX = {path: data.hex() for path, data in MODS["two"].items()}


def state(game: Path) -> State:
    return files_in(game), [one.name for one in installed_in(game)]


@pytest.mark.parametrize(
    ("there", "change"),
    [(["one"], {"two": HEX}), (["one", "two"], {"one": None})],
    ids=["install-over-another", "uninstall-below-another"],
)
def test_a_killed_change_of_a_game_is_whole_or_can_be_restored(
    there: list[str], change: dict[str, dict[str, str] | None], jobs: Jobs, tmp_path: Path
) -> None:
    ready = write(tmp_path / "ready", GAME)
    for name in there:
        install(mod(name), name, ready)
    before = state(ready)
    after_it = tmp_path / "after"
    shutil.copytree(ready, after_it)
    for name, files in change.items():
        if files is None:
            uninstall(name, after_it)
        else:
            install(mod(name), name, after_it)
    after = state(after_it)

    def run(folder: str, at: int, moment: str) -> list[str]:
        shutil.copytree(ready, tmp_path / folder)
        job = {"folder": str(tmp_path / folder), "at": at, "moment": moment, "held": ""}
        return jobs.do({**job, "mods": change})

    names = run("alive", 0, "")
    assert state(tmp_path / "alive") == after
    assert {"write", "fsync", "replace"} <= set(names)
    for at, moment in points(names):
        game = tmp_path / f"{at}-{moment}"
        assert run(game.name, at, moment) == [], "it was not killed"
        for path, data in files_in(game).items():
            is_whole = data in (before[0].get(path), after[0].get(path))
            assert is_whole or ".modkit-" in path, f"killed {moment} {at}: {path} is neither"
        standing = state_of(game)
        if not standing.is_complete:
            restore(game)
            assert state(game) == before, f"killed {moment} call {at} ({names[at - 1]})"
        else:
            found = {path: data for path, data in files_in(game).items() if ".modkit-" not in path}
            assert (found, state(game)[1]) in (before, after), f"killed {moment} call {at}"
        shutil.rmtree(game)
