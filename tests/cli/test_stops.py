"""Ctrl-C while commands that make something run: nothing half made is left."""

from pathlib import Path

import pytest

from artemis_modkit.release.installing import install, installed_in
from tests.cli.test_exit_codes import STOPPED_AT, python
from tests.release.test_installing import GAME, MODS, files_in, mod, write

NOTHING = "artemis-modkit: stopped; nothing was changed\n"
RESTORE = (
    "artemis-modkit: stopped; of a mod that was being changed, `restore DIR --dry-run` says how "
    "its files stand\n"
)
WHOLE = "artemis-modkit: stopped; what was being written is there whole or not at all\n"
GOALS = '[[goal]]\nname = "by hand no more than three times"\nmanual_to_auto = [0, 3]\n'
SHIPS = (
    b'<vessel_data version="2.6"><hullRace ID="0" name="TSN" keys="player"/>'
    b'<vessel uniqueID="0" side="0" classname="Heron" broadType="player"><shields front="80" '
    b'back="80"/><beam_port x="0" y="0" z="9" damage="1" playerdamage="4" arcwidth="0.4" '
    b'cycletime="6" range="1000"/></vessel></vessel_data>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "Artemis", GAME)
    write(tmp_path / "one", MODS["one"])
    write(tmp_path / "two", MODS["two"])
    write(tmp_path / "heron", {"dat/vesselData.xml": SHIPS, "balance.toml": GOALS.encode()})
    return tmp_path


def stopped(folder: Path, line: str, place: str) -> tuple[int, str, str]:
    """A command that Ctrl-C meets where it comes to a function."""
    module, _, name = place.rpartition(":")
    module = f"artemis_modkit.{module}"
    text = STOPPED_AT.format(module=module, name=name, signal="SIGINT", arguments=line.split())
    return python(folder, text)


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("install two --game Artemis --in-place", "files.replacing:put_in_place", RESTORE),
        ("install two --game Artemis", "release.games:_make_writable", NOTHING),
        ("install two --game Artemis", "files.replacing:put_in_place", WHOLE),
        ("uninstall one --game Artemis", "files.replacing:put_in_place", RESTORE),
        ("pack heron -o Heron-1.zip --force", "release.packing:zipped", NOTHING),
        ("pack heron -o Heron-1.zip --force", "files.outputs:write_output", WHOLE),
        ("build heron -o Heron-1.zip --force", "release.packing:zipped", NOTHING),
        ("watch heron", "audit:audit", NOTHING),
    ],
)
def test_a_stopped_command_leaves_all_as_it_was(
    line: str, place: str, said: str, folder: Path
) -> None:
    if line.startswith("uninstall"):
        install(mod("one"), "one", folder / "Artemis")
    before = (files_in(folder), [one.name for one in installed_in(folder / "Artemis")])
    code, _, err = stopped(folder, line, place)
    assert (code, err) == (130, said)
    assert (files_in(folder), [one.name for one in installed_in(folder / "Artemis")]) == before
    assert sorted(path.name for path in folder.iterdir()) == ["Artemis", "heron", "one", "two"]


def test_a_stopped_search_tells_what_it_found_and_writes_no_half_recipe(folder: Path) -> None:
    arguments = ["tune", "heron", "--goals", "heron/balance.toml", "--free", "0 shields.front"]
    arguments += ["-o", "tuned.toml", "--attempts", "tries.jsonl"]
    text = STOPPED_AT.format(
        module="artemis_modkit.patcher.tuning", name="_passed", signal="SIGINT", arguments=arguments
    )
    code, out, err = python(folder, text)
    assert (code, err) == (1, "")
    assert "stopped" in out.lower()
    assert not (folder / "tuned.toml").exists()
    assert (folder / "tries.jsonl").read_bytes().count(b"\n") >= 1
