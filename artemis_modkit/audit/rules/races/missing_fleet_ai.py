"""Ships of the computer that do not say how often their race sends them."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of

_SHIP = (
    '<vessel uniqueID="{}" side="2" broadType="small"><performance turnrate="0.002" '
    'topspeed="0.3"/>{}</vessel>\n'
)
_OTHER = (
    '<hullRace ID="2" name="Vurr" keys="enemy standard"/>\n'
    '<vessel uniqueID="0" side="0" broadType="player"/>\n'
    + _SHIP.format(2000, '<fleet_ai commonality="100"/>')
)


@rule(
    title="ships of a race have no <fleet_ai>, others of it have",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="commonality says how often a hull is chosen when a fleet of its race is put together. One "
    "without it is probably never met outside of missions that name it.",
    repair="Add <fleet_ai commonality=/>, with 0 where missions alone are to use the ship.",
    fires=ships(_OTHER + _SHIP.format(2001, "")),
    silent=ships(_OTHER + _SHIP.format(2001, '<fleet_ai commonality="0"/>')),
)
def missing_fleet_ai(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    in_fleets = [
        vessel
        for vessel in data.vessels
        if not (role := roles.of(vessel)).is_flown
        and not role.is_craft
        and role is not Role.STATION
        and roles.stance(vessel) != "player"
    ]
    known = {vessel.side for vessel in in_fleets if vessel.fleet_ai}
    without = [vessel for vessel in in_fleets if vessel.side in known and not vessel.fleet_ai]
    if without:
        first, others = without[0], without[1:]
        more = f" ({len(without):,} such ships)" if others else ""
        yield subject.element(
            first.element,
            f"{first.shown_name}: no <fleet_ai>, which other ships of its race have{more}; write "
            "its commonality, 0 for what missions alone are to use",
            also=[vessel.element for vessel in others],
        )
