"""One pair of ports that is crooked, copied into several ships."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.ship_parts import Place, is_beside, mirrored, place_of
from artemis_modkit.model.vessel_parts import Point
from artemis_modkit.model.vessels import Vessel

_FEWEST = 3
"""Ships of different meshes that have the same crooked pair: one hull may be meant to be so."""

_Pair = tuple[str, Place, Place]


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
    found: dict[_Pair, list[tuple[Vessel, Point, Point]]] = {}
    for vessel in look.vessels:
        for pair, ports in _crooked(vessel):
            found.setdefault(pair, []).append((vessel, *ports))
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


def _crooked(vessel: Vessel) -> list[tuple[_Pair, tuple[Point, Point]]]:
    """The only two ports of a kind without their mirror, where y or z alone keeps them apart."""
    pairs: list[tuple[_Pair, tuple[Point, Point]]] = []
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
                pairs.append(((first.NAME, left, right), (first, second)))
    return pairs
