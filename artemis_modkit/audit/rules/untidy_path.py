"""Paths with doubled slashes, detours or blanks at their ends."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import Reference, by_document, hit_at, named_files, whose
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
    for one in named_files(subject).all:
        untidy: dict[str, list[Reference]] = {}
        for place in one.references:
            if _fault(place.text):
                untidy.setdefault(place.text, []).append(place)
        for text, places in untidy.items():
            for part in by_document(places):
                count = f" ({len(part)} places)" if len(part) > 1 else ""
                yield hit_at(
                    subject,
                    part,
                    f"{whose(subject, part)}'{text}' has {_fault(text)}{count}; write {one.plain}",
                    one.found,
                )


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
