"""What the audit says of values that are no numbers, or none that the game can hold."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from tests.audit.values_of_ships import STOCK, said, vessel

# Ships of stock beside the factor of a mod ------------------------------------------------------


def test_decimal_commas_all_over_a_file_are_one_finding() -> None:
    commas = "".join(vessel(f'<shields front="8,{n}" back="80"/>', number=n) for n in range(9))
    [message] = said("unreadable-value", commas)
    assert message.endswith("decimals are written with a point: 8.0 (9 such places)")


def test_paths_of_one_computer_all_over_a_file_are_one_finding() -> None:
    art = "".join(vessel(f'<art meshfile="C:/mods/{n}.dxs"/>', number=n) for n in range(9))
    [message] = said("path-outside", art)
    assert message.endswith("(9 such places)")


# Figures beyond any sense, and commas that part thousands ---------------------------------------


def unreadable(attributes: str) -> list[str]:
    """What the audit says of the values of one shield and one beam that it cannot read."""
    mod = Mod.from_files(
        "any",
        {
            "dat/vesselData.xml": (
                '<vessel_data><hullRace ID="0" name="TSN" keys="player"/>'
                '<vessel uniqueID="1" side="0" classname="Heron" broadType="player">'
                f"{attributes}</vessel></vessel_data>"
            ).encode()
        },
    )
    result = audit(mod, Mod.open("stock"), scope=Scope(select=["unreadable-value"]))
    return [finding.message for finding in result.findings]


SIZE = "is beyond what the game can hold, 1.2e-38 to 3.4e+38 or 0; write a number"


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ('<beam_port damage="1e308"/>', f'beam_port damage="1e308" {SIZE}'),
        ('<torpedo_tube x="1e-320"/>', f'torpedo_tube x="1e-320" {SIZE}'),
        (
            f'<shields front="{"9" * 400}"/>',
            f'shields front="{"9" * 60}…" has more than 152 characters, the most that a figure of '
            "the game needs; write a number",
        ),
        ('<shields front="inf"/>', 'shields front="inf" is not a number; write a number'),
        ('<shields front="0x10"/>', 'shields front="0x10" is not a number; write a number'),
        (
            '<beam_port range="1,500"/>',
            'beam_port range="1,500" is not a number; thousands have no mark between them: '
            "write 1500",
        ),
        (
            '<beam_port damage="1,500"/>',
            'beam_port damage="1,500" is not a number; decimals are written with a point: 1.500',
        ),
        (
            '<engine_port x="1,500"/>',
            'engine_port x="1,500" is not a number; decimals are written with a point: 1.500',
        ),
        (
            '<torpedo_storage type="trp" amount="1,000"/>',
            'torpedo_storage amount="1,000" is not a whole number; decimals are written with a '
            "point: 1.000",
        ),
    ],
)
def test_a_value_that_is_no_number_is_told_with_what_it_may_have_been(
    attributes: str, message: str
) -> None:
    assert unreadable(attributes) == [f"1 Heron: {message}"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "playerSensorRange=30,000",
            "playerSensorRange=30,000 is not a number; thousands have no mark between them: write "
            "30000 (stock has 50000, accepted are 5000 to 100000 units)",
        ),
        (
            "playerShieldRechargeRate=1,250",
            "playerShieldRechargeRate=1,250 is not a number; decimals are written with a point: "
            "1.250 (stock has 0.4, accepted are 0.02 to 2.0)",
        ),
        (
            "playerShieldRechargeRate=1e-320",
            "playerShieldRechargeRate=1e-320 is beyond what the game can hold, 1.2e-38 to 3.4e+38 "
            "or 0; stock has 0.4, accepted are 0.02 to 2.0",
        ),
    ],
)
def test_a_setting_that_is_no_number_is_told_with_what_it_may_have_been(
    line: str, message: str
) -> None:
    mod = Mod.from_files("any", {"artemis.ini": line.encode()})
    result = audit(mod, Mod.open("stock"), scope=Scope(select=["unreadable-setting"]))
    assert [finding.message for finding in result.findings] == [message]


def test_a_misspelt_player_is_told_by_its_word_alone() -> None:
    parts = '<torpedo_tube x="0" y="8" z="9"/><torpedo_storage type="trp" amount="8"/>'
    hulls = [vessel(parts, "palyer" if at == 1 else "player", at) for at in range(4)]
    rules = ["misspelt-word", "player-id-gap", "torpedoes-of-computer"]
    mod = Mod.from_files("example", ships("".join(hulls)))
    assert [one.rule for one in audit(mod, STOCK, scope=Scope(select=rules)).findings] == [
        "misspelt-word"
    ]
