"""`score` and `ship` as users and other programs meet them."""

import csv
import json
from pathlib import Path

import pytest

from artemis_modkit.balance.metric import all_metrics
from tests.conftest import FIXTURES
from tests.expected import as_expected
from tests.shell import Shell, data

DEMO = FIXTURES / "mods" / "nebula-patrol"
EXPECTED = Path(__file__).parent / "expected"


def check(name: str, text: str, update: bool) -> None:
    as_expected(EXPECTED / name, text, update=update)


# Transcripts --------------------------------------------------------------------------------

TRANSCRIPTS = {
    "score-stock.txt": ("score", "stock:2.8"),
    "score-demo.txt": ("score", DEMO, "--power", "250", "--mode", "manual", "--difficulty", "11"),
    "score-sorted.txt": ("score", "stock:2.8", "--sort", "beam_dps_around", "--top", "5"),
    "ship-player.txt": ("ship", "stock:2.8", "0", "--why"),
    "ship-carrier.txt": ("ship", "stock:2.8", "Juggernaut"),
    "ship-craft.txt": ("ship", "stock:2.8", "101"),
    "ship-enemy.txt": ("ship", "stock:2.8", "4002", "--range", "1100"),
    "ship-station.txt": ("ship", "stock:2.8", "1002"),
    "ship-unarmed.txt": ("ship", "stock:2.8", "Luxury Liner"),
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_scores_and_cards_look_like_this(name: str, shell: Shell, update: bool) -> None:
    outcome = shell(*TRANSCRIPTS[name])
    assert (outcome.code, outcome.err) == (0, "")
    check(name, outcome.out, update)


def test_a_narrow_terminal_is_not_overrun(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for command in (("score", "stock:2.8"), ("ship", "stock:2.8", "0", "--why")):
        assert max(map(len, shell(*command).out.splitlines())) <= 80


# Data ---------------------------------------------------------------------------------------


def test_the_json_of_scores_keeps_its_contract(shell: Shell) -> None:
    found = data(shell, "score", "stock:2.8", "--role", "player", "--top", "1")
    [ship] = found["ships"]
    assert ship.keys() == {
        "id", "name", "race", "role", "group", "role_reason", "score", "threat", "rank", "of",
        "measured_by", "metrics", "beams", "fleets",
    }  # fmt: skip
    assert ship["score"].keys() == {"overall", "offence", "defence", "mobility", "logistics"}
    assert ship["metrics"].keys() == all_metrics().keys()
    assert ship["beams"][0].keys() == {
        "damage", "recharge", "dps", "range", "arc_degrees", "bearing_degrees",
    }  # fmt: skip
    assert found.keys() == {
        "artemis_modkit", "schema", "command", "mod", "settings", "ships", "scale",
        "races", "players_vs_enemies", "weapons", "outliers", "notes",
    }  # fmt: skip
    assert [match["difficulty"] for match in found["players_vs_enemies"]] == list(range(1, 12))


def test_conditions_are_said_and_obeyed(shell: Shell) -> None:
    found = data(
        shell, "score", "stock:2.8", "--power", "300", "--mode", "manual", "--focuser",
        "--difficulty", "11", "--manual-model", "plus50", "--range", "900", "--spread", "3",
        "--set", "mechanics.shot_energy=1.0", "--set", "weights.munitions=0",
    )  # fmt: skip
    said = found["settings"]
    assert {name: said[name] for name in (
        "power", "mode", "focuser", "difficulty", "manual_model", "range", "spread", "shot_energy",
    )} == {
        "power": 300, "mode": "manual", "focuser": True, "difficulty": 11,
        "manual_model": "plus50", "range": 900, "spread": 3, "shot_energy": 1,
    }  # fmt: skip
    assert said["mechanics"] == {"shot_energy": 1}
    assert said["weights"]["offence"]["munitions"] == 0
    [cruiser] = [ship for ship in found["ships"] if ship["id"] == 0]
    assert {beam["dps"] for beam in cruiser["beams"]} == {14}


def test_the_json_of_a_ship_has_its_reasons_arcs_and_duels(shell: Shell) -> None:
    ship = data(shell, "ship", "stock:2.8", "Juggernaut")["ship"]
    assert ship["id"] == 7
    assert ship["why"].keys() == {"overall", "offence", "defence", "mobility", "logistics"}
    assert sum(sector["degrees"] for sector in ship["arcs"]) == pytest.approx(360)
    sums = ship["why_threat"]
    both = sum(sums["damage_a_second"].values()) * sum(sums["damage_taken"].values())
    assert ship["threat"] == pytest.approx(100 * (both / (10 / 3) / 110) ** 0.5)
    assert len(ship["power_table"]) == 20
    assert ship["torpedoes"]["stores"]["trp"] == 16
    assert len(ship["kills"]) == len(ship["killed_by"]) == 15


def test_a_station_fights_the_other_side(shell: Shell) -> None:
    for station, opponents in (("1002", {"Kralien", "Torgoth"}), ("1008", {"TSN", "Ximni"})):
        ship = data(shell, "ship", "stock:2.8", station)["ship"]
        races = {duel["race"] for duel in ship["kills"]}
        assert opponents <= races
        assert ("Terran" in races) is (station == "1008")


def test_what_never_ends_is_null_in_json_and_none_in_words(shell: Shell) -> None:
    liner = data(shell, "ship", "stock:2.8", "Luxury Liner")["ship"]
    assert {duel["seconds"] for duel in liner["kills"]} == {None}
    said = shell("ship", "stock:2.8", "1504").out
    assert "The usual of all 15: kills never, is killed after 20 s" in said


def test_ships_are_chosen_by_role_race_and_number(shell: Shell) -> None:
    def ids(*options: str) -> list[int]:
        return [ship["id"] for ship in data(shell, "score", "stock:2.8", *options)["ships"]]

    assert set(ids("--race", "kralien", "--role", "enemy-small")) == {2000}
    assert set(ids("--race", "2")) == {1005, 2000, 2001, 2002}
    assert ids("--sort", "speed", "--top", "2") == [6000, 6001]
    assert len(ids("--top", "1")) == 11
    assert set(ids("--role", "player-shuttle", "--role", "ally-medium")) == {
        102, 103, 122, 123, 131, 1501,
    }  # fmt: skip
    assert len(ids("--role", "player-craft")) == 10


def test_a_choice_that_leaves_no_ship_is_said(shell: Shell) -> None:
    out = shell("score", "stock:2.8", "--race", "TSN", "--role", "station").out
    assert "No ship is of the role and race asked for." in out


def test_the_stock_to_measure_by_is_found_or_given(shell: Shell, corpus: Path) -> None:
    mod = corpus / "mods" / "tsn-2.010"
    assert data(shell, "score", mod, "--top", "1")["settings"]["stock"] == "stock:2.7.1"
    chosen = data(shell, "score", mod, "--top", "1", "--stock", "2.8")
    assert chosen["settings"]["stock"] == "stock:2.8"
    folder = data(shell, "score", mod, "--top", "1", "--stock", str(corpus / "stock" / "2.8"))
    assert folder["settings"]["stock"] == "2.8"


# Refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["score", "stock", "--role", "plaier"], "'plaier' is no role here; did you mean 'player'?"),
        (["score", "stock", "--race", "Krallien"],
         "'Krallien' is no race here; did you mean 'Kralien'?"),
        (["score", "stock", "--sort", "ofence"],
         "'ofence' is no score or metric here; did you mean 'offence'?"),
        (["score", "stock", "--power", "400"],
         "power 400: engineering goes from 0 to 300 percent"),
        (["ship", "stock", "Juggernaugt"],
         "stock:2.8: no ship is called 'Juggernaugt'; did you mean 'Juggernaut'?"),
        (["ship", "stock", "9999"],
         "stock:2.8: no vessel has the uniqueID 9999; near it are 6001, 6002, 6003"),
        (["ship", "stock", "light carrier "],
         None),
        (["ship", "stock", "carrier"],
         "stock:2.8: 'carrier' are several: 5 Carrier (TSN), 12 Carrier (Ximni), "
         "3002 Carrier (Arvonian); name the ID"),
        (["score", "stock", "--stock", "7.7"],
         "7.7: no such file or folder"),
        (["score", "stock", "--set", "shot_enrgy=1"],
         "--set shot_enrgy=1: 'shot_enrgy' is no figure of the game; "
         "did you mean 'mechanics.shot_energy'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: list[str], message: str | None, shell: Shell
) -> None:
    outcome = shell(*arguments)
    if message is None:
        assert outcome.code == 0
    else:
        assert (outcome.code, outcome.out, outcome.err) == (2, "", f"artemis-modkit: {message}\n")


def test_a_mod_of_settings_alone_is_scored_and_shown_over_the_ships_of_stock(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "artemis.ini").write_text("playerBeamDelay=0.3\n")
    outcome = shell("score", tmp_path / "artemis.ini", "--format", "json")
    found = json.loads(outcome.out)
    stock = json.loads(shell("score", "stock:2.8", "--format", "json").out)
    assert [one["name"] for one in found["ships"]] == [one["name"] for one in stock["ships"]]
    assert found["notes"][0] == "there are no ships in it, so those of stock:2.8 are looked at"
    page = tmp_path / "page.html"
    assert shell("report", tmp_path / "artemis.ini", "-o", page).code == 0
    assert "Settings of game 2.8, over ships of stock." in page.read_text("utf-8")


def test_a_mod_without_ships_and_settings_cannot_be_scored(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "artemis.ini").write_text(";playerBeamDelay=0.3\n")
    outcome = shell("score", tmp_path / "artemis.ini")
    assert (outcome.code, outcome.err) == (
        2,
        "artemis-modkit: artemis.ini: there is no vesselData.xml in it, so no ships to score\n",
    )


def test_a_mod_without_vessels_cannot_be_scored(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "vesselData.xml").write_text("<vessel_data/>")
    outcome = shell("score", tmp_path / "vesselData.xml")
    assert (outcome.code, outcome.err) == (
        2,
        "artemis-modkit: vesselData.xml: there are no vessels in its vesselData.xml to score\n",
    )


NAMESAKES = (
    '<vessel uniqueID="1" classname="777" broadType="player"/>'
    '<vessel uniqueID="5" classname="Twin" broadType="player"/>'
    '<vessel uniqueID="5" classname="Other" broadType="player"/>'
) + '<vessel classname="Drone" broadType="small"/>' * 7


def test_a_ship_is_named_by_id_first_and_else_by_class_name(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "vesselData.xml").write_text(f"<vessel_data>{NAMESAKES}</vessel_data>")

    def card(which: str) -> str:
        return shell("ship", tmp_path, which).out.splitlines()[1]

    assert card("777") == "1 777: player ship"
    assert card("5") == "5 Twin: player ship"
    assert card("other") == "5 Other: player ship"
    assert "Note: 2 vessels have the uniqueID 5;" in shell("ship", tmp_path, "5").out
    listed = ", ".join(["? Drone (of no race)"] * 5)
    assert shell("ship", tmp_path, "drone").err == (
        f"artemis-modkit: {tmp_path.name}: 'drone' are several: {listed} and 2 more; name the ID\n"
    )


def test_a_ship_has_a_place_by_each_score_and_equals_share_one(shell: Shell) -> None:
    found = data(shell, "ship", "stock:2.8", "7")["ship"]
    assert found["ranks"] == {
        "overall": 1, "offence": 1, "defence": 1, "mobility": 17, "logistics": 3,
    }  # fmt: skip
    assert data(shell, "ship", "stock:2.8", "1504")["ship"]["ranks"]["offence"] is None


@pytest.mark.parametrize(
    "command", [("score", "stock:2.8", "--top", "1"), ("ship", "stock:2.8", "0", "--why")]
)
def test_every_format_shows_scores_and_cards(shell: Shell, command: tuple[str, ...]) -> None:
    for format in ("markdown", "bbcode", "csv"):
        outcome = shell(*command, "--format", format)
        assert (outcome.code, outcome.err) == (0, "")
        assert ("Light Cruiser" if command[0] == "ship" else "Juggernaut") in outcome.out


def test_a_spreadsheet_has_one_ship_a_row_with_every_score_and_metric(shell: Shell) -> None:
    out = shell("score", "stock:2.8", "--format", "csv").out
    head, *rows = csv.reader(out.removeprefix("\ufeff").splitlines())
    assert head[:6] == ["id", "class", "race", "role", "rank", "overall"]
    assert head[10:] == list(all_metrics())
    assert len(rows) == 58
    assert {len(row) for row in rows} == {len(head)}
    card = shell("ship", "stock:2.8", "7", "--format", "csv").out.splitlines()
    assert next(csv.reader(card[1:])) == rows[0]


ABSURD = (
    '<vessel uniqueID="3" side="0" classname="Absurd" broadType="player">'
    '<shields front="1e38" back="-5"/><performance topspeed="1e38" turnrate="inf"/>'
    '<beam_port x="1" z="1" playerdamage="1e38" arcwidth="0.5" cycletime="1e-307" range="1e38"/>'
    '<torpedo_tube/><torpedo_storage type="trp" amount="99999999999"/></vessel>'
    '<vessel uniqueID="4" side="2" broadType="small"><performance topspeed="1"/></vessel>'
)


def test_absurd_figures_stay_short_and_the_json_strict(shell: Shell, tmp_path: Path) -> None:
    races = '<hullRace ID="0" keys="player"/><hullRace ID="2" keys="enemy"/>'
    (tmp_path / "vesselData.xml").write_text(f"<vessel_data>{races}{ABSURD}</vessel_data>")
    for command in (("score", tmp_path), ("ship", tmp_path, "3", "--why"), ("ship", tmp_path, "4")):
        assert data(shell, *command)
        for power in ("0", "300"):
            out = shell(*command, "--power", power, "--focuser", "--mode", "manual").out
            assert "1e+38" in out or command[-1] == "4"
            assert "000000000000" not in out


def test_hostile_ships_are_scored_and_shown(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "vesselData.xml").write_text(
        '<vessel_data><vessel/><vessel uniqueID="7" classname="\x1b[31m[red]'
        + "x" * 10_000
        + '" broadType="player"><beam_port/><shields front="nan"/></vessel></vessel_data>'
    )
    assert shell("score", tmp_path).code == 0
    card = shell("ship", tmp_path, "7")
    assert card.code == 0
    assert "\x1b" not in card.out
    assert "[red]" in card.out
    assert "x" * 60 not in card.out + shell("score", tmp_path).out
