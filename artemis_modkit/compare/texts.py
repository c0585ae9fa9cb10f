"""Which words of a text changed, and two people's changes of one text put together.

Myers' greedy search for the fewest words dropped and added, given up where texts have little in
common, so that its cost stays linear in the texts. difflib drops and adds more than it need.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.lazy import pattern
from artemis_modkit.model.declarations import Area

_MOST_EDITS = 32
"""Words dropped and added that are searched for; a text with more is another text."""


class WordChange(Struct, frozen=True):
    """Words of the old text from `start` to `end` became those of the new text so bounded."""

    start: int
    end: int
    new_start: int
    new_end: int


_Chain = tuple["_Chain", int, int] | None
"""A word that stays, by its places in both texts, with those that stay before it."""


def words_of(text: str) -> list[str]:
    """The words of a text; `^`, by which the game begins a line, is none of them."""
    return text.replace("^", " ").split()


def changed_words(old: Sequence[str], new: Sequence[str]) -> list[WordChange]:
    """The runs of words that differ, in order; one run where the texts are two."""
    head = _alike(zip(old, new, strict=False))
    room = min(len(old), len(new)) - head
    tail = min(room, _alike(zip(reversed(old), reversed(new), strict=False)))
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a and not b:
        return []
    kept = _common(a, b)
    if kept is None:
        return [WordChange(head, head + len(a), head, head + len(b))]
    return [
        WordChange(
            head + change.start, head + change.end, head + change.new_start, head + change.new_end
        )
        for change in _between(kept, len(a), len(b))
    ]


def _alike(pairs: "zip[tuple[str, str]]") -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]] | None:
    """The places of the words that stay; `None` where too few do."""
    furthest: dict[int, tuple[int, _Chain]] = {1: (0, None)}
    for edits in range(min(_MOST_EDITS, len(a) + len(b)) + 1):
        for diagonal in range(-edits, edits + 1, 2):
            is_down = diagonal == -edits or (
                diagonal != edits and furthest[diagonal - 1][0] < furthest[diagonal + 1][0]
            )
            x, kept = furthest[diagonal + 1 if is_down else diagonal - 1]
            x += not is_down
            while x < len(a) and 0 <= x - diagonal < len(b) and a[x] == b[x - diagonal]:
                kept = (kept, x, x - diagonal)
                x += 1
            furthest[diagonal] = x, kept
            if x >= len(a) and x - diagonal >= len(b):
                return list(_walked(kept))[::-1]
    return None


def _walked(kept: _Chain) -> Iterator[tuple[int, int]]:
    while kept is not None:
        before, x, y = kept
        yield x, y
        kept = before


def _between(kept: Sequence[tuple[int, int]], a: int, b: int) -> Iterator[WordChange]:
    at, new_at = 0, 0
    for place, new_place in (*kept, (a, b)):
        if (place, new_place) != (at, new_at):
            yield WordChange(at, place, new_at, new_place)
        at, new_at = place + 1, new_place + 1


_SENTENCE = pattern(r"[^.!?^]*(?:[.!?^]+\s*|$)")


def joined_text(delta: Delta) -> str | None:
    """What a text is with both changes; `None` where they touch, or it is no such conflict."""
    base, ours, theirs = delta.texts
    if delta.who is not Who.CONFLICT or delta.kind is not Area.TEXT or delta.also or delta.why:
        return None
    if delta.attribute is None or base is None or ours is None or theirs is None:
        return None
    return _joined(*(_SENTENCE.findall(text) for text in (base, ours, theirs)))


def both_texts(ours: str, theirs: str) -> str:
    """Ours, and behind it the sentences of theirs that it lacks."""
    known = {one.strip() for one in _SENTENCE.findall(ours)}
    more = [one for one in _SENTENCE.findall(theirs) if one.strip() and one.strip() not in known]
    return " ".join((ours.rstrip(), "".join(more).strip())).strip()


def _joined(base: list[str], ours: list[str], theirs: list[str]) -> str | None:
    changes = [(change, side) for side in (ours, theirs) for change in changed_words(base, side)]
    changes.sort(key=lambda one: (one[0].start, one[0].end))
    for (word_change, _), (other, _) in pairwise(changes):
        if word_change.end >= other.start and not _is_beside(word_change, other):
            return None
    parts: list[str] = []
    at = 0
    for change, side in changes:
        parts += base[at : change.start] + side[change.new_start : change.new_end]
        at = change.end
    return "".join(parts + base[at:])


def _is_beside(change: WordChange, other: WordChange) -> bool:
    """Whether two changes only meet, and neither of them is something put in between."""
    return change.end == other.start and change.start < change.end and other.start < other.end
