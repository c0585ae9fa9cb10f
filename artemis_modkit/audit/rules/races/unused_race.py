"""Races that no vessel is of."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_MOST_SHOWN = 10


@rule(
    title="a race has no vessel",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="Nothing of the race can appear. Either its ships were lost, or given to another side, or "
    "the race is left over.",
    repair="Give it its ships, or remove the <hullRace>.",
    fires=ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"/>\n<vessel uniqueID="0" side="0"/>'
    ),
    silent=ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"/>\n<vessel uniqueID="0" side="0"/>'
        '<vessel uniqueID="8000" side="9"/>'
    ),
)
def unused_race(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    sides = {vessel.side for vessel in data.vessels}
    used = [race for race in data.races if race.id in sides]
    unused = [race for race in data.races if race.id is not None and race.id not in sides]
    if used and unused:
        shown = [f"{race.id} {race.name or 'without a name'}" for race in unused]
        names = ", ".join(shown[:_MOST_SHOWN]) + (", …" if len(shown) > _MOST_SHOWN else "")
        title = "race" if len(unused) == 1 else "races"
        yield subject.element(
            unused[0].element,
            f"{title} {names}: no vessel has this side; add its ships or remove it",
            attribute="ID",
            also=[race.element for race in unused[1:]],
        )
