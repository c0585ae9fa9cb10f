"""Ships of the computer whose engines cannot be targeted, though those of others can."""

from functools import lru_cache, partial

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.ship_parts import lacking, living
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS
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
    beings = living(look.data)
    enemies: list[Vessel] = []
    friends: list[Vessel] = []
    for vessel in look.vessels:
        role = look.role(vessel)
        if role in (Role.ALLY, Role.CIVILIAN):
            friends.append(vessel)
        elif role.is_enemy and not role.is_craft and vessel.side not in beings:
            enemies.append(vessel)
    missing: dict[Element, list[str]] = {}
    for name in _POINTS:
        for kind in (enemies, friends):
            for vessel in lacking(kind, partial(_has, name)):
                missing.setdefault(vessel.element, []).append(name)
    return missing


def _has(name: str, vessel: Vessel) -> bool:
    return any(_meaning(element.name) == name for element in vessel.element.children)


@lru_cache(maxsize=1 << 10)
def _meaning(name: str) -> str | None:
    """The name of an element; of a misspelt one, which another rule finds, what it means."""
    return name if name in KNOWN_ELEMENTS else nearest(name, _POINTS, cutoff=0.85)
