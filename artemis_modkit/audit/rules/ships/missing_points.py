"""Ships of the computer whose engines cannot be targeted, though those of others can."""

from collections.abc import Iterator
from functools import lru_cache, partial

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.parts import lacking, living
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, nearest
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS, VesselData
from artemis_modkit.model.vessel_parts import ImpulsePoint, ManeuverPoint
from artemis_modkit.model.vessels import Vessel

_POINTS = (ImpulsePoint.NAME, ManeuverPoint.NAME)
_SHIP = (
    '<vessel uniqueID="{}" side="0" broadType="small"><performance turnrate="0.002" '
    'topspeed="0.3"/><impulse_point x="0" y="0" z="-250"/>{}</vessel>\n'
)
_SOUND = '<maneuver_point x="90" y="0" z="80"/>'
_OTHERS = "".join(_SHIP.format(number, _SOUND) for number in (2000, 2001, 2002))


@rule(
    title="ships have no impulse or maneuver points, others of the file have",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="At these points players aim at the engines and thrusters of the computer's ships. Where "
    "most ships of a mod have them, one without cannot be slowed down that way.",
    repair="Add an <impulse_point> at each engine and a <maneuver_point> at each thruster.",
    fires=ships(_OTHERS + _SHIP.format(2003, "")),
    silent=ships(_OTHERS + _SHIP.format(2003, _SOUND)),
)
def missing_points(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    missing = _missing(data)
    without = [vessel for vessel in data.vessels if id(vessel) in missing]
    if without:
        first, others = without[0], without[1:]
        more = f" ({len(without):,} such ships)" if others else ""
        yield subject.element(
            first.element,
            f"{first.shown_name}: no {' and no '.join(missing[id(first)])}, which most ships like "
            f"it in this file have{more}; add some",
            also=[vessel.element for vessel in others],
        )


def _missing(data: VesselData) -> dict[int, list[str]]:
    """What each vessel lacks that its kind has, friends and enemies apart as in stock."""
    roles, beings = roles_of(data.races), living(data)
    enemies: list[Vessel] = []
    friends: list[Vessel] = []
    for vessel in data.vessels:
        role = roles.of(vessel)
        if role in (Role.ALLY, Role.CIVILIAN):
            friends.append(vessel)
        elif role.is_enemy and not role.is_craft and vessel.side not in beings:
            enemies.append(vessel)
    missing: dict[int, list[str]] = {}
    for name in _POINTS:
        for kind in (enemies, friends):
            for vessel in lacking(kind, partial(_has, name)):
                missing.setdefault(id(vessel), []).append(name)
    return missing


def _has(name: str, vessel: Vessel) -> bool:
    return any(_meaning(element.name) == name for element in vessel.element.children)


@lru_cache(maxsize=1 << 10)
def _meaning(name: str) -> str | None:
    """The name of an element; of a misspelt one, which another rule finds, what it means."""
    return name if name in KNOWN_ELEMENTS else nearest(name, _POINTS, cutoff=0.85)
