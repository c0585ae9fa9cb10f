"""Meshes, pictures and system grids that a vessel names and that are nowhere."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import (
    NamedFile,
    Reference,
    hit_at,
    listed,
    named_files,
    place_order,
    suggestions,
    whose,
)
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.xml import Element

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron">'
    '<art meshfile="dat/Marsh/{}.dxs" diffuseFile="dat/Marsh/heron.png"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>", "dat/Marsh/heron.png": b"\x89PNG"}


@rule(
    title="a vessel names a file that is not there",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A ship without its mesh or texture is invisible or white, one without its system grid "
    "(.snt) leaves engineering without a ship; some versions of the game stop when it appears.",
    repair="Add the file or correct the path. A file counts as there if it is in the mod or if "
    "stock names it; with `--stock` and the folder of a game, if it is in that folder.",
    fires={**ships(_SHIP.format("heronn")), **_ART},
    silent={**ships(_SHIP.format("heron")), **_ART},
)
def missing_file(subject: Subject) -> Iterator[Hit]:
    groups: dict[int, list[tuple[NamedFile, list[Reference]]]] = {}
    for one in subject.once(named_files).missing:
        places = [place for place in one.references if isinstance(place.place, Element)]
        if places:
            groups.setdefault(id(places[0].place), []).append((one, places))
    near = subject.once(suggestions)
    for group in groups.values():
        files = [one for one, _ in group]
        hints = [near.hint(one.path, one.kind) for one in files]
        by_element = {
            id(place.place): place for _, places in reversed(group) for place in places[::-1]
        }
        places = sorted(by_element.values(), key=place_order)
        yield hit_at(subject, places, whose(subject, places) + _said(files, hints))


def _said(files: list[NamedFile], hints: list[str]) -> str:
    if len(files) == 1:
        hint = f"; {hints[0]}" if hints[0] else ""
        return (
            f"{files[0].path} is missing: it is not in the mod and stock names no such file{hint}"
        )
    shown = [
        f"{one.path} ({hint})" if hint else one.path for one, hint in zip(files, hints, strict=True)
    ]
    return (
        f"{len(files)} files are missing: they are not in the mod and stock names no such files: "
        + listed(shown, most=8)
    )
