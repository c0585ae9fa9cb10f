"""The figures of the report's page, moved by its controls and held against the engine in Python."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from artemis_modkit.balance import Assessment, Conditions, ManualModel, Mode, Ship, assess
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.scores import figure
from artemis_modkit.compare import compare
from artemis_modkit.compare.play import in_play
from artemis_modkit.model import Mod
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.views.ships import finite
from artemis_modkit.report.words import shown
from tests.balance.fleets import STANDARD, mod_of, vessel
from tests.conftest import FIXTURES
from tests.report.page.conftest import Opened, cells_of, opened_mod, subjects_of
from tests.report.page.twins import Ask, assert_same_charts, assert_same_sides, assert_same_world

DEMO = FIXTURES / "mods" / "nebula-patrol"
Open = Callable[..., Opened]

MOVES: tuple[dict[str, str], ...] = (
    {},
    {"power": "300"},
    {"mode-manual": "on"},
    {"focuser": "on"},
    {"power": "37"},
    {"model": "plus50"},
    {"model": "minus1"},
    {"difficulty": "11"},
    {"range": "1200"},
    {"power": "0"},
    {"mode-auto": "on", "difficulty": "1"},
    {"power": "100", "range": "0", "focuser": "off"},
)
"""Controls moved one after the other, each on top of what was moved before."""

COLUMNS = {
    "overall": ("overall", 0), "offence": ("offence", 0), "defence": ("defence", 0),
    "mobility": ("mobility", 0), "logistics": ("logistics", 0), "rank": ("rank", 0), "best": ("beam_dps", 1),
    "ahead": ("beam_dps_forward", 1), "broadside": ("beam_dps_broadside", 1),
    "astern": ("beam_dps_aft", 1), "all round": ("beam_dps_around", 1),
    "launched": ("launched_dps", 1), "reach": ("beam_reach", 0), "front": ("shield_front", 0),
    "back": ("shield_back", 0), "craft": ("hit_points", 0), "hull": ("hull", 0),
    "speed": ("speed", 0), "turn": ("turn", 1), "homing": ("homing", 0),
    "others": ("special_torpedoes", 0), "bays": ("bays", 0),
}  # fmt: skip
"""What the columns of the table of ships show, and with how many decimals."""


def conditions_of(moves: dict[str, str]) -> Conditions:
    """The conditions that the controls stand for."""
    return Conditions(
        power=int(moves.get("power", 100)) / 100,
        mode=Mode(moves.get("mode", "auto")),
        focuser=moves.get("focuser") == "on",
        difficulty=int(moves.get("difficulty", 10)),
        manual_model=ManualModel(moves.get("model", "measured")),
        distance=float(moves.get("range", 0)) or None,
    )


def walk(page: Opened) -> Iterator[Conditions]:
    """Move every control, and give the conditions after each move."""
    now: dict[str, str] = {}
    for moves in MOVES:
        for control, value in moves.items():
            page.choose(control, value)
            name, _, mode = control.partition("-")
            now[name] = mode or value
        yield conditions_of(now)


def asked_of(page: Opened) -> Ask:
    """What the page answers to the questions of the engine's twins."""

    def ask(asked: str) -> Any:
        return page.tab.evaluate(
            "() => { const { world, rows } = modReport;"
            f" return JSON.parse(JSON.stringify({asked})); }}"
        )

    return ask


def text_of(scored: Any, name: str, digits: int) -> str:
    value = figure(scored, name)
    return shown(None if value is None else finite(value), digits)


# Figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["stock:2.8", "tsn-3.1", "sdn", "hostile"])
def test_the_page_follows_every_control_as_score_has_it(
    which: str, opened: Open, request: pytest.FixtureRequest
) -> None:
    subjects = subjects_of(opened_mod(which, request))
    page = opened(subjects)
    for box in page.tab.locator("#ships .chip input").all():
        if not box.is_checked():
            page.press(box, "Space")
        assert box.is_checked()
    for conditions in walk(page):
        assessment = assess(subjects.mod, subjects.stock, conditions)
        assert_same_world(asked_of(page), assessment)
        assert_same_table(page, assessment)
        assert_same_charts(asked_of(page), Scene(assessment, (chosen(page, assessment),)))


