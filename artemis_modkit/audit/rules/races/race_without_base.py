"""Races of enemies without a base, where those of others have one."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import living
from artemis_modkit.audit.wording import race_title

_FEWEST = 3
"""Races with a base that it takes to say that each should have one; in stock four of four have."""


def _mod(last: str) -> dict[str, bytes]:
    races = "".join(f'<hullRace ID="{at}" name="Moor" keys="enemy"/>\n' for at in range(2, 6))
    bases = "".join(
        f'<vessel uniqueID="100{at}" side="{at}" broadType="{"base" if at < 5 else last}"/>\n'
        for at in range(2, 6)
    )
    return dict(ships(f'{races}<vessel uniqueID="0" side="0" broadType="player"/>\n{bases}'))


@Rule(
    title="a race of enemies has no base",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Missions and modes of the game that put a base of an enemy into space, siege and deep "
    "strike, take it by race and the word base. Of a race that has none they place the ship 0, as "
    "authors found out. Races of stock that come in fleets have a base each.",
    repair="Give the race a vessel with base in broadType, or leave it where it is to have none.",
    fires=_mod("small"),
    says="6:1 race 5 Moor: an enemy without a base, which the others have; add a vessel of its "
    "side with base in broadType",
    silent=_mod("base"),
)
def race_without_base(look: Look) -> Occurrences:
    bases = {vessel.side for vessel in look.vessels if "base" in vessel.words}
    used = {vessel.side for vessel in look.vessels} - look.once(living)
    enemies = [race for race in look.races if "enemy" in race.words and race.id in used]
    without = [race for race in enemies if race.id not in bases]
    if len(enemies) - len(without) < max(_FEWEST, 3 * len(without)):
        return
    for race in without:
        yield look.element(
            race.element,
            f"{race_title(race)}: an enemy without a base, which the others have; add a vessel of "
            "its side with base in broadType",
            kind="base",
        )
