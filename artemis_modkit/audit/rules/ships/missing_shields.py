"""Ships without the element that says how strong their shields are."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0"><shields front="80" back="80"/></vessel>\n'
    for number in range(3)
)


@rule(
    title="a vessel has no <shields>",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Shields are nearly all that a vessel has against fire, and even single-seat craft and "
    "bases have the element. What the game takes in its place is not known.",
    repair="Add <shields front= back=/>, with 0 for what is to have none.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"/>'),
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"><shields front="0" back="0"/></vessel>'),
)
def missing_shields(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is not None:
        yield from habits(
            (
                "shields",
                subject.element(
                    vessel.element,
                    f"{vessel.shown_name}: no <shields>, which others have; write front and "
                    "back, 0 where it is to have none",
                ),
            )
            for vessel in lacking(data.vessels, lambda vessel: vessel.shields)
        )
