"""The embedded stock: the game's figures to the last one, and none of its sentences."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.declarations import Area, Item, attributes_of, children_of
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.stock import NEWEST, STOCK_VERSIONS
from artemis_modkit.model.vessels import HullRace, Vessel
from tests.conftest import FIXTURES

each_version = pytest.mark.parametrize("version", STOCK_VERSIONS)

_RUN = 6
"""So many words in a row, the same in two texts, are a copied sentence and not chance."""


def data_of(mod: Mod) -> VesselData:
    assert mod.vessel_data is not None
    return mod.vessel_data


def figures(item: Item) -> dict[str, Any]:
    """All values but sentences, by the names of the model."""
    values = {
        one.field: getattr(item, one.field)
        for one in attributes_of(type(item))
        if one.kind is not Area.TEXT
    }
    for one in children_of(type(item)):
        inner = getattr(item, one.field)
        many = inner if one.is_many else [inner] if inner is not None else []
        values[one.field] = [figures(each) for each in many]
    return values


def sentences(data: VesselData) -> Iterator[str]:
    for item in data.items():
        for one in attributes_of(type(item)):
            if one.kind is Area.TEXT:
                yield getattr(item, one.field) or ""


def runs(texts: Iterator[str] | list[str]) -> set[tuple[str, ...]]:
    """Every run of `_RUN` words in some texts, case and punctuation aside."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = re.findall(r"[a-z0-9']+", text.lower())
        found.update(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return found


def comments(path: Path) -> list[str]:
    """The notes of an artemis.ini, without what they show as a setting."""
    lines = path.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if line.startswith((";", "//")) and "=" not in line]


@each_version
def test_the_embedded_stock_has_the_games_vessels_figure_by_figure(
    version: str, corpus: Path
) -> None:
    own, game = data_of(Mod.open(f"stock:{version}")), data_of(Mod.open(corpus / "stock" / version))

    def by_id(items: tuple[HullRace, ...] | tuple[Vessel, ...]) -> dict[int | None, Any]:
        return {item.id: figures(item) for item in items}

    assert [race.id for race in own.races] == [race.id for race in game.races]
    assert [ship.id for ship in own.vessels] == [ship.id for ship in game.vessels]
    assert by_id(own.races) == by_id(game.races)
    assert by_id(own.vessels) == by_id(game.vessels)


@each_version
def test_the_embedded_stock_says_as_much_as_the_game_in_other_words(
    version: str, corpus: Path
) -> None:
    own, game = data_of(Mod.open(f"stock:{version}")), data_of(Mod.open(corpus / "stock" / version))
    assert [bool(text) for text in sentences(own)] == [bool(text) for text in sentences(game)]
    assert runs(sentences(own)) & runs(sentences(game)) == set()


@each_version
def test_the_embedded_stock_is_sound(version: str) -> None:
    mod = Mod.open(f"stock:{version}")
    data = data_of(mod)
    assert (data.document.faults, data.problems) == ((), ())
    assert data.document.verdict() is None
    assert data.root is not None
    generation = STOCK_VERSIONS[version].settings_generation
    assert (mod.settings.generation if mod.settings else None) == generation


def test_stock_without_a_version_is_the_newest() -> None:
    newest, named = Mod.open("stock"), Mod.open(f"stock:{NEWEST}")
    assert newest.name == named.name == "stock:2.8"
    assert newest.tree.paths == named.tree.paths == ("artemis.ini", "dat/vesselData.xml")
    assert data_of(newest).vessels == data_of(named).vessels


def test_the_settings_explain_themselves_in_our_own_words(corpus: Path) -> None:
    meanings = [fact.meaning for fact in setting_facts().values()]
    for version in ("2.4", "2.7.1", "2.7.4", "2.8"):
        game = comments(corpus / "stock" / version / "artemis.ini")
        assert runs(meanings) & runs(game) == set()


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_the_demo_mods_have_no_sentence_of_the_game_or_of_a_real_mod(
    name: str, corpus: Path
) -> None:
    demo = runs(sentences(data_of(Mod.open(FIXTURES / "mods" / name))))
    for place in ("stock/2.8", "stock/2.1", "mods/tsn-3.1", "mods/bens-4.2", "mods/sdn"):
        assert demo & runs(sentences(data_of(Mod.open(corpus / place)))) == set()


def test_the_older_demo_mod_is_clean_and_has_two_ships_less() -> None:
    new, old = (
        data_of(Mod.open(FIXTURES / "mods" / name))
        for name in ("nebula-patrol", "nebula-patrol-1.0")
    )
    names = {ship.class_name for ship in old.vessels}
    assert (old.document.faults, old.problems) == ((), ())
    assert [ship.class_name for ship in new.vessels if ship.class_name not in names] == [
        "Halo Tender",
        "Ash Raider",
    ]


def test_the_ships_of_2_7_1_differ_in_bays_and_drones_alone() -> None:
    older, newer = (data_of(Mod.open(f"stock:{version}")).vessels for version in ("2.7.1", "2.7.4"))
    differences = [
        (before.id, was.name, name, value, now.attributes[name])
        for before, after in zip(older, newer, strict=True)
        for was, now in zip(before.element.children, after.element.children, strict=True)
        for name, value in was.attributes.items()
        if now.attributes[name] != value
    ]
    assert differences == [
        (1006, "carrierload", "baycount", "10", "14"),
        (1007, "drone_port", "cycletime", "15.0", "9.0"),
        (1007, "drone_port", "range", "5000", "7000"),
        (3001, "carrierload", "baycount", "4", "8"),
        (3002, "carrierload", "baycount", "6", "12"),
        (4000, "drone_port", "cycletime", "30.0", "20.0"),
        (4000, "drone_port", "range", "5000", "7000"),
        (4001, "drone_port", "cycletime", "30.0", "20.0"),
        (4001, "drone_port", "range", "5000", "7000"),
        (4002, "drone_port", "cycletime", "30.0", "15.0"),
        (4002, "drone_port", "range", "5000", "7000"),
    ]
