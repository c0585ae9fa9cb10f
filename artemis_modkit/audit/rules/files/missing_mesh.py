"""Vessels without a mesh."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0"><art meshfile="dat/heron.dxs"/></vessel>\n'
    for number in range(3)
)


@rule(
    title="a vessel has no mesh",
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    why="What has no mesh cannot be seen; whether the game even starts with it is not known.",
    repair="Add <art> with meshfile and textures, as the other vessels of the file have it.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"><art diffuseFile="a.png"/></vessel>'),
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"><art meshfile="dat/a.dxs"/></vessel>'),
)
def missing_mesh(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is not None:
        yield from habits(
            ("mesh", subject.element(_place(one), f"{one.shown_name}: {_lack(one)}"))
            for one in lacking(data.vessels, _has_mesh)
        )


def _has_mesh(vessel: Vessel) -> bool:
    return any((one.mesh_file or "").strip() for one in vessel.art)


def _place(vessel: Vessel) -> Element:
    return vessel.art[0].element if vessel.art else vessel.element


def _lack(vessel: Vessel) -> str:
    if vessel.art:
        return "its <art> names no mesh; write meshfile="
    return "no <art>, so nothing of it can be seen; name a mesh and its textures"
