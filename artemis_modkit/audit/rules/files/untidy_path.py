"""Paths with doubled slashes, detours or blanks at their ends."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.references import (
    Reference,
    counted,
    named_files,
    occurrences_at,
    references,
    whose,
)
from artemis_modkit.audit.wording import one_line

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron">'
    '<art meshfile="dat/Marsh/{}heron.dxs"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>"}


@Rule(
    title="a path has a doubled slash, a detour or outer blanks",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Windows forgives doubled slashes, but authors of large mods suspected them of crashes and "
    "took them out. A blank before a path is part of its name, and the file is not found.",
    together=2,
    repair="Write folders and name with single slashes between. `audit --fix` does it where the "
    "file is in the mod.",
    fires={**ships(_SHIP.format("/")), **_ART},
    says="3:54 1 Heron: 'dat/Marsh//heron.dxs' has a doubled slash; write dat/Marsh/heron.dxs",
    silent={**ships(_SHIP.format("")), **_ART},
)
def untidy_path(look: Look) -> Occurrences:
    named = look.once(named_files).by_text
    found = {text: file.found for text, file in named.items()}

    def said(places: Sequence[Reference]) -> str:
        text = places[0].text
        written, right = text, named[text].plain
        if len({place.text for place in places}) > 1:
            written, right = _faulty_part(text), f"{right.rpartition('/')[0]}/"
        return (
            f"{whose(look, places)}'{one_line(written)}' has {_fault(text)}{counted(places)}; "
            f"write {right}"
        )

    untidy = [
        reference
        for reference in references(look.mod)
        if reference.text in named and _fault(reference.text)
    ]
    yield from occurrences_at(
        look, untidy, said, kind=lambda place: _faulty_part(place.text), written=found
    )


def _faulty_part(text: str) -> str:
    """The folders of a path, where the fault is in them; else the whole path."""
    folders = text[: len(text) - len(text.replace("\\", "/").rpartition("/")[2])]
    return folders if _fault(f"{folders}x") else text


def _fault(text: str) -> str:
    """What is untidy in a path; empty where nothing is."""
    slashed = text.replace("\\", "/")
    if "//" in slashed:
        return "a doubled slash"
    if text != text.strip():
        return "a blank at its end" if text == text.lstrip() else "a blank at its beginning"
    folders = slashed.split("/")
    if "." in folders or ".." in folders:
        return "a detour"
    return ""
