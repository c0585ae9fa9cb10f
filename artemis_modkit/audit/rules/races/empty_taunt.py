"""Taunts without a text, or without the trait that makes a captain immune."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import Example, rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.vocabulary import race_title


def _race(immunity: str) -> Example:
    return ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"><taunt immunity="is vain" text="Boo!"/>'
        '<taunt immunity="is old" text="Grandpa!"/>'
        f'<taunt immunity="{immunity}" text="Pauper!"/></hullRace>\n'
        '<vessel uniqueID="0" side="0"/><vessel uniqueID="8000" side="9"/>'
    )


@rule(
    title="a taunt lacks its text or its immunity",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="Comms sends the text, and science shows the trait of a captain who is immune to it. "
    "Players see an empty line instead.",
    repair="Write what is missing.",
    fires=_race(""),
    silent=_race("is poor"),
)
def empty_taunt(subject: Subject) -> Iterator[Hit]:
    yield from habits(("taunt", hit) for hit in _hits(subject))


def _hits(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    for race in data.races:
        for number, taunt in enumerate(race.taunts, 1):
            values = {"immunity": taunt.immunity, "text": taunt.text}
            empty = [name for name, value in values.items() if not (value or "").strip()]
            if empty:
                yield subject.element(
                    taunt.element,
                    f"{race_title(race)}: taunt {number} has no "
                    f"{' and no '.join(empty)}; write what is missing",
                    attribute=empty[0],
                )
