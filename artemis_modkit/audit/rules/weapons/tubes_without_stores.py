"""Player ships with torpedo tubes and nothing to load them with."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel

_SHIP = (
    '<vessel uniqueID="1" side="0" broadType="player"><torpedo_tube x="0" y="8" z="250"/>'
    '<torpedo_storage type="nuk" amount="0"/><torpedo_storage type="trp" amount="{}"/></vessel>'
)


@rule(
    title="a player ship has tubes and no torpedoes",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="A store's amount is what the ship starts with and what it can hold at most, so it cannot "
    "take torpedoes on at a base either. Its tubes are of no use.",
    repair="Write the amounts of its stores, or remove the tubes.",
    fires=ships(_SHIP.format(0)),
    silent=ships(_SHIP.format(6)),
)
def tubes_without_stores(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    armed = [one for one in data.vessels if one.torpedo_tubes and roles.of(one) is Role.PLAYER]
    bare = {id(vessel) for vessel in lacking(armed, lambda vessel: vessel.torpedo_storages)}
    yield from habits(
        (
            "tubes",
            subject.element(
                vessel.element,
                f"{vessel.shown_name}: {_tubes(vessel)}, and "
                f"{'all its stores are 0' if vessel.torpedo_storages else 'no stores'}; write what "
                "it carries, or remove what it cannot load",
                also=[tube.element for tube in vessel.torpedo_tubes],
            ),
        )
        for vessel in armed
        if id(vessel) in bare or _is_empty(vessel)
    )


def _is_empty(vessel: Vessel) -> bool:
    stores = vessel.torpedo_storages
    return bool(stores) and all(store.amount == 0 for store in stores)


def _tubes(vessel: Vessel) -> str:
    count = len(vessel.torpedo_tubes)
    return "1 torpedo tube" if count == 1 else f"{count} torpedo tubes"
