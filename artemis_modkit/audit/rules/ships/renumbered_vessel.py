"""Vessels and races with another number than in the previous release, or another ship under it."""

from artemis_modkit.audit.earlier_release import fates_of_races, fates_of_vessels
from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.missions import used_by
from artemis_modkit.changes.fates import Fate

_BEFORE = (
    '<vessel uniqueID="1" side="0" classname="Scout"/>'
    '<vessel uniqueID="2" side="0" classname="Cutter"/>'
)


@Rule(
    title="a vessel or race has another number than before",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions, scripts and saved settings name ships by number; under the old one they now "
    "find another ship, or none.",
    repair="Give it its old number back, or say in the notes of the release that it has changed. "
    "Needs --previous.",
    fires=ships(
        '<vessel uniqueID="1" side="0" classname="Scout"/>'
        '<vessel uniqueID="3" side="0" classname="Cutter"/>'
    ),
    says="3:58 3 Cutter: had the number 2 in before",
    silent=ships(_BEFORE),
    previous=ships(_BEFORE),
)
def renumbered_vessel(look: Look) -> Occurrences:
    if look.previous is None:
        return
    release = look.previous.name
    for old, fate, new in fates_of_vessels(look):
        if new is not None:
            was = f"this number was {old.class_name or 'nameless'} in {release}"
            if fate is Fate.RENUMBERED:
                was = f"had the number {old.id} in {release}"
            message = f"{new.shown_name}: {was}{used_by(look, old.id)}"
            yield look.element(new.element, message, kind=fate.value, attribute="uniqueID")
    for race, fate, now in fates_of_races(look):
        if now is not None and fate is Fate.RENUMBERED:
            yield look.element(
                now.element,
                f"race {now.name} had the ID {race.id} in {release}; vessels name it as their side",
                attribute="ID",
            )
