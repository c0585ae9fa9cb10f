"""The page's engine, run by V8 without a browser, and held against the one in Python.

One decision: it is given the payload of the page as it is written into it, so what the page lacks
is missed here too.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, cast

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Assessment, Conditions, ManualModel, Mode, Ship, assess
from artemis_modkit.balance.metric import Example, Metric, all_metrics, metric
from artemis_modkit.balance.weapons import Contest, Weapon
from artemis_modkit.compare import compare
from artemis_modkit.compare.play import in_play
from artemis_modkit.report import words
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.page.payload import Subjects, as_script, payload
from artemis_modkit.report.report import Paragraph
from artemis_modkit.report.sentences import conditions_figures, contest_words
from artemis_modkit.report.views.score import Choice, score_report
from tests.balance.fleets import STANDARD, mod_of, vessel
from tests.report.page.conftest import opened_mod, subjects_of
from tests.report.page.twins import (
    Ask,
    assert_same_charts,
    assert_same_sentences,
    assert_same_sides,
    assert_same_world,
)
from tests.v8 import v8

CONDITIONS = (
    Conditions(),
    Conditions(power=3.0, mode=Mode.MANUAL, focuser=True),
    Conditions(power=0.37, mode=Mode.MANUAL, difficulty=11),
    Conditions(power=2.5, mode=Mode.MANUAL, manual_model=ManualModel.PLUS50, spread=3),
    Conditions(power=2.0, mode=Mode.MANUAL, manual_model=ManualModel.MINUS1, focuser=True),
    Conditions(power=1.5, focuser=True, distance=1200, difficulty=3),
    Conditions(power=0.0, difficulty=1),
    Conditions(power=0.51, distance=1e9),
)
"""Every control moved, and the ends of those that have some."""
WITH_EVERY_CONTROL = ("demo", "hostile")
MODS = (*WITH_EVERY_CONTROL, "stock:2.8", "stock:2.1", "stock:2.4", "tsn-3.1", "sdn")


def conditions_for(mod: str) -> tuple[Conditions, ...]:
    """All of them; for mods that only bring other ships, some that move several controls."""
    return CONDITIONS if mod in WITH_EVERY_CONTROL else CONDITIONS[1::3]


def asked_of(context: Any) -> Ask:
    return lambda asked: json.loads(context.eval(f"JSON.stringify({asked})"))


@pytest.fixture(scope="module")
def ask_words() -> Iterator[Ask]:
    """The words of the page, without a mod."""
    with v8() as context:
        yield asked_of(context)


class Engine:
    """The page's engine with the payload of a page."""

    def __init__(self, subjects: Subjects, context: Any) -> None:
        self._context = context
        self._context.eval(f"const world = new World({as_script(payload(subjects))})")
        self._context.eval(
            "const rows = (name) => chartRows(name, world, { ship: world.ships[place] });"
            "let place = 0;"
        )
        self.ask = asked_of(self._context)

    def compute(self, conditions: Conditions, place: int = 0) -> None:
        """Choose conditions, and the ship of the card."""
        chosen = json.dumps(conditions_figures(conditions))
        self._context.eval(f"world.compute({chosen}); place = {place}; undefined")


EngineOf = Callable[[Subjects], Engine]


@pytest.fixture
def engine_of() -> Iterator[EngineOf]:
    """Starts the page's engine with the payload of a page."""
    with ExitStack() as started:
        yield lambda subjects: Engine(subjects, started.enter_context(v8()))


@pytest.mark.parametrize("which", MODS)
def test_the_page_computes_and_says_what_score_does(
    which: str, request: pytest.FixtureRequest, engine_of: EngineOf
) -> None:
    subjects = subjects_of(opened_mod(which, request))
    engine = engine_of(subjects)
    for turn, conditions in enumerate(conditions_for(which)):
        assessment = assess(subjects.mod, subjects.stock, conditions)
        place = turn * 7 % len(assessment.fleet.ships)
        engine.compute(conditions, place)
        assert_same_world(engine.ask, assessment)
        assert engine.ask("world.frozen") == []
        assert_same_charts(engine.ask, Scene(assessment, (assessment.fleet.ships[place],)))
        assert_same_sentences(engine.ask, assessment, list(_paragraphs(assessment)))


def _paragraphs(assessment: Assessment) -> Iterator[str]:
    for block in score_report(assessment, Choice()).blocks:
        if isinstance(block, Paragraph):
            yield block.text


@pytest.mark.parametrize(
    "pair",
    [
        ("stock:2.8", "demo"),
        ("stock:2.1", "stock:2.7.4"),
        ("demo", "hostile"),
        ("tsn-2.011", "tsn-3.1"),
    ],
)
def test_the_page_compares_as_compare_does(
    pair: tuple[str, str], request: pytest.FixtureRequest, engine_of: EngineOf
) -> None:
    other, own = (opened_mod(which, request) for which in pair)
    subjects = subjects_of(own, other)
    result = compare(other, own, subjects.stock)
    engine = engine_of(subjects)
    for conditions in CONDITIONS if pair[1] == "demo" else CONDITIONS[1::3]:
        play = in_play(result, conditions)
        assert play is not None
        engine.compute(conditions)
        assert_same_sides(engine.ask, play)
        assert_same_charts(engine.ask, Scene(play.b, (play.b.fleet.ships[0],), play))


