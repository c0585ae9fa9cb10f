"""Vessels and races that a previous release had and this one has not, under any number."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.successors import Fate, fates, fates_of_races

_MOST_NAMES = 20
"""Names in one message; of more the number is told."""


@rule(
    title="a vessel or race of the previous release is gone",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Missions name vessels by number, class and words. What is gone makes them place another "
    "ship, or stop.",
    repair="Put it back, or say in the notes of the release that it is gone. Needs --previous.",
    fires=ships('<vessel uniqueID="1" side="0" classname="Scout"/>'),
    silent=ships(
        '<vessel uniqueID="1" side="0" classname="Scout"/>'
        '<vessel uniqueID="2" side="0" classname="Cutter"/>'
    ),
    previous=ships(
        '<vessel uniqueID="1" side="0" classname="Scout"/>'
        '<vessel uniqueID="2" side="0" classname="Cutter"/>'
    ),
)
def lost_vessel(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None or data.document.root is None or subject.previous is None:
        return
    lost = [vessel.shown_name for vessel, fate, _ in fates(subject) if fate is Fate.LOST]
    races = [
        f"race {race.id} {race.name}"
        for race, fate, _ in fates_of_races(subject)
        if fate is Fate.LOST
    ]
    for names, what in ((lost, "number"), (races, "ID")):
        if names:
            more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
            yield subject.element(
                data.document.root,
                f"{', '.join(names[:_MOST_NAMES])}{more}: in {subject.previous.name}, "
                f"but not here under any {what}",
            )
