"""Engines, and places to aim at, that stand twice in one ship."""

from collections import Counter
from collections.abc import Iterator, Sequence

from artemis_modkit.audit.frame import (
    Confidence,
    Look,
    Occurrence,
    Occurrences,
    Rule,
    Severity,
    ships,
)
from artemis_modkit.audit.ship_parts import Place, is_beside, mirrored, place_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.model.vessel_parts import Point
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_LEFT = '<impulse_point x="-90" y="0" z="-250"/>\n'
_RIGHT = '<impulse_point x="90" y="0" z="-250"/>\n'
_SHIP = '<vessel uniqueID="2000" side="0">\n{}</vessel>'


@Rule(
    title="an engine, impulse or maneuver point stands twice at one place",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Two points at one place are one to aim at. Usually a line was copied for the engine on "
    "the other side and its x left as it was, or pasted once too often. Engines are told only "
    "where the other side has none, since some glow twice on purpose.",
    repair="Write x of the copy with the other sign. `audit --fix` removes a copy where the other "
    "side has its point or there is none.",
    fires=ships(_SHIP.format(_LEFT + _RIGHT + _LEFT)),
    says="6:1 2000 without a class name: this impulse_point stands at the very place of another "
    "one; one is enough",
    silent=ships(_SHIP.format(_LEFT + _RIGHT)),
)
def point_twice(look: Look) -> Occurrences:
    for vessel in look.vessels:
        for name, points in (
            ("impulse_point", vessel.impulse_points),
            ("maneuver_point", vessel.maneuver_points),
            ("engine_port", vessel.engine_ports),
        ):
            yield from _repeated(look, vessel, name, points)


def _is_of_stock(place: Place) -> bool:
    """Whether an engine stands twice at this very place in a ship of any stock."""
    stocks = (Mod.open(f"stock:{version}") for version in STOCK_VERSIONS)
    return any(place in stock.once(_doubled) for stock in stocks)


def _doubled(stock: Mod) -> frozenset[Place]:
    found: set[Place] = set()
    for vessel in stock.vessels:
        places = Counter(place for port in vessel.engine_ports if (place := place_of(port)))
        found.update(place for place, count in places.items() if count > 1)
    return frozenset(found)


def _repeated(
    look: Look, vessel: Vessel, name: str, points: Sequence[Point]
) -> Iterator[Occurrence]:
    by_place: dict[Place, list[Element]] = {}
    for point in points:
        place = place_of(point)
        if place is not None:
            by_place.setdefault(place, []).append(point.element)
    repeated = {place: alike for place, alike in by_place.items() if len(alike) > 1}
    copies = [copy for alike in repeated.values() for copy in alike[1:]]
    if not copies:
        return
    lonely = [one for one in repeated if is_beside(one) and mirrored(one) not in by_place]
    advice = f"was one meant for x={-lonely[0][0]:g}?" if lonely else "one is enough"
    if name == "engine_port" and all(map(_is_of_stock, lonely)):
        return
    is_sure = not lonely and not any(copy.children for copy in copies)
    first, *others = copies
    yield look.element(
        first,
        f"{vessel.shown_name}: {_what(name, len(copies))}; {advice}",
        also=[*others, *(alike[0] for alike in repeated.values())],
        edits=look.without(copies) if is_sure else (),
        kind="places",
    )


def _what(name: str, count: int) -> str:
    if count == 1:
        return f"this {name} stands at the very place of another one"
    return f"{count} {name}s stand at the very places of others"
