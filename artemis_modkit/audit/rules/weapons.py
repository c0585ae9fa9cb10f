"""Beams and drones: whether they can fire, how often, and for whom."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.ship_parts import weapons_of
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.vessel_parts import BeamPort, Launcher
from artemis_modkit.model.vessels import Vessel


@Rule(
    title="a weapon cannot fire",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A weapon with a range of 0 reaches nothing, and one with a cycletime of 0 has no time "
    "between its shots. Crew and text count on a weapon that is not there.",
    repair="Write the value that is 0, or remove the weapon.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6" range="0"/></vessel>'),
    says="3:56 1 without a class name: this beam_port has range 0, so it cannot fire; write more "
    "than 0",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6" range="1000"/></vessel>'),
)
def dead_weapon(look: Look) -> Occurrences:
    """Weapons without range, or without time between shots."""
    for vessel in look.vessels:
        for weapon in weapons_of(vessel):
            values = {"range": weapon.range, "cycletime": weapon.cycle_time}
            zero = [name for name, value in values.items() if value == 0]
            if zero:
                yield look.element(
                    weapon.element,
                    f"{vessel.shown_name}: this {weapon.NAME} has {' and '.join(zero)} 0, "
                    "so it cannot fire; write more than 0",
                    attribute=zero[0],
                    kind=(weapon.NAME, *zero),
                )


_SOUND = (
    '<internal_data file="dat/artemis.snt"/><performance turnrate="0.004" topspeed="0.6"/>'
    '<engine_port x="0" y="0" z="-9"/>'
)


@Rule(
    title="a weapon harms nobody",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="damage counts in the computer's hands and playerdamage in a player's. A weapon with 0 in "
    "all hands that it can be in fires and does nothing; some mods want just that.",
    repair="Write damage over 0, or leave it if the weapon is for show.",
    fires=ship(f'{_SOUND}<beam_port damage="0" playerdamage="0" range="1000"/>', "player"),
    says="3:179 1 without a class name: this beam_port harms nobody; if it is not for show, write "
    "a damage over 0",
    silent=ship(f'{_SOUND}<beam_port damage="1" playerdamage="0" range="1000"/>', "player"),
)
def harmless_weapon(look: Look) -> Occurrences:
    """Weapons that harm nobody, whoever fires them."""
    for vessel in look.vessels:
        harmless = [weapon for weapon in weapons_of(vessel) if _is_harmless(weapon, vessel)]
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


_SHORTEST = 0.1
"""Seconds between two shots. The shortest of stock is 1, the shortest of six mods 0.25; the game
moves ships some ten times a second, so nothing fires more often than that."""
_SHORTEST_LAUNCH = 1.0
"""Seconds between two launches of drones. The shortest of six mods is 2, that of stock 9."""


@Rule(
    title="a weapon fires many times a second",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A cycletime under a tenth of a second is less than the game's own beat. It is a slip of "
    "the decimal point, and every figure that is made of it is beyond sense. A launcher that sends "
    "more than a drone a second buries whatever it meets.",
    repair="Write the seconds between two shots, such as 6.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="0.000002"/></vessel>'),
    says="3:42 1 without a class name: this beam_port has cycletime 0.000002, over ten shots a "
    "second; write the seconds between two shots",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="0.25"/></vessel>'),
)
def hasty_weapon(look: Look) -> Occurrences:
    """Weapons that fire many times a second: a slip in a cycletime."""
    for vessel in look.vessels:
        for weapon in weapons_of(vessel):
            cycle = weapon.cycle_time
            shortest = _SHORTEST_LAUNCH if isinstance(weapon, Launcher) else _SHORTEST
            if cycle is not None and 0 < cycle < shortest:
                often = "over ten shots" if cycle < _SHORTEST else "more than a launch"
                written = weapon.element.attributes["cycletime"].strip()[:20]
                yield look.element(
                    weapon.element,
                    f"{vessel.shown_name}: this {weapon.NAME} has cycletime {written}, {often} a "
                    "second; write the seconds between two shots",
                    attribute="cycletime",
                    kind=(weapon.NAME, "cycletime"),
                )


_DEGREES = 360
"""Of a circle: up to as many may be meant as degrees instead of as a fraction."""


@Rule(
    title="the arc of a beam is no part of a circle",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="arcwidth is a fraction of a circle: 0.4 is 144 degrees, 1 all round. Beams with more "
    "have been seen drawn as a star and not to fire; a beam with 0 hits nothing.",
    repair="Write a fraction over 0 and up to 1: degrees divided by 360.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port arcwidth="4"/></vessel>'),
    says='3:42 1 without a class name: arcwidth="4" is more than a circle; all round is 1.0, a '
    "fraction of it less (0.4 is 144 degrees)",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port arcwidth=".4"/></vessel>'),
)
def beam_arc(look: Look) -> Occurrences:
    """Beams whose arc is wider than a circle, or no arc at all."""
    for vessel in look.vessels:
        for beam in vessel.beam_ports:
            if beam.arc_width is not None and (beam.arc_width > 1 or beam.arc_width == 0):
                text = beam.element.attributes["arcwidth"].strip()
                yield look.element(
                    beam.element,
                    f'{vessel.shown_name}: arcwidth="{text}" {_verdict(beam.arc_width)}',
                    attribute="arcwidth",
                    kind=text,
                )


def _verdict(arc: float) -> str:
    if arc == 0:
        return "is no arc, so the beam hits nothing; write a fraction of a circle, such as 0.4"
    if arc <= _DEGREES and arc.is_integer() and arc > _DEGREES / 36:
        return f"is more than a circle; {arc:g} degrees are {arc / _DEGREES:.3g}"
    return "is more than a circle; all round is 1.0, a fraction of it less (0.4 is 144 degrees)"


_CRAFT = (
    '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'
    '<beam_port x="0" y="0" z="9" damage="1"{} range="1000"/>'
)


@Rule(
    title="a beam of a player ship has no playerdamage",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Since game 2.4 damage= is what a beam does in the computer's hands and playerdamage= what "
    "it does in a player's, in stock twelve times as much. Without it the ship is all but unarmed, "
    "or what it does is anybody's guess.",
    repair="Write playerdamage= beside damage=.",
    fires=ship(_CRAFT.format(""), "player singleseat"),
    says="3:132 1 without a class name: players fly it, and its beam has no playerdamage; write "
    "what a hit does in a player's hands",
    silent=ship(_CRAFT.format(' playerdamage="12"'), "player singleseat"),
)
def missing_player_damage(look: Look) -> Occurrences:
    """Beams of ships that players fly, without the damage that they do in a player's hands."""
    dialect = look.data.dialect
    if dialect.dialect.is_before(Dialect.V2_1B) or not dialect.signs:
        return
    for vessel in look.vessels:
        beams = vessel.beam_ports
        without = [beam.element for beam in beams if "playerdamage" not in beam.element.attributes]
        if without and look.role(vessel).is_flown:
            count = (
                f"{len(without)} of {len(beams)} beams have" if len(beams) > 1 else "its beam has"
            )
            yield look.element(
                without[0],
                f"{vessel.shown_name}: players fly it, and {count} no playerdamage; write what "
                "a hit does in a player's hands",
                kind="damage",
                also=without[1:],
            )


_DRONES = (
    '<vessel uniqueID="2" side="0" broadType="{}"><performance turnrate="0.004" topspeed="0.6"/>'
    '<drone_port x="0" y="8" z="250" damage="20" cycletime="30" range="5000"/></vessel>'
)


@Rule(
    title="player ships have drone ports",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Only the computer launches drones, from ships and bases of its own. In a ship that "
    "players fly a drone_port does nothing, and nobody at the consoles finds it.",
    together=2,
    repair="Remove the drone ports, or make a second vessel with them for the computer to fly.",
    fires=ships(_DRONES.format("player")),
    says="3:96 2 without a class name: players fly it, and only ships of the computer launch "
    "drones; remove the drone_port",
    silent=ships(_DRONES.format("warship")),
)
def drones_of_players(look: Look) -> Occurrences:
    """Drone ports of ships that players fly."""
    for vessel in look.vessels:
        for port in vessel.drone_ports if look.role(vessel).is_flown else ():
            yield look.element(
                port.element,
                of_many(
                    f"{vessel.shown_name}: players fly it, and only ships of the computer launch "
                    "drones",
                    "; remove the drone_port",
                    more=" ({count:,} such ports in player ships)",
                ),
                kind="drones",
            )
