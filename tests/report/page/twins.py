"""The page's engine against the one in Python: each figure, score, match, row and sentence.

One decision: both ways to run the page's engine (V8 alone, and a browser whose controls are moved)
answer the same questions in JavaScript, so whatever holds in the one is asked of the other.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from artemis_modkit.balance import Assessment
from artemis_modkit.balance.scores import RANK, figure
from artemis_modkit.compare.play import METRICS, Play
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.chart import Place, Scene
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.views.score import contest_json, outlier_json
from artemis_modkit.report.views.ships import finite, match_json, ship_json

MOST_OUTLIERS = 10
"""As many as `score` puts into sentences."""

Ask = Callable[[str], Any]
"""A JavaScript expression over `world` and `rows`, to its value as JSON has it."""


def is_close(found: float | None, wanted: float | None) -> bool:
    """Alike to eight digits; sums may be rounded one way or the other."""
    if found is None or wanted is None:
        return found is wanted
    return math.isclose(found, wanted, rel_tol=1e-8, abs_tol=1e-12)


def is_same(found: Any, wanted: Any) -> bool:
    """Alike; numbers to eight digits."""
    if isinstance(wanted, list | tuple):
        return len(found) == len(wanted) and all(map(is_same, found, wanted))
    if isinstance(wanted, str | bool) or isinstance(found, str | bool):
        return bool(found == wanted)
    return is_close(found, wanted)


def assert_same_world(ask: Ask, assessment: Assessment) -> None:
    """All that the page computes of one mod."""
    assert_same_figures(ask, assessment)
    assert_same_matches(ask, assessment)
    assert_same_contest(ask, assessment)
    assert_same_outliers(ask, assessment)


def assert_same_figures(ask: Ask, assessment: Assessment) -> None:
    found = ask("world.figures.map((one, at) => ({ ...one, ...world.scores[at] }))")
    for one, scored in zip(found, assessment.scored, strict=True):
        ship = ship_json(scored)
        figures = {**ship["metrics"], **ship["score"], "rank": ship["rank"], "of": ship["of"]}
        wrong = {
            name: (one.get(name), value)
            for name, value in figures.items()
            if not is_close(one.get(name), value)
        }
        assert wrong == {}, ship["id"]


def assert_same_matches(ask: Ask, assessment: Assessment) -> None:
    wanted = [match_json(one) for one in assessment.matches]
    for one, other in zip(ask("world.matches"), wanted, strict=True):
        assert all(is_close(one[name], other[name]) for name in other), (one, other)


def assert_same_contest(ask: Ask, assessment: Assessment) -> None:
    found, wanted = ask("world.contest"), contest_json(assessment.contest)
    assert (found is None) == (wanted is None)
    if wanted is not None:
        for weapon in ("beam", "torpedo"):
            three = [wanted[weapon][name] for name in ("plain_dps", "dps", "best_dps")]
            assert all(map(is_close, found[weapon], map(finite, three))), (found, wanted)
        for name in ("per_second", "per_energy"):
            assert is_close(found[name], wanted[name]), (found, wanted)


def assert_same_outliers(ask: Ask, assessment: Assessment) -> None:
    found = ask("world.outliers.map((one) => ({ ...one, id: world.ships[one.at].id }))")
    wanted = [outlier_json(one) for one in assessment.outliers]
    assert [(one["id"], one["metric"]) for one in found] == [
        (one["id"], one["metric"]) for one in wanted
    ]
    for one, other in zip(found, wanted, strict=True):
        assert all(is_close(one[name], other[name]) for name in ("value", "usual", "distance"))


def assert_same_charts(ask: Ask, scene: Scene) -> None:
    """The rows of charts in the page are those of the pictures."""
    drawn = [one for one in charts_of_page() if scene.play or one.place is not Place.CHANGES]
    for chart in drawn:
        name = chart.name
        found = ask(f"rows({name!r})")
        for dataset, wanted in chart.rows(scene).items():
            assert len(found[dataset]) == len(wanted), (name, dataset)
            for one, other in zip(found[dataset], wanted, strict=True):
                assert one.keys() == other.keys()
                wrong = {key for key in other if not is_same(one[key], other[key])}
                assert wrong == set(), (name, one, other)


def assert_same_sides(ask: Ask, play: Play) -> None:
    """What ships of both mods are in a comparison."""
    found = ask(
        "world.payload.comparison.standings.map((one) => [1, 2].map((place) => "
        f"{[*METRICS, RANK]}.map((name) => "
        "world.constructor.figure([world.a, world.b][place - 1], one[place], name))))"
    )
    for sides, standing in zip(found, play.ships, strict=True):
        for values, scored in zip(sides, (standing.a, standing.b), strict=True):
            wanted = [
                None if scored is None else finite(figure(scored, name))
                for name in (*METRICS, RANK)
            ]
            assert all(map(is_close, values, wanted)), (values, wanted)


def assert_same_sentences(ask: Ask, assessment: Assessment, said: Sequence[str]) -> None:
    """What the page says stands among the paragraphs of `score`, word for word."""
    now = assessment.fleet.game.conditions
    whole = [ask("contestWords(world.contest)")] if assessment.contest else []
    assert [one for one in whole if one not in said] == []
    far = ask(f"world.outliers.slice(0, {MOST_OUTLIERS}).map((one) => outlierWords(one, world))")
    assert [one for one in far if not any(other.endswith(one) for other in said)] == []
    assert ask("conditionsWords(world.conditions)") == conditions_words(now)
