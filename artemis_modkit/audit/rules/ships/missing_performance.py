"""Ships without the element that says how they move."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.parts import lacking
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import STATION_WORDS

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0"><performance turnrate="0.004" topspeed="0.6"/>'
    "</vessel>\n"
    for number in range(3)
)


@rule(
    title="a ship has no <performance>",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Without it a ship has neither speed nor turn rate. Modders report that what is spawned as "
    "a ship misbehaves when it has none; only bases do without.",
    repair="Add <performance turnrate= topspeed=/>, or 'static' or 'base' to the words of "
    "broadType for what stands still.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="small"/>'),
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="base"/>'),
)
def missing_performance(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    moving = [one for one in data.vessels if STATION_WORDS.isdisjoint(one.words)]
    yield from habits(
        (
            "performance",
            subject.element(
                vessel.element,
                f"{vessel.shown_name}: no <performance>, so it has no speed and no turn rate; "
                "write topspeed and turnrate",
            ),
        )
        for vessel in lacking(moving, lambda vessel: vessel.performance)
    )
