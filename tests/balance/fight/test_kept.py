"""Headlines are kept with their mod, each for the rules that it was told by."""

from msgspec.structs import replace

from artemis_modkit.balance import Conditions
from artemis_modkit.balance.fight.combatant import Encounter, Torpedoes
from artemis_modkit.balance.fight.ladder import Headline, Ladder, headline
from tests.balance.fleets import PLAIN, fleet


def of_stock(conditions: Conditions, how: Encounter | None = None) -> Headline | None:
    return headline(Ladder(fleet("stock:2.8", conditions), how or Encounter()))


def test_a_headline_is_told_once_for_the_same_rules_and_anew_for_others() -> None:
    first = of_stock(PLAIN)
    assert of_stock(Conditions()) is first
    tough = PLAIN.mechanics.with_value("enemy_hull", 140.0)
    for conditions, how in (
        (replace(PLAIN, mechanics=tough), Encounter()),
        (PLAIN, Encounter(torpedoes=Torpedoes.NONE)),
    ):
        assert of_stock(conditions, how) not in (None, first)
