"""Player ships with torpedo tubes and nothing to load them with."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import having, lacking
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel

_SHIP = (
    '<vessel uniqueID="1" side="0" broadType="player"><torpedo_tube x="0" y="8" z="250"/>'
    '<torpedo_storage type="nuk" amount="0"/><torpedo_storage type="trp" amount="{}"/></vessel>'
)


@Rule(
    title="a player ship has tubes and no torpedoes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A store's amount is what the ship starts with and what it can hold at most, so it cannot "
    "take torpedoes on at a base either. Its tubes are of no use.",
    repair="Write the amounts of its stores, or remove the tubes.",
    fires=ships(_SHIP.format(0)),
    says="3:1 1 without a class name: 1 torpedo tube, and all its stores are 0; write what it "
    "carries, or remove what it cannot load",
    silent=ships(_SHIP.format(6)),
)
def tubes_without_stores(look: Look) -> Occurrences:
    bare = {one.element for one in lacking(look, _is_armed, having("torpedo_storage"))}
    for vessel in look.vessels:
        if vessel.element in bare or (_is_armed(look, vessel) and _is_empty(vessel)):
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: {_tubes(vessel)}, and "
                f"{'all its stores are 0' if vessel.torpedo_storages else 'no stores'}; write what "
                "it carries, or remove what it cannot load",
                also=[tube.element for tube in vessel.torpedo_tubes],
                kind="tubes",
            )


def _is_armed(look: Look, vessel: Vessel) -> bool:
    return bool(vessel.torpedo_tubes) and look.role(vessel) is Role.PLAYER


def _is_empty(vessel: Vessel) -> bool:
    stores = vessel.torpedo_storages
    return bool(stores) and all(store.amount == 0 for store in stores)


def _tubes(vessel: Vessel) -> str:
    count = len(vessel.torpedo_tubes)
    return "1 torpedo tube" if count == 1 else f"{count} torpedo tubes"
