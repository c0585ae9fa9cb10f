"""Races that no vessel is of."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships

_MOST_SHOWN = 10
"""Races in one message; more do not fit a screen."""


@Rule(
    title="a race has no vessel",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Nothing of the race can appear. Either its ships were lost, or given to another side, or "
    "the race is left over.",
    repair="Give it its ships, or remove the <hullRace>.",
    fires=ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"/>\n<vessel uniqueID="0" side="0"/>'
    ),
    says="3:11 race 9 Vurr: no vessel has this side; add its ships or remove it",
    silent=ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"/>\n<vessel uniqueID="0" side="0"/>'
        '<vessel uniqueID="8000" side="9"/>'
    ),
)
def unused_race(look: Look) -> Occurrences:
    sides = {vessel.side for vessel in look.vessels}
    used = [race for race in look.races if race.id in sides]
    unused = [race for race in look.races if race.id is not None and race.id not in sides]
    if used and unused:
        shown = [f"{race.id} {race.name or 'without a name'}" for race in unused]
        names = ", ".join(shown[:_MOST_SHOWN]) + (", …" if len(shown) > _MOST_SHOWN else "")
        title = "race" if len(unused) == 1 else "races"
        yield look.element(
            unused[0].element,
            f"{title} {names}: no vessel has this side; add its ships or remove it",
            attribute="ID",
            also=[race.element for race in unused[1:]],
        )
