"""A fight as a report: who wins, when and how surely, then what is left of both sides."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import asdict

from artemis_modkit.balance import Assessment
from artemis_modkit.balance.conditions import Crew
from artemis_modkit.balance.fight.combatant import LOADED, Hit
from artemis_modkit.balance.fight.fight import Outcome
from artemis_modkit.balance.fight.ladder import Ladder
from artemis_modkit.balance.fight.state import Remains
from artemis_modkit.balance.fight.verdict import End, Result, Spread, Verdict
from artemis_modkit.balance.ship import Ship
from artemis_modkit.descriptions.words import plural
from artemis_modkit.groups import grouped
from artemis_modkit.model.mechanics import mechanic_facts
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.sentences import conditions_words, rungs_words
from artemis_modkit.report.views.ships import before_and_after, called, finite, head_json, number_of
from artemis_modkit.report.words import capital, shown


def fight_report(
    assessment: Assessment,
    sides: tuple[Sequence[Ship], Sequence[Ship]],
    verdict: Verdict,
    *,
    only_certain: bool = False,
    before: Verdict | None = None,
) -> Report:
    """A fight between two lists of ships; `only_certain` tells nothing that is not sure.

    `before` is the same fight without what was changed for it.
    """
    names = tuple(_side(ships) for ships in sides)
    is_told = not only_certain or verdict.is_sure
    a, b = (list(map(_remains_json, _equal(side))) for side in verdict.outcome.sides)
    payload: dict[str, Any] = {
        **head_json(assessment),
        "result": verdict.result.value,
        "likely": verdict.likely.value if is_told else None,
        "seconds": span_json(verdict.seconds, is_told=is_told),
        "at_worst": span_json(verdict.at_worst, is_told=is_told),
        "deciding": list(verdict.deciding),
        "ends": [
            {"figure": end.name, "value": finite(end.value), "result": end.result.value,
             "seconds": finite(end.seconds)}
            for end in verdict.ends
        ],
        "a": a,
        "b": b,
        "not_modelled": list(NOT_MODELLED),
    }  # fmt: skip
    if before is not None:
        payload["before"] = _end_of(before)
    blocks: list[Block] = [
        Heading(f"{names[0]} against {names[1]}"),
        Paragraph(_verdict_words(verdict, names, is_told=is_told, only_certain=only_certain)),
        *_open_words(verdict, names),
        *_worst_words(verdict, names),
    ]
    if before is not None and is_told:
        blocks += [Heading("Before and after", level=2), _before_and_after(before, verdict, names)]
    elif is_told:
        blocks += [Heading("What is left", level=2), _left(verdict.outcome)]
    conditions = conditions_words(sides[0][0].game.conditions)
    blocks += [
        Paragraph(f"At {conditions}. {capital(_SPAN_WORDS)}.", Tone.QUIET),
        Paragraph(f"Not in it: {', '.join(NOT_MODELLED)}.", Tone.QUIET),
    ]
    return Report("fight", payload, blocks, rows=_rows(payload))


def ladder_report(
    assessment: Assessment,
    ships: Sequence[Ship],
    found: Mapping[Crew, Sequence[Verdict]],
    ladder: Ladder,
    before: Mapping[Crew, Sequence[Verdict]] | None = None,
) -> Report:
    """Ships against the usual fleets of difficulty 1 to 11, under each crew.

    `before` are the fights before a change.
    """
    rungs = {crew: ladder.rungs(verdicts) for crew, verdicts in found.items()}
    earlier = {crew: ladder.rungs(verdicts) for crew, verdicts in (before or {}).items()}
    payload = {
        **head_json(assessment),
        "ships": [{"id": ship.id, "name": ship.name} for ship in ships],
        "fleets": [
            {
                "crew": crew.name,
                "wins_up_to": asdict(one),
                "fights": [
                    {"difficulty": difficulty, **_end_of(verdict)}
                    for difficulty, verdict in enumerate(found[crew], 1)
                ],
            }
            for crew, one in rungs.items()
        ],
    }
    columns = ["difficulty", "fleet", *(crew.name for crew in found)]
    rows = [
        [
            str(difficulty),
            " ".join(_alike((number_of(enemy.ship) for enemy in ladder.enemies(difficulty)), "x")),
            *(_cell(verdicts[difficulty - 1]) for verdicts in found.values()),
        ]
        for difficulty in range(1, 1 + max(map(len, found.values()), default=0))
    ]
    table = Table(columns, rows, frozenset({0}))
    blocks: list[Block] = [Heading(f"{_side(ships)} against the fleets of the game")]
    for crew, one in rungs.items():
        wins = before_and_after(rungs_words(earlier.get(crew, one)), rungs_words(one))
        blocks.append(Paragraph(f"{capital(crew.name)}: wins {wins}."))
    legend = f"Won or lost after so many seconds; ? is open. {capital(_SPAN_WORDS)}."
    blocks += (table, Paragraph(legend, Tone.QUIET))
    return Report("fight", payload, blocks, rows=table)


def _end_of(verdict: Verdict) -> dict[str, Any]:
    return {
        "result": verdict.result.value,
        "likely": verdict.likely.value,
        "seconds": span_json(verdict.seconds),
    }


NOT_MODELLED = (
    "anti-torpedo fire",
    "special abilities of captains",
    "heat and coolant",
    "systems shot out one by one",
    "surrender",
    "monsters",
)
"""What decides fights in the game too, and has no figure that anybody measured."""

_SPAN_WORDS = "a span is what comes out where one figure that nobody measured is at its other ends"


def span_words(span: Spread, *, only_certain: bool = False) -> str:
    """Seconds with their span: `44 s (31 to 67)`; the span alone where `only_certain` is told."""
    if math.isinf(span.low):
        return "never"
    if span.high == 0:
        return "the first shots"
    value, low, high = (seconds_words(one) for one in (span.value, span.low, span.high))
    if only_certain and low != high:
        return f"{low} to {high}" + ("" if math.isinf(span.high) else " s")
    unit = "" if math.isinf(span.value) else " s"
    return f"{value}{unit}" + (f" ({low} to {high})" if low != high else "")


def seconds_words(value: float) -> str:
    """Seconds without their unit: with a decimal below ten, where it tells fights apart."""
    return shown(value, 1 if value < 10 else 0)


def span_json(span: Spread, *, is_told: bool = True) -> dict[str, float | None]:
    """A span as data; what is infinite is `None`."""
    value = finite(span.value) if is_told else None
    return {"value": value, "low": finite(span.low), "high": finite(span.high)}


def result_words(verdict: Verdict, *, only_certain: bool = False) -> str:
    """How a fight ends for the first side: `wins`, `loses?` where that is open."""
    if only_certain and not verdict.is_sure:
        return "open"
    word = {Result.A: "wins", Result.B: "loses", Result.DRAW: "draws"}[verdict.likely]
    return word + ("?" if verdict.result is Result.OPEN else "")


def _side(ships: Sequence[Ship]) -> str:
    return ", ".join(_alike(map(called, ships), " x "))


def _alike(names: Iterable[str], times: str) -> Iterator[str]:
    """Ships by name or number, those of one together: `4x2000`, `2x2001`, `4002`."""
    for name, count in Counter(names).items():
        yield f"{count}{times}{name}" if count > 1 else name


def _verdict_words(
    verdict: Verdict, names: Sequence[str], *, is_told: bool, only_certain: bool
) -> str:
    if not is_told:
        return "Who wins is not known."
    span = verdict.at_worst if only_certain else verdict.seconds
    seconds = span_words(span, only_certain=only_certain)
    match verdict.likely:
        case Result.DRAW if math.isinf(verdict.outcome.seconds):
            said = "neither side can kill the other"
        case Result.DRAW:
            said = f"both sides are lost after {seconds}"
        case winner:
            said = f"{names[winner is Result.B]} wins after {seconds}"
    return f"Open; most likely {said}." if verdict.result is Result.OPEN else f"{capital(said)}."


def _before_and_after(before: Verdict, after: Verdict, names: Sequence[str]) -> Table:
    verdicts = (before, after)
    rows = [
        ["wins", *(_winner(verdict, names) for verdict in verdicts)],
        ["after", *(span_words(verdict.seconds) for verdict in verdicts)],
    ]
    for place, name in enumerate(names):
        rows.append(
            [f"left of {name}", *(_rest(verdict.outcome.sides[place]) for verdict in verdicts)]
        )
    return Table(("", "before", "after"), rows)


def _winner(verdict: Verdict, names: Sequence[str]) -> str:
    who = {Result.A: names[0], Result.B: names[1]}.get(verdict.likely, "neither")
    return f"{who} (open)" if verdict.result is Result.OPEN else who


def _rest(side: Sequence[Remains]) -> str:
    ships = [remains for remains in side if not remains.combatant.is_craft]
    hull = _mean([remains.hull for remains in ships or side])
    left = sum(ship.left for ship in ships)
    return f"{left} of {sum(ship.combatant.number for ship in ships)}, hull {hull * 100:.0f} %"


def _open_words(verdict: Verdict, names: Sequence[str]) -> Iterator[Block]:
    for end in verdict.ends:
        if end.result is not verdict.likely:
            other = f"If {end.name} were {end.value:g}, not {mechanic_facts()[end.name].value:g}"
            yield Paragraph(f"{other}: {_end_words(end, names)}.", Tone.WARNING)


def _worst_words(verdict: Verdict, names: Sequence[str]) -> Iterator[Block]:
    """How it ends with all that is not known against the first side, and for it."""
    if verdict.widest:
        worst, best = (_end_words(end, names) for end in verdict.widest)
        if verdict.is_sure:
            yield Paragraph(f"With all of them at once: after {span_words(verdict.at_worst)}.")
        else:
            yield Paragraph(f"With all that is not known against it: {worst}; for it: {best}.")


def _end_words(end: End, names: Sequence[str]) -> str:
    if end.result is Result.DRAW:
        return "neither side wins"
    return f"{names[end.result is Result.B]} wins after {seconds_words(end.seconds)} s"


def _cell(verdict: Verdict) -> str:
    word = {Result.A: "won", Result.B: "lost", Result.DRAW: "neither"}[verdict.likely]
    is_open = "?" if verdict.result is Result.OPEN else ""
    return f"{word}{is_open} {span_words(verdict.seconds)}" if verdict.outcome.is_decided else word


def _equal(side: Sequence[Remains]) -> list[list[Remains]]:
    """Equal ships of a side together, those that are left and those that are lost."""
    remainses = grouped(
        ((called(remains.combatant.ship), remains.combatant.is_craft), remains) for remains in side
    )
    return list(remainses.values())


def _remains_json(equal: Sequence[Remains]) -> dict[str, Any]:
    combatant = equal[0].combatant
    number = sum(each.combatant.number for each in equal)
    return {
        "id": combatant.ship.id,
        "name": combatant.ship.name,
        "count": number,
        "left": sum(each.left for each in equal),
        "hull": finite(_mean([each.hull for each in equal])),
        **_shields(equal),
        "energy": finite(equal[0].energy),
        "used": {
            kind.title: used
            for kind in LOADED
            if (used := sum(each.used.get(kind, 0) for each in equal))
        },
        "aboard": {
            kind.title: sum(
                each.combatant.stores.get(kind, 0) * each.combatant.number for each in equal
            )
            for kind in LOADED
            if combatant.stores.get(kind)
        },
    }


def _shields(equal: Sequence[Remains]) -> dict[str, float | None]:
    """What is left of both shields: the one that is not hit stays whole, `None` without one."""
    combatant = equal[0].combatant
    found = {
        hit.value: 1.0 if shield and not combatant.is_craft else None
        for hit, shield in zip((Hit.FRONT, Hit.BACK), combatant.ship.shields, strict=True)
    }
    return found | {combatant.hit.value: finite(_mean([each.pool for each in equal]))}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _left(outcome: Outcome) -> Table:
    rows = []
    for equal in (equal for side in outcome.sides for equal in _equal(side)):
        combatant, row = equal[0].combatant, _remains_json(equal)
        used, energy = row["used"].items(), row["energy"]
        rows.append([
            called(combatant.ship),
            f"{row['left']} of {row['count']}",
            f"{row[combatant.hit.value] * 100:.0f} %",
            f"{row['hull'] * 100:.0f} %",
            ", ".join(f"{number} of {row['aboard'][kind]} {plural(kind)}" for kind, number in used),
            "" if energy is None else f"{energy:.0f}",
        ])  # fmt: skip
    columns = ["ship", "left", "shield", "hull", "fired", "energy"]
    return Table(columns, rows, frozenset({2, 3, 5}))


def _rows(payload: Mapping[str, Any]) -> Table:
    def listed(numbers: Mapping[str, int]) -> str:
        return ", ".join(f"{number} {kind}" for kind, number in numbers.items())

    records = [
        {**row, "side": side, "used": listed(row["used"]), "aboard": listed(row["aboard"])}
        for side in ("a", "b")
        for row in payload[side]
    ]
    columns = ("side", "id", "name", "count", "left", "hull", "front", "energy", "used", "aboard")
    return Table.of(records, columns, *range(3, 8))
