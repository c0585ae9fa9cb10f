"""Races without exactly three taunts."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import Example, rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.vocabulary import race_title

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


@rule(
    title="a race does not have three taunts",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="The comms officer has three taunts for each race, and a captain is immune to one of the "
    "three. What happens with fewer or more is not known.",
    repair="Write three taunts, each with the trait that makes a captain immune to it.",
    fires=_race("is vain", "is old"),
    silent=_race("is vain", "is old", "is poor"),
)
def taunt_count(subject: Subject) -> Iterator[Hit]:
    yield from habits(("count", hit) for hit in _hits(subject))


def _hits(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    is_usual = sum(len(race.taunts) == _TAUNTS for race in data.races) * 2 > len(data.races)
    for race in data.races:
        count = len(race.taunts)
        if count != _TAUNTS and (count > 0 or is_usual):
            yield subject.element(
                race.element,
                f"{race_title(race)}: has {count or 'no'} "
                f"taunt{'' if count == 1 else 's'}; write {_TAUNTS}",
            )
