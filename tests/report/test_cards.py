"""Cards and scores of real mods, ship by ship."""

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


def every_ship_has_a_card(mod: Mod) -> None:
    assessment = assess(mod, fitting_stock(mod), Conditions())
    assert score_report(assessment, Choice()).payload["ships"]
    for ship in assessment.fleet.ships:
        card = ship_report(assessment, ship, with_reasons=True)
        assert card.payload["ship"]["id"] == ship.id
        json.dumps(card.payload, allow_nan=False)


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_every_demo_mod_is_scored_and_every_ship_has_a_card(name: str) -> None:
    every_ship_has_a_card(Mod.open(FIXTURES / "mods" / name))


@pytest.mark.parametrize("name", ["2.1-loose", "2.4-windows", "2.8-loose"])
def test_mods_in_any_hand_are_scored_and_every_ship_has_a_card(name: str) -> None:
    every_ship_has_a_card(made(name))


def test_every_real_mod_is_scored_and_every_ship_has_a_card(corpus: Path) -> None:
    for place in sorted((corpus / "mods").iterdir()):
        every_ship_has_a_card(Mod.open(place))
