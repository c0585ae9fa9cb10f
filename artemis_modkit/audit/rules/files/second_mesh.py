"""Ships with more than one <art>, as only stations are built."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of


@rule(
    title="a ship has two meshes",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Only stations are put together from several meshes. A second <art> in a ship is usually a "
    "pasted line or the rest of another ship, and which one is shown is not known.",
    repair="Remove the <art> that is not the ship's.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><art meshfile="dat/heron.dxs" '
        'scale="0.2"/><art meshfile="dat/heron.dxs"/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><art meshfile="dat/tower.dxs" '
        'scale="0.2"/><art meshfile="dat/ring.dxs"/></vessel>'
    ),
)
def second_mesh(subject: Subject) -> Iterator[Hit]:
    yield from habits(("mesh", hit) for hit in _hits(subject))


def _hits(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    for vessel in data.vessels:
        if len(vessel.art) < 2 or roles.of(vessel) is Role.STATION:
            continue
        first, *others = vessel.art
        yield subject.element(
            others[0].element,
            f"{vessel.shown_name}: {len(vessel.art)} <art>, as only stations have; keep the one "
            "of this ship",
            also=[first.element, *(one.element for one in others[1:])],
        )
