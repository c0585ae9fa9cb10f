"""Paths with backslashes."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import (
    counted,
    hit_at,
    in_groups,
    named_files,
    one_line,
    references,
    whose,
)
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
    files = subject.once(named_files).all
    plain = {place.text: one.plain for one in files for place in one.references}
    found = {place.text: one.found for one in files for place in one.references}
    other = [one for one in references(subject.mod) if "\\" in one.text and one.text in plain]
    for places in in_groups(other, lambda place: None):
        text = places[0].text
        yield hit_at(
            subject,
            places,
            f"{whose(subject, places)}'{one_line(text)}' has backslashes{counted(places)}; "
            f"write {plain[text]}",
            found,
        )
