"""Cards and scores of real mods, ship by ship."""

import json
from pathlib import Path

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.report.views.score import Choice, score_report
from artemis_modkit.report.views.ship import ship_report


def test_every_real_mod_is_scored_and_every_ship_has_a_card(corpus: Path) -> None:
    for place in sorted((corpus / "mods").iterdir()):
        mod = Mod.open(place)
        assessment = assess(mod, fitting_stock(mod), Conditions())
        assert score_report(assessment, Choice()).payload["ships"]
        for ship in assessment.fleet.ships:
            card = ship_report(assessment, ship, with_reasons=True)
            assert card.payload["ship"]["id"] == ship.id
            json.dumps(card.payload, allow_nan=False)
