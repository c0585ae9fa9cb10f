"""Scales in words and as data: by which factor a mod is another one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from artemis_modkit.balance.scale import Scale
from artemis_modkit.model.numbers import shortest
from artemis_modkit.model.wording import first_of
from artemis_modkit.report.words import counted, short

if TYPE_CHECKING:
    from artemis_modkit.balance import Assessment

_MOST_NAMES = 10

_SHARES = {
    "0.25": "a quarter of",
    "0.3333": "a third of",
    "0.5": "half of",
    "0.6667": "two thirds of",
    "0.75": "three quarters of",
    "2": "twice",
}
_SAID = {
    "beam damage": "beams do {share} {whose} damage",
    "beam cycle time": "beams take {share} {whose} time to recharge",
    "beam range": "beams reach {share} {whose} range",
    "shields": "shields hold {share} {whose}",
    "drone damage": "drones do {share} {whose} damage",
    "station torpedo damage": "torpedoes of stations do {share} {whose} damage",
    "speed": "ships fly at {share} {whose} speed",
    "turn rate": "ships turn at {share} {whose} rate",
    "torpedo stores": "ships carry {share} {whose} torpedoes",
}
"""How each kind of value that is scaled is told."""


def scale_json(scale: Scale) -> dict[str, Any]:
    """A scale as data."""
    return {
        "what": scale.what,
        "factor": float(scale.factor),
        "matching": scale.matching,
        "of": scale.of,
        "deviants": list(scale.deviants),
    }


def scales_told(assessment: "Assessment") -> Iterator[tuple[Scale, str]]:
    """By which factors a mod is stock, each with its sentence."""
    ships = assessment.fleet.ships
    names = {ship.id: ship.name for ship in reversed(ships) if ship.id is not None}
    yield from ((scale, scale_sentence(scale, "stock", names)) for scale in assessment.scales)


def scale_sentence(
    scale: Scale, of: str, names: dict[int, str], *, who: str = "", deviants: str | None = None
) -> str:
    """`Beams do a quarter of stock's damage in 161 of 167 values; 3 ships differ in
    one or more: #1500 Escort, …`

    `of` is what the mod is measured by, `who` the one that is told of where it must be named.
    `deviants` are the words for the ships that deviate; without them the first are named.
    """
    said = _SAID[scale.what].format(share=_share(scale.factor), whose=f"{of}'s")
    text = f"{who}: {said}" if who else said[0].upper() + said[1:]
    if not scale.deviants:
        return f"{text} in all {scale.of} values."
    others = deviants or named(scale.deviants, names)
    ships = counted(len(scale.deviants), "ship differs", "ships differ")
    return f"{text} in {scale.matching} of {scale.of} values; {ships} in one or more: {others}."


def _share(factor: Decimal) -> str:
    text = shortest(factor)
    return _SHARES.get(text, f"{text} times")


def named(numbers: tuple[int, ...], names: dict[int, str], most: int = _MOST_NAMES) -> str:
    """Ships by number and name, the first few."""
    found = [f"#{number} {short(names.get(number, ''))}".rstrip() for number in numbers]
    return first_of(found, most)
