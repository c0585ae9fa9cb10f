"""Vessels without a mesh."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import lacking
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0"><art meshfile="dat/heron.dxs"/></vessel>\n'
    for number in range(3)
)


@Rule(
    title="a vessel has no mesh",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="What has no mesh cannot be seen; whether the game even starts with it is not known.",
    repair="Add <art> with meshfile and textures, as the other vessels of the file have it.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"><art diffuseFile="a.png"/></vessel>'),
    says="6:31 3 without a class name: its <art> names no mesh; write meshfile=",
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"><art meshfile="dat/a.dxs"/></vessel>'),
)
def missing_mesh(look: Look) -> Occurrences:
    for one in lacking(look, lambda *_: True, _has_mesh, as_stock=True):
        yield look.element(_place(one), f"{one.shown_name}: {_lack(one)}", kind="mesh")


def _has_mesh(vessel: Vessel) -> bool:
    return any((art.mesh_file or "").strip() for art in vessel.art)


def _place(vessel: Vessel) -> Element:
    return vessel.art[0].element if vessel.art else vessel.element


def _lack(vessel: Vessel) -> str:
    if vessel.art:
        return "its <art> names no mesh; write meshfile="
    return "no <art>, so nothing of it can be seen; name a mesh and its textures"
