"""Vessels that have another number than in the previous release, or another ship under theirs."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.successors import Fate, fates

_BEFORE = (
    '<vessel uniqueID="1" side="0" classname="Scout"/>'
    '<vessel uniqueID="2" side="0" classname="Cutter"/>'
)


@rule(
    title="a vessel has another number than before",
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
        yield subject.element(new.element, message, attribute="uniqueID")
