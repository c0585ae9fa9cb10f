"""What a comparison means in play: roles by role, players against enemies, winners and losers."""

from collections.abc import Iterator, Sequence
from typing import Any

from artemis_modkit.balance import Assessment, Scored
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.weights import OVERALL
from artemis_modkit.compare import Comparison
from artemis_modkit.compare.play import BEARINGS, DPS, METRICS, Play, ShipInPlay, figure, medians
from artemis_modkit.model.roles import Role
from artemis_modkit.report.report import Block, Heading, Paragraph, Table
from artemis_modkit.report.sentences import conditions_words, worded
from artemis_modkit.report.views.ships import called, finite, match_json
from artemis_modkit.report.words import short, shown

_MOST = 5
_ALIKE = 0.02
"""Ratios nearer than this to the usual one win and lose nothing."""


def balance_json(play: Play) -> list[dict[str, Any]]:
    """Every figure that differs, of ships that both mods have."""
    return [
        {
            "id": standing.shown.ship.id,
            "metric": name,
            "a": finite(_figure(standing.a, name)),
            "b": finite(_figure(standing.b, name)),
            "base": finite(_figure(standing.base, name)),
        }
        for standing, name in play.changes()
        if finite(_figure(standing.a, name)) != finite(_figure(standing.b, name))
    ]


def _figure(scored: Scored | None, name: str) -> float | None:
    return None if scored is None else figure(scored, name)


def matches_json(play: Play) -> dict[str, Any]:
    """Players against enemies, for each mod by difficulty."""
    return {side: [match_json(one) for one in found] for side, found in play.matches.items()}


def play_blocks(
    result: Comparison, play: Play, *, only_changed: bool, is_full: bool, is_part: bool
) -> Iterator[Block]:
    """The part of a report that is about playing; of a few ships chosen all figures.

    Medians are those of whole mods; there are none where only a part of the ships `is_part`.
    """
    if is_full:
        for one in play.ships:
            table = _figures(one, play.base is not None, only_changed)
            if table.rows:
                yield Heading(f"In play: {called(one.shown.ship)}", level=2)
                yield table
        return
    sides = [("A", play.a), ("B", play.b)]
    if play.base is not None:
        sides.insert(0, ("base", play.base))
    ranked = play.by_ratio()
    if not any(one.ratio(name) != 1 for one in ranked for name in (OVERALL, DPS)) and not (
        result.vessels.added or result.vessels.removed
    ):
        return
    yield Heading("In play", level=2)
    conditions = conditions_words(play.b.fleet.game.conditions)
    stock = play.b.stock.mod.name
    yield Paragraph(f"At {conditions}; a score of 100 is the median of the role in {stock}.")
    if not is_part:
        yield Paragraph("Medians of each role:")
        yield _roles(sides)
        yield from _matches(sides)
    yield from _winners(play, ranked)


def _figures(standing: ShipInPlay, has_base: bool, only_changed: bool) -> Table:
    """Every figure of a ship, and its rank among those of its role."""
    scored = [standing.base, standing.a, standing.b][0 if has_base else 1 :]
    rows = []
    for name in METRICS:
        metric = all_metrics().get(name)
        title = f"score: {name}" if metric is None else f"{metric.title} ({metric.unit})"
        values = [shown(_figure(one, name), 0 if metric is None else 1) for one in scored]
        if set(values) != {"-"}:
            rows.append([title, *values])
    rows.append(["rank", *("-" if one is None else f"{one.rank}/{one.of}" for one in scored)])
    rows = [row for row in rows if not only_changed or row[-1] != row[-2]]
    columns = ["what", *(["base"] if has_base else []), "A", "B"]
    return Table(columns, rows, frozenset(range(1, len(columns))), is_across=True)


def _roles(sides: Sequence[tuple[str, Assessment]]) -> Table:
    columns = ["role", "", "ships", "score", *(f"DPS {one}" if one == "best" else one
               for one in BEARINGS.values()), "shields"]  # fmt: skip
    rows = []
    for role in Role:
        found = [[one for one in side.scored if one.ship.role is role] for _, side in sides]
        name = role.label
        for (label, _), scored in zip(sides, found, strict=True):
            if any(found):
                figures = _medians(scored, role) if scored else ["-"] * (len(columns) - 3)
                rows.append([name, label, str(len(scored)), *figures])
                name = ""
    return Table(columns, rows, frozenset(range(2, len(columns))), is_across=True)


def _medians(scored: Sequence[Scored], role: Role) -> list[str]:
    toughness = ("hit_points",) if role.is_craft else ("shield_front", "shield_back")
    return [
        shown(medians(scored, role, OVERALL), 0),
        *(shown(medians(scored, role, name)) for name in BEARINGS),
        "/".join(shown(medians(scored, role, name), 0) for name in toughness),
    ]


def _matches(sides: Sequence[tuple[str, Assessment]]) -> Iterator[Block]:
    known = [(label, side.matches) for label, side in sides if side.matches]
    if not known:
        return
    yield Paragraph(
        "How many times longer the usual player ship lasts than the usual enemy, one against one:"
    )
    columns = ["difficulty", *(str(match.difficulty) for match in known[0][1])]
    rows = [[label, *(shown(match.advantage) for match in found)] for label, found in known]
    yield Table(columns, rows, frozenset(range(1, len(columns))), is_across=True)


def _winners(play: Play, ranked: Sequence[ShipInPlay]) -> Iterator[Block]:
    usual = play.usual_ratio
    if usual is None:
        return
    yield Paragraph(worded("winners", {"ships": len(ranked), "times": shown(usual, 2)}))
    above = [one for one in ranked if (one.ratio(OVERALL) or 0) > usual * (1 + _ALIKE)]
    below = [one for one in ranked if (one.ratio(OVERALL) or 0) < usual * (1 - _ALIKE)]
    for title, found in (("Gained most", above[:_MOST]), ("Lost most", below[: -_MOST - 1 : -1])):
        if found:
            yield Paragraph(f"{title}, compared with that:")
            yield _gains(found)


def _gains(found: Sequence[ShipInPlay]) -> Table:
    columns = ["id", "class", "times", "score", "DPS best", "shields", "rank"]
    rows = [[str(one.shown.ship.id), short(one.shown.ship.name), shown(one.ratio(OVERALL), 2),
             *(_both(one, name) for name in ("score", "dps", "shields", "rank"))]
            for one in found]  # fmt: skip
    return Table(columns, rows, frozenset({0, *range(2, len(columns))}))


def _both(standing: ShipInPlay, what: str) -> str:
    """A figure in A and in B: `100 -> 25`; once where it is the same."""
    a, b = (_shown(one, what) for one in (standing.a, standing.b))
    return a if a == b else f"{a} -> {b}"


def _shown(scored: Scored | None, what: str) -> str:
    if scored is None:
        return "-"
    match what:
        case "score":
            return shown(figure(scored, OVERALL), 0)
        case "dps":
            return shown(figure(scored, DPS))
        case "rank":
            return f"{scored.rank}/{scored.of}"
        case _:
            names = (
                ("hit_points",) if scored.ship.role.is_craft else ("shield_front", "shield_back")
            )
            return "/".join(shown(figure(scored, name), 0) for name in names)
