"""Races without exactly three taunts."""

from artemis_modkit.audit.frame import Confidence, Example, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.wording import race_title

_TAUNTS = 3
"""Every race of stock has as many, and clients of the network count on it."""


def _race(*immunities: str) -> Example:
    taunts = "".join(
        f'<taunt immunity="{one}" text="You are {number}."/>'
        for number, one in enumerate(immunities)
    )
    return ships(
        f'<hullRace ID="9" name="Vurr" keys="enemy loner">{taunts}</hullRace>\n'
        '<vessel uniqueID="0" side="0"/><vessel uniqueID="8000" side="9"/>'
    )


@Rule(
    title="a race does not have three taunts",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The comms officer has three taunts for each race, and a captain is immune to one of the "
    "three. What happens with fewer or more is not known.",
    repair="Write three taunts, each with the trait that makes a captain immune to it.",
    fires=_race("is vain", "is old"),
    says="3:1 race 9 Vurr: has 2 taunts; write 3",
    silent=_race("is vain", "is old", "is poor"),
)
def taunt_count(look: Look) -> Occurrences:
    is_usual = sum(len(race.taunts) == _TAUNTS for race in look.races) * 2 > len(look.races)
    sides = {vessel.side for vessel in look.vessels}
    for race in look.races:
        count = len(race.taunts)
        if count != _TAUNTS and (count > 0 or (is_usual and race.id in sides)):
            yield look.element(
                race.element,
                f"{race_title(race)}: has {count or 'no'} "
                f"taunt{'' if count == 1 else 's'}; write {_TAUNTS}",
                kind="count",
            )
