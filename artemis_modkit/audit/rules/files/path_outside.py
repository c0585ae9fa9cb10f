"""Paths that lead out of the game's folder or that Windows does not allow."""

import re
from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.references import counted, hit_at, in_groups, references, whose
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.files.trees import normal_path

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
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    faulty = [one for one in references(subject.mod) if normal_path(one.text) is None]
    for places in in_groups(faulty, lambda place: place.text):
        shown = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", places[0].text)
        fault = _fault(shown.strip())
        said = f"'{shown}' {fault}{counted(places)}"
        hit = hit_at(subject, places, whose(subject, places) + said)
        yield (hit.file, fault), hit


def _fault(text: str) -> str:
    if _ABSOLUTE.match(text):
        return "is a path of one computer; name the file from the game's folder on (dat/...)"
    if ".." in text.replace("\\", "/").split("/"):
        return "leads out of the game's folder; name the file from there on (dat/...)"
    return "is no file name that Windows allows"
