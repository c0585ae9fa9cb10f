"""Two people's changes of one text, put together where each changed other sentences."""

from itertools import pairwise

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.compare.words import WordChange, changed_words
from artemis_modkit.lazy import pattern
from artemis_modkit.model.declarations import Area

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
    for (one, _), (other, _) in pairwise(changes):
        if one.end >= other.start and not _is_beside(one, other):
            return None
    parts: list[str] = []
    at = 0
    for change, side in changes:
        parts += base[at : change.start] + side[change.new_start : change.new_end]
        at = change.end
    return "".join(parts + base[at:])


def _is_beside(one: WordChange, other: WordChange) -> bool:
    """Whether two changes only meet, and neither of them is something put in between."""
    return one.end == other.start and one.start < one.end and other.start < other.end
