"""Ships with more than one <art>, as only stations are built."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.roles import Role


@Rule(
    title="a ship has two meshes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Only stations are put together from several meshes. A second <art> in a ship is usually a "
    "pasted line or the rest of another ship, and which one is shown is not known.",
    repair="Remove the <art> that is not the ship's.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><art meshfile="dat/heron.dxs" '
        'scale="0.2"/><art meshfile="dat/heron.dxs"/></vessel>'
    ),
    says="3:93 1 without a class name: 2 <art>, as only stations have; keep the one of this ship",
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><art meshfile="dat/tower.dxs" '
        'scale="0.2"/><art meshfile="dat/ring.dxs"/></vessel>'
    ),
)
def second_mesh(look: Look) -> Occurrences:
    for vessel in look.vessels:
        if len(vessel.art) < 2 or look.role(vessel) is Role.STATION:
            continue
        first, *others = vessel.art
        yield look.element(
            others[0].element,
            f"{vessel.shown_name}: {len(vessel.art)} <art>, as only stations have; keep the one "
            "of this ship",
            also=[first.element, *(other.element for other in others[1:])],
            kind="mesh",
        )
