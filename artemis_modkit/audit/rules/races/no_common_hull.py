"""Races of which no hull is sure to be chosen for a fleet.

Fleets of a race without stance come by missions alone. Authors make those rare on purpose, so
there only a hull that was meant to be the common one (50 or more) is looked at.
"""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessel_parts import FleetAi

_SURE = 100.0
_MEANT_COMMON = 50.0
_NO_FLEETS = frozenset({"player", "friendly"})
_ENEMY = '<hullRace ID="9" name="Vurr" keys="enemy standard"/>\n<vessel uniqueID="0" side="0"/>'


@rule(
    title="no hull of a race has commonality 100",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Every race of stock that comes in fleets has a hull that is always allowed. A released "
    "mod whose race had none above 99 was suspected to crash when such a fleet appeared.",
    repair='Write commonality="100" for the hull that fleets of the race are mostly made of.',
    fires=ships(
        _ENEMY + '<vessel uniqueID="8000" side="9"><fleet_ai commonality="90"/></vessel>\n'
        '<vessel uniqueID="8001" side="9"><fleet_ai commonality="50"/></vessel>'
    ),
    silent=ships(
        _ENEMY + '<vessel uniqueID="8000" side="9"><fleet_ai commonality="100"/></vessel>\n'
        '<vessel uniqueID="8001" side="9"><fleet_ai commonality="50"/></vessel>'
    ),
)
def no_common_hull(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    hulls: dict[int | None, list[tuple[float, str, FleetAi]]] = {}
    for vessel in data.vessels:
        fleet = vessel.fleet_ai
        if fleet is not None and fleet.commonality is not None:
            hulls.setdefault(vessel.side, []).append((fleet.commonality, vessel.shown_name, fleet))
    for race in data.races:
        of_race = hulls.get(race.id, [])
        if race.id is None or not of_race or not _NO_FLEETS.isdisjoint(race.words):
            continue
        most, name, fleet = max(of_race, key=lambda hull: hull[0])
        if (0 if "enemy" in race.words else _MEANT_COMMON) <= most < _SURE:
            yield subject.element(
                fleet.element,
                f"{name}: commonality {most:g} is the highest of race {race.id} "
                f"{race.name or 'without a name'}; one hull of each race should have 100",
                attribute="commonality",
            )
