"""Findings that a team has accepted: a file of them, so that only new ones are reported.

One decision: a finding is known again by its rule, file, vessel and words, never by its line,
so moved lines do not bring it back. Where the words tell of many places, their number and the
vessel that is named first may change, as long as there are no more places than before.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from artemis_modkit import __version__
from artemis_modkit.audit.findings import Finding
from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.parsers.errors import ModkitError

SCHEMA = 1
_MANY = re.compile(r" \([\d,]+ [^()]*\)| and [\d,]+ (?:more|others)\b")
_OWNER = re.compile(r"\A[^:]*: ")
_FIGURE = re.compile(r"\d+")

Key = tuple[str, str, int | None, str]


LIST_OF_ACCEPTED = OutputKind(
    "a list of accepted findings",
    re.compile(
        rb'\{\s*"artemis_modkit":\s*"[^"]{1,40}",\s*"schema":\s*\d{1,9},\s*"accepted":\s*\['
    ),
)


@dataclass(frozen=True)
class Accepted:
    """Accepted findings by what they are known again by, with the number of their places."""

    places: Mapping[Key, int]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Accepted":
        """All of some findings, accepted."""
        counts: Counter[Key] = Counter()
        for finding in findings:
            counts[_key(finding)] += _places(finding)
        return cls(counts)

    @classmethod
    def read(cls, name: str, text: str) -> "Accepted":
        """The file of a name. Raises `ModkitError` for what is no such file."""
        counts: Counter[Key] = Counter()
        try:
            found = json.loads(text)
            if found["schema"] != SCHEMA:
                raise ModkitError(f"{name}: is of another version of this tool; write it anew")
            for one in found["accepted"]:
                counts[_read_key(one)] += int(one["places"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            raise ModkitError(
                f"{name}: is no file of accepted findings; --write-baseline writes one"
            ) from None
        return cls(counts)

    def to_text(self) -> str:
        """The file, the same for the same findings, one finding a block, in order."""
        rows = [
            {"rule": rule, "file": file, "vessel": vessel, "message": message, "places": places}
            for (rule, file, vessel, message), places in sorted(
                self.places.items(), key=lambda item: tuple(map(str, item[0]))
            )
        ]
        whole = {"artemis_modkit": __version__, "schema": SCHEMA, "accepted": rows}
        return json.dumps(whole, indent=2) + "\n"

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], int]:
        """The findings that are new, and how many were accepted.

        What is left of a cause with many places is accepted with it.
        """
        every = list(findings)
        left = Counter(dict(self.places))
        unknown = [one for one in every if not _is_in(left, _key(one), one)]
        causes: Counter[Key] = Counter()
        for key, places in left.items():
            if _MANY.search(key[3]):
                causes[_cause(key)] += places
        new = [one for one in unknown if not _is_in(causes, _cause(_key(one)), one)]
        return new, len(every) - len(new)


def _is_in(left: Counter[Key], key: Key, finding: Finding) -> bool:
    """Whether so many places are accepted, which then are no longer left."""
    places = _places(finding)
    if left[key] < places:
        return False
    left[key] -= places
    return True


def _places(finding: Finding) -> int:
    return 1 + len(finding.hit.also)


def _key(finding: Finding) -> Key:
    hit = finding.hit
    return (finding.rule, hit.file, hit.vessel, hit.message)


def _cause(key: Key) -> Key:
    """What stays the same of a cause whatever the number of its places, and the first of them."""
    rule, file, vessel, message = key
    words = _MANY.sub("", message)
    if vessel is not None:
        words = _OWNER.sub("", words, count=1)
    return (rule, file, None, _FIGURE.sub("#", words))


def _read_key(found: Any) -> Key:
    vessel = found["vessel"]
    if not all(isinstance(found[name], str) for name in ("rule", "file", "message")):
        raise TypeError
    if not (vessel is None or isinstance(vessel, int)):
        raise TypeError
    return (found["rule"], found["file"], vessel, found["message"])
