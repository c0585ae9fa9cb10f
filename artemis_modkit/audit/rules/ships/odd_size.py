"""Sizes and push radii that look like those of their kind with a slipped decimal point."""

from collections.abc import Callable, Iterator
from functools import cache

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.kinds import Values, kin_of
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
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


@rule(
    title="a vessel is drawn or kept apart unlike any of its kind",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="With scale=2 for 0.2 a cruiser is drawn larger than a station; with pushRadius=1500 for "
    "150 ships bounce off it out of the range of their beams.",
    repair="Correct the value, or leave it if it is meant.",
    fires=ships(_OTHERS + _ship(2100, "2.5")),
    silent=ships(_OTHERS + _ship(2100, "0.8")),
)
def odd_size(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    odd: dict[tuple[str, float, int | None], list[tuple[str, str, Art, float]]] = {}
    for name, read in _READ.items():
        kin = kin_of(subject, _of_all_art(read))
        for vessel in data.vessels:
            role = roles.of(vessel)
            for art in vessel.art:
                value = read(art)
                typical = kin(role).typical_for(value, far=_FAR) if value else None
                if value is None or typical is None:
                    continue
                if role is Role.STATION and value < typical:
                    continue  # what stands in space may be a mere point for missions
                odd.setdefault((name, value, vessel.side), []).append(
                    (vessel.shown_name, kin(role).shown, art, typical)
                )
    for (name, value, _), alike in odd.items():
        name_of_first, kind, first, typical = alike[0]
        more = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
        yield subject.element(
            first.element,
            f"{name_of_first}{more}: {name}={value:g} is far from that of any other "
            f"{kind}, most have about {typical:g}; is the decimal point right?",
            attribute=name,
            also=[art.element for _, _, art, _ in alike[1:]],
        )


@cache
def _of_all_art(read: Callable[[Art], float | None]) -> Values:
    return lambda vessel: [read(art) for art in vessel.art]
