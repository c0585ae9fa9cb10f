"""The card of a ship, block by block."""

import math
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from artemis_modkit.balance import Assessment, Conditions, Scored, Ship
from artemis_modkit.balance.conditions import CREWS
from artemis_modkit.balance.fight.duels import Duels
from artemis_modkit.balance.fight.ladder import Headline
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.metrics.threat import cruiser, strikes, takes
from artemis_modkit.balance.mounts import Beam, Launch, blind
from artemis_modkit.balance.power import HANDS, endurance, power_table
from artemis_modkit.balance.scores import SCORES
from artemis_modkit.groups import grouped
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import median
from artemis_modkit.model.roles import Role
from artemis_modkit.report.polar import polar_picture
from artemis_modkit.report.report import Block, Code, Heading, Paragraph, Table, Tone
from artemis_modkit.report.sentences import conditions_words, headline_words, worded
from artemis_modkit.report.views.fight import result_words, seconds_words, span_words
from artemis_modkit.report.views.ships import called, ranks
from artemis_modkit.report.words import counted, fixed, short, shown

_DIFFICULTIES = (1, 3, 5, 7, 9, 10, 11)
_MOST_KINDS = 4
_MOST_CRAFT = 8
_PLACES = ("forward", "broadside", "aft", "around")


def card(
    assessment: Assessment,
    scored: Scored,
    duels: Duels,
    stands: Headline | None,
    *,
    with_reasons: bool,
    only_certain: bool,
) -> Iterator[Block]:
    """The card of a ship; `with_reasons` expands its scores into their parts.

    `only_certain` leaves out what comes out otherwise where figures are not known.
    """
    ship = scored.ship
    race = f", {short(ship.race)}" if ship.race else ""
    yield Heading(f"{called(ship)}{race}: {ship.group.shown}")
    yield Paragraph(
        f"Role: {ship.assigned.reason}. At {conditions_words(ship.game.conditions)}; "
        f"100 is the median of the {scored.by} of its role in {assessment.stock.mod.name}."
    )
    if stands is not None:
        yield Paragraph(headline_words(stands, is_usual=False, only_certain=only_certain))
    yield from _scores(assessment, scored, with_reasons)
    yield from _beams(ship)
    yield from _power_table(ship)
    yield from _energy(ship)
    yield from _launched(ship)
    yield from _toughness(ship)
    yield from _carried(ship)
    yield from _duels(duels, only_certain=only_certain)
    same = sum(one.id == ship.id for one in assessment.fleet.ships) if ship.id is not None else 1
    if same > 1:
        yield Paragraph(
            f"Note: {same} vessels have the uniqueID {ship.id}; the ID names the first of them, "
            "its class name any other.",
            Tone.QUIET,
        )
    for note in ship.game.notes:
        yield Paragraph(f"Note: {note}.", Tone.QUIET)


def _scores(assessment: Assessment, scored: Scored, with_reasons: bool) -> Iterator[Block]:
    said = ", ".join(
        f"{name} {shown(scored.value(name), 0)} (place {place})"
        for name, place in ranks(assessment, scored).items()
        if name in scored.scores
    )
    yield Paragraph(f"Scores and places among {scored.of} of its role: {said}.")
    points = all_metrics()["threat"](scored.ship)
    yield Paragraph(f"Threat: {shown(points, 0)} points, where a Kralien Cruiser is 100.")
    if with_reasons:
        yield from reasons(scored)


def reasons(scored: Scored) -> Iterator[Block]:
    """What the scores and the threat of a ship are made of: a heading and tables for each."""
    yield from _threat(scored.ship)
    for name in (name for name in SCORES if name in scored.scores):
        score = scored.scores[name]
        yield Heading(f"Why {name} is {shown(score.value, 0)}", level=2)
        rows = [
            [
                all_metrics()[part.name].title if part.name in all_metrics() else part.name,
                shown(part.value, 2),
                shown(part.usual, 2),
                f"x{shown(part.factor, 3)}",
                f"{shown(part.share * 100, 0)} %",
            ]
            for part in score.parts
        ]
        yield Table.of_numbers(["part", "here", "usual", "factor", "share"], rows)


