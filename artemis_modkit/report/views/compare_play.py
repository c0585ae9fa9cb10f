"""What a comparison means in play: roles by role, fleets that are beaten, winners and losers."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from msgspec.structs import asdict

from artemis_modkit.balance import Scored
from artemis_modkit.balance.conditions import CREWS
from artemis_modkit.balance.fight.ladder import Rungs
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.scores import OVERALL, figure
from artemis_modkit.compare import Comparison
from artemis_modkit.compare.play import DPS, METRICS, Play, ShipInPlay, medians
from artemis_modkit.model.roles import Role
from artemis_modkit.model.wording import listed
from artemis_modkit.report.report import Block, Heading, Paragraph, Table
from artemis_modkit.report.sentences import conditions_words, worded
from artemis_modkit.report.views.ships import called, finite, match_json, numbers_json
from artemis_modkit.report.words import short, shown

_MOST = 3
_MOST_MOVED = 8
_ALIKE = 0.02
"""Ratios nearer than this to the usual one win and lose nothing."""


def play_json(play: Play) -> dict[str, Any]:
    """What is said of playing as data: `null` for what a side has not.

    `balance` has every figure that differs, of ships that both mods have; `fleets` for each mod by
    crew `value`, `low` and `high`.
    """
    return {
        "weapons": [
            {"weapon": both.name}
            | {
                side: weapon and {
                    "plain": finite(weapon.plain_dps),
                    "best": finite(weapon.best_dps),
                    **numbers_json(weapon, "per_energy", "range"),
                }
                for side, weapon in (("a", both.a), ("b", both.b), ("base", both.base))
            }
            for both in play.weapons()
        ],
        "balance": [
            {"id": standing.shown.ship.id, "metric": name, **sides}
            for standing, name in play.changes()
            for sides in [_sides(standing, name)]
            if sides["a"] != sides["b"]
        ],
        "players_vs_enemies": {
            side: [match_json(match) for match in matches] for side, matches in play.matches.items()
        },
        "fleets": {
            side: headline
            and {crew.replace("-", "_"): asdict(rungs) for crew, rungs in headline.reaches.items()}
            for side, headline in play.headlines.items()
        },
    }  # fmt: skip


def _sides(play: ShipInPlay, name: str) -> dict[str, float | None]:
    return {
        side: finite(_figure(scored, name))
        for side, scored in (("a", play.a), ("b", play.b), ("base", play.base))
    }


def _figure(scored: Scored | None, name: str) -> float | None:
    return None if scored is None else figure(scored, name)


def play_blocks(
    result: Comparison, play: Play, *, only_changed: bool, is_full: bool, is_part: bool
) -> Iterator[Block]:
    """The part of a report that is about playing.

    Medians are those of whole mods. Where a part of the ships is chosen each has its line, and
    all figures if `is_full`.
    """
    ranked = play.by_ratio()
    if not is_part and not (
        any(both.ratio(name) != 1 for both in ranked for name in (OVERALL, DPS))
        or result.vessels.added
        or result.vessels.removed
    ):
        return
    yield Heading("In play, computed from the files, not measured in games", level=2)
    conditions = conditions_words(play.b.fleet.game.conditions)
    if not is_part:
        yield from _weapons(play)
        yield from _fleets(play)
    stock = play.b.stock.mod.name
    yield Paragraph(
        f"The median ship of each role among those in both, at {conditions}. The score is what a "
        f"ship can do in offence, defence and mobility, 100 the median of its role in {stock}; "
        "shields are front/rear, of craft hit points (hp):"
    )
    yield _roles(
        play,
        {both.shown.ship.role for both in play.chosen} if is_part else set(Role),
    )
    yield from _moved_roles(play)
    yield from _chosen(play) if is_part else _winners(play, ranked)
    for both in play.chosen if is_full else ():
        table = _figures(both, play.base is not None, only_changed)
        if table.rows:
            yield Heading(f"In play: {called(both.shown.ship)}", level=2)
            yield table


def _weapons(play: Play) -> Iterator[Block]:
    """Weapon by weapon, as players compare them: A, B and, where it is another, the base."""
    rows = []
    for weapon in play.weapons():
        sides = [weapon.a, weapon.b]
        names = weapon.name if all(sides) else f"{weapon.name} ({'A' if weapon.a else 'B'} only)"
        base = [weapon.base] if play.base is not None else []
        rows.append([short(names), *(
            _across([None if side is None else getattr(side, name) for side in (*sides, *base)])
            for name in ("plain_dps", "best_dps", "per_energy", "range")
        )])  # fmt: skip
    if rows:
        order = "A -> B" if play.base is None else "A -> B [base]"
        yield Paragraph(
            f"Weapons in players' hands, damage a second of one, {order}; at best is full power, "
            "by hand, focused. For 1 energy: a shot of a beam, or a torpedo turned into energy."
        )
        columns = ["weapon", "plain", "at best", "for 1 energy", "range"]
        yield Table.of_numbers(columns, rows, is_across=True)
        ticks = [
            _across([None if side is None else side.fleet.game.torpedo_damage(f"{what} damage")
                     for side in (play.a, play.b, *([play.base] if play.base else []))])
            for what in ("mine", "plasma shock")
        ]  # fmt: skip
        yield Paragraph(
            f"Not in the table: mines (damage a tick {ticks[0]}), plasma shocks, which "
            f"harm only hulls without shields ({ticks[1]}), and EMPs, which harm only shields."
        )


def _across(values: Sequence[float | None]) -> str:
    """`2 -> 0.5 [2]`: A, B and the base; once where they are the same."""
    a, b, *base = (
        None if value is None else f"{value:.3g}" if value < 1000 else f"{value:.0f}"
        for value in values
    )
    if a is None or b is None:
        return a or b or "-"
    said = a if a == b else f"{a} -> {b}"
    return f"{said} [{base[0]}]" if base and base[0] not in (None, a) else said


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
    return Table.of_numbers(columns, rows, is_across=True)


def _roles(play: Play, wanted: Collection[Role]) -> Table:
    """The median ship of each role, of the ships that both have in it.

    One that is new, or in another role in B, would move the middle though no figure changed.
    """
    columns = ["role", "both", "score", "beam DPS", "shields", "A only", "B only"]
    paired = {side.ship.vessel.element for ship in play.ships if ship.a and ship.b
              for side in (ship.a, ship.b)}  # fmt: skip
    rows = []
    for role in (one for one in Role if one in wanted):
        found = [[one for one in side.scored if one.ship.role is role] for side in (play.a, play.b)]
        both = [
            (ship.a, ship.b)
            for ship in play.ships
            if ship.a is not None and ship.b is not None
            if ship.a.ship.role is role is ship.b.ship.role
        ]
        if any(found):
            pairs = list(zip(*both, strict=True)) or [(), ()]
            sides = zip(*(_medians(scored, role) for scored in pairs), strict=True)
            alone = [[one for one in side if one.ship.vessel.element not in paired]
                     for side in found]  # fmt: skip
            rows.append([
                role.label, str(len(both)), *(a if a == b else f"{a} -> {b}" for a, b in sides),
                *map(_alone, alone),
            ])  # fmt: skip
    shown_ones = [0, 1, 2, 3, 4, *(at for at in (5, 6) if any(row[at] != "-" for row in rows))]
    columns, *rows = ([row[at] for at in shown_ones] for row in (columns, *rows))
    return Table.of_numbers(columns, rows, is_across=True)


def _moved_roles(play: Play) -> Iterator[Block]:
    """Ships that are in another role in B, as players or the game's fleets know them."""
    said = [
        f"{called(both.b.ship)} ({both.a.ship.role.label} -> {both.b.ship.role.label})"
        for both in play.chosen
        if both.a is not None and both.b is not None
        if both.a.ship.role is not both.b.ship.role
    ]
    if said:
        yield Paragraph(f"In no row, as in another role in B: {listed(said, most=_MOST_MOVED)}.")