def assert_same_table(page: Opened, assessment: Assessment) -> None:
    titles, rows = cells_of(page, "#ships table")
    assert titles[3:] == list(COLUMNS)
    wanted = [[text_of(one, *COLUMNS[title]) for title in titles[3:]] for one in assessment.scored]
    assert [row[3:] for row in rows] == wanted


def chosen(page: Opened, assessment: Assessment) -> Ship:
    """The ship on the card."""
    place: int = page.tab.evaluate("modReport.place()")
    return assessment.fleet.ships[place]


def test_all_figures_of_a_card_are_those_of_the_command(opened: Open) -> None:
    subjects = subjects_of(Mod.open("stock:2.8"))
    page = opened(subjects, "#ship=5&power=250&mode=manual")
    page.press(page.tab.locator("#figures summary"), "Enter")
    ship = assess(subjects.mod, subjects.stock, Conditions(2.5, Mode.MANUAL)).fleet.ship(5)
    _, rows = cells_of(page, "#figures table")
    assert [row[:2] for row in rows] == [
        [metric.title, shown(metric(ship), 2)] for metric in all_metrics().values()
    ]


def test_the_table_of_the_thread_appears_at_its_settings(opened: Open) -> None:
    mod = mod_of(vessel(STANDARD, number=7))
    page = opened(subjects_of(mod))
    page.choose("power", "300")
    page.choose("mode-manual", "on")
    page.choose("focuser", "on")
    titles, rows = cells_of(page, "#weapons table")
    beam = dict(zip(titles, rows[0], strict=True))
    assert (beam["damage"], beam["recharge, s"], beam["damage a second"]) == ("12", "0.33", "36")
    _, powers = cells_of(page, "#powers table")
    assert powers[-1] == [
        "300 %", "6.0 a second (every 2.00 s)", "18.0 a second (every 0.67 s)",
        "12.0 a second (every 1.00 s)", "36.0 a second (every 0.33 s)",
    ]  # fmt: skip
    plain, focused = "2.0 a second (every 6.00 s)", "4.0 a second (every 3.00 s)"
    assert powers[1] == ["100 %", plain, plain, focused, focused]


# The other mod -------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", [("tsn-2.011", "tsn-3.1"), ("stock:2.8", "demo")])
def test_a_comparison_shows_what_compare_computes(
    pair: tuple[str, str], opened: Open, request: pytest.FixtureRequest
) -> None:
    other, own = (opened_mod(which, request) for which in pair)
    subjects = subjects_of(own, other)
    result = compare(other, own, subjects.stock)
    page = opened(subjects)
    for conditions in walk(page):
        play = in_play(result, conditions)
        assert play is not None
        assert_same_charts(asked_of(page), Scene(play.b, (chosen(page, play.b),), play))
        assert_same_sides(asked_of(page), play)


def test_cells_that_changed_say_so_and_those_that_did_not_do_not(opened: Open) -> None:
    old = mod_of(
        vessel(STANDARD, number=1),
        vessel(STANDARD, number=2),
        vessel("", "medium", side=2, number=3),
    )
    stronger = STANDARD.replace('playerdamage="12"', 'playerdamage="24"')
    new = mod_of(
        vessel(stronger, number=1),
        vessel(STANDARD, number=2),
        vessel("", "medium", side=2, number=3),
    )
    page = opened(subjects_of(new, old))
    tones = page.tab.evaluate(
        "() => Array.from(document.querySelectorAll('#ships tbody tr'),"
        " (row) => Array.from(row.cells).some((cell) => cell.dataset.tone))"
    )
    assert tones[0] is True
    assert tones[2] is False
