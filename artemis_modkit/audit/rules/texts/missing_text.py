"""Vessels without a description; the one of stock that has none is a civilian."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel

_SHIP = '<vessel uniqueID="{}" side="0" broadType="player">{}</vessel>\n'
_OTHERS = "".join(
    _SHIP.format(number, '<long_desc text="Small and swift."/>') for number in range(3)
)


@rule(
    title="a vessel has no description",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="Captains read it when they choose a ship, science officers when they scan one. Where all "
    "others have it, an empty page looks unfinished.",
    repair="Add <long_desc text=/>.",
    fires=ships(_OTHERS + _SHIP.format(3, "")),
    silent=ships(_OTHERS + _SHIP.format(3, '<long_desc text="Large and slow."/>')),
)
def missing_text(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    read = [vessel for vessel in data.vessels if roles.of(vessel) is not Role.CIVILIAN]
    yield from habits(
        (
            "text",
            subject.element(
                vessel.element,
                f"{vessel.shown_name}: no description, which others have; add <long_desc>",
            ),
        )
        for vessel in lacking(read, _has_text)
    )


def _has_text(vessel: Vessel) -> bool:
    return bool(vessel.description.strip())
