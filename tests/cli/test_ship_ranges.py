"""`--sensitivity` and `--sweep`: what each figure is worth, and ships over conditions."""

from pathlib import Path

import pytest

from artemis_modkit.report.png import SIGN
from tests.expected import as_expected
from tests.shell import Shell, data

EXPECTED = Path(__file__).parent / "expected"
SHIPS = b"""<vessel_data version="2.6">
<hullRace ID="0" name="Guild" keys="player"/><hullRace ID="1" name="Reavers" keys="enemy standard"/>
<vessel uniqueID="1" side="0" classname="Lantern" broadType="player">
  <shields front="80" back="80"/><performance topspeed="1" turnrate="0.01"/>
  <beam_port x="0" y="0" z="9" damage="1" playerdamage="4" arcwidth="0.4" cycletime="6" range="1000"/>
  <torpedo_tube x="0" y="0" z="9"/><torpedo_storage type="trp" amount="3"/>
</vessel>
<vessel uniqueID="2" side="1" classname="Gnat" broadType="enemy small">
  <shields front="50" back="50"/><performance topspeed="1" turnrate="0.01"/>
  <beam_port x="0" y="0" z="9" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>
</vessel>
</vessel_data>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mod = tmp_path / "m"
    mod.mkdir()
    (mod / "vesselData.xml").write_bytes(SHIPS)
    (mod / "artemis.ini").write_bytes(b"damageTorpHom=20\ntorpedoTubeLoadingCoeff=1\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ship-sensitivity", "ship m 1 --sensitivity"),
        ("ship-sweep", "ship m 1 --sweep power=100..300:100,difficulty=5..6"),
        ("score-sweep", "score m --sweep power=100..300:100,difficulty=5..6"),
    ],
)
def test_they_look_like_this(
    name: str, words: str, shell: Shell, folder: Path, update: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    with shell.inside(folder):
        outcome = shell(*words.split())
    assert (outcome.code, outcome.err) == (0, "")
    as_expected(EXPECTED / f"{name}.txt", outcome.out, update=update)


def test_a_sensitivity_is_what_patching_the_file_gives(shell: Shell, folder: Path) -> None:
    with shell.inside(folder):
        found = data(shell, "ship", "m", "1", "--sensitivity")
        paths = [one["path"] for one in found["sensitivity"]]
        assert paths == [
            "shields.front", "shields.back", "performance.turnrate", "performance.topspeed",
            "beam_port.damage", "beam_port.playerdamage", "beam_port.arcwidth",
            "beam_port.cycletime", "beam_port.range", "torpedo_storage[trp].amount",
        ]  # fmt: skip
        written = Path("m/vesselData.xml")
        for path, old, new in (
            ("shields.front", b'front="80"', b'front="88"'),
            ("beam_port.cycletime", b'cycletime="6"', b'cycletime="6.6"'),
            ("torpedo_storage[trp].amount", b'amount="3"', b'amount="4"'),
        ):
            written.write_bytes(SHIPS.replace(old, new, 1))
            patched = data(shell, "ship", "m", "1", "--sweep", "difficulty=10")
            change = found["sensitivity"][paths.index(path)]["changes"][1]
            (point,) = patched["points"]
            assert {name: change[name] for name in ("dps", "kills", "lives", "threat")} == {
                name: point[name] for name in ("dps", "kills", "lives", "threat")
            }, path


def test_a_point_of_a_sweep_is_the_ship_under_these_conditions(shell: Shell, folder: Path) -> None:
    with shell.inside(folder):
        swept = data(shell, "ship", "m", "1", "--sweep", "power=150..250:50,difficulty=3..4")
        alone = data(shell, "ship", "m", "1", "--power", "200", "--difficulty", "4")
    (point,) = [one for one in swept["points"] if (one["power"], one["difficulty"]) == (200, 4)]
    ship = alone["ship"]
    assert len(swept["points"]) == 6
    assert point["dps"] == ship["metrics"]["beam_dps"]
    assert point["threat"] == ship["metrics"]["threat"]
    assert point["kills"] == ship["kills"][0]["seconds"]


@pytest.mark.parametrize("figure", ["threat", "offence", "beam_dps"])
def test_a_point_of_a_sweep_of_all_ships_is_their_score_there(
    figure: str, shell: Shell, folder: Path
) -> None:
    with shell.inside(folder):
        swept = data(
            shell, "score", "m", "--sort", figure, "--sweep", "power=150..250:50,difficulty=3..4"
        )
        alone = data(shell, "score", "m", "--power", "200", "--difficulty", "4")
    found = {
        one["id"]: one[figure]
        for one in swept["points"]
        if (one["power"], one["difficulty"]) == (200, 4)
    }
    assert (swept["figure"], len(swept["points"])) == (figure, 12)
    assert found == {
        one["id"]: {**one["metrics"], **one["score"]}[figure] for one in alone["ships"]
    }


@pytest.mark.parametrize("command", [("ship", "m", "1"), ("score", "m")])
def test_a_sweep_makes_a_picture(command: tuple[str, ...], shell: Shell, folder: Path) -> None:
    with shell.inside(folder):
        outcome = shell(*command, "--sweep", "power=100..300:100", "--png", "s.png")
    assert (outcome.code, outcome.out) == (0, "Written: s.png.\n")
    assert (folder / "s.png").read_bytes().startswith(SIGN)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("speed=1..2", "--sweep speed=1..2: name power, difficulty, range, spread, each once, as in "
         "power=100..300:50"),
        ("power=300..100", "--sweep power=300..100: write power=FIRST..LAST:STEP, as in "
         "power=100..300:50"),
        ("power=1..2:0", "--sweep power=1..2:0: write power=FIRST..LAST:STEP, as in "
         "power=100..300:50"),
        ("difficulty=1..2:0.5", "--sweep difficulty=1..2:0.5: difficulty takes whole numbers"),
        ("power=0..300:0.001", "--sweep power=0..300:0.001: a sweep has at most 2,000 points"),
        ("", "--sweep names no range; write power=100..300:50,difficulty=1..11"),
        ("difficulty=9..12", "difficulty 12: the game has 1 to 11"),
    ],
)  # fmt: skip
def test_a_slip_is_told(text: str, complaint: str, shell: Shell, folder: Path) -> None:
    with shell.inside(folder):
        outcome = shell("ship", "m", "1", "--sweep", text)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"artemis-modkit: {complaint}\n"
