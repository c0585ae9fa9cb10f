"""Paths in other capitals than the file that they name."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.references import (
    Reference,
    counted,
    named_files,
    occurrences_at,
    references,
    stock_files,
    whose,
)
from artemis_modkit.files.trees import normal_path

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/Marsh/{}.dxs"/></vessel>'
)
_ART = {"dat/Marsh/Heron.dxs": b"<scene></scene>"}


@Rule(
    title="a path is written in other capitals than its file",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Windows makes no difference between capitals and small letters; other systems on which "
    "Artemis is played (Wine, the Mac) do, and the ship has no mesh, texture or grid there.",
    together=2,
    repair="Write the path as the file is spelt. `audit --fix` does it.",
    fires={**ships(_SHIP.format("heron")), **_ART},
    says="3:54 1 Heron: dat/Marsh/heron.dxs is spelt dat/Marsh/Heron.dxs in the mod",
    silent={**ships(_SHIP.format("Heron")), **_ART},
)
def path_case(look: Look) -> Occurrences:
    stock = look.once(stock_files)
    spelt = {
        place.text: (right, "in the mod" if one.found else "in stock")
        for one in look.once(named_files).all
        if (right := one.found or stock.spelling(one.path)) is not None
        for place in one.references
        if normal_path(place.text) != right
    }
    found = {text: right for text, (right, _) in spelt.items()}
    miswritten = [place for place in references(look.mod) if place.text in found]

    def said(places: Sequence[Reference]) -> str:
        text = places[0].text
        written, right = _differing(text, found[text])
        where = f"{spelt[text][1]}{counted(places)}"
        return f"{whose(look, places)}{written} is spelt {right} {where}"

    yield from occurrences_at(
        look,
        miswritten,
        said,
        kind=lambda place: _differing(place.text, found[place.text]),
        written=found,
    )


def _differing(text: str, found: str) -> tuple[str, str]:
    """What is written and what is spelt otherwise: the folders, if the name is the same."""
    written = normal_path(text) or ""
    (folder, _, name), (right, _, spelt) = written.rpartition("/"), found.rpartition("/")
    return (f"{folder}/", f"{right}/") if name == spelt else (written, found)
