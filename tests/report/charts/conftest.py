"""What tests of charts share: scenes of mods to draw."""

from collections.abc import Callable
from pathlib import Path

import pytest

from artemis_modkit.balance import Conditions, Mode, assess
from artemis_modkit.compare import compare
from artemis_modkit.compare.play import in_play
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import common_stock, fitting_stock
from artemis_modkit.report.charts.chart import Scene, label_of
from tests.conftest import FIXTURES
from tests.report.page.hostile import hostile_mod

CONDITIONS = Conditions(power=2.5, mode=Mode.MANUAL, focuser=True, difficulty=7, distance=900)
MODS: dict[str, Callable[[], Mod]] = {
    "stock": lambda: Mod.open("stock:2.8"),
    "fixture": lambda: Mod.open(FIXTURES / "mods" / "nebula-patrol"),
    "hostile": hostile_mod,
}


def scene_of(mod: Mod, against: Mod | None = None, conditions: Conditions = CONDITIONS) -> Scene:
    """A mod with its first two player ships, and perhaps a comparison with another mod."""
    stock = fitting_stock(mod) if against is None else common_stock(against, mod)
    assessment = assess(mod, stock, conditions)
    ships = [one for one in assessment.fleet.ships if one.role.is_flown][:2]
    play = None if against is None else in_play(compare(against, mod, stock), conditions)
    assert all(map(label_of, ships))
    return Scene(assessment, tuple(ships), play)


@pytest.fixture(scope="session", params=list(MODS))
def scene(request: pytest.FixtureRequest) -> Scene:
    """A scene of each mod, beside the older release or stock."""
    older = FIXTURES / "mods" / "nebula-patrol-1.0"
    against = Mod.open(older if request.param == "fixture" else "stock:2.4")
    return scene_of(MODS[request.param](), against)


@pytest.fixture
def demo() -> Path:
    """The folder of our own mod."""
    return FIXTURES / "mods" / "nebula-patrol"
