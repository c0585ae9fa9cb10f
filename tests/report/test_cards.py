"""Cards and scores of whole mods: a card fights all opponents of its ship, so that only the demo
has every ship of its tried; of the others the first of each role and some that are chosen by place."""

import json
from pathlib import Path

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.report.views.score import Choice, score_report
from artemis_modkit.report.views.ship import ship_report
from tests.conftest import FIXTURES
from tests.made import made

SPARED = 48
"""Ships from one card to the next in large mods."""


def ships_have_cards(mod: Mod, step: int) -> None:
    assessment = assess(mod, fitting_stock(mod), Conditions())
    assert score_report(assessment, Choice()).payload["ships"]
    ships = assessment.fleet.ships
    first_of_roles = {ship.role: ship for ship in reversed(ships)}
    for ship in {ship.id: ship for ship in (*ships[::step], *first_of_roles.values())}.values():
        card = ship_report(assessment, ship, with_reasons=True)
        assert card.payload["ship"]["id"] == ship.id
        json.dumps(card.payload, allow_nan=False)


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_every_demo_mod_is_scored_and_every_ship_has_a_card(name: str) -> None:
    ships_have_cards(Mod.open(FIXTURES / "mods" / name), step=1)


@pytest.mark.parametrize("name", ["2.1-loose", "2.4-windows", "2.8-loose"])
def test_mods_in_any_hand_are_scored_and_ships_of_each_role_have_cards(name: str) -> None:
    ships_have_cards(made(name), step=SPARED)


def test_real_mods_are_scored_and_ships_of_each_role_have_cards(corpus: Path) -> None:
    for place in sorted((corpus / "mods").iterdir()):
        if place.name != "tsn-2.010":  # nearly all of its ships are those of 2.011
            ships_have_cards(Mod.open(place), step=SPARED)
