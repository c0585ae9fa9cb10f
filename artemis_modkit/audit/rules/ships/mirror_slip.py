"""Ports of two sides that are each other's mirror but for one slip of the pen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import Place, Placed, Places, is_beside, mirrored, place_of
from artemis_modkit.model.vessel_parts import Point
from artemis_modkit.model.vessels import Vessel

_PAIR = '<impulse_point x="-90" y="12" z="-250"/><impulse_point x="90" y="{}" z="-250"/>'
_SHIP = '<vessel uniqueID="2000" side="0">{}</vessel>'
_AXES = "xyz"
_FAR = 5.0
"""Factor between two coordinates of a pair from which on one of them has slipped."""


@Rule(
    title="two ports mirror each other but for one slip",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Nearly all hulls are the same on both sides. Where a single pair of ports is not, and "
    "differs in one sign, two swapped digits, a lost point or x for z, a beam fires another way "
    "than meant and an engine glows beside the hull.",
    repair="Write the same y and z on both sides, and x with the other sign.",
    fires=ships(_SHIP.format(_PAIR.format(-12))),
    says="3:96 2000 without a class name: this impulse_point has y=-12, the one on the other side "
    "12; are they to mirror each other?",
    silent=ships(_SHIP.format(_PAIR.format(12))),
)
def mirror_slip(look: Look) -> Occurrences:
    for vessel in look.vessels:
        reach = _reach(vessel)
        for ports in _kinds(vessel):
            odd = _odd_pair(ports, reach)
            if odd is None:
                continue
            (first, at), (second, there) = odd
            axis = max(range(3), key=lambda i: abs(mirrored(at)[i] - there[i]))
            own, others = f"{_AXES[axis]}={there[axis]:g}", f"{at[axis]:g}"
            if _are_permuted(at, there, Places(ports).near):
                own, others = (" ".join(f"{number:g}" for number in one) for one in (there, at))
            yield look.element(
                second.element,
                f"{vessel.shown_name}: this {first.element.name} has {own}, the one on the other "
                f"side {others}; are they to mirror each other?",
                attribute=_AXES[axis],
                also=[first.element],
                kind="pairs",
            )


def _kinds(vessel: Vessel) -> Iterator[Sequence[Point]]:
    yield vessel.beam_ports
    yield vessel.drone_ports
    yield vessel.torpedo_tubes
    yield vessel.engine_ports
    yield vessel.impulse_points
    yield vessel.maneuver_points


def _reach(vessel: Vessel) -> float:
    """The third largest coordinate of all ports: how far the hull reaches, a lone slip aside."""
    places = (place_of(port) for ports in _kinds(vessel) for port in ports)
    numbers = sorted((abs(one) for place in places if place for one in place), reverse=True)
    return numbers[2] if len(numbers) > 2 else 0.0


def _odd_pair(ports: Sequence[Point], reach: float) -> tuple[Placed, Placed] | None:
    """The only two ports of a kind without their mirror, where a slip keeps them apart.

    Where most are exact a small slip is one; where none is, as in exported meshes, a large one.
    """
    exact = Places(ports, exactly=True)
    return _odd_pair_of(exact, reach) or _odd_pair_of(Places(ports), reach)


def _odd_pair_of(places: Places, reach: float) -> tuple[Placed, Placed] | None:
    heaps = Counter(place for _, place in places.placed)
    alone = [
        one
        for one in places.placed
        if is_beside(one[1]) and _is_alone(places, one, heaps[one[1]] > 1)
    ]
    if len(alone) != 2:
        return None
    first, second = alone
    if _are_permuted(first[1], second[1], places.near):
        return first, second
    if (first[1][0] > 0) is (second[1][0] > 0):
        return None
    pairs = zip(mirrored(first[1]), second[1], strict=True)
    wrong = [pair for pair in pairs if abs(pair[0] - pair[1]) > places.near]
    return (first, second) if len(wrong) == 1 and _is_slip(*wrong[0], reach) else None


def _is_alone(places: Places, placed: Placed, is_heap: bool) -> bool:
    """Whether more ports are at its place than on the other side, and it is one of the last.

    `is_heap` says that others have the very same place.
    """
    port, place = placed
    there = places.at(mirrored(place))
    if not there or not is_heap:
        return not there
    here = places.at(place)
    return sum(one.element.start < port.element.start for one, _ in here) >= len(there)


def _are_permuted(place: Place, other: Place, near: float) -> bool:
    """Whether the same three numbers stand in another order, as x and z swapped."""
    sizes, others = ([abs(number) for number in one] for one in (place, other))
    ordered = sorted(sizes)
    is_told_apart = all(above - below > near for below, above in pairwise(ordered))
    are_same = all(abs(a - b) <= near for a, b in zip(ordered, sorted(others), strict=True))
    return (
        are_same
        and is_told_apart
        and any(abs(a - b) > near for a, b in zip(sizes, others, strict=True))
    )


def _is_slip(number: float, other: float, reach: float) -> bool:
    """Whether two numbers that should be one differ by a sign, a decimal point or swapped digits.

    One beyond the `reach` of the hull is another rule's.
    """
    if number == -other:
        return True
    near, far = sorted((abs(number), abs(other)))
    if number * other > 0 and near * _FAR <= far <= reach:
        return True
    return _are_swapped(f"{number:g}", f"{other:g}")


def _are_swapped(text: str, other: str) -> bool:
    apart = [at for at, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(text) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and text[apart[0]] == other[apart[1]]
        and text[apart[1]] == other[apart[0]]
    )