def test_figures_of_the_game_that_were_set_hold_in_the_page_too(engine_of: EngineOf) -> None:
    mod = mod_of(vessel(STANDARD + "<torpedo_tube/>" + '<torpedo_storage type="trp" amount="9"/>'))
    conditions = Conditions(power=2.0, mode=Mode.MANUAL)
    mechanics = conditions.mechanics.with_settings(["manual_power_exponent=3", "tube_load=5"])
    subjects = subjects_of(mod, mechanics=mechanics)
    engine = engine_of(subjects)
    now = replace(conditions, mechanics=mechanics)
    engine.compute(now)
    assert_same_world(engine.ask, assess(mod, subjects.stock, now))
    assert engine.ask("world.figures[0].beam_dps") == 12 / (6 / 2**3)


def test_a_metric_that_the_page_cannot_move_says_so(
    monkeypatch: pytest.MonkeyPatch, engine_of: EngineOf
) -> None:
    shots = metric(title="shots", unit="a second", example=Example("", 0.0))(_shots)
    monkeypatch.setitem(cast("dict[str, Metric]", all_metrics()), "shots", shots)
    engine = engine_of(subjects_of(mod_of(vessel(STANDARD))))
    engine.compute(Conditions(power=3.0))
    assert engine.ask("world.frozen") == ["shots"]
    assert engine.ask("world.payload.metrics.shots.title") == "shots, as at the start"
    assert engine.ask("world.figures[0].shots") == 1 / 6
    assert engine.ask("world.payload.metrics.beam_dps.title") == "beams, best direction"


def _shots(ship: Ship) -> float:
    """Shots a second."""
    return ship.best_volley.shots


# Words -------------------------------------------------------------------------------------------

NUMBERS = [
    *(0.0, 0.5, 1.5, 2.5, -2.5, 0.05, 0.15, 0.125, 0.0625, 1.005, 12.25, 99.95, 999.5, 1234.5),
    *(-0.04, 1e-7, 1e-320, 3.25e6, 9999999.4, 9999999.6, 1e7, 12345678.0, 12350000.0, 1.5e300),
]


@pytest.mark.parametrize("digits", [0, 1, 2, 4])
def test_numbers_are_worded_as_in_the_terminal(digits: int, ask_words: Ask) -> None:
    found = ask_words(f"{NUMBERS}.map((value) => shown(value, {digits}))")
    assert found == [words.shown(value, digits) for value in NUMBERS]
    assert ask_words("[shown(null), shown(Infinity), shown(NaN)]") == ["-", "never", "-"]


RATIOS = {
    320.2: "320", 325.0: "320", 335.0: "340", 0.0: "0", 1.0: "1", 0.0564: "0.056", 0.125: "0.12",
    12.5: "12", 13.5: "14", 99.6: "100", 0.00032: "0.00032", 0.000032: "3.2e-05", 1e6: "1000000",
    4.4e8: "4.4e+08",
}  # fmt: skip


@pytest.mark.parametrize("ratio", RATIOS)
def test_ratios_of_weapons_are_said_in_two_plain_digits_on_both_sides(
    ratio: float, ask_words: Ask
) -> None:
    beam = Weapon("beam", 1.0, 1.0, 1.0, None, None)
    tube = Weapon("homing torpedo", ratio, ratio, ratio, None, None)
    said = f"a tube does {RATIOS[ratio]} times the damage a second of a beam"
    assert contest_words(Contest(beam, tube)) == said
    contest = {"beam": [1, 1, 1], "torpedo": [ratio] * 3, "per_second": ratio, "per_energy": None}
    assert ask_words(f"contestWords({json.dumps(contest)})") == f"A{said[1:]}."


@pytest.mark.parametrize(
    ("dps", "energy"),
    [(0.5, 2.0), (1.0, 0.5), (2.0, 2.0), (0.5, 0.5), (1.0, 1.0), (3.0, None), (None, None)],
)
def test_the_pointless_weapon_is_named_alike_on_both_sides(
    dps: float | None, energy: float | None, ask_words: Ask
) -> None:
    for best in (0.0, 1.0):
        beam = Weapon("beam", best, 0.0 if dps is None else 1.0, best, energy, None)
        tube = Weapon("homing torpedo", 0.0, dps or 0.0, 0.0, 1.0, None)
        contest = {"beam": [best, 1, best], "per_second": dps, "per_energy": energy}
        said = contest_words(Contest(beam, tube))
        assert ask_words(f"contestWords({json.dumps(contest)})") == f"{said[0].upper()}{said[1:]}."
