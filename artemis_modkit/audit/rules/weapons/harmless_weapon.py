"""Weapons that harm nobody, whoever fires them."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.vessel_parts import BeamPort, Launcher
from artemis_modkit.model.vessels import Vessel


@Rule(
    title="a weapon harms nobody",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="damage counts in the computer's hands and playerdamage in a player's. A weapon with 0 in "
    "all hands that it can be in fires and does nothing; some mods want just that.",
    repair="Write damage over 0, or leave it if the weapon is for show.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><internal_data file="dat/artemis.snt"/>'
        '<performance turnrate="0.004" topspeed="0.6"/><engine_port x="0" y="0" z="-9"/>'
        '<beam_port damage="0" playerdamage="0" range="1000"/></vessel>'
    ),
    says="3:179 1 without a class name: this beam_port harms nobody; if it is not for show, write "
    "a damage over 0",
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><internal_data file="dat/artemis.snt"/>'
        '<performance turnrate="0.004" topspeed="0.6"/><engine_port x="0" y="0" z="-9"/>'
        '<beam_port damage="1" playerdamage="0" range="1000"/></vessel>'
    ),
)
def harmless_weapon(look: Look) -> Occurrences:
    for vessel in look.vessels:
        weapons: tuple[BeamPort | Launcher, ...] = (
            *vessel.beam_ports,
            *vessel.drone_ports,
            *vessel.torpedo_station_ports,
        )
        harmless = [weapon for weapon in weapons if _is_harmless(weapon, vessel)]
        if harmless:
            first = harmless[0]
            more = f" and {len(harmless) - 1} more" if len(harmless) > 1 else ""
            yield look.element(
                first.element,
                f"{vessel.shown_name}: this {first.NAME}{more} harms nobody; "
                "if it is not for show, write a damage over 0",
                attribute="damage",
                also=[weapon.element for weapon in harmless[1:]],
                kind=first.NAME,
            )


def _is_harmless(weapon: BeamPort | Launcher, vessel: Vessel) -> bool:
    is_flown = isinstance(weapon, BeamPort) and "player" in vessel.words
    in_players_hands = weapon.player_damage if isinstance(weapon, BeamPort) else None
    return weapon.damage == 0 and not (is_flown and in_players_hands)
