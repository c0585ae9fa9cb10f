"""What charts are drawn from: the figures that `score`, `ship` and `compare` give as JSON."""

from typing import Any

import pytest

from artemis_modkit.balance import Conditions, Mode
from artemis_modkit.balance.scores import figure
from artemis_modkit.model import Mod
from artemis_modkit.report.charts import all_charts
from artemis_modkit.report.charts.chart import LONGEST_NAME, ChartRow, Scene
from artemis_modkit.report.views.score import Choice, score_report
from artemis_modkit.report.views.ship import ship_report
from tests.report.charts.conftest import scene_of


def rows_of(name: str, scene: Scene) -> list[ChartRow]:
    return list(all_charts()[name].rows(scene)[name])


def scored(scene: Scene) -> list[dict[str, Any]]:
    report = score_report(scene.assessment, Choice())
    found: list[dict[str, Any]] = report.payload["ships"]
    return found


def _place(row: ChartRow) -> tuple[int, str]:
    return (-1 if row["id"] is None else row["id"], row["name"][:LONGEST_NAME])


def about(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-8, abs=1e-12)


def test_damage_is_that_of_score_and_sorted(scene: Scene) -> None:
    rows = rows_of("damage", scene)
    assert [row["dps"] for row in rows] == sorted((row["dps"] for row in rows), reverse=True)
    expected = sorted(
        ((one["id"] or -1, one["metrics"]["beam_dps"] or 0, one["metrics"]["launched_dps"] or 0)
         for one in scored(scene)),
    )  # fmt: skip
    found = sorted(
        (row["id"] or -1, row["beams"], row["torpedoes"] + row["drones"]) for row in rows
    )
    assert [tuple(map(about, one)) for one in expected] == found


def test_shields_and_roles_are_those_of_score(scene: Scene) -> None:
    rows = sorted(rows_of("toughness", scene), key=_place)
    for row, ship in zip(rows, sorted(scored(scene), key=_place), strict=True):
        metrics = ship["metrics"]
        shields = metrics["hit_points"]
        if shields is None:
            shields = metrics["shield_front"]
        assert (row["id"], row["role"]) == (ship["id"], ship["role"])
        assert row["shields"] == about(shields)


def test_energy_is_that_of_score(scene: Scene) -> None:
    by_metric = {"beam": "beam_damage_per_energy", "torpedo": "torpedo_damage_per_energy"}
    expected = [
        (ship["id"], weapon, about(ship["metrics"][metric]))
        for ship in sorted(scored(scene), key=_place)
        for weapon, metric in by_metric.items()
        if ship["metrics"][metric] is not None
    ]
    rows = sorted(rows_of("energy", scene), key=_place)
    assert [(row["id"], row["weapon"], row["per_energy"]) for row in rows] == expected


def test_power_is_that_of_the_power_table_of_the_ship() -> None:
    conditions = Conditions(power=1.5, focuser=False)
    scene = scene_of(Mod.open("stock:2.8"), conditions=conditions)
    datasets = all_charts()["power"].rows(scene)
    assert datasets["power_now"] == [{"power": 150.0}]
    curve = {
        (row["power"], row["mode"]): row["dps"]
        for row in datasets["power"]
        if row["ship"] == "0 Light Cruiser"
    }
    table = ship_report(scene.assessment, scene.ships[0], with_reasons=False)
    for line in table.payload["ship"]["power_table"]:
        if line["focuser"] or line["power"] % 5:
            continue
        mode = "manual" if line["mode"] == Mode.MANUAL.value else "automatic"
        assert curve[line["power"], mode] == about(line["best_dps"])
    assert curve[300, "manual"] == about(36)
    assert min(curve.values()) == 0


def test_the_rose_is_that_of_the_sectors_of_the_ship(scene: Scene) -> None:
    for ship in scene.ships:
        report = ship_report(scene.assessment, ship, with_reasons=False)
        sectors = report.payload["ship"]["arcs"]
        alone = Scene(scene.assessment, (ship,))
        for row in rows_of("rose", alone):
            near = [
                sector["dps"]
                for sector in sectors
                if sector["from"] <= row["bearing"] + 1e-6
                and row["bearing"] - 1e-6 <= sector["from"] + sector["degrees"]
            ]
            assert row["dps"] in [about(value) for value in near]


def test_players_and_enemies_are_even_where_their_lines_cross() -> None:
    scene = scene_of(Mod.open("stock:2.8"), conditions=Conditions(power=0.5))
    datasets = all_charts()["difficulty"].rows(scene)
    crossing = datasets["crossing"]
    assert len(datasets["difficulty"]) == 22
    strengths = {
        (row["difficulty"], row["side"]): row["strength"] for row in datasets["difficulty"]
    }
    gaps = [strengths[one, "players"] - strengths[one, "enemies"] for one in range(1, 12)]
    changes = [at for at in range(1, 11) if gaps[at - 1] >= 0 > gaps[at]]
    assert [int(row["difficulty"]) for row in crossing] == changes
    for row in crossing:
        low = int(row["difficulty"])
        share = row["difficulty"] - low
        enemies = (strengths[low, "enemies"], strengths[low + 1, "enemies"])
        assert row["strength"] == about(enemies[0] + share * (enemies[1] - enemies[0]))


def test_strengths_are_kills_a_minute_by_the_seconds_of_score(scene: Scene) -> None:
    report = score_report(scene.assessment, Choice())
    rows = rows_of("difficulty", scene)
    expected = []
    for match in report.payload["players_vs_enemies"]:
        for side, seconds in (("players", "player_kills"), ("enemies", "enemy_kills")):
            kills = 60 / match[seconds] if match[seconds] else 0
            expected.append((match["difficulty"], side, about(kills)))
    assert [(row["difficulty"], row["side"], row["strength"]) for row in rows] == expected


def test_winners_and_losers_have_their_scores_of_both_mods(scene: Scene) -> None:
    assert scene.play is not None
    known = {
        (one.a.value("overall"), one.b.value("overall")): figure(one.b, "overall")
        for one in scene.play.ships
        if one.a is not None and one.b is not None
    }
    rows = rows_of("change", scene)
    assert all((row["a"], row["b"]) in known for row in rows)
    assert len(rows) == min(20, len([pair for pair in known if None not in pair]), len(rows))


def test_without_another_mod_nobody_wins_or_loses() -> None:
    assert rows_of("change", scene_of(Mod.open("stock:2.8"))) == []


def test_names_are_cut_and_turn_no_text_round(scene: Scene) -> None:
    for name in ("damage", "toughness", "energy", "change"):
        for row in rows_of(name, scene):
            assert len(row["name"]) <= LONGEST_NAME + 1
            assert "\u202e" not in row["name"]
