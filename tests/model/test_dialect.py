"""The dialect of a vesselData.xml, by what is in it and never by its label."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.dialect import Dialect
from tests.conftest import FIXTURES


def read(*bodies: str, version: str = "2.6") -> VesselData:
    text = f'<vessel_data version="{version}">{"".join(bodies)}</vessel_data>'
    return VesselData.from_bytes("dat/vesselData.xml", text.encode())


def signs(data: VesselData) -> dict[str, int]:
    return {sign.title: count for sign, count in data.dialect.signs}


def leftovers(data: VesselData) -> set[str]:
    return {sign.title for sign in data.dialect.leftovers}


OLD_SHIP = '<vessel><performance efficiency="1.3"/><carrier complement="4"/></vessel>'
NEW_SHIP = '<vessel><carrierload baycount="4"/><torpedo_storage type="trp" amount="4"/></vessel>'

FINGERPRINTS = {
    '<vessel><performance turnrate="0.002" efficiency="1.3"/></vessel>': Dialect.V1_66,
    '<vessel><carrier complement="10"/></vessel>': Dialect.V1_66,
    '<hullRace keys="enemy Elite"/>': Dialect.V1_66,
    '<vessel><torpedo_storage type="2" amount="6"/></vessel>': Dialect.V1_66,
    OLD_SHIP + '<vessel><production coeff="1"/></vessel>': Dialect.V2_1A,
    OLD_SHIP + '<vessel><torpedo_station_port damage="30"/></vessel>': Dialect.V2_1A,
    '<vessel><beam_port damage="1" playerdamage="12"/></vessel>': Dialect.V2_1B,
    '<vessel><performance shipefficiency="0.7"/></vessel>': Dialect.V2_1B,
    '<vessel><carrierload fighter="5" bomber="2"/></vessel>': Dialect.V2_1B,
    '<vessel><carrierload baycount="5" fighter="2"/></vessel>': Dialect.V2_6,
    '<vessel><torpedo_storage type=" trp" amount="6"/></vessel>': Dialect.V2_6,
    '<vessel broadType="player SingleSeat fighter"/>': Dialect.V2_6,
    '<vessel broadType="base"><shields front="400"/></vessel>': Dialect.V2_6,
    "": Dialect.V2_6,
}


@pytest.mark.parametrize("body", FINGERPRINTS)
@pytest.mark.parametrize("version", ["1.66", "2.6", "9.9"])
def test_a_file_is_of_the_oldest_dialect_that_has_all_its_signs(body: str, version: str) -> None:
    verdict = read(body, version=version).dialect
    assert (verdict.dialect, verdict.leftovers) == (FINGERPRINTS[body], frozenset())


def test_an_old_sign_among_new_ones_is_a_leftover() -> None:
    data = read(NEW_SHIP, NEW_SHIP, '<vessel><torpedo_storage type="0" amount="8"/></vessel>')
    assert data.dialect.dialect is Dialect.V2_6
    assert leftovers(data) == {"torpedo type as a number"}
    assert data.dialect.leftovers


def test_torpedoes_by_word_are_the_leftover_where_all_others_of_an_old_file_are_numbered() -> None:
    numbered = '<vessel><torpedo_storage type="0" amount="8"/><carrierload fighter="2"/></vessel>'
    data = read(numbered, numbered, '<vessel><torpedo_storage type="shk" amount="2"/></vessel>')
    assert data.dialect.dialect is Dialect.V2_1B
    assert leftovers(data) == {"torpedo type as a word"}


def test_new_signs_in_an_old_file_are_no_leftovers_as_newer_games_add_to_older_ones() -> None:
    data = read(OLD_SHIP, OLD_SHIP, OLD_SHIP, NEW_SHIP)
    assert (data.dialect.dialect, data.dialect.leftovers) == (Dialect.V1_66, frozenset())


def test_signs_are_counted_the_most_frequent_first() -> None:
    data = read(NEW_SHIP, NEW_SHIP, '<vessel broadType="singleseat"/>')
    assert list(signs(data).items()) == [
        ("carrierload 'baycount'", 2),
        ("torpedo type as a word", 2),
        ("broadType 'singleseat'", 1),
    ]


def test_a_sign_in_a_comment_does_not_count() -> None:
    data = read(NEW_SHIP, '<!-- <performance efficiency="1.3"/> -->')
    assert "performance 'efficiency'" not in signs(data)


def test_dialects_are_in_the_order_of_the_games() -> None:
    assert [one.label for one in Dialect] == ["1.66", "2.1a", "2.1b", "2.6"]
    assert Dialect.V2_1A.is_before(Dialect.V2_1B)
    assert not Dialect.V2_6.is_before(Dialect.V2_6)


REAL = {
    "stock/2.1": (Dialect.V2_1A, set()),
    "stock/2.4": (Dialect.V2_1B, set()),
    "stock/2.7.1": (Dialect.V2_6, set()),
    "stock/2.7.4": (Dialect.V2_6, set()),
    "stock/2.8": (Dialect.V2_6, set()),
    "mods/sdn": (Dialect.V1_66, set()),
    # for game 2.6: bays and single seats as later, torpedoes still numbered
    "mods/bens-4.2": (Dialect.V2_6, set()),
    "mods/tsn-2.010": (Dialect.V2_6, {"torpedo type as a number"}),
    "mods/tsn-2.011": (Dialect.V2_6, {"torpedo type as a number"}),
    "mods/tsn-3.1": (Dialect.V2_6, set()),
    "broken/missing-quote.xml": (Dialect.V2_6, set()),
    "broken/text-after-root.xml": (Dialect.V2_6, set()),
    "merge/starry-2019/base.xml": (Dialect.V2_6, {"torpedo type as a number"}),
    "merge/starry-2019/ours.xml": (Dialect.V2_6, {"torpedo type as a number"}),
    "merge/starry-2019/theirs.xml": (Dialect.V2_6, set()),
}


DIALECTS = {
    "2.1": Dialect.V2_1A, "2.4": Dialect.V2_1B, "2.7.1": Dialect.V2_6, "2.7.4": Dialect.V2_6,
    "2.8": Dialect.V2_6,
}  # fmt: skip


@pytest.mark.parametrize("version", DIALECTS)
def test_a_game_writes_its_own_dialect_and_no_other(version: str, games: Path) -> None:
    data = Mod.open(games / version).vessel_data
    assert data is not None
    assert (data.dialect.dialect, leftovers(data)) == (DIALECTS[version], set())


@pytest.mark.parametrize("place", REAL)
def test_real_files_are_of_the_dialect_that_their_games_write(place: str, corpus: Path) -> None:
    data = Mod.open(corpus / place).vessel_data
    assert data is not None
    assert (data.dialect.dialect, leftovers(data)) == REAL[place]


def test_the_demo_mod_is_of_the_newest_dialect_but_for_one_torpedo() -> None:
    data = Mod.open(FIXTURES / "mods" / "nebula-patrol").vessel_data
    assert data is not None
    assert (data.dialect.dialect, leftovers(data)) == (Dialect.V2_6, {"torpedo type as a number"})
