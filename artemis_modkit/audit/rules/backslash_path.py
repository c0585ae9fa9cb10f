"""Paths with backslashes."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import by_document, hit_at, named_files, whose
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron">'
    '<art meshfile="dat/Marsh{}heron.dxs"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>"}


@rule(
    title="a path has backslashes",
    severity=Severity.NOTICE,
    confidence=Confidence.CERTAIN,
    why="Windows takes both slashes, but the game's own files have '/' throughout, and tools and "
    "other systems do not know the backslash as the end of a folder.",
    repair="Write '/'. `audit --fix` does it where the file is in the mod.",
    fires={**ships(_SHIP.format("\\")), **_ART},
    silent={**ships(_SHIP.format("/")), **_ART},
)
def backslash_path(subject: Subject) -> Iterator[Hit]:
    for one in named_files(subject).all:
        places = [place for place in one.references if "\\" in place.text]
        for part in by_document(places):
            count = f" ({len(part)} places)" if len(part) > 1 else ""
            yield hit_at(
                subject,
                part,
                f"{whose(subject, part)}'{part[0].text}' has backslashes{count}; write {one.plain}",
                one.found,
            )
