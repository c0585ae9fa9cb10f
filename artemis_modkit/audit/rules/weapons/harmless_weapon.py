"""Weapons that harm nobody, whoever fires them."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessel_parts import BeamPort, Launcher
from artemis_modkit.model.vessels import Vessel


@rule(
    title="a weapon harms nobody",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="damage counts in the computer's hands and playerdamage in a player's. A weapon with 0 in "
    "all hands that it can be in fires and does nothing; some mods want just that.",
    repair="Write damage over 0, or leave it if the weapon is for show.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><internal_data file="dat/artemis.snt"/>'
        '<performance turnrate="0.004" topspeed="0.6"/><engine_port x="0" y="0" z="-9"/>'
        '<beam_port damage="0" playerdamage="0" range="1000"/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><internal_data file="dat/artemis.snt"/>'
        '<performance turnrate="0.004" topspeed="0.6"/><engine_port x="0" y="0" z="-9"/>'
        '<beam_port damage="1" playerdamage="0" range="1000"/></vessel>'
    ),
)
def harmless_weapon(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    for vessel in data.vessels:
        weapons: tuple[BeamPort | Launcher, ...] = (
            *vessel.beam_ports,
            *vessel.drone_ports,
            *vessel.torpedo_station_ports,
        )
        harmless = [weapon for weapon in weapons if _is_harmless(weapon, vessel)]
        if harmless:
            first = harmless[0]
            more = f" and {len(harmless) - 1} more" if len(harmless) > 1 else ""
            yield (
                first.NAME,
                subject.element(
                    first.element,
                    f"{vessel.shown_name}: this {first.NAME}{more} harms nobody; "
                    "if it is not for show, write a damage over 0",
                    attribute="damage",
                    also=[weapon.element for weapon in harmless[1:]],
                ),
            )


def _is_harmless(weapon: BeamPort | Launcher, vessel: Vessel) -> bool:
    is_flown = isinstance(weapon, BeamPort) and "player" in vessel.words
    in_players_hands = weapon.player_damage if isinstance(weapon, BeamPort) else None
    return weapon.damage == 0 and not (is_flown and in_players_hands)
