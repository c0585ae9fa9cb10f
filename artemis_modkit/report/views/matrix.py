"""Every player ship against every enemy as a report: seconds, and what is not as in stock."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from artemis_modkit.balance import Assessment
from artemis_modkit.balance.fight.duels import Mark, Pair, by_race
from artemis_modkit.balance.fight.verdict import Result
from artemis_modkit.model.numbers import median
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.views.fight import seconds_words, span_json
from artemis_modkit.report.views.ships import before_and_after, called, conditions_json, number_of
from artemis_modkit.report.words import counted, short, shown

_ACROSS = 9
"""Enemies beside each other in a table, so that it fits into 80 columns."""

_ENDS = {
    Result.A: "won by the player ship",
    Result.B: "by the enemy",
    Result.DRAW: "by neither",
    Result.OPEN: "open",
}
_SIGNS = {Result.A: "", Result.B: "-", Result.DRAW: "="}
_MARKS = {Mark.STRONGER: "+", Mark.WEAKER: "!", Mark.ALIKE: "", Mark.NEW: ""}
_ACROSS_BOTH = 4
"""Where each has a fight before it."""


def matrix_report(
    assessment: Assessment,
    pairs: Sequence[Pair],
    before: Sequence[Pair] | None = None,
    *,
    only_certain: bool = False,
    by: str = "ship",
) -> Report:
    """All pairs of a mod, beside those of `before` a change; `by` is `ship` or `race`."""
    told = partial(_pair_json, only_certain=only_certain)
    payload: dict[str, Any] = {
        "mod": assessment.fleet.mod.name,
        "stock": assessment.stock.mod.name,
        "settings": conditions_json(assessment),
        "pairs": [*map(told, pairs)],
    }
    if before is not None:
        payload["before"] = [*map(told, before)]
    blocks: list[Block] = [
        Heading(f"{assessment.fleet.mod.name}: player ships against enemies, one against one"),
        Paragraph(_summary(assessment, pairs)),
    ]
    if by == "race":
        blocks.append(_race_table(pairs, before))
    else:
        blocks += _tables(pairs, before, only_certain=only_certain)
    if pairs:
        conditions = pairs[0].a.game.conditions
        legend = _LEGEND if before is None else f"{_LEGEND} Before > after, where they differ."
        blocks.append(Paragraph(f"At {conditions_words(conditions)}. {legend}", Tone.QUIET))
    rows = [
        {**one, **{f"seconds_{key}": value for key, value in one["seconds"].items()}}
        for one in payload["pairs"]
    ]
    columns = ("a", "a_name", "b", "b_name", "result", "seconds_value", "seconds_low",
               "seconds_high", "beside_stock")  # fmt: skip
    return Report("matrix", payload, blocks, rows=Table.of(rows, columns, 0, 2, 5, 6, 7))


_LEGEND = (
    "12: the player ship wins after 12 s; -12: it is lost after 12 s; =: both or neither are lost; "
    "?: open. + it does better than in stock, ! worse."
)


def _pair_json(pair: Pair, *, only_certain: bool) -> dict[str, Any]:
    is_told = not only_certain or pair.verdict.result is not Result.OPEN
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "a_name": pair.a.name,
        "b_name": pair.b.name,
        "result": pair.verdict.result.value,
        "likely": pair.verdict.likely.value if is_told else None,
        "seconds": span_json(pair.verdict.seconds, is_told=is_told),
        "beside_stock": pair.mark.value,
    }


def _summary(assessment: Assessment, pairs: Sequence[Pair]) -> str:
    if not pairs:
        return "There are no player ships or no enemies in it."
    results = Counter(pair.verdict.result for pair in pairs)
    ends = ((results[result], words) for result, words in _ENDS.items() if results[result])
    said = f"{counted(len(pairs), 'fight')}: {', '.join(f'{count} {end}' for count, end in ends)}."
    marks = Counter(pair.mark for pair in pairs)
    if assessment.fleet.mod is assessment.stock.mod or set(marks) == {Mark.ALIKE}:
        return said
    compared = ", ".join(f"{marks[mark]} {mark.value}" for mark in Mark if marks[mark])
    return f"{said} Player ships are {compared}."


def _tables(
    pairs: Sequence[Pair], before: Sequence[Pair] | None, *, only_certain: bool
) -> Iterator[Block]:
    enemies = list({pair.b.vessel.element: pair.b for pair in pairs}.values())
    players = list({pair.a.vessel.element: pair.a for pair in pairs}.values())
    cell = partial(_cell, only_certain=only_certain)
    earlier = {(pair.a.id, pair.b.id): cell(pair) for pair in before or ()}
    cells = {}
    for pair in pairs:
        now = cell(pair)
        was = earlier.get((pair.a.id, pair.b.id), now)
        cells[pair.a.vessel.element, pair.b.vessel.element] = before_and_after(was, now)
    across = _ACROSS if before is None else _ACROSS_BOTH
    for start in range(0, len(enemies), across):
        part = enemies[start : start + across]
        columns = ["", *(number_of(ship) for ship in part)]
        of = [ship.vessel.element for ship in part]
        rows = [
            [called(player)[:24], *(cells[player.vessel.element, element] for element in of)]
            for player in players
        ]
        yield Table.of_numbers(columns, rows)
        yield Paragraph(f"{'; '.join(map(called, part))}.", Tone.QUIET)


def _cell(pair: Pair, *, only_certain: bool) -> str:
    verdict = pair.verdict
    is_open = verdict.result is Result.OPEN
    if is_open and only_certain:
        return "?"
    sign = _SIGNS[verdict.likely]
    seconds = verdict.outcome.seconds
    number = "" if math.isinf(seconds) else seconds_words(seconds)
    return f"{'?' * is_open}{sign}{number}{_MARKS[pair.mark]}"


def _race_table(pairs: Sequence[Pair], before: Sequence[Pair] | None) -> Table:
    earlier = {races: _won(members) for races, members in by_race(before or ()).items()}
    rows = []
    for (a, b), members in by_race(pairs).items():
        won = before_and_after(str(earlier.get((a, b), _won(members))), str(_won(members)))
        sure = sum(pair.verdict.result is Result.A for pair in members)
        seconds = median(pair.verdict.outcome.seconds for pair in members)
        marks = Counter(pair.mark for pair in members)
        rows.append([
            short(a), short(b), f"{won} of {len(members)}", str(sure), shown(seconds, 0),
            str(marks[Mark.STRONGER]), str(marks[Mark.WEAKER]),
        ])  # fmt: skip
    columns = ["players", "enemies", "won", "surely", "usual s", "better", "worse"]
    return Table.of_numbers(columns, rows, (0, 1))


def _won(pairs: Sequence[Pair]) -> int:
    return sum(pair.verdict.likely is Result.A for pair in pairs)
