"""Findings that a team has accepted: a file of them, so that only new ones are reported.

A place is known again by its fingerprint: the rule, the ship and what stands there, never by its
line or by words, so neither moved lines nor better sentences bring it back. Of a cause with many
places those are left out that were accepted; what is new of it is told alone.

Lists of the first versions are still read, and never written: they knew a finding by its rule,
file, vessel and words; where the words tell of many places, their number and the vessel that is
named first may change.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit import __version__
from artemis_modkit.audit.findings import Finding
from artemis_modkit.audit.grouping import Cluster
from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import ModkitError

_MANY = pattern(r" \([\d,]+ [^()]*\)| and [\d,]+ (?:more|others)\b")
_OWNER = pattern(r"\A[^:]*: ")
_FIGURE = pattern(r"\d+")

AcceptedKey = tuple[str, str, int | None, str]


class AcceptedWords(Struct, frozen=True):
    """Accepted findings by rule, file, vessel and message, with the number of their places."""

    places: Mapping[AcceptedKey, int] = field(default_factory=dict)

    @classmethod
    def read(cls, rows: Iterable[Any]) -> "AcceptedWords":
        """The rows of a file. Raises `TypeError`, `KeyError` or `ValueError` for what are none."""
        counts: Counter[AcceptedKey] = Counter()
        for row in rows:
            counts[_read_key(row)] += int(row["places"])
        return cls(counts)

    def unknown(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not accepted.

        A cause with many places stays accepted while it has no more places than before.
        """
        left = Counter(dict(self.places))
        unknown = [finding for finding in findings if not _is_in(left, _key(finding), finding)]
        causes: Counter[AcceptedKey] = Counter()
        for key, places in left.items():
            if _MANY.search(key[3]):
                causes[_cause(key)] += places
        return [
            finding for finding in unknown if not _is_in(causes, _cause(_key(finding)), finding)
        ]


def _is_in(left: Counter[AcceptedKey], key: AcceptedKey, finding: Finding) -> bool:
    """Whether so many places are accepted, which then are no longer left."""
    places = 1 + len(finding.also)
    if left[key] < places:
        return False
    left[key] -= places
    return True


def _key(finding: Finding) -> AcceptedKey:
    return (finding.rule, finding.file, finding.vessel, finding.message)


def _cause(key: AcceptedKey) -> AcceptedKey:
    """What stays the same of a cause whatever the number of its places, and the first of them."""
    rule, file, vessel, message = key
    words = _MANY.sub("", message)
    if vessel is not None:
        words = _OWNER.sub("", words)
    return (rule, file, None, _FIGURE.sub("#", words))


def _read_key(row: Any) -> AcceptedKey:
    vessel = row["vessel"]
    if not all(isinstance(row[name], str) for name in ("rule", "file", "message")):
        raise TypeError
    if not (vessel is None or isinstance(vessel, int)):
        raise TypeError
    return (row["rule"], row["file"], vessel, row["message"])


SCHEMA = 2
OF_WORDS = 1
"""The schema of files whose findings are known again by their sentences; those are read only."""

LIST_OF_ACCEPTED = OutputKind(
    "a list of accepted findings",
    pattern(rb'\{\s*"artemis_modkit":\s*"[^"]{1,40}",\s*"schema":\s*\d{1,9},\s*"accepted":\s*\['),
)


class Accepted(Struct, frozen=True):
    """Accepted places by their fingerprints, with their numbers, and as rows for people."""

    places: Mapping[str, int] = {}
    rows: tuple[Mapping[str, Any], ...] = ()
    words: AcceptedWords = AcceptedWords()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Accepted":
        """All of some findings, accepted."""
        ordered = sorted(findings, key=lambda finding: (finding.by_place, finding.fingerprint))
        places: Counter[str] = Counter()
        for finding in ordered:
            places.update(finding.places)
        return cls(places, tuple(map(_row, ordered)))

    @classmethod
    def read(cls, name: str, text: str) -> "Accepted":
        """The file of a name. Raises `ModkitError` for what is no such file."""
        try:
            whole = json.loads(text)
            if whole["schema"] == OF_WORDS:
                return cls(words=AcceptedWords.read(whole["accepted"]))
            if whole["schema"] != SCHEMA:
                raise ModkitError(f"{name}: is of another version of this tool; write it anew")
            places: Counter[str] = Counter()
            rows = tuple(whole["accepted"])
            for row in rows:
                places.update({str(print): int(count) for print, count in row["places"].items()})
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise ModkitError(
                f"{name}: is no file of accepted findings; --write-baseline writes one"
            ) from None
        return cls(places, rows)

    def joined(self, other: "Accepted") -> "Accepted":
        """What either of two accepts; a place as often as the one that does it more."""
        places = Counter(dict(self.places)) | Counter(dict(other.places))
        own = [row for row in self.rows if row not in other.rows]
        return replace(other, places=places, rows=(*own, *other.rows))

    def to_text(self) -> str:
        """The file, the same for the same findings, one finding a block, in order."""
        whole = {"artemis_modkit": __version__, "schema": SCHEMA, "accepted": self.rows}
        return json.dumps(whole, indent=2) + "\n"

    def left(self, clusters: Iterable[tuple[str, Cluster]]) -> Iterator[Cluster | None]:
        """What is new of each cluster, with the name of its rule; `None` where nothing is."""
        left = Counter(dict(self.places))
        for rule, cluster in clusters:
            new = []
            for occurrence in cluster.occurrences:
                print, count = occurrence.fingerprint(rule), max(cluster.further, 1)
                if left[print] < count:
                    new.append(occurrence)
                else:
                    left[print] -= count
            yield replace(cluster, occurrences=new) if new else None

    def unknown(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings whose sentences are not accepted either, by a file of an older version."""
        return self.words.unknown(findings)


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "file": finding.file,
        "vessel": finding.vessel,
        "message": finding.message,
        "places": dict(finding.places),
    }