def _alone(scored: Sequence[Scored]) -> str:
    """`38 at 52`: how many ships only one mod has, at what score; `-` without any."""
    if not scored:
        return "-"
    score = shown(medians(scored, scored[0].ship.role, OVERALL), 0)
    return f"{len(scored)} at {score}"


def _medians(scored: Sequence[Scored], role: Role) -> list[str]:
    return [
        shown(medians(scored, role, OVERALL), 0),
        shown(medians(scored, role, DPS)),
        _toughness(role, lambda name: medians(scored, role, name)) if scored else "-",
    ]


def _toughness(role: Role, value: Callable[[str], float | None]) -> str:
    """Shields front and rear, `80/60`, or of craft, which have none where players fly, `30 hp`."""
    if role.is_craft:
        return f"{shown(value('hit_points'), 0)} hp"
    return "/".join(shown(value(name), 0) for name in ("shield_front", "shield_back"))


def _fleets(play: Play) -> Iterator[Block]:
    """Which of the game's fleets the usual player ship of each mod beats."""
    known = [(side, headline) for side, headline in play.headlines.items() if headline is not None]
    if not {"a", "b"} & {side for side, _ in known}:
        return
    yield Paragraph(
        "Difficulty up to which the player ship in the middle by strength beats the game's fleets "
        "(in brackets what it may be, as not all of the game is known), and how many of its mod's "
        "middle enemy at once:"
    )
    crews = list(dict.fromkeys(crew for _, headline in known for crew in headline.reaches))
    rows = [
        [
            side.upper() if len(side) == 1 else side,
            *(_reach(headline.reaches.get(crew)) for crew in crews),
            f"{headline.number} x {short(headline.enemy.name)}",
        ]
        for side, headline in known
    ]
    columns = ["", *(CREWS[crew].title for crew in crews), "at once"]
    yield Table.of_numbers(columns, rows, is_across=True)


