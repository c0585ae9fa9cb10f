"""Paths with doubled slashes, detours or blanks at their ends."""

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
    '<art meshfile="dat/Marsh/{}heron.dxs"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>"}


@rule(
    title="a path has a doubled slash, a detour or outer blanks",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Windows forgives doubled slashes, but authors of large mods suspected them of crashes and "
    "took them out. A blank before a path is part of its name, and the file is not found.",
    repair="Write folders and name with single slashes between. `audit --fix` does it where the "
    "file is in the mod.",
    fires={**ships(_SHIP.format("/")), **_ART},
    silent={**ships(_SHIP.format("")), **_ART},
)
def untidy_path(subject: Subject) -> Iterator[Hit]:
    files = subject.once(named_files).all
    plain = {place.text: one.plain for one in files for place in one.references}
    found = {place.text: one.found for one in files for place in one.references}
    untidy = [one for one in references(subject.mod) if one.text in plain and _fault(one.text)]
    for places in in_groups(untidy, lambda place: _faulty_part(place.text)):
        texts = {place.text for place in places}
        first = places[0].text
        if len(texts) == 1:
            said = f"'{one_line(first)}' has {_fault(first)}{counted(places)}; write {plain[first]}"
        else:
            folder = plain[first].rpartition("/")[0]
            said = (
                f"'{one_line(_faulty_part(first))}' has {_fault(first)}{counted(places)}; "
                f"write {folder}/"
            )
        yield hit_at(subject, places, whose(subject, places) + said, found)


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
