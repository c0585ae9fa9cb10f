"""`fits`: which mods a mission fits."""

import json
from pathlib import Path

import pytest

from artemis_modkit.audit.rule import mission, ships
from tests.shell import Shell

HERON = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'


@pytest.fixture
def places(tmp_path: Path) -> Path:
    for name, body in (("old", HERON), ("new", HERON.replace('"1"', '"2"'))):
        folder = tmp_path / name / "dat"
        folder.mkdir(parents=True)
        (folder / "vesselData.xml").write_bytes(ships(body)["dat/vesselData.xml"])
    for name, lines in (
        ("MISS_A", '<create type="player" hullID="1"/><create type="player" hullID="2"/>'),
        ("MISS_B", '<create type="player" raceKeys="TSN" hullKeys="heron"/>'),
        ("MISS_C", "<start/>"),
        ("MISS_D", '<create type="player" hullID="1"/>'),
    ):
        folder = tmp_path / "missions" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.xml").write_bytes(*mission(lines).values())
    return tmp_path


def test_a_table_says_which_mods_each_mission_fits(
    shell: Shell, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(places)
    outcome = shell("fits", "missions", "old", "new")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.splitlines() == [
        "mission   old              new",
        "─" * 41,
        "MISS_A    1 of 2 lacking   1 of 2 lacking",
        "MISS_B    fits             fits",
        "MISS_D    fits             1 of 1 lacking",
        "1 mission names no ship, and fits anything.",
        'MISS_A fits none; nearest is old, which lacks hullID="2".',
        "A cell is how many of a mission's ships the mod has not, of how many it asks for. `audit MOD",
        "--missions DIR` tells each with its line.",
    ]


def test_a_mission_that_fits_some_mod_is_no_failure(
    shell: Shell, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(places)
    outcome = shell("fits", "missions/MISS_D/MISS_D.xml", "old", "new", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["missions"] == [
        {
            "file": "missions/MISS_D/MISS_D.xml",
            "mods": [
                {"mod": "old", "references": 1, "dangling": 0, "lacking": []},
                {
                    "mod": "new",
                    "references": 1,
                    "dangling": 1,
                    "lacking": [{"text": 'hullID="1"', "places": 1}],
                },
            ],
        }
    ]
