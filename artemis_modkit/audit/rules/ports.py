"""Where ports and points lie on the hull: pairs that are crooked, and points that stand twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.ship_parts import (
    HullPlace,
    Placed,
    PortPlaces,
    is_beside,
    mirrored,
    place_of,
)
from artemis_modkit.groups import grouped
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.model.vessel_parts import EnginePort, Point
from artemis_modkit.model.vessels import Vessel

_FEWEST = 3
"""Ships of different meshes that have the same crooked pair: one hull may be meant to be so."""

_PortPair = tuple[str, HullPlace, HullPlace]


def _ships(y: int) -> str:
    return "\n".join(
        f'<vessel uniqueID="{number}" side="0" classname="Hull {number}">'
        f'<art meshfile="dat/hull{number}.dxs"/>'
        f'<engine_port x="-90" y="-140" z="-250"/><engine_port x="90" y="{y}" z="-250"/></vessel>'
        for number in range(3)
    )


@Rule(
    title="several ships have the same crooked pair of ports",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="A pair of ports that lies level on one side only was written once and copied from ship to "
    "ship: an engine of each glows beside its hull.",
    repair="Write the same y and z on both sides, in each ship.",
    fires=ships(_ships(-100)),
    says="3:141 0 Hull 0: this engine_port has y=-100, the one on the other side -140, and so in "
    "2 other ships; are they to mirror each other?",
    silent=ships(_ships(-140)),
    together=2,
)
def crooked_pair(look: Look) -> Occurrences:
    """One pair of ports that is crooked, copied into several ships."""
    found = grouped(
        (pair, (vessel, *ports)) for vessel in look.vessels for pair, ports in _crooked(vessel)
    )
    for (name, left, right), places in found.items():
        meshes = {vessel.art[0].mesh_file if vessel.art else None for vessel, _, _ in places}
        if len(meshes - {None}) < _FEWEST:
            continue
        axis = next(at for at in (1, 2) if left[at] != right[at])
        for vessel, first, second in places:
            yield look.element(
                second.element,
                of_many(
                    f"{vessel.shown_name}: this {name} has {'xyz'[axis]}={right[axis]:g}, the one "
                    f"on the other side {left[axis]:g}",
                    more=", and so in {others} other ships",
                    after="; are they to mirror each other?",
                ),
                attribute="xyz"[axis],
                also=[first.element],
                kind=(name, left, right),
            )


def _crooked(vessel: Vessel) -> Iterator[tuple[_PortPair, tuple[Point, Point]]]:
    """The only two ports of a kind without their mirror, where y or z alone keeps them apart."""
    for ports in (vessel.engine_ports, vessel.beam_ports, vessel.torpedo_tubes):
        placed = [(port, place) for port in ports if (place := place_of(port)) is not None]
        places = {place for _, place in placed}
        alone = [
            (port, place)
            for port, place in placed
            if is_beside(place) and mirrored(place) not in places
        ]
        if len(alone) == 2:
            (first, left), (second, right) = sorted(alone, key=lambda one: one[1])
            apart = [a != b for a, b in zip(mirrored(left), right, strict=True)]
            if not apart[0] and sum(apart) == 1:
                yield (first.NAME, left, right), (first, second)


_PAIR = '<impulse_point x="-90" y="12" z="-250"/><impulse_point x="90" y="{}" z="-250"/>'
_IN_A_ROW = '<vessel uniqueID="2000" side="0">{}</vessel>'
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
    fires=ships(_IN_A_ROW.format(_PAIR.format(-12))),
    says="3:96 2000 without a class name: this impulse_point has y=-12, the one on the other side "
    "12; are they to mirror each other?",
    silent=ships(_IN_A_ROW.format(_PAIR.format(12))),
)
def mirror_slip(look: Look) -> Occurrences:
    """Ports of two sides that are each other's mirror but for one slip of the pen."""
    for vessel in look.vessels:
        reach = _reach(vessel)
        for ports in _kinds(vessel):
            odd = _odd_pair(ports, reach)
            if odd is None:
                continue
            (first, at), (second, there) = odd
            axis = max(range(3), key=lambda i: abs(mirrored(at)[i] - there[i]))
            own, others = f"{_AXES[axis]}={there[axis]:g}", f"{at[axis]:g}"
            if _are_permuted(at, there, PortPlaces(ports).near):
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
    exact = PortPlaces(ports, exactly=True)
    return _odd_pair_of(exact, reach) or _odd_pair_of(PortPlaces(ports), reach)