def _threat(ship: Ship) -> Iterator[Block]:
    """The two sums that threat is the root of."""
    yield Heading("Why threat is so many points", level=2)
    done, taken = strikes(ship), takes(ship)
    for title, found in (("damage a second, first minute", done), ("damage it takes", taken)):
        whole = {**found, "together": sum(found.values())}
        rows = [[name, shown(value, 1)] for name, value in whole.items()]
        yield Table.of_numbers([title, ""], rows)
    each = " and ".join(
        shown(sum(found.values()) / unit, 1)
        for found, unit in zip((done, taken), cruiser(ship), strict=True)
    )
    yield Paragraph(
        f"These are {each} times those of a Kralien Cruiser: 100 times the root of both."
    )


def _beams(ship: Ship) -> Iterator[Block]:
    if not ship.beams:
        yield Paragraph("No beams.")
        return
    yield Heading("Beams", level=2)
    rows = [_beam_row(number, beam) for number, beam in enumerate(ship.beams, 1)]
    columns = ["", "bearing", "arc", "from", "to", "range", "damage", "recharge", "DPS"]
    yield Table.of_numbers(columns, rows, ())
    yield Code(polar_picture(ship.fire) + "\n")
    names = ("beam_dps", *(f"beam_dps_{place}" for place in _PLACES))
    best, ahead, broadside, astern, around = (shown(all_metrics()[name](ship)) for name in names)
    yield Paragraph(
        f"Damage a second: {best} at best (the edge of the picture), {ahead} ahead, "
        f"{broadside} broadside, {astern} astern, {around} on average all round."
    )
    dead = blind(ship.fire)
    if ship.best_volley.dps == 0:
        yield Paragraph("No beam does any damage there.")
    elif dead:
        said = ", ".join(f"{shown(sector.start, 0)} to {shown(sector.end, 0)}" for sector in dead)
        yield Paragraph(f"No beam reaches bearings {said} (0 is the bow, 90 starboard).")


def _beam_row(number: int, beam: Beam) -> list[str]:
    arc = beam.arc
    turns = ["-"] * 4
    if arc is not None:
        ends = ((arc.centre + side * arc.width / 2) % 360 for side in (-1, 1))
        turns = [shown(turn, 0) for turn in (arc.centre, arc.width, *ends)]
    figures = (shown(one, 2) for one in (beam.damage, beam.recharge, beam.dps))
    return [str(number), *turns, shown(beam.range, 0), *figures]


def _power_table(ship: Ship) -> Iterator[Block]:
    rows = list(power_table(ship))
    if not rows:
        return
    yield Heading("Power", level=2)
    hands = (f"{mode.value}{' + focuser' * focuser}" for mode, focuser in HANDS)
    columns = ["power", *hands]
    kinds = _kinds(ship)
    for (damage, _), members in kinds[:_MOST_KINDS]:
        which = worded("beams_alike", {"count": len(members), "first": members[0] + 1})
        yield Paragraph(f"{which} of {shown(damage, 2)} damage: recharge, damage a second.")
        yield Table.of_numbers(columns, _by_power(rows, members[0]))
    if len(kinds) > _MOST_KINDS:
        yield Paragraph(f"And {len(kinds) - _MOST_KINDS} more kinds of beams.", Tone.QUIET)
    if len(ship.beams) > 1:
        yield Paragraph("All beams in the best direction: damage a second.")
        yield Table.of_numbers(columns, _by_power(rows, None))


