"""Player ships that do not say how much energy they use."""

from collections.abc import Hashable, Iterator
from functools import partial

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel

_ATTRIBUTES = ("shipefficiency", "warpefficiency", "jumpefficiency")
_SOUND = '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'
_SHIP = '<vessel uniqueID="{}" side="0" broadType="player">{}</vessel>\n'
_OTHERS = "".join(_SHIP.format(number, _SOUND) for number in range(3))


@rule(
    title="a player ship lacks a figure for its use of energy",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Since game 2.4 these three say how much energy systems, warp and jumps use. What the game "
    "takes where one is missing is not known: 0 would make warp free.",
    repair="Write shipefficiency, warpefficiency and jumpefficiency; 1 is plain, less is cheaper.",
    fires=ships(_OTHERS + _SHIP.format(3, '<performance shipefficiency="1" jumpefficiency="1"/>')),
    silent=ships(_OTHERS + _SHIP.format(3, _SOUND)),
)
def missing_efficiency(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    flown = [
        vessel
        for vessel in data.vessels
        if roles.of(vessel) is Role.PLAYER and "efficiency" not in _performance(vessel)
    ]
    missing: dict[int, list[str]] = {}
    for name in _ATTRIBUTES:
        for vessel in lacking(flown, partial(_has, name)):
            missing.setdefault(id(vessel), []).append(name)
    for vessel in flown:
        if vessel.performance is not None and (names := missing.get(id(vessel))):
            yield (
                tuple(names),
                subject.element(
                    vessel.performance.element,
                    f"{vessel.shown_name}: no {' and no '.join(names)}, which player ships of this "
                    "file have; write 1 for plain use of energy, less for cheaper",
                ),
            )


def _has(name: str, vessel: Vessel) -> bool:
    return name in _performance(vessel)


def _performance(vessel: Vessel) -> dict[str, str]:
    return {} if vessel.performance is None else vessel.performance.element.attributes