def _reach(rungs: Rungs | None) -> str:
    """`5 (2 to 7)`, `5` where that is sure."""
    if rungs is None:
        return "-"
    span = f" ({rungs.low} to {rungs.high})" if rungs.low != rungs.high else ""
    return f"{rungs.value}{span}"


def _winners(play: Play, ranked: Sequence[ShipInPlay]) -> Iterator[Block]:
    """Which ships gained and lost most, of those whose own figures changed."""
    usual = play.usual_ratio
    if usual is None:
        return
    figures = {"ships": len(ranked), "times": shown(usual, 2)}
    yield Paragraph(worded("winners", figures))
    own = [(both, both.ratio(OVERALL) or 0) for both in ranked if both.is_changed]
    above = [one for one in own if one[1] > usual * (1 + _ALIKE)]
    below = [one for one in reversed(own) if one[1] < usual * (1 - _ALIKE)]
    for is_above, found in ((True, above[:_MOST]), (False, below[:_MOST])):
        for has_risen in (True, False):
            if some := [both for both, ratio in found if (ratio > 1) is has_risen]:
                title = worded("gained", {"above": int(is_above), "rose": int(has_risen)})
                every = sum((ratio > 1) is has_risen for _, ratio in (below, above)[is_above])
                count = f", {len(some)} of {every}" if every > len(some) else ""
                yield Paragraph(f"{title}{count}:")
                yield _gains(some)


def _chosen(play: Play) -> Iterator[Block]:
    if play.chosen:
        yield Paragraph("The ships that were chosen:")
        yield _gains(play.chosen)


def _gains(plays: Sequence[ShipInPlay]) -> Table:
    columns = ["id", "class", "times", "score", "beam DPS", "shields"]
    rows = [[str(play.shown.ship.id), short(play.shown.ship.name), shown(play.ratio(OVERALL), 2),
             *(_both(play, name) for name in ("score", "dps", "shields"))]
            for play in plays]  # fmt: skip
    return Table.of_numbers(columns, rows, (1,), is_across=True)


def _both(standing: ShipInPlay, what: str) -> str:
    """A figure in A and in B: `100 -> 25`; once where it is the same, or one lacks the ship."""
    a, b = (None if one is None else _shown(one, what) for one in (standing.a, standing.b))
    return f"{a} -> {b}" if a and b and a != b else a or b or "-"


def _shown(scored: Scored, what: str) -> str:
    match what:
        case "score":
            return shown(figure(scored, OVERALL), 0)
        case "dps":
            return shown(figure(scored, DPS))
        case _:
            return _toughness(scored.ship.role, lambda name: figure(scored, name))
