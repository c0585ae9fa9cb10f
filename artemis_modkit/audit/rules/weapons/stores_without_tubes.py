"""Player ships with torpedoes and no tube to fire them from."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import having, lacking
from artemis_modkit.descriptions.words import plural
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed

_SHIP = (
    '<vessel uniqueID="{}" side="0" broadType="player">{}<torpedo_storage type="trp" amount="8"/>'
    "</vessel>\n"
)
_TUBE = '<torpedo_tube x="0" y="8" z="250"/>'
_OTHERS = "".join(_SHIP.format(number, _TUBE) for number in range(3))


@Rule(
    title="a player ship has torpedoes and no tube",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Without a tube a ship cannot fire what it carries. Some mods want it so, because "
    "torpedoes can be turned into energy; then its description should say so.",
    repair="Add a <torpedo_tube>, or remove the stores.",
    fires=ships(_OTHERS + _SHIP.format(3, "")),
    says="6:1 3 without a class name: torpedoes and no tube to fire them from; add a "
    "torpedo_tube, unless they are there for their energy",
    silent=ships(_OTHERS + _SHIP.format(3, _TUBE)),
)
def stores_without_tubes(look: Look) -> Occurrences:
    for vessel in lacking(look, _is_stocked, having("torpedo_tube")):
        stored = [store.munition for store in _stored(vessel) if store.munition]
        names = "torpedoes"
        if stored and not any(munition.is_weapon for munition in stored):
            names = listed([plural(munition.title) for munition in dict.fromkeys(stored)])
        yield look.element(
            vessel.element,
            f"{vessel.shown_name}: {names} and no tube to fire them from; add a torpedo_tube, "
            "unless they are there for their energy",
            kind="lacking",
        )


def _is_stocked(look: Look, vessel: Vessel) -> bool:
    """Whether players fly it and it has torpedoes."""
    return look.role(vessel) is Role.PLAYER and bool(_stored(vessel))


def _stored(vessel: Vessel) -> list[TorpedoStorage]:
    return [store for store in vessel.torpedo_storages if (store.amount or 0) > 0]
