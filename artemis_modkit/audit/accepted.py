"""Findings that a team has accepted: a file of them, so that only new ones are reported.

One decision: a finding is known again by its rule, file, vessel and words, never by its line,
so moved lines do not bring it back. One with many places is known again as long as it has no
more of them than before.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from artemis_modkit import __version__
from artemis_modkit.audit.findings import Finding
from artemis_modkit.parsers.errors import ModkitError

SCHEMA = 1
_COUNT = re.compile(r"\d+")

Key = tuple[str, str, int | None, str]


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
        try:
            found = json.loads(text)
            if found["schema"] != SCHEMA:
                raise ModkitError(f"{name}: is of another version of this tool; write it anew")
            return cls({_read_key(one): int(one["places"]) for one in found["accepted"]})
        except (ValueError, TypeError, KeyError, RecursionError):
            raise ModkitError(
                f"{name}: is no file of accepted findings; --write-baseline writes one"
            ) from None

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
        """The findings that are new, and how many were accepted."""
        left = dict(self.places)
        new: list[Finding] = []
        accepted = 0
        for finding in findings:
            key, places = _key(finding), _places(finding)
            if left.get(key, 0) >= places:
                left[key] -= places
                accepted += 1
            else:
                new.append(finding)
        return new, accepted


def _places(finding: Finding) -> int:
    return 1 + len(finding.hit.also)


def _key(finding: Finding) -> Key:
    """What a finding is known again by; of one with many places the counts do not matter."""
    hit = finding.hit
    message = _COUNT.sub("#", hit.message) if hit.also else hit.message
    return (finding.rule, hit.file, None if hit.also else hit.vessel, message)


def _read_key(found: Any) -> Key:
    vessel = found["vessel"]
    if not all(isinstance(found[name], str) for name in ("rule", "file", "message")):
        raise TypeError
    if not (vessel is None or isinstance(vessel, int)):
        raise TypeError
    return (found["rule"], found["file"], vessel, found["message"])
