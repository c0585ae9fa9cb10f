"""The recipe upgrade: old files become what newer games want, and mean what they meant."""

from pathlib import Path

import pytest

from artemis_modkit.audit import audit
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.patcher import apply, load_recipe
from tests.patcher.recipes.trials import after, equal, ids_of, mod_of, patched, texts

OLD = ["2.1", "2.4"]
ABOUT_DIALECTS = {
    "old-dialect", "setting-of-other-game", "missing-efficiency", "missing-player-damage",
    "unknown-torpedo", "unknown-element", "unknown-attribute", "bays-without-carrier",
    "carrier-without-bays", "missing-attribute",
}  # fmt: skip


def ships(mod: Mod) -> VesselData:
    assert mod.vessel_data is not None
    return mod.vessel_data


Figure = tuple[int | None, str, int | str, str]


def figures(mod: Mod, ids: set[int | None]) -> dict[Figure, str]:
    """Attributes by vessel and element; stores by their type, wherever they stand."""
    found: dict[Figure, str] = {}
    every = texts(mod.vessel_data, ids)
    for (vessel, element, at, name), value in every.items():
        if element == "torpedo_storage":
            kind = every[vessel, element, at, "type"]
            found[vessel, element, kind, "amount"] = every[vessel, element, at, "amount"]
        else:
            found[vessel, element, at, name] = value
    return found


def unlike_stock(games: Path, old: str, new: str, *settings: str) -> dict[Figure, tuple[str, str]]:
    """Figures of an upgraded stock that stock of a newer game has otherwise, or not at all."""
    source = games / old
    ids = ids_of(mod_of(source))
    ours = figures(after(source, "upgrade", *settings), ids)
    theirs = figures(mod_of(games / new), ids)
    both = {key: (ours.get(key, ""), theirs.get(key, "")) for key in ours.keys() | theirs.keys()}
    return {key: pair for key, pair in both.items() if not equal(pair)}


@pytest.mark.parametrize("stock", OLD)
def test_upgraded_stock_is_of_the_newest_dialect(games: Path, stock: str) -> None:
    verdict = ships(after(games / stock, "upgrade")).dialect
    assert verdict.dialect is Dialect.V2_6
    assert not verdict.leftovers


def test_stock_2_1_gets_the_figures_of_stock_but_for_weapons_that_were_new(games: Path) -> None:
    unlike = unlike_stock(games, "2.1", "2.8", "stock-figures=true")
    shocks = {key for key in unlike if key[2] == "shk"}
    probes = {key: pair for key, pair in unlike.items() if key[2] in ("bea", "pro", "tag")}
    assert shocks == {(ship, "torpedo_storage", "shk", "amount") for ship in range(5)}
    assert {key[0] for key in probes} == {0, 1}
    assert {pair[0] for pair in probes.values()} == {"2"}
    assert unlike.keys() - shocks - probes.keys() == {(4, "carrierload", 0, "baycount")}


def test_stock_2_4_gets_the_figures_of_stock_but_for_numbers_of_probes(games: Path) -> None:
    unlike = unlike_stock(games, "2.4", "2.8", "stock-figures=true")
    assert {key[2] for key in unlike} == {"bea", "pro", "tag"}
    assert {key[0] for key in unlike} == {0, 1, 6, 8, 9}


def test_without_the_option_balance_stays_as_it_was(games: Path) -> None:
    unlike = unlike_stock(games, "2.4", "2.7.1")
    assert {key for key in unlike if key[2] not in ("bea", "pro", "tag")} == {
        (0, "torpedo_storage", "shk", "amount")
    }


@pytest.mark.parametrize("stock", OLD)
def test_words_of_ships_and_races_become_those_of_stock(games: Path, stock: str) -> None:
    ours = ships(after(games / stock, "upgrade"))
    theirs = ships(mod_of(games / "2.8"))
    words = {vessel.id: set(vessel.words) for vessel in theirs.vessels}
    unlike = {one.id for one in ours.vessels if set(one.words) != words[one.id]}
    assert unlike == ({4} if stock == "2.1" else set())
    keys = {race.id: set(race.words) for race in theirs.races}
    assert all(set(race.words) == keys[race.id] for race in ours.races)


def place_of(mod: str, request: pytest.FixtureRequest) -> Path | str:
    """A real mod, or one that is made or embedded."""
    return mod if ":" in mod else request.getfixturevalue("corpus") / mod


OLD_MODS = [
    "stock:2.1", "stock:2.4", "made:2.1-loose", "made:2.4-loose", "mods/sdn", "mods/bens-4.2",
]  # fmt: skip


@pytest.mark.parametrize("mod", OLD_MODS)
def test_an_upgraded_mod_has_no_finding_about_dialects(
    mod: str, request: pytest.FixtureRequest
) -> None:
    place = place_of(mod, request)
    now = after(place, "upgrade")
    before = {one.rule for one in audit(mod_of(place), fitting_stock(now)).findings}
    found = {one.rule for one in audit(now, fitting_stock(now)).findings}
    assert found & ABOUT_DIALECTS <= {"missing-attribute"} & before
    assert now.vessel_data is not None
    assert not now.vessel_data.dialect.leftovers


@pytest.mark.parametrize("mod", OLD_MODS)
def test_what_is_upgraded_stays_as_it_is(mod: str, request: pytest.FixtureRequest) -> None:
    now = after(place_of(mod, request), "upgrade")
    assert apply(now, load_recipe("upgrade")).after == {}


