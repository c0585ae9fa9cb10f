"""Meshes, pictures and system grids that a vessel names and that are nowhere."""

from collections.abc import Iterator

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.references import (
    NamedFile,
    Reference,
    named_files,
    occurrence_at,
    place_order,
    suggestions,
    whose,
)
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron">'
    '<art meshfile="dat/Marsh/{}.dxs" diffuseFile="dat/Marsh/heron.png"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>", "dat/Marsh/heron.png": b"\x89PNG"}


@Rule(
    title="a vessel names a file that is not there",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A ship without its mesh or texture is invisible or white, one without its system grid "
    "(.snt) leaves engineering without a ship; some versions of the game stop when it appears.",
    repair="Add the file or correct the path. A file counts as there if it is in the mod or if "
    "stock names it; with `--stock` and the folder of a game, if it is in that folder.",
    fires={**ships(_SHIP.format("heronn")), **_ART},
    says="3:54 1 Heron: dat/Marsh/heronn.dxs is missing: it is not in the mod and stock names no "
    "such file; did you mean dat/Marsh/heron.dxs?",
    silent={**ships(_SHIP.format("heron")), **_ART},
)
def missing_file(look: Look) -> Occurrences:
    groups: dict[Element, list[tuple[NamedFile, list[Reference]]]] = {}
    for one in look.once(named_files).missing:
        places = [place for place in one.references if isinstance(place.place, Element)]
        if places and isinstance(first := places[0].place, Element):
            groups.setdefault(first, []).append((one, places))
    near = look.once(suggestions)
    for group in groups.values():
        files = [one for one, _ in group]
        hints = [near.hint(file.path, file.kind) for file in files]
        by_element = {place.place: place for _, places in reversed(group) for place in places[::-1]}
        places = sorted(by_element.values(), key=place_order)
        said = whose(look, places) + _said(files, hints)
        likely = [edit for file, named in group for edit in _corrected(look, file, named)]
        yield replace(occurrence_at(look, places, said), likely=tuple(likely))


def _corrected(look: Look, file: NamedFile, places: list[Reference]) -> Iterator[Edit]:
    """The edits that name the file which may be meant instead."""
    meant = look.once(suggestions).meant(file.path, file.kind)
    for place in places:
        if meant is not None and isinstance(place.place, Element):
            yield from look.in_source([look.layout.with_value(place.place, place.name, meant)])


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
