"""Scales in words and as data: by which factor a mod is another one."""

from typing import Any

from artemis_modkit.balance.scale import Scale
from artemis_modkit.model.numbers import shortest
from artemis_modkit.report.words import short

_MOST_NAMES = 10


def scale_json(scale: Scale) -> dict[str, Any]:
    """A scale as data."""
    return {
        "what": scale.what,
        "factor": float(scale.factor),
        "matching": scale.matching,
        "of": scale.of,
        "deviants": list(scale.deviants),
    }


def scale_sentence(
    scale: Scale, a: str, b: str, names: dict[int, str], deviants: str | None = None
) -> str:
    """`B = A x0.25 in beam damage: 161 of 167 values; deviating: 1500 Escort, …`

    `deviants` are the words for those ships; without them the first are named.
    """
    text = f"{b} = {a} x{shortest(scale.factor)} in {scale.what}: {scale.matching} of {scale.of}"
    if not scale.deviants:
        return f"{text} values."
    return f"{text} values; deviating: {deviants or named(scale.deviants, names)}."


def named(numbers: tuple[int, ...], names: dict[int, str]) -> str:
    """Ships by number and name, the first ten."""
    found = ", ".join(
        f"{number} {short(names.get(number, ''))}".rstrip() for number in numbers[:_MOST_NAMES]
    )
    more = len(numbers) - _MOST_NAMES
    return f"{found} and {more} more" if more > 0 else found
