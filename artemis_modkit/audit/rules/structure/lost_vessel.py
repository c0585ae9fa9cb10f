"""Vessels and races that a previous release had and this one has not, under any number."""

from artemis_modkit.audit.earlier_release import fates_of_races, fates_of_vessels
from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.missions import used_by
from artemis_modkit.changes.fates import Fate

_MOST_NAMES = 20
"""Names in one message; of more the number is told."""


@Rule(
    title="a vessel or race of the previous release is gone",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions name vessels by number, class and words. What is gone makes them place another "
    "ship, or stop.",
    repair="Put it back, or say in the notes of the release that it is gone. Needs --previous.",
    fires=ships('<vessel uniqueID="1" side="0" classname="Scout"/>'),
    says="1:1 2 Cutter: in before, but not here under any number",
    silent=ships(
        '<vessel uniqueID="1" side="0" classname="Scout"/>'
        '<vessel uniqueID="2" side="0" classname="Cutter"/>'
    ),
    previous=ships(
        '<vessel uniqueID="1" side="0" classname="Scout"/>'
        '<vessel uniqueID="2" side="0" classname="Cutter"/>'
    ),
)
def lost_vessel(look: Look) -> Occurrences:
    root = look.document.root
    if look.mod.vessel_data is None or root is None or look.previous is None:
        return
    lost = {
        one.id: one.shown_name + _in_missions(look, one.id)
        for one, fate, _ in fates_of_vessels(look)
        if fate is Fate.LOST
    }
    races = {
        race.id: f"race {race.id} {race.name}"
        for race, fate, _ in fates_of_races(look)
        if fate is Fate.LOST
    }
    for gone, what in ((lost, "number"), (races, "ID")):
        if gone:
            more = f" and {len(gone) - _MOST_NAMES:,} more" if len(gone) > _MOST_NAMES else ""
            yield look.element(
                root,
                f"{', '.join([*gone.values()][:_MOST_NAMES])}{more}: in {look.previous.name}, "
                f"but not here under any {what}",
                value=(what, *gone),
            )


def _in_missions(look: Look, number: int | None) -> str:
    used = used_by(look, number).removeprefix("; ")
    return f" ({used})" if used else ""
