"""Player ships without the grid of systems that engineering works with."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0" broadType="player"><internal_data '
    'file="dat/artemis.snt"/></vessel>\n'
    for number in range(3)
)


@rule(
    title="a player ship has no system grid",
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    why="Engineering shows the inside of the ship from its .snt file. Without one there are no "
    "systems to damage and no rooms for damage teams. Single-seat craft need none.",
    repair="Add <internal_data file=/> with a grid of the mod or of stock.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="player"/>'),
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="player singleseat"/>'),
)
def missing_grid(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    flown = [vessel for vessel in data.vessels if roles.of(vessel) is Role.PLAYER]
    yield from habits(
        (
            "grid",
            subject.element(
                vessel.element,
                f"{vessel.shown_name}: players fly it, and it has no system grid for engineering; "
                "add <internal_data> with the .snt file of a ship of its size",
            ),
        )
        for vessel in lacking(flown, _has_grid)
    )


def _has_grid(vessel: Vessel) -> bool:
    return vessel.internal_data is not None and bool((vessel.internal_data.file or "").strip())
