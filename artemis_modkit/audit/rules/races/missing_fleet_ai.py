"""Ships of the computer that do not say how often their race sends them."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.id_blocks import strays
from artemis_modkit.model.roles import Role

_SHIP = (
    '<vessel uniqueID="{}" side="2" broadType="small"><performance turnrate="0.002" '
    'topspeed="0.3"/>{}</vessel>\n'
)
_OTHER = (
    '<hullRace ID="2" name="Vurr" keys="enemy standard"/>\n'
    '<vessel uniqueID="0" side="0" broadType="player"/>\n'
    + _SHIP.format(2000, '<fleet_ai commonality="100"/>')
)


@Rule(
    title="ships of a race have no <fleet_ai>, others of it have",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="commonality says how often a hull is chosen when a fleet of its race is put together. One "
    "without it is probably never met outside of missions that name it.",
    together=2,
    repair="Add <fleet_ai commonality=/>, with 0 where missions alone are to use the ship.",
    fires=ships(_OTHER + _SHIP.format(2001, "")),
    says="6:1 2001 without a class name: no <fleet_ai>, which other ships of its race have; write "
    "its commonality, 0 for what missions alone are to use",
    silent=ships(_OTHER + _SHIP.format(2001, '<fleet_ai commonality="0"/>')),
)
def missing_fleet_ai(look: Look) -> Occurrences:
    in_fleets = [
        vessel
        for vessel in look.vessels
        if not (role := look.role(vessel)).is_flown
        and not role.is_craft
        and role is not Role.STATION
        and look.roles.stance(vessel) != "player"
        and vessel.element not in look.once(strays)
    ]
    known = {vessel.side for vessel in in_fleets if vessel.fleet_ai}
    for vessel in in_fleets:
        if vessel.side in known and not vessel.fleet_ai:
            yield look.element(
                vessel.element,
                of_many(
                    f"{vessel.shown_name}: no <fleet_ai>, which other ships of its race have",
                    "; write its commonality, 0 for what missions alone are to use",
                    more=" ({count:,} such ships)",
                ),
                kind="fleet_ai",
            )
