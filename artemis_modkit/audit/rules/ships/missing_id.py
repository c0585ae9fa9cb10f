"""Races and vessels without the number that everything names them by."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject


@rule(
    title="a vessel or race has no id",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A blank uniqueID crashes the game; it happened to a released mod. Missions and the "
    "network name ships by this number only.",
    repair="Give it a whole number that no other vessel (or race) has.",
    fires=ships('<vessel uniqueID=" " side="0" classname="Light Carrier"/>'),
    silent=ships('<vessel uniqueID="3001" side="0" classname="Light Carrier"/>'),
)
def missing_id(subject: Subject) -> Iterator[Hit]:
    yield from habits(("id", hit) for hit in _hits(subject))


def _hits(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    named = [(vessel, f"the vessel '{vessel.class_name or '?'}'") for vessel in data.vessels]
    races = [(race, f"the race '{race.name or '?'}'") for race in data.races]
    for item, title in (*races, *named):
        attribute = "ID" if item.NAME == "hullRace" else "uniqueID"
        text = item.element.attributes.get(attribute)
        if text is None or not text.strip():
            state = "has no" if text is None else "has a blank"
            yield subject.element(
                item.element,
                f"{title} {state} {attribute}; give it a whole number of its own",
                attribute=attribute,
            )
