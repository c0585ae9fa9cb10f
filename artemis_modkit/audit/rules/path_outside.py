"""Paths that lead out of the game's folder or that Windows does not allow."""

import re
from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import Reference, hit_at, references, whose
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.trees import normal_path
from artemis_modkit.parsers.ini import IniSetting

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="{}dat/artemis.dxs"/></vessel>'
)
_ABSOLUTE = re.compile(r"[A-Za-z]:|[/\\]")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@rule(
    title="a path leads out of the game's folder",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A path like C:/Games/Artemis/dat/... is found on its author's computer alone, and one "
    "that goes up with '..' not even there. Players see a ship without mesh or texture.",
    repair="Name the file from the game's folder on: dat/..., and put it there.",
    fires=ships(_SHIP.format("C:/Games/Artemis/")),
    silent=ships(_SHIP.format("")),
)
def path_outside(subject: Subject) -> Iterator[Hit]:
    faulty: dict[tuple[str, bool], list[Reference]] = {}
    for one in references(subject.mod):
        if normal_path(one.text) is None:
            faulty.setdefault((one.text, isinstance(one.place, IniSetting)), []).append(one)
    for (text, _), places in faulty.items():
        shown = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
        count = f" ({len(places)} places)" if len(places) > 1 else ""
        yield hit_at(
            subject, places, f"{whose(subject, places)}'{shown}' {_fault(text.strip())}{count}"
        )


def _fault(text: str) -> str:
    if _ABSOLUTE.match(text):
        return "is a path of one computer; name the file from the game's folder on (dat/...)"
    if ".." in text.replace("\\", "/").split("/"):
        return "leads out of the game's folder; name the file from there on (dat/...)"
    return "is no file name that Windows allows"
