"""Paths in other capitals than the file that they name."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import (
    counted,
    hit_at,
    in_groups,
    named_files,
    references,
    stock_files,
    whose,
)
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.files.trees import normal_path

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
    stock = subject.once(stock_files)
    spelt = {
        place.text: (right, "in the mod" if one.found else "in stock")
        for one in subject.once(named_files).all
        if (right := one.found or stock.spelling(one.path)) is not None
        for place in one.references
        if normal_path(place.text) != right
    }
    found = {text: right for text, (right, _) in spelt.items()}
    other = [place for place in references(subject.mod) if place.text in found]
    for places in in_groups(other, lambda place: _differing(place.text, found[place.text])):
        text = places[0].text
        written, right = _differing(text, found[text])
        yield hit_at(
            subject,
            places,
            f"{whose(subject, places)}{written} is spelt {right} {spelt[text][1]}{counted(places)}",
            found,
        )


def _differing(text: str, found: str) -> tuple[str, str]:
    """What is written and what is spelt otherwise: the folders, if the name is the same."""
    written = normal_path(text) or ""
    (folder, _, name), (right, _, spelt) = written.rpartition("/"), found.rpartition("/")
    return (f"{folder}/", f"{right}/") if name == spelt else (written, found)
