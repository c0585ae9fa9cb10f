"""Missions whose file is not called as its folder: the server does not list them."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.model.missions import Mission

_BODY = "<start/>"
_ELSEWHERE = "dat/Missions/MISS_Marsh/MISS_Moor.xml"


@Rule(
    title="a mission is not called as its folder",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The server lists a mission where a folder MISS_NAME has a file MISS_NAME.xml, and no "
    "other.",
    repair="Give file and folder the same name.",
    fires={**ships(""), **mission(_BODY, _ELSEWHERE)},
    says=f"{_ELSEWHERE}:1 the server lists no such mission; its folder is called MISS_Marsh, so "
    "name it MISS_Marsh.xml",
    silent={**ships(""), **mission(_BODY)},
)
def mission_name(look: Look) -> Occurrences:
    named = {_folder(one) for one in look.missions if _is_named(one)}
    for one in look.missions:
        if _is_named(one) or _folder(one) in named or not one.path.lower().endswith(".xml"):
            continue
        folder = one.folder
        if folder.lower().startswith("miss_"):
            said = f"its folder is called {folder}, so name it {folder}.xml"
        elif _lies_loose(one):
            said = f"put it into a folder {one.name}"
        else:
            continue
        yield look.file(one.file, f"the server lists no such mission; {said}", value=one.folder)


def _folder(mission: Mission) -> str:
    return mission.path.lower().rpartition("/")[0]


def _is_named(mission: Mission) -> bool:
    return mission.name.lower() == mission.folder.lower()


def _lies_loose(mission: Mission) -> bool:
    return mission.name.lower().startswith("miss_") and mission.folder.lower() == "missions"
