"""Scores as a report: what holds for the whole mod, then ship by ship, role by role."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance import Assessment, ManualModel, Scored, Ship
from artemis_modkit.balance.fight.fleets import RaceFleet, fleets_of_races
from artemis_modkit.balance.fight.ladder import headline, reaches_by_crew
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import FEWEST, Outlier
from artemis_modkit.balance.scores import OVERALL, SCORES, figure
from artemis_modkit.balance.weapons import Contest, Weapon
from artemis_modkit.lazy import Later
from artemis_modkit.model.roles import Group, Role
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import (
    Block,
    Heading,
    Paragraph,
    Payload,
    Report,
    Table,
    Tone,
)
from artemis_modkit.report.sentences import (
    conditions_words,
    contest_words,
    headline_words,
    outlier_words,
)
from artemis_modkit.report.views.scales import scale_json, scales_told
from artemis_modkit.report.views.ships import (
    called,
    finite,
    fleets_json,
    head_json,
    match_json,
    number_of,
    numbers_json,
    ship_json,
    ship_table,
    ships_before_and_after,
)
from artemis_modkit.report.words import capital, counted, short, shown

_MOST_OUTLIERS = 10
_SCORE_COLUMNS = ("all", "off", "def", "mob", "log")


class Choice(Struct, frozen=True):
    """Which ships to show: of some roles and races (empty for all), in what order, how many.

    `sort` is a score or metric; `None` is role by role by the overall score, and `top` then
    counts in each role.
    """

    roles: tuple[str, ...] = ()
    races: tuple[str, ...] = ()
    sort: str | None = None
    top: int | None = None


def score_report(
    assessment: Assessment,
    choice: Choice,
    *,
    with_fleets: bool = False,
    before: Assessment | None = None,
    only_certain: bool = False,
) -> Report:
    """The scores of a mod's ships; `with_fleets` adds which fleets each player ship beats,
    `only_certain` tells of fights only what comes out whatever is not known.

    With the mod as it was `before` a change, only what that made other figures is shown.
    Raises `ModkitError` for a choice that does not exist.
    """
    if choice.sort is not None:
        choice = replace(choice, sort=figure_named(choice.sort))
    asked = _asked(assessment.scored, choice)
    chosen = _ordered(asked, choice)
    elements = {one.ship.vessel.element for one in asked}
    far = [outlier for outlier in assessment.outliers if outlier.ship.vessel.element in elements]
    races = fleets_of_races(assessment.fleet, assessment.fleet.game.conditions.difficulty)

    def data() -> dict[str, Any]:
        found: dict[str, Any] = {
            **head_json(assessment),
            "ships": [
                ship_json(one)
                | ({"fleets": fleets_json(reaches_by_crew(assessment.ladder, one.ship))}
                   if with_fleets and one.ship.role is Role.PLAYER else {})
                for one in chosen
            ],
            "scale": [scale_json(scale) for scale in assessment.scales],
            "races": [
                {"race": race.race, "ships": len(race.ships), "points": finite(race.points)}
                for race in races
            ],
            "players_vs_enemies": [match_json(match) for match in assessment.matches],
            "weapons": contest_json(assessment.contest),
            "outliers": [outlier_json(outlier) for outlier in far],
            "notes": list(_notes(assessment)),
        }  # fmt: skip
        if before is not None:
            found["before"] = list(map(ship_json, chosen_of(before, choice)))
        return found

    def blocks() -> Iterator[Block]:
        return _blocks(assessment, chosen, choice, far, before, races, only_certain=only_certain)

    payload = Payload(data)
    return Report("score", payload, Later(blocks), rows=ship_table(lambda: payload["ships"]))


def chosen_of(assessment: Assessment, choice: Choice) -> list[Scored]:
    """The ships of a choice, in its order. Raises `ModkitError` for one that does not exist."""
    return _ordered(_asked(assessment.scored, choice), choice)


def figure_named(name: str) -> str:
    """A score or metric by its name, however it is written. Raises `ModkitError`."""
    return _known(name, [*SCORES, *all_metrics()], "score or metric")


# Choosing -----------------------------------------------------------------------------------


def _asked(scored: Sequence[Scored], choice: Choice) -> list[Scored]:
    """The ships of the roles and races asked for."""
    labels = list(dict.fromkeys(one.label for one in (*Role, *Group)))
    roles = {_known(name, labels, "role") for name in choice.roles}
    races = {race.lower() for race in choice.races}
    numbers = {str(one.ship.vessel.side) for one in scored}
    for race in choice.races:
        if race not in numbers:
            _known(race, sorted({one.ship.race or "" for one in scored}), "race")
    return [
        one
        for one in scored
        if (not roles or roles & {one.ship.role.label, one.ship.group.label})
        and (not races or races & {(one.ship.race or "").lower(), str(one.ship.vessel.side)})
    ]


def _ordered(found: Sequence[Scored], choice: Choice) -> list[Scored]:
    if choice.sort is not None:
        return _sorted(found, choice.sort)[: choice.top]
    by_group = [[one for one in found if one.ship.group is group] for group in Group]
    return [one for members in by_group for one in _sorted(members, OVERALL)[: choice.top]]


def _known(name: str, known: Sequence[str], what: str) -> str:
    by_lower = {one.lower(): one for one in known}
    if name.lower() in by_lower:
        return by_lower[name.lower()]
    hint = did_you_mean(nearest(name, known), f"there are {', '.join(known)}")
    raise ModkitError(f"'{name}' is no {what} here{hint}")


def _sorted(found: Sequence[Scored], name: str) -> list[Scored]:
    def key(one: Scored) -> tuple[bool, float, int]:
        value = figure(one, name)
        return (value is None, -(value or 0.0), one.ship.id or 0)

    return sorted(found, key=key)


def _notes(assessment: Assessment) -> Iterator[str]:
    yield from assessment.fleet.game.notes
    reasons = [ship.assigned.reason for ship in assessment.fleet.ships]
    if without := sum("no stance" in reason for reason in reasons):
        yield (
            f"{counted(without, 'ship is', 'ships are')} of races whose keys name no stance "
            "(player, friendly, enemy), and measured as enemies"
        )
    if still := sum("does not move" in reason for reason in reasons):
        yield (
            f"{counted(still, 'ship counts as a station', 'ships count as stations')} for having "
            "no top speed; no word says otherwise"
        )


def contest_json(contest: Contest | None) -> dict[str, Any] | None:
    """Beam against torpedo as data; `None` without player ships."""
    if contest is None:
        return None
    return {
        "beam": _weapon_json(contest.beam),
        "torpedo": _weapon_json(contest.torpedo),
        **numbers_json(contest, "per_second", "per_energy"),
        "verdict": contest_words(contest),
    }


def _weapon_json(weapon: Weapon) -> dict[str, Any]:
    return {
        **numbers_json(weapon, "plain_dps", "dps", "best_dps"),
        "damage_per_energy": finite(weapon.per_energy),
        "range": finite(weapon.range),
    }


def outlier_json(outlier: Outlier) -> dict[str, Any]:
    return {
        "id": outlier.ship.id,
        "metric": outlier.metric,
        **numbers_json(outlier, "value", "usual", "distance"),
    }


# Blocks -------------------------------------------------------------------------------------


def _blocks(
    assessment: Assessment,
    chosen: Sequence[Scored],
    choice: Choice,
    far: Sequence[Outlier],
    before: Assessment | None,
    races: Sequence[RaceFleet],
    *,
    only_certain: bool,
) -> Iterator[Block]:
    fleet = assessment.fleet
    yield Heading(f"{fleet.mod.name} by {assessment.stock.mod.name}")
    yield Paragraph(
        f"{counted(len(fleet.ships), 'ship')} at "
        f"{conditions_words(fleet.game.conditions)}. 100 is the median of the role in stock."
    )
    if before is not None:
        yield from ships_before_and_after(before.scored, chosen)
        return
    if not chosen:
        yield Paragraph("No ship is of the role and race asked for.")
    yield from (Paragraph(said) for _, said in scales_told(assessment))
    yield from _whole_mod(assessment, only_certain=only_certain)
    if choice.sort is not None:
        yield Heading(f"By {choice.sort}", level=2)
        yield _sorted_table(chosen, choice.sort)
    else:
        for group in Group:
            members = [one for one in chosen if one.ship.group is group]
            if members:
                yield Heading(capital(group.shown), level=2)
                yield from _measured_by(members[0].by)
                yield _group_table(members, group.role)
    if not choice.roles and choice.sort is None:
        yield from _races(races, choice.races)
    yield from _outliers(far)
    for note in _notes(assessment):
        yield Paragraph(f"Note: {note}.", Tone.QUIET)


def _whole_mod(assessment: Assessment, *, only_certain: bool) -> Iterator[Block]:
    contest = assessment.contest
    if contest is not None:
        yield Paragraph(f"{capital(contest_words(contest))}.")
        if contest.beam.plain_dps > 0:
            times = contest.beam.best_dps / contest.beam.plain_dps
            conditions = assessment.fleet.game.conditions
            is_real = conditions.manual_model is ManualModel.MEASURED
            fixed_by_game = is_real and not conditions.mechanics.changed
            yield Paragraph(
                f"At best (full power, manual, focused) a beam does {shown(contest.beam.best_dps)} "
                f"damage a second, {shown(times)} times as much as plainly"
                f"{'; no file can change that ratio' if fixed_by_game else ''}."
            )
    stands = headline(assessment.ladder)
    if stands is not None:
        yield Paragraph(headline_words(stands, is_usual=True, only_certain=only_certain))


def _group_table(found: Sequence[Scored], role: Role) -> Table:
    """The ships of one group; those that players fly with torpedoes, all others with speed."""
    columns = ("id", "class", "race", *_SCORE_COLUMNS, "DPS", "shields")
    last = "torps" if role.is_flown else "speed"
    rows = [
        [*_start(one, one.ship.race or ""), _shields(one), _torpedoes(one) if role.is_flown
         else shown(all_metrics()["speed"](one.ship), 0)]
        for one in found
    ]  # fmt: skip
    return Table.of_numbers((*columns, last), rows, (1, 2))


def _races(fleets: Sequence[RaceFleet], asked: Sequence[str]) -> Iterator[Block]:
    """What the fleet of each race is worth; of those asked for, by name or number."""
    wanted = {race.lower() for race in asked}
    rows = [
        [short(fleet.race) or "?", _sent(fleet.ships), shown(fleet.points, 0)]
        for fleet in fleets
        if fleet.ships
        and (not wanted or wanted & {fleet.race.lower(), str(fleet.ships[0].vessel.side)})
    ]
    if rows:
        yield Heading("What races send", level=2)
        yield Table.of_numbers(("race", "fleet by commonality", "points"), rows, (0, 1))
        yield Paragraph(
            "As many ships of each race as the standard race sends; 100 points are a Kralien "
            "Cruiser, and points of ships that fight together add up.",
            Tone.QUIET,
        )


def _sent(ships: Sequence[Ship]) -> str:
    """Ships by name, each kind with its number: `4 Cruiser, 2 Battleship`."""
    numbers = Counter(short(ship.name) or "?" for ship in ships)
    return ", ".join(f"{number} {name}" for name, number in numbers.items())


def _measured_by(number: int) -> Iterator[Block]:
    """How many ships of stock say what is usual, where they are few."""
    if number < FEWEST:
        ships = counted(number, "ship") if number else "no ship"
        yield Paragraph(f"Measured by {ships} of stock, too few to say what is usual.", Tone.QUIET)


def _sorted_table(found: Sequence[Scored], sort: str) -> Table:
    """Ships of all roles, and the metric that they are sorted by if no column holds it."""
    columns = ["id", "class", "role", *_SCORE_COLUMNS, "DPS"]
    rows = [_start(one, one.ship.group.label) for one in found]
    if sort not in (*SCORES, "beam_dps"):
        metric = all_metrics()[sort]
        columns.append(metric.title)
        digits = 0 if metric.unit == "points" else 2
        rows = [
            [*row, shown(metric(one.ship), digits)] for row, one in zip(rows, found, strict=True)
        ]
    return Table.of_numbers(columns, rows, (1, 2))


def _start(one: Scored, whose: str) -> list[str]:
    ship = one.ship
    return [
        number_of(ship),
        short(ship.name),
        short(whose),
        *(shown(one.value(name), 0) for name in SCORES),
        shown(all_metrics()["beam_dps"](ship)),
    ]


def _torpedoes(one: Scored) -> str:
    """Homing torpedoes and others aboard: `8+16`."""
    found = (all_metrics()[name](one.ship) for name in ("homing", "special_torpedoes"))
    return "+".join(shown(count, 0) for count in found)


def _shields(one: Scored) -> str:
    ship = one.ship
    if ship.role.is_craft:
        return shown(ship.hit_points, 0)
    front, back = (shown(value, 0) for value in ship.shields)
    return f"{front}/{back}"


def _outliers(outliers: Sequence[Outlier]) -> Iterator[Block]:
    if not outliers:
        return
    yield Heading("Far from the others of their role", level=2)
    for outlier in outliers[:_MOST_OUTLIERS]:
        yield Paragraph(f"{called(outlier.ship)}: {outlier_words(outlier)}")
    if len(outliers) > _MOST_OUTLIERS:
        more = outliers[_MOST_OUTLIERS:]
        named = ", ".join(dict.fromkeys(called(outlier.ship) for outlier in more))
        figures = counted(len(more), "more figure")
        yield Paragraph(f"And {figures}, all in --format json, of {named}.", Tone.QUIET)
