"""Paths that lead out of the game's folder or that Windows does not allow."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.references import Reference, counted, occurrence_at, references, whose
from artemis_modkit.files.trees import normal_path
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.ini import IniSetting

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="{}dat/artemis.dxs"/></vessel>'
)
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
    fires=ships(_SHIP.format("C:/Games/Artemis/")),
    says="3:54 1 Heron: 'C:/Games/Artemis/dat/artemis.dxs' is a path of one computer; name the "
    "file from the game's folder on (dat/...)",
    silent=ships(_SHIP.format("")),
)
def path_outside(look: Look) -> Occurrences:
    alike: dict[tuple[bool, str], list[Reference]] = {}
    for place in references(look.mod):
        if normal_path(place.text) is None:
            alike.setdefault((isinstance(place.place, IniSetting), place.text), []).append(place)
    for (_, text), places in alike.items():
        shown = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
        fault = _fault(shown.strip())
        message = f"{whose(look, places)}'{shown}' {_FAULTS[fault]}{counted(places)}"
        yield occurrence_at(look, places, message, kind=fault)


def _fault(text: str) -> str:
    if _ABSOLUTE.match(text):
        return "absolute"
    return "outside" if ".." in text.replace("\\", "/").split("/") else "name"
