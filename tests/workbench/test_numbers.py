"""What the workbench shows is what the commands say, figure by figure."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.conditions import ManualModel, Mode
from artemis_modkit.balance.scores import SCORES
from artemis_modkit.cli import run
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.report.views.ships import ship_json
from artemis_modkit.workbench.pages.ships import COLUMNS
from tests.report.page.hostile import hostile_mod
from tests.workbench.conftest import Served

SETTINGS: tuple[dict[str, str], ...] = (
    {},
    {"power": "300", "mode": "manual", "focuser": "on"},
    {"power": "51", "difficulty": "11", "range": "2500"},
    {"power": "0"},
    {"power": "173", "mode": "manual", "manual_model": "plus50", "difficulty": "1"},
    {"power": "233.5", "mode": "manual", "manual_model": "minus1", "range": "1000"},
    {"power": "250", "difficulty": "7"},
    {"power": "100", "range": "0"},
    {"power": "100", "difficulty": "3", "focuser": "on"},
    {"power": "12", "mode": "manual"},
    {"power": "299", "mode": "auto", "focuser": "on", "range": "5000"},
    {"power": "80", "mode": "manual", "difficulty": "5", "range": "600"},
)
CHANGES = ("0:shields.front=123.5", "role:player:beam_port.playerdamage=*1.37")


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)
    return bool(one == other)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """What a command says as JSON."""

    def asked(*arguments: str) -> Any:
        capsys.readouterr()
        run([*arguments, "--format", "json"])
        return json.loads(capsys.readouterr().out)

    return asked


def placed(which: str, request: pytest.FixtureRequest, folder: Path) -> Path:
    """A mod on disk."""
    if which in ("tsn-3.1", "sdn"):
        return Path(request.getfixturevalue("corpus") / "mods" / which)
    mod = hostile_mod()
    for path, data in mod.text_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def under(setting: dict[str, str]) -> Conditions:
    return Conditions(
        power=float(setting.get("power", "100")) / 100,
        mode=Mode(setting.get("mode", "auto")),
        focuser="focuser" in setting,
        difficulty=int(setting.get("difficulty", "10")),
        manual_model=ManualModel(setting.get("manual_model", "measured")),
        distance=float(setting["range"]) if "range" in setting else None,
    )


@pytest.mark.parametrize("which", ["stock:2.8", "hostile", "tsn-3.1", "sdn"])
def test_figures_of_ships_on_the_page_are_those_of_score(
    which: str,
    served: Served,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    place = which if which == "stock:2.8" else str(placed(which, request, tmp_path / "mod"))
    key = served.benches.open(place)
    mod = Mod.open(place)
    stock = fitting_stock(mod)
    for setting in SETTINGS if which == "hostile" else SETTINGS[::3]:
        asked = urlencode({"power": "100", **setting})
        page = served.get(f"/mod/{quote(key)}/ships?{asked}").text
        shown = {
            (found[1], row): cells
            for row, text in enumerate(re.findall(r"<tr><th scope=.row.>.*?</tr>", page, re.DOTALL))
            for cells in [re.findall(r'<data value="([^"]*)">', text)]
            if (found := re.search(r"ship\?id=(-?\d+)", text))
        }
        assessment = assess(mod, stock, under(setting))
        wanted: dict[tuple[str, int], list[Any]] = {
            (str(one["id"]), at): [
                "" if value is None else value
                for value in (*map(one["score"].get, SCORES), *map(one["metrics"].get, COLUMNS))
            ]
            for at, one in enumerate(map(ship_json, assessment.scored))
            if one["id"] is not None
        }
        assert shown.keys() == wanted.keys()
        for which_ship, cells in shown.items():
            for cell, value in zip(cells, wanted[which_ship], strict=True):
                if value != "":
                    there = float(f"{float(cell):.9g}")  # JSON has so many digits
                    assert math.isclose(there, value, rel_tol=1e-9), (setting, which_ship)
                else:
                    assert cell in ("", "inf")


def test_ship_audit_fight_and_compare_are_those_of_the_commands_with_changes(
    served: Served, said: Callable[..., Any], slipped: Path
) -> None:
    place = str(slipped)
    key = served.benches.open(place)
    bench = served.benches.opened[key]
    for change in CHANGES:
        bench.change(change)
    held = [one for change in CHANGES for one in ("--with", change)]
    base = f"/mod/{quote(key)}"

    def without(found: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in found.items() if name != "with"}

    pairs = (
        ("/ships?format=json", ("score", place, *held)),
        ("/ship?id=1&format=json", ("ship", place, "1", "--why", *held)),
        ("/findings?format=json", ("audit", place)),
        ("/fights?a=1&b=4000&format=json", ("fight", place, "1", "--against", "4000", *held)),
    )
    for path, command in pairs:
        assert alike(without(served.get(base + path).json), without(said(*command))), path
    here = served.get(f"{base}/compare?a=stock:2.8&format=json").json
    there = said("compare", "stock:2.8", place, *held)
    assert alike(here["balance"], there["balance"])
    assert alike(here["vessels"], there["vessels"])