def _odd_pair_of(places: PortPlaces, reach: float) -> tuple[Placed, Placed] | None:
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


def _is_alone(places: PortPlaces, placed: Placed, is_heap: bool) -> bool:
    """Whether more ports are at its place than on the other side, and it is one of the last.

    `is_heap` says that others have the very same place.
    """
    port, place = placed
    there = places.at(mirrored(place))
    if not there or not is_heap:
        return not there
    here = places.at(place)
    return sum(point.element.start < port.element.start for point, _ in here) >= len(there)


def _are_permuted(place: HullPlace, other: HullPlace, near: float) -> bool:
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
    swapped = (text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1))
    return text != other and other in swapped


_LEFT = '<impulse_point x="-90" y="0" z="-250"/>\n'
_RIGHT = '<impulse_point x="90" y="0" z="-250"/>\n'
_IN_LINES = '<vessel uniqueID="2000" side="0">\n{}</vessel>'


@Rule(
    title="an engine, impulse or maneuver point stands twice at one place",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Two points at one place are one to aim at. Usually a line was copied for the engine on "
    "the other side and its x left as it was, or pasted once too often. Engines are told only "
    "where the other side has none, since some glow twice on purpose.",
    repair="Write x of the copy with the other sign. `audit --fix` removes a copy where the other "
    "side has its point or there is none.",
    fires=ships(_IN_LINES.format(_LEFT + _RIGHT + _LEFT)),
    says="6:1 2000 without a class name: this impulse_point stands at the very place of another "
    "one; one is enough",
    silent=ships(_IN_LINES.format(_LEFT + _RIGHT)),
)
def point_twice(look: Look) -> Occurrences:
    """Engines, and places to aim at, that stand twice in one ship."""
    for vessel in look.vessels:
        for points in (vessel.impulse_points, vessel.maneuver_points, vessel.engine_ports):
            yield from _repeated(look, vessel, points)


def _is_of_stock(place: HullPlace) -> bool:
    """Whether an engine stands twice at this very place in a ship of any stock."""
    stocks = (Mod.open(f"stock:{version}") for version in STOCK_VERSIONS)
    return any(place in stock.once(_doubled) for stock in stocks)


def _doubled(stock: Mod) -> frozenset[HullPlace]:
    counts = (Counter(map(place_of, vessel.engine_ports)) for vessel in stock.vessels)
    return frozenset(place for one in counts for place, count in one.items() if place and count > 1)


def _repeated(look: Look, vessel: Vessel, points: Sequence[Point]) -> Occurrences:
    placed = ((place_of(point), point.element) for point in points)
    by_place = grouped((place, element) for place, element in placed if place is not None)
    repeated = {place: alike for place, alike in by_place.items() if len(alike) > 1}
    copies = [copy for alike in repeated.values() for copy in alike[1:]]
    if not copies:
        return
    first, *others = copies
    lonely = [one for one in repeated if is_beside(one) and mirrored(one) not in by_place]
    if first.name == EnginePort.NAME and all(map(_is_of_stock, lonely)):
        return
    said = f"{len(copies)} {first.name}s stand at the very places of others"
    if not others:
        said = f"this {first.name} stands at the very place of another one"
    advice = f"was one meant for x={-lonely[0][0]:g}?" if lonely else "one is enough"
    is_sure = not lonely and not any(copy.children for copy in copies)
    yield look.element(
        first,
        f"{vessel.shown_name}: {said}; {advice}",
        also=[*others, *(alike[0] for alike in repeated.values())],
        edits=look.without(copies) if is_sure else (),
        kind="places",
    )