def _energy(ship: Ship) -> Iterator[Block]:
    """How long its energy lasts while its beams fire, by crew and difficulty."""
    if ship.role is not Role.PLAYER or not ship.beams:
        return
    rows = []
    for crew in CREWS.values():
        plain = crew.at(ship.game.conditions)
        under = (ship.under(replace(plain, difficulty=hard)) for hard in _DIFFICULTIES)
        rows.append([crew.name, *(shown(endurance(one), 0) for one in under)])
    game = ship.game
    damages = sorted({beam.damage for beam in ship.beams if beam.damage}, reverse=True)
    if damages and game.shot_energy > 0:
        said = ", ".join(
            f"a beam of {shown(damage)} does {shown(damage / game.shot_energy)}"
            for damage in damages[:_MOST_KINDS]
        )
        yield Paragraph(f"Damage for an energy, at {shown(game.shot_energy)} a shot: {said}.")
    yield Paragraph("Seconds that its energy lasts while its beams fire, by difficulty:")
    yield Table.of_numbers(["crew", *map(str, _DIFFICULTIES)], rows)


def _kinds(ship: Ship) -> list[tuple[tuple[float | None, float | None], list[int]]]:
    """The kinds of beams, by damage and recharge at 100 %, with the places of each."""
    beams = enumerate(ship.under(ship.game.conditions.plain).beams)
    return list(grouped(((beam.damage, beam.recharge), at) for at, beam in beams).items())


def _by_power(rows: Sequence[tuple[Conditions, Ship]], at: int | None) -> list[list[str]]:
    """A line for each power; a cell of one beam, or of all where `at` is `None`."""
    lines = []
    for start in range(0, len(rows), len(HANDS)):
        line = rows[start : start + len(HANDS)]
        cells = [
            shown(all_metrics()["beam_dps"](ship)) if at is None else _recharge(ship.beams[at])
            for _, ship in line
        ]
        lines.append([f"{line[0][0].power * 100:g} %", *cells])
    return lines


def _recharge(beam: Beam) -> str:
    if beam.recharge is None:
        return "-"
    return f"{fixed(beam.recharge, 2)} s {fixed(beam.dps, 1)}" if beam.rate > 0 else "never"


def _launched(ship: Ship) -> Iterator[Block]:
    kinds = [kind for kind in Munition if ship.stores[kind]]
    if kinds and ship.role.is_flown:
        yield Heading("Torpedoes", level=2)
        rows = [[kind.title, str(ship.stores[kind]), _effect(ship, kind)] for kind in kinds]
        yield Table.of_numbers(["kind", "aboard", "what one does"], rows, (0, 2))
    if ship.tubes:
        yield Paragraph(
            f"{counted(ship.tubes, 'tube loads', 'tubes load')} in {shown(ship.game.tube_load)} s: "
            f"{shown(ship.torpedo_dps)} damage a second with homing torpedoes"
            f"{f', {shown(ship.torpedo_dps / ship.tubes)} each' if ship.tubes > 1 else ''}."
        )
        yield from _nuke(ship)
    salvo, energy = (all_metrics()[name](ship) for name in ("homing_salvo", "homing_as_energy"))
    if salvo and energy:
        yield Paragraph(worded("salvo", {"damage": salvo, "energy": energy}))
    yield from (_launch("drone", drone) for drone in ship.drones)
    special = ship.game.skaraan_drone
    if special and ship.is_skaraan and not ship.drones and not ship.role.is_flown:
        yield Paragraph(
            f"Captains of this race may launch drones of {shown(special)} damage, a special "
            "ability; that stands with no ship, and nothing here counts it."
        )
    yield from (_launch("torpedo", launcher) for launcher in ship.station_launchers)


def _launch(what: str, launch: Launch) -> Block:
    figures = f"{shown(launch.damage)} damage every {shown(launch.recharge)} s"
    return Paragraph(f"A {what} of {figures} at {shown(launch.range, 0)} units.")


def _nuke(ship: Ship) -> Iterator[Block]:
    """A tube of nukes beside one of homing torpedoes and the ship's usual beam."""
    load = ship.game.tube_load
    if not ship.stores[Munition.NUKE] or not 0 < load < math.inf:
        return
    ticks = ship.game.conditions.mechanics["blast_ticks"]
    one = ship.game.torpedo_damage("nuke damage") * ticks / load
    beams = [beam.dps for beam in ship.beams if beam.dps > 0]
    beam = f", its usual beam {shown(median(beams))}" if beams else ""
    yield Paragraph(
        f"A tube of nukes does {shown(one)}, {shown(2 * one)} or {shown(4 * one)} damage a second "
        "to 1, 2 or 4 ships that stay in the blast; of homing torpedoes "
        f"{shown(ship.game.homing_damage / load)}{beam}."
    )


