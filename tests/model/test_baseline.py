"""Which stock a mod was built on, told by what is in it."""

from pathlib import Path
from random import Random

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.stock import STOCK_VERSIONS
from tests.made import MADE, VERSIONS, made

REAL = {
    "stock/2.1": "2.1",
    "stock/2.4": "2.4",
    "stock/2.7.1": "2.7.1",
    "stock/2.7.4": "2.7.4",
    "stock/2.8": "2.8",
    "mods/sdn": "2.1",
    "mods/bens-4.2": "2.7.1",
    "mods/tsn-2.010": "2.7.1",
    "mods/tsn-2.011": "2.7.1",
    "mods/tsn-3.1": "2.8",
}


@pytest.mark.parametrize("place", REAL)
def test_a_real_mod_is_measured_by_the_game_it_was_made_for(place: str, corpus: Path) -> None:
    assert fitting_stock(Mod.open(corpus / place)).name == f"stock:{REAL[place]}"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_game_is_its_own_measure(version: str, games: Path) -> None:
    assert fitting_stock(Mod.open(games / version)).name == f"stock:{version}"


@pytest.mark.parametrize("name", MADE)
def test_another_hand_makes_no_other_game(name: str) -> None:
    assert fitting_stock(made(name)).name == f"stock:{name.partition('-')[0]}"


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.8"])
def test_ships_alone_tell_it_too(version: str, games: Path) -> None:
    ships = Mod.open(games / version / "dat" / "vesselData.xml")
    assert fitting_stock(ships).name == f"stock:{version}"


@pytest.mark.parametrize("version", ["2.7.1", "2.8"])
def test_a_few_settings_do_not_outweigh_the_ships(version: str) -> None:
    ships = Mod.open(f"stock:{version}").tree.read("dat/vesselData.xml")
    files = {"dat/vesselData.xml": ships, "artemis.ini": b"stationEnergy=1000\n"}
    assert fitting_stock(Mod.from_files("mod", files)).name == f"stock:{version}"


@pytest.mark.parametrize("version", ["2.4", "2.7.1", "2.7.4", "2.8"])
def test_settings_alone_tell_it_too(version: str) -> None:
    text = Mod.open(f"stock:{version}").tree.read("artemis.ini")
    assert fitting_stock(Mod.from_files("mod", {"artemis.ini": text})).name == f"stock:{version}"


def test_stock_is_its_own_measure_and_what_tells_nothing_gets_the_newest() -> None:
    assert fitting_stock(Mod.open("stock:2.4")).name == "stock:2.4"
    for text in (b"", b"<vessel_data/>", b'<vessel_data><vessel uniqueID="1"/></vessel_data>'):
        assert fitting_stock(Mod.from_files("mod", {"vesselData.xml": text})).name == "stock:2.8"


@pytest.mark.parametrize("seed", range(12))
def test_ships_of_both_kinds_are_of_the_stock_that_most_of_their_figures_are_of(seed: int) -> None:
    newest, older = (STOCK_VERSIONS[one].ships.split("\n") for one in ("2.8", "2.7.1"))
    pick = Random(seed)
    lines = [pick.choice(pair) for pair in zip(newest, older, strict=True)]

    def shared(stock: list[str]) -> int:
        pairs = zip(lines[1:], stock[1:], strict=True)  # the first is of a comment
        return sum(len({*ours.split()} & {*theirs.split()}) for ours, theirs in pairs)

    mod = Mod.from_files("mod", {"vesselData.xml": "\n".join(lines).encode("ascii")})
    version = "2.7.1" if shared(older) > shared(newest) else "2.8"
    assert fitting_stock(mod).name == f"stock:{version}"


@pytest.mark.parametrize("version", ["2.7.1", "2.8"])
def test_no_stock_but_the_one_that_fits_is_opened(
    version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    ships = Mod.open(f"stock:{version}").tree.read("dat/vesselData.xml")
    mod = Mod.from_files("mod", {"dat/vesselData.xml": ships})
    monkeypatch.setattr(Mod, "open", opened.append)
    fitting_stock(mod)
    assert opened == [f"stock:{version}"]
