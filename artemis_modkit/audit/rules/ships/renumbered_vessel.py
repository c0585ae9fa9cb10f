"""Vessels and races with another number than in the previous release, or another ship under it."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.successors import Fate, fates, fates_of_races

_BEFORE = (
    '<vessel uniqueID="1" side="0" classname="Scout"/>'
    '<vessel uniqueID="2" side="0" classname="Cutter"/>'
)


@rule(
    title="a vessel or race has another number than before",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Missions, scripts and saved settings name ships by number; under the old one they now "
    "find another ship, or none.",
    repair="Give it its old number back, or say in the notes of the release that it has changed. "
    "Needs --previous.",
    fires=ships(
        '<vessel uniqueID="1" side="0" classname="Scout"/>'
        '<vessel uniqueID="3" side="0" classname="Cutter"/>'
    ),
    silent=ships(_BEFORE),
    previous=ships(_BEFORE),
)
def renumbered_vessel(subject: Subject) -> Iterator[Hit]:
    yield from habits(_renumbered(subject))
    for race, _, new in fates_of_races(subject):
        if new is not None and subject.previous is not None:
            message = f"race {new.name} had the ID {race.id} in {subject.previous.name}"
            yield subject.element(
                new.element, f"{message}; vessels name it as their side", attribute="ID"
            )


def _renumbered(subject: Subject) -> Iterator[tuple[Fate, Hit]]:
    if subject.previous is None:
        return
    name = subject.previous.name
    for old, fate, new in fates(subject):
        if new is None:
            continue
        if fate is Fate.RENUMBERED:
            message = f"{new.shown_name}: had the number {old.id} in {name}"
        else:
            message = f"{new.shown_name}: this number was {old.class_name or 'nameless'} in {name}"
        yield fate, subject.element(new.element, message, attribute="uniqueID")
