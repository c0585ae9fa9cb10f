"""`fight` and `matrix` as users and other programs meet them."""

import json
from pathlib import Path

import pytest

from tests.balance.fleets import vessel
from tests.conftest import FIXTURES
from tests.expected import as_expected
from tests.shell import Shell, data

DEMO = FIXTURES / "mods" / "nebula-patrol"
EXPECTED = Path(__file__).parent / "expected"

TRANSCRIPTS = {
    "fight-duel.txt": ("fight", "stock:2.8", "0", "--against", "4001"),
    "fight-groups.txt": (
        "fight", "stock:2.8", "0x2, Juggernaut", "--against", "2000x4,2001x2,3002",
        "--crew", "manual-250",
    ),
    "fight-fleet.txt": ("fight", "stock:2.8", "0", "--fleet", "5"),
    "fight-fleets.txt": ("fight", "stock:2.8", "0", "--fleet", "all"),
    "fight-certain.txt": ("fight", "stock:2.8", "0", "--against", "4001", "--certain"),
    "matrix-stock.txt": ("matrix", "stock:2.8"),
    "matrix-demo.txt": ("matrix", DEMO),
    "matrix-races.txt": ("matrix", "stock:2.8", "--by", "race"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_fights_look_like_this(
    name: str, shell: Shell, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = shell(*TRANSCRIPTS[name])
    assert (outcome.code, outcome.err) == (0, "")
    as_expected(EXPECTED / name, outcome.out, update=update)
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_the_json_of_a_fight_keeps_its_contract(shell: Shell) -> None:
    found = data(shell, "fight", "stock:2.8", "0", "--against", "2000x2")
    assert found["command"] == "fight"
    assert found["result"] == "a"
    assert set(found["seconds"]) == {"value", "low", "high"}
    assert found["seconds"]["low"] <= found["seconds"]["value"] <= found["seconds"]["high"]
    (player,), (cruisers,) = found["a"], found["b"]
    assert {"id", "name", "count", "left", "hull", "front", "back", "used", "aboard"} <= set(player)
    assert (cruisers["id"], cruisers["count"], cruisers["left"]) == (2000, 2, 0)
    assert all(player["used"].get(kind, 0) <= most for kind, most in player["aboard"].items())


def test_the_shield_that_is_not_hit_stays_whole(shell: Shell) -> None:
    battleship = ("fight", "stock:2.8", "2000", "--against", "2")
    ahead, behind = (data(shell, *battleship, *more)["b"][0] for more in ((), ("--hit", "back")))
    assert (ahead["back"], behind["front"]) == (1, 1)
    assert ahead["front"] == pytest.approx(1 - (1 - behind["back"]) * 150 / 250)
    base = data(shell, "fight", "stock:2.8", "0", "--against", "1000")["b"][0]
    assert (base["front"], base["back"]) == (0, None)


def test_what_is_open_says_by_which_figure_and_certain_tells_no_winner(shell: Shell) -> None:
    found = data(shell, "fight", "stock:2.8", "0", "--against", "4001")
    assert (found["result"], found["likely"]) == ("open", "a")
    assert found["deciding"] == ["frequency_factor"]
    certain = data(shell, "fight", "stock:2.8", "0", "--against", "4001", "--certain")
    assert (certain["result"], certain["likely"], certain["seconds"]["value"]) == (
        "open", None, None,
    )  # fmt: skip
    told = data(
        shell, "fight", "stock:2.8", "0", "--against", "4001", "--set", "frequency_factor=0.5"
    )
    assert told["likely"] == "b"


def test_the_json_of_a_matrix_keeps_its_contract(shell: Shell) -> None:
    found = data(shell, "matrix", "stock:2.8")
    assert len(found["pairs"]) == 17 * 15
    first = found["pairs"][0]
    assert (first["a"], first["b"], first["result"]) == (0, 2000, "a")
    assert set(first["seconds"]) == {"value", "low", "high"}
    assert {pair["beside_stock"] for pair in found["pairs"]} == {"as in stock"}


def test_casual_crews_win_low_difficulties_and_better_ones_higher_ones(shell: Shell) -> None:
    fleets = data(shell, "fight", "stock:2.8", "0", "--fleet", "all")["fleets"]
    reach = {crew["crew"]: crew["wins_up_to"]["value"] for crew in fleets}
    assert 0 < reach["auto-100"] < reach["auto-250"] < reach["manual-250"] < 11
    assert reach["manual-250"] < reach["manual-300-focuser"]
    for crew in fleets:
        assert [fight["difficulty"] for fight in crew["fights"]] == list(range(1, 12))
        up_to = crew["wins_up_to"]
        assert up_to["low"] <= up_to["value"] <= up_to["high"]


def test_a_score_tells_which_fleets_each_player_ship_beats(shell: Shell) -> None:
    ships = data(shell, "score", "stock:2.8")["ships"]
    players = [ship for ship in ships if ship["role"] == "player"]
    assert all(set(ship["fleets"]) == {"auto_100", "auto_250", "manual_250"} for ship in players)
    assert all("fleets" not in ship for ship in ships if ship["role"] != "player")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("0",), "name whom: --against SHIPS, or --fleet N (1 to 11, or all)"),
        (("0", "--against", "2000x400"), "'2000x400': a side has 1 to 100 ships"),
        (
            ("0", "--against", "2000x60,2001x60"),
            "'2000x60,2001x60': these are more than 100 ships for a side",
        ),
        (("0", "--against", ","), "',' names no ship; write e.g. 2000x4,2001x2"),
        (("0", "--fleet", "12"), "--fleet 12: a difficulty is 1 to 11; all is each of them"),
        (
            ("0", "--fleet", "2", "--crew", "manual"),
            "--crew manual: there is no such crew; did you mean 'manual-250'?",
        ),
    ],
)
def test_a_fight_that_cannot_be_says_what_can(
    arguments: tuple[str, ...], message: str, shell: Shell
) -> None:
    outcome = shell("fight", "stock:2.8", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"artemis-modkit: {message}\n"


def test_a_mod_without_enemies_has_no_fleets(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "dat"
    folder.mkdir()
    (folder / "vesselData.xml").write_text(
        '<vessel_data version="2.6"><hullRace ID="0" name="TSN" keys="player"/>'
        '<vessel uniqueID="0" side="0" classname="Lone" broadType="player">'
        '<shields front="80" back="80"/><performance turnrate="0.004" topspeed="0.6"/>'
        "</vessel></vessel_data>",
        "utf-8",
    )
    outcome = shell("fight", tmp_path, "0", "--fleet", "3")
    assert outcome.code == 2
    assert "no enemies of it come in fleets; name whom by --against" in outcome.err
    assert "no player ships or no enemies" in shell("matrix", tmp_path).out


@pytest.mark.parametrize("value", ["0", "-1", "1e308", "nan", "x", ""])
def test_whatever_figures_a_mod_has_what_is_told_is_finite(
    value: str, shell: Shell, tmp_path: Path
) -> None:
    beam = (
        f'<beam_port x="0" z="9" damage="{value}" playerdamage="{value}" arcwidth="0.4" '
        f'cycletime="{value}" range="{value}"/>'
    )
    inside = f'<shields front="{value}" back="{value}"/>{beam}'
    rest = (
        f'<carrierload baycount="{value}"/><torpedo_tube/><fleet_ai commonality="{value}"/>'
        f'<torpedo_storage type="nuk" amount="{value}"/>'
        f'<performance turnrate="{value}" topspeed="{value}"/>'
    )
    ships = [
        vessel(inside + rest), vessel(inside + rest, "small", side=2, number=2000),
        vessel(inside, "large", side=2, number=2001),
        vessel(inside + rest, "singleseat", side=2, number=2002),
    ]  # fmt: skip
    keys = ("damageTorpNuk", "speedTorpNuk", "playerBeamDelay", "enemyShieldRechargeRate")
    (tmp_path / "dat").mkdir()
    races = '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="2" name="K" keys="enemy standard"/>'
    text = f'<vessel_data version="2.8">{races}{"".join(ships)}</vessel_data>'
    (tmp_path / "dat" / "vesselData.xml").write_text(text, "utf-8")
    ini = "".join(f"{key}={value}\n" for key in keys)
    (tmp_path / "artemis.ini").write_text(ini, "utf-8")
    for command in (("score",), ("ship", "1"), ("matrix",), ("fight", "1", "--against", "2001x2")):
        outcome = shell(command[0], tmp_path, *command[1:], "--format", "json")
        assert outcome.code == 0, outcome.err
        json.loads(outcome.out, parse_constant=pytest.fail)
        said = shell(command[0], tmp_path, *command[1:]).out.split()
        assert not {"nan", "inf", "-inf", "None"} & set(said)
