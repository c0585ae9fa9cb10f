"""Vessels whose side is no race of the file."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessel_data import VesselData

_MOST_IDS = 30


@rule(
    title="a vessel belongs to no race",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A ship is spawned by way of its race; one of a race that does not exist never appears, "
    "or crashes the mission that names it.",
    repair="Correct side, or add the <hullRace> with that ID.",
    fires=ships('<vessel uniqueID="7" side="22" classname="Drifter"/>'),
    silent=ships('<vessel uniqueID="7" side="0" classname="Drifter"/>'),
)
def unknown_race(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    yield from habits(_raceless(subject, data))


def _raceless(subject: Subject, data: VesselData) -> Iterator[tuple[int | None, Hit]]:
    """Each vessel without a race, with the side it names: `None` for none."""
    known = {race.id for race in data.races if race.id is not None}
    listed = _listed(sorted(known))
    for vessel in data.vessels:
        if vessel.side is None and "side" not in vessel.element.attributes:
            message = f"{vessel.shown_name}: has no side; name the ID of its race"
            yield None, subject.element(vessel.element, message)
        elif vessel.side is not None and vessel.side not in known:
            message = f'{vessel.shown_name}: side="{vessel.side}" is the ID of no race; {listed}'
            yield vessel.side, subject.element(vessel.element, message, attribute="side")


def _listed(numbers: list[int]) -> str:
    if not numbers:
        return "there are none"
    if len(numbers) == 1:
        return f"there is only {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"there are {numbers[0]} to {numbers[-1]}"
    more = ", …" if len(numbers) > _MOST_IDS else ""
    return f"there are {', '.join(str(number) for number in numbers[:_MOST_IDS])}{more}"
