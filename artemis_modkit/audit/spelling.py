"""Words and names that mean something to the game, and what a misspelt one means.

Only a word one slip of the pen away from one of these is called misspelt. Words
of a mod's own are how missions choose ships; nothing is said about them.
"""

from collections.abc import Iterable

from artemis_modkit.model import wording
from artemis_modkit.model.roles import STANCES

FLEET_ROLES = frozenset({"standard", "support", "loner"})
RACE_KEYS = (
    frozenset({"biomech", "hasspecials", "elite", "whalelover", "whalehater", "jumpmaster"})
    | FLEET_ROLES
    | frozenset(STANCES)
)

_MOST_SLIPS = 1_000
"""Strange names of a file that may be slips; no real file has more than a dozen."""

_SHORTEST = 4
"""Letters that a word must have for a slip in it to be told from a word of its own."""

_LONGEST_NAME = 80
"""Characters of a name that is compared with others; the longest known one has 37."""

_MOST_COMPARED = 100
"""Unknown names that are compared with all known ones; each takes a millisecond or more."""


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The known word that a word misses by one slip; `None` where it is one or near none."""
    written = word.lower()
    words = sorted(known)
    if written in words:
        return None
    bare = written.replace("-", "").replace("_", "")
    if bare in words:
        return bare
    return next((word for word in words if is_one_slip(written, word)), None)


def is_one_slip(word: str, meant: str) -> bool:
    """Whether one letter is missing, too many, wrong or swapped with the next.

    The first letter must be right (`barge` is not `large`), and one wrong letter counts in
    longer words alone. A plural is a word of its own.
    """
    if min(len(word), len(meant)) < _SHORTEST - 1 or word[:1] != meant[:1] or word == meant + "s":
        return False
    left, right = _apart(word, meant)
    if len(left) + len(right) == 1:
        return True
    if len(left) == len(right) == 1:
        return len(meant) > _SHORTEST
    return len(left) == 2 and left == right[::-1]


def surely_meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that a name is but for capitals or one slip; `None` where there is doubt.

    There is where two names would do, or where what stands there is a part of another one:
    of `friendlyBeamDamageCap` with its beginning torn off, `beamDamageCap` is not meant.
    """
    written = name.lower()
    names = list(known)
    alike = [name for name in names if name.lower() == written]
    close = alike or [one for one in names if is_one_slip(name, one)]
    if len(close) != 1:
        return None
    is_part = any(written in name.lower() for name in names if name != close[0])
    return None if is_part and not alike else close[0]


def surely_meant_of(names: Iterable[str], known: Iterable[str]) -> dict[str, str | None]:
    """What each of the names surely means; of thousands of strange names only the first ones."""
    every, among = list(dict.fromkeys(names)), list(known)
    sure = {name: surely_meant(name, among) for name in every[:_MOST_SLIPS]}
    return {name: sure.get(name) for name in every}


def letters(word: str) -> str:
    """A word without its digits: with other ones it is another type, not a slip."""
    return "".join(letter for letter in word if not letter.isdigit())


def _apart(word: str, other: str) -> tuple[str, str]:
    """What two words have that is neither their common beginning nor their common end."""
    shorter = min(len(word), len(other))
    start = 0
    while start < shorter and word[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and word[-1 - end] == other[-1 - end]:
        end += 1
    return word[start : len(word) - end], other[start : len(other) - end]


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.7) -> str | None:
    """The known name most like a given one; of names in files more must agree than of requests."""
    return None if len(name) > _LONGEST_NAME else wording.nearest(name, known, cutoff=cutoff)


def nearest_of(
    names: Iterable[str], known: Iterable[str], *, cutoff: float = 0.7
) -> dict[str, str | None]:
    """The known name most like each of the names; the first `_MOST_COMPARED` only are compared."""
    every, among = list(dict.fromkeys(names)), list(known)
    near = {name: nearest(name, among, cutoff=cutoff) for name in every[:_MOST_COMPARED]}
    return {name: near.get(name) for name in every}
