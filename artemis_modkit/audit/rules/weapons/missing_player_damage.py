"""Beams of ships that players fly, without the damage that they do in a player's hands."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.dialect import Dialect

_SHIP = '<vessel uniqueID="1" side="0" broadType="player singleseat">'
_USE = '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'


@Rule(
    title="a beam of a player ship has no playerdamage",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Since game 2.4 damage= is what a beam does in the computer's hands and playerdamage= what "
    "it does in a player's, in stock twelve times as much. Without it the ship is all but unarmed, "
    "or what it does is anybody's guess.",
    repair="Write playerdamage= beside damage=.",
    fires=ships(f'{_SHIP}{_USE}<beam_port x="0" y="0" z="9" damage="1" range="1000"/></vessel>'),
    says="3:132 1 without a class name: players fly it, and its beam has no playerdamage; write "
    "what a hit does in a player's hands",
    silent=ships(
        f'{_SHIP}{_USE}<beam_port x="0" y="0" z="9" damage="1" '
        'playerdamage="12" range="1000"/></vessel>'
    ),
)
def missing_player_damage(look: Look) -> Occurrences:
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