@pytest.mark.parametrize("source", ["stock:2.7.1", "stock:2.8"])
def test_new_files_stay_as_they_are(source: str) -> None:
    assert patched(source, "upgrade").changes == ()


def test_numbered_torpedo_settings_get_their_names(games: Path) -> None:
    was, now = (
        mod_of(games / "2.4").settings,
        after(games / "2.4", "upgrade").settings,
    )
    assert was is not None
    assert now is not None
    assert was.generation == "2.4"
    assert now.generation == "2.8"
    assert now.number("damageTorpHom") == was.number("damageTorp1")
    assert now.number("highStartStationTorpShk") == was.number("highStartStationTorp5")
    assert len(now.texts) == len(was.texts)


def test_for_game_2_6_torpedoes_stay_numbered(games: Path) -> None:
    now = after(games / "2.4", "upgrade", "numbered-torpedoes=true")
    assert now.settings is not None
    was = mod_of(games / "2.4").settings
    assert was is not None
    assert now.settings.texts == was.texts
    types = {
        store.element.attributes["type"]
        for vessel in ships(now).vessels
        for store in vessel.torpedo_storages
    }
    assert types == {"0", "1", "2", "3", "4"}
    assert ships(now).dialect.dialect is Dialect.V2_6


OLD_SHIPS = """<vessel_data version="1.66">
  <hullRace ID="0" name="Guild" keys="player"/>
  <hullRace ID="1" name="Ports" keys="friendly"/>
  <hullRace ID="2" name="Foes" keys="enemy loner elite"/>
  <vessel uniqueID="0" side="0" classname="Barge" broadType="player">
    <shields front="10" back="10"/>
    <performance turnrate="0.004" topspeed="0.6" efficiency="{efficiency}"/>
    <beam_port x="0" y="0" z="9" damage="{damage}" arcwidth="0.4" cycletime="6" range="1000"/>
    <torpedo_tube x="0" y="0" z="9"/>
    <torpedo_storage type="3" amount="1"/>
    <carrier complement="2"/>
  </vessel>
  <vessel uniqueID="1000" side="1" classname="Quay" broadType="base">
    <shields front="100" back="0"/>
  </vessel>
  <vessel uniqueID="2000" side="2" classname="Nest" broadType="base">
    <shields front="100" back="0"/>
    <beam_port x="0" y="0" z="9" damage="7" arcwidth="0.4" cycletime="6" range="1000"/>
  </vessel>
  <vessel uniqueID="2001" side="2" classname="Wasp" broadType="fighter">
    <shields front="5" back="5"/>
  </vessel>
</vessel_data>
"""


def upgraded(efficiency: str = "1", damage: str = "12") -> str:
    text = OLD_SHIPS.format(efficiency=efficiency, damage=damage)
    mod = Mod.from_files("guild", {"dat/vesselData.xml": text.encode()})
    return apply(mod, load_recipe("upgrade")).after["dat/vesselData.xml"].decode()


def test_an_old_ship_comes_out_new() -> None:
    assert upgraded() == (
        OLD_SHIPS.replace("1.66", "2.6")
        .replace('"enemy loner elite"', '"enemy loner hasspecials"')
        .replace('"Barge" broadType="player"', '"Barge" broadType="player carrier"')
        .replace(
            'efficiency="{efficiency}"',
            'shipefficiency="1" warpefficiency="1" jumpefficiency="1"',
        )
        .replace(
            'damage="{damage}" arcwidth="0.4" cycletime="6" range="1000"/>',
            'damage="1" arcwidth="0.4" cycletime="6" range="1000" playerdamage="12"/>',
        )
        .replace(
            'type="3" amount="1"/>\n',
            'type="emp" amount="1"/>\n'
            '    <torpedo_storage type="bea" amount="2"/>\n'
            '    <torpedo_storage type="pro" amount="2"/>\n'
            '    <torpedo_storage type="tag" amount="2"/>\n',
        )
        .replace('<carrier complement="2"/>', '<carrierload baycount="2"/>')
        .replace(
            '"Quay" broadType="base">\n    <shields front="100" back="0"/>\n',
            '"Quay" broadType="base">\n    <shields front="100" back="0"/>\n'
            '    <production coeff="1.0"/>\n',
        )
        .replace('broadType="fighter"', 'broadType="singleseat"')
    )


@pytest.mark.parametrize(
    ("old", "ship", "jump"),
    [("1.3", "0.7", "1"), ("1.0", "1.0", "1.0"), ("0.8", "1.2", "1.2"), ("2.5", "0.1", "1")],
)
def test_efficiency_is_turned_round(old: str, ship: str, jump: str) -> None:
    assert f'shipefficiency="{ship}" warpefficiency="{ship}" jumpefficiency="{jump}"/>' in upgraded(
        efficiency=old
    )


def test_efficiency_that_is_no_number_stays_for_its_author() -> None:
    assert 'topspeed="0.6" efficiency="1,2"/>' in upgraded(efficiency="1,2")


def test_efficiency_goes_where_the_new_figures_are_already() -> None:
    text = upgraded(efficiency='1.3" shipefficiency="0.9')
    assert 'topspeed="0.6" shipefficiency="0.9"/>' in text


@pytest.mark.parametrize(
    ("old", "new"),
    [("12", "1"), ("20", "2"), ("18", "2"), ("9", "1"), ("5", "0.4"), ("4", "0.3"), ("0.5", "0.1")],
)
def test_damage_of_a_player_beam_is_split(old: str, new: str) -> None:
    text = upgraded(damage=old)
    assert f'damage="{new}" arcwidth="0.4"' in text
    assert f'playerdamage="{old}"' in text
