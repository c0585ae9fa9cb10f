"""Ships of the computer whose engines cannot be targeted, though those of others can."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.ship_parts import having, lacking, living
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import ImpulsePoint, ManeuverPoint
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_POINTS = (ImpulsePoint.NAME, ManeuverPoint.NAME)
_SHIP = (
    '<vessel uniqueID="{}" side="0" broadType="small"><performance turnrate="0.002" '
    'topspeed="0.3"/><impulse_point x="0" y="0" z="-250"/>{}</vessel>\n'
)
_SOUND = '<maneuver_point x="90" y="0" z="80"/>'
_OTHERS = "".join(_SHIP.format(number, _SOUND) for number in (2000, 2001, 2002))


@Rule(
    title="ships have no impulse or maneuver points, others of the file have",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="At these points players aim at the engines and thrusters of the computer's ships. Where "
    "most ships of a mod have them, one without cannot be slowed down that way.",
    together=2,
    repair="Add an <impulse_point> at each engine and a <maneuver_point> at each thruster.",
    fires=ships(_OTHERS + _SHIP.format(2003, "")),
    says="6:1 2003 without a class name: no maneuver_point, which most ships like it in this file "
    "have; add some",
    silent=ships(_OTHERS + _SHIP.format(2003, _SOUND)),
)
def missing_points(look: Look) -> Occurrences:
    missing = _missing(look)
    for vessel in look.vessels:
        if names := missing.get(vessel.element):
            yield look.element(
                vessel.element,
                of_many(
                    f"{vessel.shown_name}: no {' and no '.join(names)}, which most ships like "
                    "it in this file have",
                    "; add some",
                    more=" ({count:,} such ships)",
                ),
                kind="points",
            )


def _missing(look: Look) -> dict[Element, list[str]]:
    """What each vessel lacks that its kind has, friends and enemies apart as in stock."""
    missing: dict[Element, list[str]] = {}
    for name in _POINTS:
        for is_kind in (_is_enemy, _is_friend):
            for vessel in lacking(look, is_kind, having(name)):
                missing.setdefault(vessel.element, []).append(name)
    return missing


def _is_friend(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel) in (Role.ALLY, Role.CIVILIAN)


def _is_enemy(look: Look, vessel: Vessel) -> bool:
    role = look.role(vessel)
    return role.is_enemy_ship and vessel.side not in look.once(living)
