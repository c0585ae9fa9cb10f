"""How large a ship is drawn, and how far out its ports lie."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.typical_values import ValuesOf, kin_of
from artemis_modkit.model.numbers import median
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import Point
from artemis_modkit.model.vessels import Vessel

_FAR = 8.0
"""Least factor from the median of its kind."""

_READ: dict[str, ValuesOf] = {
    "scale": lambda vessel: [art.scale for art in vessel.art],
    "pushRadius": lambda vessel: [art.push_radius for art in vessel.art],
}


_DRAWN = '<vessel uniqueID="{}" side="0"><art scale="{}" pushRadius="150"/></vessel>\n'
_OTHERS = "".join(_DRAWN.format(2000 + number, "0.2") for number in range(6))


@Rule(
    title="a vessel is drawn or kept apart unlike any of its kind",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="With scale=2 for 0.2 a cruiser is drawn larger than a station; with pushRadius=1500 for "
    "150 ships bounce off it out of the range of their beams.",
    together=2,
    repair="Correct the value, or leave it if it is meant.",
    fires=ships(_OTHERS + _DRAWN.format(2100, "2.5")),
    says="9:39 2100 without a class name: scale=2.5 is far from that of any other station, most "
    "have about 0.2; is the decimal point right?",
    silent=ships(_OTHERS + _DRAWN.format(2100, "0.8")),
)
def odd_size(look: Look) -> Occurrences:
    """Sizes and push radii that look like those of their kind with a slipped decimal point."""
    for name, read in _READ.items():
        kin = kin_of(look, read)
        for vessel in look.vessels:
            role = look.role(vessel)
            for art, value in zip(vessel.art, read(vessel), strict=True):
                typical = kin(role).typical_for(value, far=_FAR) if value else None
                if value is None or typical is None or (role is Role.STATION and value < typical):
                    continue  # what stands in space may be a mere point for missions
                yield look.element(
                    art.element,
                    of_many(
                        vessel.shown_name,
                        f": {name}={value:g} is far from that of any other {kin(role).shown}, "
                        f"most have about {typical:g}; is the decimal point right?",
                        more=" and {others} more",
                    ),
                    kind=(name, value, vessel.side),
                    attribute=name,
                )


_TIMES_THE_OTHERS = 4.0
"""How far out a port must be, by the median of the vessel's others."""

_TIMES_THE_RADIUS = 2.0
"""How far out, by pushRadius; the farthest in stock is 1.4, a beam high above a base."""

_FEWEST_ON_AN_AXIS = 4
"""Ports of a vessel that it takes to say how far they reach on an axis."""

_ALONE_ON_AN_AXIS = 5.0
"""How far out a port must be on one axis, by the second farthest on it: x="1000" for x="83"."""

_BEYOND_ALL = 2.0
"""And how far by the greatest coordinate, on any axis, of all others."""

_USUAL_RADIUS = 150.0
"""pushRadius of a ship that names none, in units of space: the most frequent one in stock."""

_USUAL_SCALE = 0.2
"""Scale of a mesh that names none, units of space by units of mesh: the most frequent of 2.8."""


_ENGINES = (
    '<art scale="0.2" pushRadius="150"/><engine_port x="-40" y="9" z="-240.5"/>'
    '<engine_port x="0" y="9" z="-240.5"/><engine_port x="40" y="9" z="{}"/>'
)


@Rule(
    title="a port lies far outside its hull",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A lost decimal point puts the glow of an engine, or a beam, out in space, hundreds of "
    "ship lengths away.",
    repair="Put the decimal point where it was; the other ports of the vessel show how large "
    "it is.",
    fires=ship(_ENGINES.format("-2405")),
    says='3:168 1 without a class name: engine_port z="-2405" lies far outside the hull, whose '
    "other ports reach 240.5; is the decimal point right?",
    silent=ship(_ENGINES.format("-240.5")),
)
def port_outside_hull(look: Look) -> Occurrences:
    """Ports and points far outside the hull, as a lost decimal point puts them."""
    for vessel in look.vessels:
        far, reach = _far_points(vessel)
        if far:
            first = far[0]
            name, text = _farthest(first)
            more = f" and {len(far) - 1} more" if len(far) > 1 else ""
            yield look.element(
                first.element,
                f'{vessel.shown_name}: {first.NAME} {name}="{text}"{more} lies far outside the '
                f"hull, whose other ports reach {reach:g}; is the decimal point right?",
                attribute=name,
                also=[point.element for point in far[1:]],
                kind=first.NAME,
            )


def _far_points(vessel: Vessel) -> tuple[list[Point], float]:
    """The points too far out, and how far the others reach."""
    points = _points(vessel)
    if len(points) < 2:
        return [], 0.0
    sizes = [_size(point) for point in points]
    ordered = sorted(sizes)
    middle = median(ordered[: max(1, len(ordered) - 1)])
    bound = max(_TIMES_THE_OTHERS * middle, _TIMES_THE_RADIUS * _radius(vessel))
    far = [point for point, size in zip(points, sizes, strict=True) if size > bound]
    if not far:
        far = _alone_on_an_axis(points)
    others = [_size(point) for point in points if point not in far]
    return far, max(others, default=0.0)


def _alone_on_an_axis(points: Sequence[Point]) -> list[Point]:
    """The one port that lies far beyond all others on some axis, if there is one."""
    for axis in "xyz":
        ordered = sorted(points, key=lambda point: abs(getattr(point, axis) or 0))
        farthest, second = ordered[-1], ordered[-2]
        size = abs(getattr(farthest, axis) or 0)
        others = max(_size(point) for point in ordered[:-1])
        if (
            len(points) >= _FEWEST_ON_AN_AXIS
            and size >= _ALONE_ON_AN_AXIS * abs(getattr(second, axis) or 0)
            and size >= _BEYOND_ALL * others > 0
        ):
            return [farthest]
    return []


def _points(vessel: Vessel) -> Sequence[Point]:
    return (
        *vessel.beam_ports,
        *vessel.drone_ports,
        *vessel.torpedo_station_ports,
        *vessel.torpedo_tubes,
        *vessel.engine_ports,
        *vessel.impulse_points,
        *vessel.maneuver_points,
    )


def _size(point: Point) -> float:
    return max(abs(point.x or 0), abs(point.y or 0), abs(point.z or 0))


def _radius(vessel: Vessel) -> float:
    """How far the hull reaches, in units of its mesh."""
    scale = max((art.scale or 0 for art in vessel.art), default=0)
    radius = max((art.push_radius or 0 for art in vessel.art), default=0)
    return (radius if radius > 0 else _USUAL_RADIUS) / (scale if scale > 0 else _USUAL_SCALE)


def _farthest(point: Point) -> tuple[str, str]:
    name = max("xyz", key=lambda axis: abs(getattr(point, axis) or 0))
    return name, point.element.attributes[name].strip()
