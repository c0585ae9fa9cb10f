"""Races that neither players nor friends nor enemies are of, and that missions cannot name."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import RACE_KEYS, misspelt
from artemis_modkit.audit.wording import race_title
from artemis_modkit.model.roles import STANCES
from artemis_modkit.model.vessels import HullRace


@Rule(
    title="a race takes no side",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game looks for its players, friends and enemies by these words. Ships of a race "
    "without one appear only where a mission asks for a key of the race's own.",
    repair="Add player, friendly or enemy to keys, or a word of your own for missions to name.",
    fires=ships(
        '<hullRace ID="9" name="Vurr" keys="standard whalehater"/><vessel side="9" '
        'uniqueID="8000"/><vessel side="0" uniqueID="0"/>'
    ),
    says='3:30 race 9 Vurr: keys="standard whalehater" names neither player nor friendly nor '
    "enemy; add the one it is, or a word of your own for missions",
    silent=ships(
        '<hullRace ID="9" name="Vurr" keys="FactionVurr"/><vessel side="9" uniqueID="8000"/>'
        '<vessel side="0" uniqueID="0"/>'
    ),
)
def no_stance(look: Look) -> Occurrences:
    stocks = {_named(race): race for race in look.stock_look.races}
    for race in look.races:
        words = set(race.words)
        is_own = any(word not in RACE_KEYS for word in words)
        is_slip = any(misspelt(word, STANCES) for word in words)
        if not words.isdisjoint(STANCES) or is_slip:
            continue
        lost = [word for word in STANCES if _named(race) in stocks
                and word in stocks[_named(race)].words]  # fmt: skip
        if lost:
            yield look.element(
                race.element,
                f'{race_title(race)}: keys="{race.keys}" has lost the word {lost[0]}, which stock '
                f"has for it and the game looks for",
                attribute="keys",
            )
        elif not is_own:
            given = f'keys="{race.keys}"' if words else "no keys"
            yield look.element(
                race.element,
                f"{race_title(race)}: {given} "
                f"{'names' if words else 'name'} neither player nor friendly nor enemy; add the "
                "one it is, or a word of your own for missions",
                attribute="keys",
            )


def _named(race: HullRace) -> tuple[int | None, str]:
    return race.id, (race.name or "").lower()
