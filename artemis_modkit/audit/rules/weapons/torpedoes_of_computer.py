"""Torpedo tubes and stores of vessels that no player flies."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import means_player
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_SHIP = (
    '<vessel uniqueID="3" side="0" broadType="{}"><torpedo_tube x="0" y="8" z="250"/>'
    '<torpedo_storage type="trp" amount="6"/></vessel>'
)


@Rule(
    title="a vessel of the computer has torpedo tubes or stores",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Only ships that players fly load torpedoes into tubes; the computer shoots with beams, "
    "with drone ports, and from bases with torpedo_station_port. Either the word player is "
    "missing in broadType, and nobody can choose the ship, or its torpedoes are of no use.",
    repair="Add player to broadType, or remove the tubes and stores.",
    fires=ships(_SHIP.format("base")),
    says="3:31 3 without a class name: it has torpedo_tube and torpedo_storage, which only ships "
    "that players fly use, and broadType does not say player; add the word, or remove them",
    silent=ships(_SHIP.format("player")),
)
def torpedoes_of_computer(look: Look) -> Occurrences:
    for vessel in look.vessels:
        role = look.role(vessel)
        is_meant = role.is_flown or role.is_craft or means_player(vessel)
        parts = () if is_meant else _parts(vessel)
        if parts:
            names = tuple(dict.fromkeys(part.name for part in parts))
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: it has {' and '.join(names)}, which only ships that "
                "players fly use, and broadType does not say player; add the word, or remove them",
                attribute="broadType",
                also=parts,
                kind=names,
            )


def _parts(vessel: Vessel) -> tuple[Element, ...]:
    """Tubes, and stores that hold anything; single-seat craft are known to be given stores."""
    stores = (store for store in vessel.torpedo_storages if (store.amount or 0) > 0)
    return tuple(part.element for part in (*vessel.torpedo_tubes, *stores))
