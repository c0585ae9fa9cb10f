"""What an audit says: occurrences of what rules look for, and the findings that they are told as.

An occurrence is known again by what it is and where, never by its sentence: stock that does the
same, a comment that silences it and a list that accepts it are all asked before it is worded.
"""

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.source import Edit, Excerpt, Location


class _Ranked(Enum):
    @property
    def rank(self) -> int:
        """Its place in the order, 0 the first."""
        return list(type(self)).index(self)


class Severity(_Ranked):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Confidence(_Ranked):
    """How sure the audit is that a finding is a mistake, the surest first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


Sentence = Callable[[Sequence["Occurrence"]], str]
"""What is said of occurrences of one kind that are told together, the first of them first."""


class Occurrence(Struct, frozen=True):
    """One place where a mod does what a rule looks for.

    `kind` is what occurrences with one cause have in common: many of a kind are told as one
    finding. `None` is told by itself. `owner` is the ship or race around it as it is shown, ""
    outside of any, `vessel` its uniqueID (`None` outside of any vessel); `element` the name of the
    element, the key of a setting, the path of a file or the code of a fault; `number` tells the
    elements of one name in one owner apart, from 1. `value` is what stands there, where another
    value would be another finding.

    `edits` are in the text of the file as it is on disk and empty without a certain repair;
    `likely` are those of a repair that only the author can say yes to (`--fix --ask`).
    `encoding` is what the repair writes the file in, `None` to keep its own. `also` are further
    places of it, `beside` is the one that it contradicts, where that is none of those. `severity`
    is that of the rule where it is `None`. `shown` are the place and the width to point at in what
    is quoted, where that is a part of what stands at `location`. `head` is where its element
    begins, `None` outside of any.
    """

    file: str
    location: Location
    message: str | Sentence
    kind: Hashable = None
    owner: str = ""
    vessel: int | None = None
    element: str = ""
    attribute: str | None = None
    number: int = 1
    value: Hashable = None
    also: tuple[Location, ...] = ()
    edits: tuple[Edit, ...] = ()
    encoding: str | None = None
    width: int = 1
    severity: Severity | None = None
    beside: Location | None = None
    shown: tuple[Location, int] | None = None
    likely: tuple[Edit, ...] = ()
    head: Location | None = None

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What two occurrences of a rule have in common that are the same, wherever they stand."""
        return (self.kind, self.owner, self.element, self.attribute, self.number, self.value)

    def fingerprint(self, rule: str) -> str:
        """What an occurrence of a rule is known again by in files of later and other runs."""
        return fingerprint(rule, self.file, *self.identity)


def fingerprint(*identity: Hashable) -> str:
    """A few letters for something that is written to files and known again there."""
    return hashlib.sha256(repr(identity).encode(errors="surrogatepass")).hexdigest()[:32]


class Cause(Struct, frozen=True):
    """By what findings are known to be one: where each of it stands, and all its places."""

    heads: frozenset[Hashable]
    places: frozenset[Hashable]


class Finding(Struct, frozen=True):
    """What is told of one occurrence, or of many of a kind.

    `location` and `vessel` are those of the first one, `also` all further places. `fingerprint`
    is what the finding is known again by, also with more or fewer places; `places` are the
    fingerprints of its occurrences, with their numbers. `excerpts` are what stands at its place,
    then where it contradicts that; empty without a text file. By `causes` findings of several
    rules are known to be one; of such a one `rules` are all.
    `likely` is a repair that only the author can say yes to.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    file: str
    location: Location
    message: str
    vessel: int | None
    also: tuple[Location, ...]
    edits: tuple[Edit, ...]
    encoding: str | None
    fingerprint: str
    places: Mapping[str, int]
    excerpts: tuple[Excerpt, ...] = ()
    causes: tuple[Cause, ...] = ()
    rules: tuple[str, ...] = ()
    likely: tuple[Edit, ...] = ()

    @property
    def is_fixable(self) -> bool:
        """Whether `--fix` repairs it."""
        return bool(self.edits) or self.encoding is not None

    @property
    def by_place(self) -> tuple[str, Location, int, str, str]:
        """By file, then place; the same for every run."""
        return (self.file, self.location, self.severity.rank, self.rule, self.message)

    @property
    def by_harm(self) -> tuple[int, int, tuple[Hashable, ...]]:
        """The worst first, of those the surest, of those by place: how findings are told."""
        return (self.severity.rank, self.confidence.rank, self.by_place)


def ships_by_line(mod: Mod) -> dict[int, int]:
    """The uniqueID of the ship that each line of the mod's file of ships is of."""
    data = mod.vessel_data
    if data is None:
        return {}
    place = data.document.location
    return {
        line: vessel.id
        for vessel in data.vessels
        if vessel.id is not None
        for line in range(
            place(vessel.element.start).line, place(vessel.element.close_end).line + 1
        )
    }


def touched(finding: Finding, mod: Mod, by_line: dict[int, int]) -> set[int]:
    """The uniqueIDs of the ships that a finding touches; `by_line` as `ships_by_line` has them."""
    found = {finding.vessel}
    if finding.file == mod.vessel_file:
        found |= {by_line.get(place.line) for place in finding.also}
    return {one for one in found if one is not None}
