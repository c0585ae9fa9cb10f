"""Taunts without a text, or without the trait that makes a captain immune."""

from artemis_modkit.audit.frame import Confidence, Example, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.wording import race_title


def _race(immunity: str) -> Example:
    return ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"><taunt immunity="is vain" text="Boo!"/>'
        '<taunt immunity="is old" text="Grandpa!"/>'
        f'<taunt immunity="{immunity}" text="Pauper!"/></hullRace>\n'
        '<vessel uniqueID="0" side="0"/><vessel uniqueID="8000" side="9"/>'
    )


@Rule(
    title="a taunt lacks its text or its immunity",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Comms sends the text, and science shows the trait of a captain who is immune to it. "
    "Players see an empty line instead.",
    repair="Write what is missing.",
    fires=_race(""),
    says="3:137 race 9 Vurr: taunt 3 has no immunity; write what is missing",
    silent=_race("is poor"),
)
def empty_taunt(look: Look) -> Occurrences:
    for race in look.races:
        for number, taunt in enumerate(race.taunts, 1):
            values = {"immunity": taunt.immunity, "text": taunt.text}
            empty = [name for name, value in values.items() if not (value or "").strip()]
            if empty:
                yield look.element(
                    taunt.element,
                    f"{race_title(race)}: taunt {number} has no "
                    f"{' and no '.join(empty)}; write what is missing",
                    attribute=empty[0],
                    kind="taunt",
                )
