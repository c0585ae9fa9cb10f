"""Class names that are spelt another way in the vessel's own text."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.lazy import pattern
from artemis_modkit.model.vessels import Vessel

_WORD = pattern(r"[^\W\d_]{5,}")
"""Words long enough that one letter apart is a slip, not another word."""


def _ship(name: str) -> str:
    return (
        f'<vessel uniqueID="7" side="0" classname="{name}">'
        '<long_desc text="Marsh Patrol Cruiser, built for shallow water."/></vessel>'
    )


@Rule(
    title="class name and text spell a word unlike each other",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players read both on one screen, and missions that look for the class name as it is meant "
    "find no ship.",
    repair="Correct the one that is misspelt.",
    fires=ships(_ship("Marsh Partol Cruiser")),
    says='3:31 7 Marsh Partol Cruiser: the class name has "Partol", the text "Patrol"; correct '
    "the one that is misspelt",
    silent=ships(_ship("Marsh Patrol Cruiser")),
)
def class_spelt_unlike(look: Look) -> Occurrences:
    for vessel in look.vessels:
        for word, other in _unlike(vessel):
            assert vessel.long_description is not None
            yield look.element(
                vessel.element,
                f'{vessel.shown_name}: the class name has "{word}", the text "{other}"; correct '
                "the one that is misspelt",
                attribute="classname",
                also=[vessel.long_description.element],
                kind=(word, other),
            )


def _unlike(vessel: Vessel) -> Iterator[tuple[str, str]]:
    """Words of the class name that the text has only with one slip, as a name of its own.

    `Ranger` is no misspelt `Range`, nor is `Carries` a `Carrier`: where one word begins the other,
    or only the last letter differs, both are meant.
    """
    text = vessel.long_description.text if vessel.long_description else None
    written = dict.fromkeys(word for word in _WORD.findall(text or "") if word[0].isupper())
    for word in _WORD.findall(vessel.class_name or ""):
        lower = word.lower()
        if lower in (text or "").lower():
            continue
        close = [one for one in written if _is_slip(lower, one.lower())]
        if len(close) == 1:
            yield word, close[0]


def _is_slip(word: str, other: str) -> bool:
    is_form = word.startswith(other) or other.startswith(word) or word[:-1] == other[:-1]
    return not is_form and is_one_slip(word, other)
