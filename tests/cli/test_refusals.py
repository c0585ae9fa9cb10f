"""patch, merge and audit --fix never write a mod with half a merge or a stand-in in it."""

import json
from pathlib import Path

import pytest

from tests.shell import Shell

SHIPS = """\
<vessel_data version="2.6">
<hullRace ID="0" name="Guild" keys="player"/>
<vessel uniqueID="3" side="0" classname="Dipper" broadType="base"><art meshfile="dat/a.dxs"/>
<shields front="40" back="30"/>
</vessel>
</vessel_data>
"""
CONFLICT = SHIPS.replace(
    '<shields front="40" back="30"/>\n',
    '<<<<<<< HEAD\n<shields front="40"/>\n=======\n<shields front="45"/>\n>>>>>>> more\n',
)
SENTENCE = "an unresolved git merge, lines 4 to 8; choose one side and delete the marker lines"
NOTE = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'5' * 64}\nsize 7\n"
SETTINGS = "stationEnergy = 1000\n"


def a_mod(folder: Path, ships: str = SHIPS, settings: str = SETTINGS, **copies: str) -> Path:
    """A mod, and copies of its files as it keeps them for switching, by their names."""
    (folder / "dat").mkdir(parents=True)
    (folder / "dat/vesselData.xml").write_bytes(ships.encode())
    (folder / "artemis.ini").write_bytes(settings.encode())
    for name, text in copies.items():
        place = {"ships_copy": "dat/vesselDataMOD.xml", "settings_copy": "artemisMod.ini"}[name]
        (folder / place).write_bytes(text.encode())
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


BROKEN = [
    ({"ships": CONFLICT}, f"dat/vesselData.xml:4: {SENTENCE}; nothing is written"),
    ({"ships_copy": CONFLICT}, f"dat/vesselDataMOD.xml:4: {SENTENCE}; nothing is written"),
    (
        {"settings": f"a=1\n<<<<<<< HEAD\n{SETTINGS}"},
        "artemis.ini:2: an unresolved git merge, line 2; choose one side and delete the marker "
        "lines; nothing is written",
    ),
    (
        {"settings": NOTE},
        "artemis.ini:1: this is only a note of Git LFS (a pointer), the file itself did not come "
        "along; install Git LFS and run git lfs pull, or download the file itself; nothing is "
        "written",
    ),
    (
        {"settings": "\n \n"},
        "artemis.ini:1: the file holds nothing but blanks; copy the file again from where it "
        "was made, or remove it; nothing is written",
    ),
    (
        {"ships": "no markup at all"},
        "dat/vesselData.xml:1: there is no element at all: this is no XML file; copy it again; "
        "nothing is written",
    ),
]
COMMANDS = [
    ("patch", "MOD", "-r", "scale", "-o", "OUT"),
    ("patch", "MOD", "-r", "scale", "--in-place"),
    ("patch", "MOD", "-r", "scale", "--dry-run"),
    ("audit", "MOD", "--fix"),
    ("audit", "MOD", "--fix", "--dry-run"),
]


@pytest.mark.parametrize(("files", "sentence"), BROKEN)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_mod_that_holds_no_text_or_half_a_merge_is_refused(
    command: tuple[str, ...], files: dict[str, str], sentence: str, tmp_path: Path, shell: Shell
) -> None:
    mod, out = a_mod(tmp_path / "mod", **files), tmp_path / "out"
    before = tree(tmp_path)
    places: dict[str, str | Path] = {"MOD": mod, "OUT": out}
    outcome = shell(*(places.get(one, one) for one in command))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"artemis-modkit: {sentence}\n"
    assert tree(tmp_path) == before


@pytest.mark.parametrize("side", ["base", "ours", "theirs"])
def test_a_merge_says_which_mod_is_not_merged(side: str, tmp_path: Path, shell: Shell) -> None:
    mods = {
        name: a_mod(tmp_path / name, ships=CONFLICT if name == side else SHIPS)
        for name in ("base", "ours", "theirs")
    }
    out = tmp_path / "out"
    outcome = shell("merge", "--base", mods["base"], mods["ours"], mods["theirs"], "-o", out)
    assert (outcome.code, outcome.out, out.exists()) == (2, "", False)
    assert outcome.err == (
        f"artemis-modkit: {side}: dat/vesselData.xml:4: {SENTENCE}; nothing is written\n"
    )


@pytest.mark.parametrize("files", [one for one, _ in BROKEN])
def test_an_audit_tells_it_once_as_an_error(
    files: dict[str, str], tmp_path: Path, shell: Shell
) -> None:
    mod = a_mod(tmp_path / "mod", **{"settings": "stationEnergy=1000\n", **files})
    outcome = shell("audit", mod, "--format", "json")
    errors = [one for one in json.loads(outcome.out)["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["fixable"]) for one in errors] == [("blocked-file", False)]
    assert outcome.code == 1
