"""Equal beams, or drone launchers, at one place on one side of the hull and none on the other."""

from collections.abc import Iterator, Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.ship_parts import Places, is_beside, mirrored
from artemis_modkit.model.declarations import attributes_of
from artemis_modkit.model.vessel_parts import BeamPort, DronePort, Point
from artemis_modkit.model.vessels import Vessel

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
    for vessel in look.vessels:
        for x, beam in _lopsided(vessel):
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


def _lopsided(vessel: Vessel) -> Iterator[tuple[float, Point]]:
    """The second of each two equal beams to one side with none opposite, with their x."""
    for ports in (vessel.beam_ports, vessel.drone_ports):
        yield from _lopsided_of(ports)


def _lopsided_of(ports: Sequence[Point]) -> Iterator[tuple[float, Point]]:
    places = Places(ports)
    for beam, place in places.placed:
        beams = [one for one, _ in places.at(place)] if is_beside(place) else []
        is_second = len(beams) == 2 and beam is max(beams, key=lambda one: one.element.span.start)
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
