"""`watch`: an audit at each save, and what it changed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.cli.watch import round_words, rounds, saves_in
from artemis_modkit.model import Mod
from tests.shell import Shell

HERON = '<vessel uniqueID="1" side="0" classname="Heron" broadType="{}"/>'


def test_each_save_tells_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "dat" / "vesselData.xml"
    path.parent.mkdir()

    def save(words: str) -> None:
        path.write_bytes(ships(HERON.format(words))["dat/vesselData.xml"])

    def saves() -> Iterator[None]:
        for words in ("plaeyr", "plaeyr", "player"):
            save(words)
            yield
        path.unlink()
        yield
        save("player")
        yield

    def find() -> tuple:  # type: ignore[type-arg]
        scope = Scope(select=["misspelt-word"])
        return audit(Mod.open(tmp_path), Mod.open("stock"), scope=scope).findings

    save("player")
    slip = (
        "dat/vesselData.xml:3:49: warning: 1 Heron: the game has no word 'plaeyr' for broadType; "
        "did you mean 'player'? [misspelt-word]\n"
    )
    assert list(round_words(rounds(find, saves()))) == [
        "0 errors, 0 warnings, 0 notices. Watching; Ctrl-C ends.\n",
        f"Saved: 0 errors, 1 warning, 0 notices\n  new   {slip}",
        "Saved: 0 errors, 1 warning, 0 notices\n  nothing new, nothing gone\n",
        f"Saved: 0 errors, 0 warnings, 0 notices\n  gone  {slip}",
        f"{tmp_path.name}: there is neither dat/vesselData.xml nor artemis.ini in it\n",
        "Saved: 0 errors, 0 warnings, 0 notices\n  nothing new, nothing gone\n",
    ]


def _in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _renamed_over(path: Path, data: bytes) -> None:
    beside = path.with_name("4913.tmp")
    beside.write_bytes(data)
    beside.replace(path)


def _with_backup(path: Path, data: bytes) -> None:
    path.replace(path.with_name(f"{path.name}~"))
    path.write_bytes(data)


@pytest.mark.parametrize("save", [_in_place, _renamed_over, _with_backup])
def test_each_way_in_which_editors_save_is_seen(
    save: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    path = tmp_path / "dat" / "vesselData.xml"
    path.parent.mkdir()
    path.write_bytes(b"")
    is_seen = Event()

    def saving() -> None:
        while not is_seen.wait(0.1):
            save(path, b"<vessel_data/>")

    editor = Thread(target=saving)
    editor.start()
    try:
        changes: Any = next(iter(saves_in(tmp_path)))
    finally:
        is_seen.set()
        editor.join()
    assert str(path) in {name for _, name in changes}


def test_what_lies_in_no_folder_is_not_watched(shell: Shell) -> None:
    outcome = shell("watch", "stock")
    assert (outcome.code, outcome.err) == (
        2,
        "artemis-modkit: stock:2.8: only a folder, or a file, can be watched\n",
    )
