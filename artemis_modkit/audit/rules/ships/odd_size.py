"""Sizes and push radii that look like those of their kind with a slipped decimal point."""

from collections.abc import Callable
from functools import cache

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.typical_values import Values, kin_of
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import Art

_FAR = 8.0
"""Least factor from the median of its kind."""

_READ: dict[str, Callable[[Art], float | None]] = {
    "scale": lambda art: art.scale,
    "pushRadius": lambda art: art.push_radius,
}


def _ship(number: int, scale: str) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0"><art scale="{scale}" pushRadius="150"/></vessel>\n'
    )


_OTHERS = "".join(_ship(2000 + number, "0.2") for number in range(6))


@Rule(
    title="a vessel is drawn or kept apart unlike any of its kind",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="With scale=2 for 0.2 a cruiser is drawn larger than a station; with pushRadius=1500 for "
    "150 ships bounce off it out of the range of their beams.",
    together=2,
    repair="Correct the value, or leave it if it is meant.",
    fires=ships(_OTHERS + _ship(2100, "2.5")),
    says="9:39 2100 without a class name: scale=2.5 is far from that of any other station, most "
    "have about 0.2; is the decimal point right?",
    silent=ships(_OTHERS + _ship(2100, "0.8")),
)
def odd_size(look: Look) -> Occurrences:
    for name, read in _READ.items():
        kin = kin_of(look, _of_all_art(read))
        for vessel in look.vessels:
            role = look.role(vessel)
            for art in vessel.art:
                value = read(art)
                typical = kin(role).typical_for(value, far=_FAR) if value else None
                if value is None or typical is None:
                    continue
                if role is Role.STATION and value < typical:
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


@cache
def _of_all_art(read: Callable[[Art], float | None]) -> Values:
    return lambda vessel: [read(art) for art in vessel.art]
