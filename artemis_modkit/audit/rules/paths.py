"""Paths as they are written: slashes, capitals, blanks, and folders that they lead out of."""

from collections.abc import Callable, Hashable, Mapping, Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.references import (
    Reference,
    counted,
    named_files,
    occurrence_at,
    occurrences_at,
    references,
    stock_files,
    whose,
)
from artemis_modkit.audit.rule import meshed
from artemis_modkit.audit.wording import one_line
from artemis_modkit.files.trees import normal_path
from artemis_modkit.groups import grouped
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.ini import IniSetting

_MESH = "dat/Marsh/heron.dxs"


@Rule(
    title="a path has backslashes",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Windows takes both slashes, but the game's own files have '/' throughout, and tools and "
    "other systems do not know the backslash as the end of a folder.",
    together=2,
    repair="Write '/'. `audit --fix` does it where the file is in the mod.",
    fires=meshed("dat/Marsh\\heron.dxs", _MESH),
    says="3:54 1 Heron: 'dat/Marsh\\heron.dxs' has backslashes; write dat/Marsh/heron.dxs",
    silent=meshed(_MESH, _MESH),
)
def backslash_path(look: Look) -> Occurrences:
    """Paths with backslashes."""
    named = look.once(named_files).by_text

    def said(places: Sequence[Reference]) -> str:
        text = places[0].text
        return (
            f"{whose(look, places)}'{one_line(text)}' has backslashes{counted(places)}; "
            f"write {named[text].plain}"
        )

    written = {text: file.found for text, file in named.items()}
    yield from _miswritten(look, written, lambda text: "slashes" if "\\" in text else "", said)


def _miswritten(
    look: Look,
    written: Mapping[str, str | None],
    kind: Callable[[str], Hashable],
    said: Callable[[Sequence[Reference]], str],
) -> Occurrences:
    """The paths that are written in a way of some kind, each with what is to be written."""
    wrong = [
        reference
        for reference in references(look.mod)
        if reference.text in written and kind(reference.text)
    ]
    yield from occurrences_at(
        look, wrong, said, kind=lambda reference: kind(reference.text), written=written
    )


@Rule(
    title="a path is written in other capitals than its file",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Windows makes no difference between capitals and small letters; other systems on which "
    "Artemis is played (Wine, the Mac) do, and the ship has no mesh, texture or grid there.",
    together=2,
    repair="Write the path as the file is spelt. `audit --fix` does it.",
    fires=meshed(_MESH, "dat/Marsh/Heron.dxs"),
    says="3:54 1 Heron: dat/Marsh/heron.dxs is spelt dat/Marsh/Heron.dxs in the mod",
    silent=meshed("dat/Marsh/Heron.dxs", "dat/Marsh/Heron.dxs"),
)
def path_case(look: Look) -> Occurrences:
    """Paths in other capitals than the file that they name."""
    stock = look.once(stock_files)
    spelt = {
        place.text: (right, "in the mod" if file.found else "in stock")
        for file in look.once(named_files).all
        if (right := file.found or stock.spelling(file.path)) is not None
        for place in file.references
        if normal_path(place.text) != right
    }
    found = {text: right for text, (right, _) in spelt.items()}

    def said(places: Sequence[Reference]) -> str:
        text = places[0].text
        written, right = _differing(text, found[text])
        where = f"{spelt[text][1]}{counted(places)}"
        return f"{whose(look, places)}{written} is spelt {right} {where}"

    yield from _miswritten(look, found, lambda text: _differing(text, found[text]), said)


def _differing(text: str, found: str) -> tuple[str, str]:
    """What is written and what is spelt otherwise: the folders, if the name is the same."""
    written = normal_path(text) or ""
    (folder, _, name), (right, _, spelt) = written.rpartition("/"), found.rpartition("/")
    return (f"{folder}/", f"{right}/") if name == spelt else (written, found)


_ABSOLUTE = pattern(r"[A-Za-z]:|[/\\]")
_FAULTS = {
    "absolute": "is a path of one computer; name the file from the game's folder on (dat/...)",
    "outside": "leads out of the game's folder; name the file from there on (dat/...)",
    "name": "is no file name that Windows allows",
}
_UNSHOWN = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@Rule(
    title="a path leads out of the game's folder",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A path like C:/Games/Artemis/dat/... is found on its author's computer alone, and one "
    "that goes up with '..' not even there. Players see a ship without mesh or texture.",
    repair="Name the file from the game's folder on: dat/..., and put it there.",
    fires=meshed("C:/Games/Artemis/dat/artemis.dxs"),
    says="3:54 1 Heron: 'C:/Games/Artemis/dat/artemis.dxs' is a path of one computer; name the "
    "file from the game's folder on (dat/...)",
    silent=meshed("dat/artemis.dxs"),
)
def path_outside(look: Look) -> Occurrences:
    """Paths that lead out of the game's folder or that Windows does not allow."""
    alike = grouped(
        ((isinstance(place.place, IniSetting), place.text), place)
        for place in references(look.mod)
        if normal_path(place.text) is None
    )
    for (_, text), places in alike.items():
        shown = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
        fault = _lead(shown.strip())
        message = f"{whose(look, places)}'{shown}' {_FAULTS[fault]}{counted(places)}"
        yield occurrence_at(look, places, message, kind=fault)


def _lead(text: str) -> str:
    if _ABSOLUTE.match(text):
        return "absolute"
    return "outside" if ".." in text.replace("\\", "/").split("/") else "name"


@Rule(
    title="a path has a doubled slash, a detour or outer blanks",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Windows forgives doubled slashes, but authors of large mods suspected them of crashes and "
    "took them out. A blank before a path is part of its name, and the file is not found.",
    together=2,
    repair="Write folders and name with single slashes between. `audit --fix` does it where the "
    "file is in the mod.",
    fires=meshed("dat/Marsh//heron.dxs", _MESH),
    says="3:54 1 Heron: 'dat/Marsh//heron.dxs' has a doubled slash; write dat/Marsh/heron.dxs",
    silent=meshed(_MESH, _MESH),
)
def untidy_path(look: Look) -> Occurrences:
    """Paths with doubled slashes, detours or blanks at their ends."""
    named = look.once(named_files).by_text

    def said(places: Sequence[Reference]) -> str:
        text = places[0].text
        written, right = text, named[text].plain
        if len({place.text for place in places}) > 1:
            written, right = _faulty_part(text), f"{right.rpartition('/')[0]}/"
        return (
            f"{whose(look, places)}'{one_line(written)}' has {_untidiness(text)}{counted(places)}; "
            f"write {right}"
        )

    written = {text: file.found for text, file in named.items()}
    yield from _miswritten(look, written, _faulty_part, said)


def _faulty_part(text: str) -> str:
    """The folders of an untidy path, where the fault is in them, else the whole; "" of others."""
    if not _untidiness(text):
        return ""
    folders = text[: len(text) - len(text.replace("\\", "/").rpartition("/")[2])]
    return folders if _untidiness(f"{folders}x") else text


def _untidiness(text: str) -> str:
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
