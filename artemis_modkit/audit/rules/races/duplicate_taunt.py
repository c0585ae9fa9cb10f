"""Taunts of one race that say the same."""

from artemis_modkit.audit.frame import Confidence, Example, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.wording import race_title
from artemis_modkit.model.vessels import Taunt


def _race(text: str) -> Example:
    return ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"><taunt immunity="is vain" text="Boo!"/>'
        f'<taunt immunity="is old" text="Grandpa!"/><taunt immunity="is poor" text="{text}"/>'
        '</hullRace>\n<vessel uniqueID="0" side="0"/><vessel uniqueID="8000" side="9"/>'
    )


@Rule(
    title="a race has one taunt twice",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The comms officer is to choose between three taunts, by what science says of the captain. "
    "Two with one text cannot be told apart.",
    repair="Write another text for one of them.",
    fires=_race("Boo!"),
    says="3:156 race 9 Vurr: 2 of its taunts have the same text; write another one",
    silent=_race("Pauper!"),
)
def duplicate_taunt(look: Look) -> Occurrences:
    for race in look.races:
        alike: dict[str, list[Taunt]] = {}
        for taunt in race.taunts:
            words = " ".join((taunt.text or "").lower().split())
            if words:
                alike.setdefault(words, []).append(taunt)
        for taunts in alike.values():
            if len(taunts) > 1:
                yield look.element(
                    taunts[1].element,
                    f"{race_title(race)}: {len(taunts)} of its taunts "
                    "have the same text; write another one",
                    attribute="text",
                    also=[taunts[0].element, *(one.element for one in taunts[2:])],
                )