def _effect(ship: Ship, kind: Munition) -> str:
    game, mechanics = ship.game, ship.game.conditions.mechanics
    ticks = mechanics["blast_ticks"]
    match kind:
        case Munition.HOMING:
            energy = shown(game.torpedo_energy, 0)
            return f"{shown(game.homing_damage)} damage; {energy} energy if taken apart"
        case Munition.NUKE | Munition.MINE:
            damage = game.torpedo_damage(f"{kind.name.lower()} damage")
            return (
                f"{shown(damage, 2)} damage a tick, up to {shown(damage * ticks, 0)} to what stays "
                f"within {shown(mechanics['blast_radius'], 0)} units"
            )
        case Munition.PSHOCK:
            damage = game.torpedo_damage("plasma shock damage")
            return (
                f"{shown(damage, 2)} damage to shields; {shown(damage * ticks, 0)} to the one ship "
                "that it hits where they are down"
            )
        case Munition.EMP:
            return f"shields within its blast to {shown(mechanics['emp_share'] * 100, 0)} %"
        case _:
            return "no damage"


def _toughness(ship: Ship) -> Iterator[Block]:
    yield Heading("What it takes", level=2)
    if ship.role.is_craft:
        hits = shown(all_metrics()["hits"](ship), 0)
        yield Paragraph(
            f"{shown(ship.hit_points, 0)} damage: {hits} hits of a standard enemy beam."
        )
        return
    front, back = (shown(value, 0) for value in ship.shields)
    if ship.fatal_hits is None:
        hull = f"a hull of {shown(ship.hull, 0)} damage (nominal: it stands in no file)"
    else:
        grid = "by its system grid" if ship.nodes is not None else "usual; its grid is not at hand"
        hull = f"{shown(ship.fatal_hits, 0)} hits on the hull ({grid})"
    yield Paragraph(f"Shields {front} front, {back} back; behind them {hull}.")


def _carried(ship: Ship) -> Iterator[Block]:
    if ship.bays is not None:
        yield Paragraph(f"{counted(ship.bays, 'bay')}.{_wing(ship)}")
    built = all_metrics()["production"](ship)
    if built:
        yield Paragraph(f"It builds {shown(built)} homing torpedoes an hour.")


def _wing(ship: Ship) -> str:
    """What its craft do, as the end of a line; nothing where its race has none."""
    dps = all_metrics()["wing_dps"](ship)
    if not ship.wing or dps is None:
        return ""
    names = list(dict.fromkeys(short(one.name) for one in ship.wing))
    listed = ", ".join(names[:_MOST_CRAFT]) + (", …" if len(names) > _MOST_CRAFT else "")
    return f" {shown(dps)} damage a second with {listed}."


def _duels(duels: Duels, *, only_certain: bool) -> Iterator[Block]:
    """How it does against each that it fights, one against one."""
    if not duels.in_full:
        return
    yield Heading("One against one", level=2)
    span = partial(span_words, only_certain=only_certain)
    rows = [
        [called(duel.opponent), result_words(duel.verdict, only_certain=only_certain),
         span(duel.kills), span(duel.killed_by)]
        for duel in duels.in_full
    ]  # fmt: skip
    yield Table(["against", "it", "kills after", "is killed after"], rows)
    number = len(duels.kills)
    left_out = f"; {number - len(rows)} between are left out" if number > len(rows) else ""
    kills, killed = (_usual(found) for found in (duels.kills, duels.killed_by))
    yield Paragraph(
        f"The usual of all {number}: kills {kills}, is killed {killed}, each firing "
        f"undisturbed{left_out}.",
        Tone.QUIET,
    )


def _usual(found: Sequence[tuple[Ship, float]]) -> str:
    middle = median(seconds for _, seconds in found)
    return "never" if math.isinf(middle) else f"after {seconds_words(middle)} s"
