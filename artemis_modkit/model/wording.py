"""Names in messages: which known one an unknown one is most like, and several in a row."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

_LONGEST_NAME = 100
"""Characters of a name; what is longer is a text, and comparing it would take long."""
_MOST_MEANT = 3


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known name most like a given one, case and outer blanks aside; `None` if none is near.

    Likeness is difflib's, from 0 to 1. Also `None` for a text, which is longer than any name.
    """
    if len(name) > _LONGEST_NAME:
        return None
    by_lower = {one.lower(): one for one in known}
    close = get_close_matches(name.strip().lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[close[0]] if close else None


def names_meant(given: str, names: Iterable[str]) -> str:
    """A hint at names that hold a given one, whatever blanks and signs (`xwing`), or are like it.

    Else at those with a word that is like it. It is the end of a message, "" if nothing is meant.
    """
    wanted = _letters(given)
    every = list(dict.fromkeys(names))
    inside = [name for name in every if wanted and wanted in _letters(name)]
    if not inside:
        words = given.lower().split()
        inside = [name for name in every if words and all(one in name.lower() for one in words)]
    if not inside:
        near = nearest(given, every)
        inside = [] if near is None else [near]
    if not inside:
        word = nearest(given, {word for name in every for word in name.split()}, cutoff=0.75)
        inside = [name for name in every if word in name.split()]
    inside.sort(key=lambda name: (len(name), name))
    shown = [f"'{name}'" for name in inside[:_MOST_MEANT]]
    more = f" (and {len(inside) - _MOST_MEANT} more)" if len(inside) > _MOST_MEANT else ""
    return f"; did you mean {' or '.join(shown)}{more}?" if shown else ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def did_you_mean(name: str | None, otherwise: str = "") -> str:
    """The end of a message about an unknown name: the one that is meant, or else another hint."""
    hint = f"did you mean '{name}'?" if name else otherwise
    return f"; {hint}" if hint else ""


def in_brackets(name: str, known: Iterable[str]) -> str:
    """The same inside of a message: ` (did you mean 'x'?)`; empty where nothing is near."""
    near = nearest(name, known)
    return f" (did you mean '{near}'?)" if near else ""


def first_of(names: Sequence[str], most: int) -> str:
    """Names with commas between; of more than `most` the first ones and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def listed(names: Sequence[str], most: int | None = 6) -> str:
    """The same in a sentence, where the last one has an "and" before it."""
    if most is not None and len(names) > most:
        return first_of(names, most)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
