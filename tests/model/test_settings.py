"""artemis.ini as typed settings, and the facts about each key."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from artemis_modkit.model import Mod, Settings
from artemis_modkit.model.settings import (
    GENERATIONS,
    SettingFact,
    SettingType,
    accepted_values,
    same_value,
    setting_facts,
    stock_settings_text,
)
from artemis_modkit.parsers.source import Source
from tests.conftest import FIXTURES

FACTS = setting_facts()
each_generation = pytest.mark.parametrize("generation", GENERATIONS)

TSN_KEYS = [
    "playerShieldRechargeRate",
    "enemyShieldRechargeRate",
    "energyUseCoeff",
    "energyCoeffBeams",
    "energyCoeffTubes",
    "energyCoeffWarp",
    "energyCoeffFrontShlds",
    "energyCoeffRearShlds",
    "playerBeamDelay",
    "torpEnergyValue",
    "torpEnergyCostValue",
    "friendlyBeamDamageCap",
    "lowStartStationTorpNuk",
    "highStartStationTorpNuk",
    "lowStartStationTorpEmp",
    "lowStartStationTorpShk",
    "highStartStationTorpShk",
    "damageTorpHom",
    "speedTorpHom",
    "damageTorpShk",
    "speedTorpShk",
]

NUMBERS = {SettingType.INTEGER, SettingType.DECIMAL, SettingType.FLAG, SettingType.CHOICE}


def settings(text: str) -> Settings:
    return Settings.from_bytes("artemis.ini", text.encode())


def quoted(one: Settings) -> list[tuple[str, str]]:
    return [(setting.value, fact.key) for setting, fact in one.unreadable()]


# What is known of the keys ------------------------------------------------------------------


def the_default_of_a_key_is_a_value_that_it_accepts(fact: SettingFact) -> None:
    if fact.since is None:
        assert fact.default == "", "no stock file has the key"
        return
    if fact.type not in NUMBERS:
        return
    default = Decimal(fact.default)
    assert fact.low is None or fact.low <= default
    assert fact.high is None or default <= fact.high
    assert not fact.choices or default in fact.choices
    if fact.type is not SettingType.DECIMAL:
        assert default == int(default)


def the_facts_of_a_key_fit_together(fact: SettingFact) -> None:
    assert fact.side in ("both", "client", "server")
    assert bool(fact.choices) == (fact.type is SettingType.CHOICE)
    assert fact.low is None or fact.high is None or fact.low < fact.high
    assert fact.type in NUMBERS or fact.low is fact.high is None
    assert fact.group.strip()
    assert fact.meaning.endswith(".")
    assert fact.key.isalnum()


def the_games_that_have_a_key_are_known(fact: SettingFact) -> None:
    assert fact.since in (None, *GENERATIONS)
    assert fact.until in (None, *GENERATIONS) or fact.since is None
    if fact.since and fact.until:
        assert GENERATIONS.index(fact.since) <= GENERATIONS.index(fact.until)
    assert any(fact.is_in(generation) for generation in GENERATIONS) == (fact.since is not None)


def a_key_is_replaced_by_a_newer_one_of_the_same_type_that_is_not_replaced_itself(
    fact: SettingFact,
) -> None:
    if fact.replaced_by is None:
        return
    newer = FACTS[fact.replaced_by]
    assert fact.until is not None
    assert newer.is_in(GENERATIONS[-1])
    assert not newer.is_in(fact.until)
    assert (newer.type, newer.replaced_by) == (fact.type, None)


@pytest.mark.parametrize(
    "law",
    [
        the_default_of_a_key_is_a_value_that_it_accepts,
        the_facts_of_a_key_fit_together,
        the_games_that_have_a_key_are_known,
        a_key_is_replaced_by_a_newer_one_of_the_same_type_that_is_not_replaced_itself,
    ],
    ids=lambda law: law.__name__,
)
def test_of_every_key(law: Callable[[SettingFact], None]) -> None:
    for fact in FACTS.values():
        law(fact)


def test_no_key_differs_from_another_by_case_alone() -> None:
    assert len({key.lower() for key in FACTS}) == len(FACTS)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("playerShieldRechargeRate", "0.02 to 2.0"),
        ("stationEnergy", "500 to 2000 energy"),
        ("torpEnergyValue", "1 or more energy"),
        ("useJoystick", "0 (no) or 1 (yes)"),
        ("gameWindowMode", "1 or 2 or 3"),
        ("cueRedAlert", ""),
    ],
)
def test_what_a_key_accepts_is_said_in_words(key: str, words: str) -> None:
    assert accepted_values(FACTS[key]) == words


# Stock --------------------------------------------------------------------------------------


@each_generation
def test_a_rendered_stock_is_sound_and_of_its_own_generation(generation: str) -> None:
    one = settings(stock_settings_text(generation))
    assert one.document.faults == ()
    assert one.generation == generation
    assert quoted(one) == []
    keys = [setting.key for setting in (*one.document.settings, *one.document.switched_off)]
    assert sorted(keys) == sorted(key for key, fact in FACTS.items() if fact.is_in(generation))
    assert one.texts == {key: FACTS[key].default for key in one.texts}


@each_generation
def test_the_rendered_stock_equals_the_games_own_by_value(generation: str, corpus: Path) -> None:
    own = settings(stock_settings_text(generation))
    game = Settings.from_bytes(
        "artemis.ini", (corpus / "stock" / generation / "artemis.ini").read_bytes()
    )
    assert own.texts.keys() == game.texts.keys()
    different = {key: value for key, value in game.texts.items() if own.texts[key] != value}
    assert different == {}
    asleep = {one.key for one in own.document.switched_off}
    assert asleep == {one.key for one in game.document.switched_off} - own.texts.keys()


@each_generation
def test_the_games_own_file_is_of_its_generation_and_readable(generation: str, games: Path) -> None:
    game = Mod.open(games / generation).settings
    assert game is not None
    assert (game.generation, quoted(game)) == (generation, [])
    assert game.texts.keys() <= FACTS.keys()


# A file of a mod ----------------------------------------------------------------------------


def test_values_are_read_as_numbers_and_absent_or_unreadable_ones_are_none() -> None:
    one = settings(
        "stationEnergy=1200\nplayerShieldRechargeRate=.5\ndroneSpeed=2,4\n;torpEnergyValue=9\n"
    )
    keys = ("stationEnergy", "playerShieldRechargeRate", "droneSpeed", "torpEnergyValue")
    assert [one.number(key) for key in keys] == [1200, 0.5, None, None]


@pytest.mark.parametrize(
    "line",
    [
        "playerShieldRechargeRate=0,4",
        "stationEnergy=many",
        "stationEnergy=",
        "networkPort=20.5",
        "useJoystick=yes",
        "gameWindowMode=2     (windowed)",
        "cueRedAlert=",
    ],
)
def test_a_value_of_the_wrong_kind_is_quoted(line: str) -> None:
    key, _, value = line.partition("=")
    assert quoted(settings(line + "\n")) == [(value, key)]


@pytest.mark.parametrize("line", ["stationEnergy=1e3", "useJoystick=01", "networkPort=2010.0"])
def test_a_number_is_read_however_it_is_written(line: str) -> None:
    assert quoted(settings(line)) == []


def test_of_a_doubled_key_the_last_counts() -> None:
    one = settings("stationEnergy=1\nstationEnergy=2\n")
    assert (one.texts, one.number("stationEnergy")) == ({"stationEnergy": "2"}, 2)


@pytest.mark.parametrize(
    ("value", "other", "same"),
    [("1", "1.0", True), (".5", "0.50", True), ("a.wav", "A.wav", False), ("x", "x", True)],
)
def test_values_are_the_same_as_numbers_else_letter_for_letter(
    value: str, other: str, same: bool
) -> None:
    assert same_value(value, other) is same


@pytest.mark.parametrize(
    ("text", "generation"),
    [
        ("damageTorp1=20\nspeedTorp1=3\n", "2.4"),
        ("damageTorpHom=25\nturnTorpHom=0.02\nServerNetworkName=Lamp\n", "2.8"),
        ("damageTorpHom=25\n;energyCostOfOneBeamShot=1.0\n", "2.8"),
        ("", "2.8"),
    ],
)
def test_a_file_is_of_the_generation_that_has_most_of_its_keys(text: str, generation: str) -> None:
    assert settings(text).generation == generation


def test_any_bytes_are_settings() -> None:
    source = Source.from_bytes("artemis.ini", b"stationEnergy=\xff\x00\n=\n[x]\n")
    assert Settings.from_source(source).texts.keys() == {"stationEnergy"}


def test_the_demo_mod_has_every_key_that_a_tsn_patch_sets_one_of_them_asleep() -> None:
    demo = Mod.open(FIXTURES / "mods" / "nebula-patrol").settings
    assert demo is not None
    assert demo.generation == "2.8"
    assert [key for key in TSN_KEYS if key not in demo.texts] == ["friendlyBeamDamageCap"]
    assert "friendlyBeamDamageCap" in {one.key for one in demo.document.switched_off}
