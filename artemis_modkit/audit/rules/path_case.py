"""Paths in other capitals than the file that they name."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import by_document, hit_at, named_files, whose
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.trees import normal_path

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/Marsh/{}.dxs"/></vessel>'
)
_ART = {"dat/Marsh/Heron.dxs": b"<scene></scene>"}


@rule(
    title="a path is written in other capitals than its file",
    severity=Severity.NOTICE,
    confidence=Confidence.CERTAIN,
    why="Windows makes no difference between capitals and small letters; other systems on which "
    "Artemis is played (Wine, the Mac) do, and the ship has no mesh, texture or grid there.",
    repair="Write the path as the file is spelt. `audit --fix` does it.",
    fires={**ships(_SHIP.format("heron")), **_ART},
    silent={**ships(_SHIP.format("Heron")), **_ART},
)
def path_case(subject: Subject) -> Iterator[Hit]:
    for one in named_files(subject).present:
        other = [place for place in one.references if normal_path(place.text) != one.found]
        for places in by_document(other):
            written = normal_path(places[0].text)
            count = f" ({len(places)} places)" if len(places) > 1 else ""
            yield hit_at(
                subject,
                places,
                f"{whose(subject, places)}{written} is spelt {one.found} in the mod{count}",
                one.found,
            )
