"""What an audit says: a finding, with its place, its weight and, where certain, its repair."""

from dataclasses import dataclass
from enum import Enum

from artemis_modkit.parsers.source import Edit, Location


class Severity(Enum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Its place in the order, 0 the worst."""
        return list(Severity).index(self)


class Confidence(Enum):
    """How sure the audit is that a finding is a mistake."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found, before it is known as whose finding it counts.

    `edits` are in the text of the file as it is on disk and empty without a certain repair;
    `encoding` is what the repair writes the file in, `None` to keep its own. `also` are
    further places of the same cause. `vessel` is the uniqueID, `None` outside any vessel.
    `severity` is that of the rule where it is `None`.
    """

    file: str
    location: Location
    message: str
    vessel: int | None = None
    also: tuple[Location, ...] = ()
    edits: tuple[Edit, ...] = ()
    encoding: str | None = None
    width: int = 1
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit of a rule. `excerpt` is what stands around it in its line, "" without a text file.

    `excerpt_column` is the place of the hit in it, counted from 1.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    hit: Hit
    excerpt: str = ""
    excerpt_column: int = 1

    @property
    def is_fixable(self) -> bool:
        """Whether `--fix` repairs it."""
        return bool(self.hit.edits) or self.hit.encoding is not None

    @property
    def order(self) -> tuple[str, Location, int, str, str]:
        """By file, then place; the same for every run."""
        hit = self.hit
        return (hit.file, hit.location, self.severity.rank, self.rule, hit.message)
