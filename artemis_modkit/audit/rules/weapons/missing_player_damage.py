"""Beams of ships that players fly, without the damage that they do in a player's hands."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.vessel_data import VesselData

_SHIP = '<vessel uniqueID="1" side="0" broadType="player singleseat">'


@rule(
    title="a beam of a player ship has no playerdamage",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Since game 2.4 damage= is what a beam does in the computer's hands and playerdamage= what "
    "it does in a player's, in stock twelve times as much. Without it the ship is all but unarmed, "
    "or what it does is anybody's guess.",
    repair="Write playerdamage= beside damage=.",
    fires=ships(
        f'{_SHIP}<performance shipefficiency="1"/><beam_port x="0" y="0" z="9" damage="1" '
        'range="1000"/></vessel>'
    ),
    silent=ships(
        f'{_SHIP}<performance shipefficiency="1"/><beam_port x="0" y="0" z="9" damage="1" '
        'playerdamage="12" range="1000"/></vessel>'
    ),
)
def missing_player_damage(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None or data.dialect.dialect.is_before(Dialect.V2_1B) or not data.dialect.signs:
        return
    yield from habits(_hits(subject, data))


def _hits(subject: Subject, data: VesselData) -> Iterator[tuple[Hashable, Hit]]:
    roles = roles_of(data.races)
    for vessel in data.vessels:
        beams = vessel.beam_ports
        without = [one.element for one in beams if "playerdamage" not in one.element.attributes]
        if without and roles.of(vessel).is_flown:
            count = (
                f"{len(without)} of {len(beams)} beams have" if len(beams) > 1 else "its beam has"
            )
            yield (
                "damage",
                subject.element(
                    without[0],
                    f"{vessel.shown_name}: players fly it, and {count} no playerdamage; write what "
                    "a hit does in a player's hands",
                    also=without[1:],
                ),
            )
