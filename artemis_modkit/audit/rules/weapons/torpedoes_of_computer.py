"""Torpedo tubes and stores of vessels that no player flies."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_SHIP = (
    '<vessel uniqueID="3" side="0" broadType="{}"><torpedo_tube x="0" y="8" z="250"/>'
    '<torpedo_storage type="trp" amount="6"/></vessel>'
)


@rule(
    title="a vessel of the computer has torpedo tubes or stores",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="Only ships that players fly load torpedoes into tubes; the computer shoots with beams, "
    "with drone ports, and from bases with torpedo_station_port. Either the word player is "
    "missing in broadType, and nobody can choose the ship, or its torpedoes are of no use.",
    repair="Add player to broadType, or remove the tubes and stores.",
    fires=ships(_SHIP.format("base")),
    silent=ships(_SHIP.format("player")),
)
def torpedoes_of_computer(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    for vessel in data.vessels:
        role = roles.of(vessel)
        parts = () if role.is_flown or role.is_craft else _parts(vessel)
        if parts:
            names = " and ".join(dict.fromkeys(part.name for part in parts))
            yield (
                names,
                subject.element(
                    vessel.element,
                    f"{vessel.shown_name}: it has {names}, which only ships that players fly use, "
                    "and broadType does not say player; add the word, or remove them",
                    attribute="broadType",
                    also=parts,
                ),
            )


def _parts(vessel: Vessel) -> tuple[Element, ...]:
    """Tubes, and stores that hold anything; single-seat craft are known to be given stores."""
    stores = (store for store in vessel.torpedo_storages if (store.amount or 0) > 0)
    return tuple(part.element for part in (*vessel.torpedo_tubes, *stores))
