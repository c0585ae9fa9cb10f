"""Weapons on both sides of a hull that are unlike, or on one side only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.ship_parts import PortPlaces, is_beside, mirrored, weapons_of
from artemis_modkit.model.declarations import Area, attributes_of
from artemis_modkit.model.vessel_parts import BeamPort, DronePort, Point
from artemis_modkit.model.vessels import Vessel

_AXES = frozenset("xyz")
_MOST_UNLIKE = 0.5
"""Share of their figures in which two weapons may differ and still be meant to be alike."""


def _ship(cycle: str) -> str:
    beam = (
        '<beam_port x="{}" y="4" z="200" damage="1" playerdamage="12" arcwidth="0.4" '
        'cycletime="{}" range="1000"/>'
    )
    return (
        '<vessel uniqueID="7" side="0" classname="Heron">'
        f"{beam.format(-60, '6.0')}{beam.format(60, cycle)}</vessel>"
    )


@Rule(
    title="two weapons mirror each other and differ in a figure",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Nearly all hulls carry the same weapons on both sides. Where one figure of a pair is "
    "another than its mirror's, mostly a digit slipped, and the ship fires unevenly.",
    repair="Write the figure that is meant on both sides.",
    fires=ships(_ship("0.6")),
    says='3:232 7 Heron: this beam_port has cycletime="0.6", its mirror on the other side 6.0; '
    "are they to be alike?",
    silent=ships(_ship("6")),
)
def uneven_pair(look: Look) -> Occurrences:
    """Two weapons that mirror each other on the hull and have unlike figures."""
    for vessel in look.vessels:
        for pair in _pairs(vessel):
            left, right = pair
            known = [name for name in _strengths(left) if name in _strengths(right)]
            unlike = [name for name in known if _strengths(left)[name] != _strengths(right)[name]]
            if unlike and len(unlike) <= _MOST_UNLIKE * len(known):
                if _is_odder(look, vessel, unlike[0], pair):
                    left, right = right, left
                told = " and ".join(
                    f'{name}="{right.element.attributes[name].strip()}"' for name in unlike
                )
                others = " and ".join(left.element.attributes[name].strip() for name in unlike)
                yield look.element(
                    right.element,
                    f"{vessel.shown_name}: this {right.NAME} has {told}, its mirror on the other "
                    f"side {others}; are they to be alike?",
                    attribute=unlike[0],
                    also=[left.element],
                    kind=(right.NAME, tuple(unlike)),
                )


def _is_odder(look: Look, vessel: Vessel, name: str, pair: tuple[Point, Point]) -> bool:
    """Whether the first of a pair is the less usual one, in its ship or else in the mod."""
    left, right = (_strengths(port)[name] for port in pair)
    key = pair[0].NAME, name
    for usual in (_usual_of([vessel])[key], look.once(_usual)[key]):
        if usual[left] != usual[right]:
            return usual[left] < usual[right]
    return False


_Counts = dict[tuple[str, str], Counter[float]]


def _usual(look: Look) -> _Counts:
    return _usual_of(look.vessels)


def _usual_of(vessels: Iterable[Vessel]) -> _Counts:
    """How often each value of a figure stands in some ships, by element and attribute."""
    found: _Counts = defaultdict(Counter)
    for vessel in vessels:
        for port in weapons_of(vessel):
            for name, value in _strengths(port).items():
                found[port.NAME, name][value] += 1
    return found


def _strengths(weapon: Point) -> dict[str, float]:
    """What a weapon does, by attribute; left out is what other rules tell: 0, below, unreadable."""
    figures = {
        known.name: getattr(weapon, known.field)
        for known in attributes_of(type(weapon))
        if known.kind is Area.BALANCE and known.name not in _AXES
    }
    return {
        name: value
        for name, value in figures.items()
        if value is not None and value > 0 and (name != "arcwidth" or value <= 1)
    }


def _pairs(vessel: Vessel) -> Iterator[tuple[Point, Point]]:
    """Weapons that lie where each other's mirror does, each pair without a third one there."""
    for ports in (vessel.beam_ports, vessel.drone_ports, vessel.torpedo_station_ports):
        places = PortPlaces(ports)
        for port, place in places.placed:
            if place[0] < -places.near and len(places.at(place)) == 1:
                there = places.at(mirrored(place))
                if len(there) == 1:
                    yield port, there[0][0]


_BEAM = '<beam_port x="{}" y="0" z="10" damage="1" arcwidth="0.3" cycletime="6" range="1000"/>'
_SHIP = '<vessel uniqueID="2000" side="0" broadType="small">{}{}</vessel>'

_PLURAL: dict[type[Point], str] = {BeamPort: "beams", DronePort: "drone launchers"}


@Rule(
    title="two equal beams or drone launchers stand on one side of a ship and none on the other",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="A beam fires to where it stands on the hull. Beams are stacked on purpose to make them "
    "stronger, but a pair on one side with nothing opposite is often one that was copied for the "
    "other side and kept its x: the ship is blind there.",
    together=2,
    repair="Give x of one of the two the other sign, if they are not stacked on purpose.",
    fires=ships(_SHIP.format(_BEAM.format(80), _BEAM.format(80))),
    says="3:137 2000 without a class name: two equal beams at x=80 and none at x=-80; was one "
    "meant for the other side?",
    silent=ships(_SHIP.format(_BEAM.format(80), _BEAM.format(-80))),
)
def beam_twice_on_one_side(look: Look) -> Occurrences:
    """Equal beams, or drone launchers, at one place on one side and none on the other."""
    every = ((one, ports) for one in look.vessels for ports in (one.beam_ports, one.drone_ports))
    for vessel, ports in every:
        for x, beam in _lopsided(ports):
            yield look.element(
                beam.element,
                of_many(
                    f"{vessel.shown_name}: two equal {_PLURAL[type(beam)]} at x={x:g} and none at "
                    f"x={-x:g}",
                    "; was one meant for the other side?",
                    more=" ({count:,} such pairs in ships of its race)",
                ),
                kind=("race", vessel.side, beam.NAME),
                value=x,
            )


def _lopsided(ports: Sequence[Point]) -> Iterator[tuple[float, Point]]:
    """The second of each two equal beams to one side with none opposite, with their x."""
    places = PortPlaces(ports)
    for beam, place in places.placed:
        beams = [point for point, _ in places.at(place)] if is_beside(place) else []
        is_second = len(beams) == 2 and beam is max(
            beams, key=lambda point: point.element.span.start
        )
        if (
            is_second
            and _figures(beams[0]) == _figures(beams[1])
            and not places.at(mirrored(place))
        ):
            yield place[0], beam


def _figures(beam: Point) -> tuple[object, ...]:
    """What a beam does, wherever it stands."""
    return tuple(
        getattr(beam, known.field) for known in attributes_of(type(beam)) if known.name not in "xyz"
    )
