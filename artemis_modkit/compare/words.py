"""Which words of a text changed: `8 homing` became `10 homing`.

One decision: Myers' greedy search for the fewest words dropped and added, given up where texts
have little in common, so that its cost stays linear in the texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

_MOST_EDITS = 32
"""Words dropped and added that are searched for; a text with more is another text."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words of the old text from `start` to `end` became those of the new text so bounded."""

    start: int
    end: int
    new_start: int
    new_end: int


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
        WordChange(head + one.start, head + one.end, head + one.new_start, head + one.new_end)
        for one in _between(kept, len(a), len(b))
    ]


def _alike(pairs: "zip[tuple[str, str]]") -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]] | None:
    """The places of the words that stay; `None` where too few do."""
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(min(_MOST_EDITS, len(a) + len(b)) + 1):
        history.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            while x < len(a) and 0 <= x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            furthest[diagonal] = x
            if x >= len(a) and x - diagonal >= len(b):
                return _walked(history, len(a), len(b))
    return None


def _walked(history: Sequence[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[edits], x - y
        down = diagonal == -edits or (
            diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        from_x = furthest[before]
        start_x = from_x if down else from_x + 1
        if edits == 0:
            start_x = 0
        while x > start_x:
            x, y = x - 1, y - 1
            kept.append((x, y))
        x, y = from_x, from_x - before
    return kept[::-1]


def _between(kept: Sequence[tuple[int, int]], a: int, b: int) -> Iterator[WordChange]:
    at, new_at = 0, 0
    for place, new_place in (*kept, (a, b)):
        if (place, new_place) != (at, new_at):
            yield WordChange(at, place, new_at, new_place)
        at, new_at = place + 1, new_place + 1
