"""Races of which no hull is sure to be chosen for a fleet.

Fleets of a race without stance come by missions alone. Authors make those rare on purpose, so
there only a hull that was meant to be the common one (50 or more) is looked at.
"""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.wording import race_title
from artemis_modkit.model.vessel_parts import FleetAi

_SURE = 100.0
"""Percent: a hull that is always allowed in a fleet, as one of each race of stock."""

_MEANT_COMMON = 50.0
"""Percent: a hull of a race without stance that is meant to be its common one."""

_NO_FLEETS = frozenset({"player", "friendly"})
_ENEMY = '<hullRace ID="9" name="Vurr" keys="enemy standard"/>\n<vessel uniqueID="0" side="0"/>'


@Rule(
    title="no hull of a race has commonality 100",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    together=3,
    why="Every race of stock that comes in fleets has a hull that is always allowed. A released "
    "mod whose race had none above 99 was suspected to crash when such a fleet appeared.",
    repair='Write commonality="100" for the hull that fleets of the race are mostly made of.',
    fires=ships(
        _ENEMY + '<vessel uniqueID="8000" side="9"><fleet_ai commonality="90"/></vessel>\n'
        '<vessel uniqueID="8001" side="9"><fleet_ai commonality="50"/></vessel>'
    ),
    says="4:75 8000 without a class name: commonality 90 is the highest of race 9 Vurr; one hull "
    "of each race should have 100",
    silent=ships(
        _ENEMY + '<vessel uniqueID="8000" side="9"><fleet_ai commonality="100"/></vessel>\n'
        '<vessel uniqueID="8001" side="9"><fleet_ai commonality="50"/></vessel>'
    ),
)
def no_common_hull(look: Look) -> Occurrences:
    hulls: dict[int | None, list[tuple[float, str, FleetAi]]] = {}
    for vessel in look.vessels:
        fleet = vessel.fleet_ai
        if fleet is not None and fleet.commonality is not None:
            hulls.setdefault(vessel.side, []).append((fleet.commonality, vessel.shown_name, fleet))
    for race in look.races:
        of_race = hulls.get(race.id, [])
        if race.id is None or not of_race or not _NO_FLEETS.isdisjoint(race.words):
            continue
        most, name, fleet = max(of_race, key=lambda hull: hull[0])
        if (0 if "enemy" in race.words else _MEANT_COMMON) <= most < _SURE:
            yield look.element(
                fleet.element,
                of_many(
                    f"{name}: commonality {most:g} is the highest of {race_title(race)}",
                    "; one hull of each race should have 100",
                    more=" ({count:,} races have none of 100)",
                ),
                attribute="commonality",
                kind="highest",
            )
