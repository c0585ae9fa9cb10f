"""Files whose paths differ in capitals only."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import listed
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.source import Location


@rule(
    title="two files of a mod differ only in the capitals of their names",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="On Windows they are one file: of the two only one arrives, and nobody can say which.",
    repair="Keep the one that is meant, or give the other another name.",
    fires={**ships(""), "dat/heron.png": b"\x89PNG 1", "dat/Heron.png": b"\x89PNG 2"},
    silent={**ships(""), "dat/heron.png": b"\x89PNG 1", "dat/Heron2.png": b"\x89PNG 2"},
)
def case_twins(subject: Subject) -> Iterator[Hit]:
    alike: dict[str, list[str]] = {}
    for path in subject.mod.tree.paths:
        alike.setdefault(path.lower(), []).append(path)
    for paths in alike.values():
        if len(paths) > 1:
            yield Hit(
                paths[0],
                Location(1, 1),
                f"{listed(paths)} are one file on Windows; only one of them arrives",
            )
