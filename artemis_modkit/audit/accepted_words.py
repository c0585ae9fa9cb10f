"""Lists of accepted findings as the first versions wrote them: known again by their sentences.

They are still read, and never written. A finding is known by its rule, file, vessel and words;
where the words tell of many places, their number and the vessel that is named first may change.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from artemis_modkit.audit.findings import Finding
from artemis_modkit.lazy import pattern

_MANY = pattern(r" \([\d,]+ [^()]*\)| and [\d,]+ (?:more|others)\b")
_OWNER = pattern(r"\A[^:]*: ")
_FIGURE = pattern(r"\d+")

Key = tuple[str, str, int | None, str]


class AcceptedWords(Struct, frozen=True):
    """Accepted findings by rule, file, vessel and message, with the number of their places."""

    places: Mapping[Key, int] = field(default_factory=dict)

    @classmethod
    def read(cls, rows: Iterable[Any]) -> "AcceptedWords":
        """The rows of a file. Raises `TypeError`, `KeyError` or `ValueError` for what are none."""
        counts: Counter[Key] = Counter()
        for row in rows:
            counts[_read_key(row)] += int(row["places"])
        return cls(counts)

    def unknown(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not accepted.

        A cause with many places stays accepted while it has no more places than before.
        """
        left = Counter(dict(self.places))
        unknown = [finding for finding in findings if not _is_in(left, _key(finding), finding)]
        causes: Counter[Key] = Counter()
        for key, places in left.items():
            if _MANY.search(key[3]):
                causes[_cause(key)] += places
        return [
            finding for finding in unknown if not _is_in(causes, _cause(_key(finding)), finding)
        ]


def _is_in(left: Counter[Key], key: Key, finding: Finding) -> bool:
    """Whether so many places are accepted, which then are no longer left."""
    places = 1 + len(finding.also)
    if left[key] < places:
        return False
    left[key] -= places
    return True


def _key(finding: Finding) -> Key:
    return (finding.rule, finding.file, finding.vessel, finding.message)


def _cause(key: Key) -> Key:
    """What stays the same of a cause whatever the number of its places, and the first of them."""
    rule, file, vessel, message = key
    words = _MANY.sub("", message)
    if vessel is not None:
        words = _OWNER.sub("", words)
    return (rule, file, None, _FIGURE.sub("#", words))


def _read_key(row: Any) -> Key:
    vessel = row["vessel"]
    if not all(isinstance(row[name], str) for name in ("rule", "file", "message")):
        raise TypeError
    if not (vessel is None or isinstance(vessel, int)):
        raise TypeError
    return (row["rule"], row["file"], vessel, row["message"])
