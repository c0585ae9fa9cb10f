"""Paths with backslashes."""

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
    '<art meshfile="dat/Marsh{}heron.dxs"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>"}


@Rule(
    title="a path has backslashes",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Windows takes both slashes, but the game's own files have '/' throughout, and tools and "
    "other systems do not know the backslash as the end of a folder.",
    together=2,
    repair="Write '/'. `audit --fix` does it where the file is in the mod.",
    fires={**ships(_SHIP.format("\\")), **_ART},
    says="3:54 1 Heron: 'dat/Marsh\\heron.dxs' has backslashes; write dat/Marsh/heron.dxs",
    silent={**ships(_SHIP.format("/")), **_ART},
)
def backslash_path(look: Look) -> Occurrences:
    named = look.once(named_files).by_text
    found = {text: file.found for text, file in named.items()}
    slanted = [
        reference
        for reference in references(look.mod)
        if "\\" in reference.text and reference.text in named
    ]

    def said(places: Sequence[Reference]) -> str:
        text = places[0].text
        return (
            f"{whose(look, places)}'{one_line(text)}' has backslashes{counted(places)}; "
            f"write {named[text].plain}"
        )

    yield from occurrences_at(look, slanted, said, kind=lambda _: "slashes", written=found)
