"""Pieces of the sentences of findings."""

from collections.abc import Sequence

from artemis_modkit.audit.findings import Occurrence, Sentence
from artemis_modkit.model.vessels import HullRace


def of_many(before: str, after: str = "", *, more: str = " ({count:,} places)") -> Sentence:
    """A sentence that tells in its middle, by `more`, of how many occurrences it is.

    `more` has `count` of all and `others` of those beside the first; one alone has none of it.
    """

    def said(alike: Sequence[Occurrence]) -> str:
        count = len(alike)
        return before + (more.format(count=count, others=count - 1) if count > 1 else "") + after

    return said


MOST_SHOWN = 10
"""Names or numbers in one message; more do not fit a screen."""


def shown(names: Sequence[str], most: int = MOST_SHOWN) -> str:
    """Names one behind the other, as far as anybody reads them."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def one_line(text: str) -> str:
    """A text as written, but in one line."""
    return " ".join(text.splitlines())


def race_title(race: HullRace) -> str:
    """How messages call a race: `race 9 Vurr`."""
    number = (race.element.attributes.get("ID") or "?").strip() or "?"
    return f"race {number} {race.name or 'without a name'}"
