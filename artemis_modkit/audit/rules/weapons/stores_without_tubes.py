"""Player ships with torpedoes and no tube to fire them from."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel

_SHIP = (
    '<vessel uniqueID="{}" side="0" broadType="player">{}<torpedo_storage type="trp" amount="8"/>'
    "</vessel>\n"
)
_TUBE = '<torpedo_tube x="0" y="8" z="250"/>'
_OTHERS = "".join(_SHIP.format(number, _TUBE) for number in range(3))


@rule(
    title="a player ship has torpedoes and no tube",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="Without a tube a ship cannot fire what it carries. Some mods want it so, because "
    "torpedoes can be turned into energy; then its description should say so.",
    repair="Add a <torpedo_tube>, or remove the stores.",
    fires=ships(_OTHERS + _SHIP.format(3, "")),
    silent=ships(_OTHERS + _SHIP.format(3, _TUBE)),
)
def stores_without_tubes(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    stocked = [one for one in data.vessels if _has_torpedoes(one) and roles.of(one) is Role.PLAYER]
    yield from habits(
        (
            "tubes",
            subject.element(
                vessel.element,
                f"{vessel.shown_name}: torpedoes and no tube to fire them from; add a "
                "torpedo_tube, unless they are there for their energy",
            ),
        )
        for vessel in lacking(stocked, lambda vessel: vessel.torpedo_tubes)
    )


def _has_torpedoes(vessel: Vessel) -> bool:
    return any((store.amount or 0) > 0 for store in vessel.torpedo_storages)
