"""What a conversion does throughout is its habit; what it does once is a slip."""

from artemis_modkit.audit import Severity
from tests.audit.both_sides import findings, mod, set_to, vessel

EFFICIENT = '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'
CRAFT = "player singleseat fighter"
BACKLESS = '<shields front="400" back="0"/><performance turnrate="0.004" topspeed="0.6"/>'


def test_craft_have_a_habit_of_their_own_in_what_energy_they_use() -> None:
    ships = "".join(vessel(EFFICIENT, at) for at in range(6))
    bare = vessel("<performance/>", 100, CRAFT) + vessel("<performance/>", 101, CRAFT)
    assert not findings("missing-efficiency", mod(ships + bare))
    sound = "".join(vessel(EFFICIENT, at, CRAFT) for at in range(102, 108))
    told = findings("missing-efficiency", mod(ships + bare + sound))
    assert [one.vessel for one in told] == [100, 101]


def test_an_efficiency_that_is_misspelt_is_there() -> None:
    ships = "".join(vessel(EFFICIENT, at) for at in range(6))
    misspelt = vessel(EFFICIENT.replace("shipeff", "shipef"), 9)
    assert not findings("missing-efficiency", mod(ships + misspelt))


def test_a_race_that_turns_no_back_means_it() -> None:
    one = vessel(BACKLESS, 80, "large")
    assert [told.vessel for told in findings("zero-shields", mod(one))] == [80]
    assert not findings("zero-shields", mod(one + vessel(BACKLESS, 81, "large")))
    beasts = '<hullRace ID="0" name="Fauna" keys="enemy biomech"/>'
    assert not findings("zero-shields", mod(one, head=beasts))


def test_a_setting_near_its_range_is_a_house_rule_and_one_far_from_it_a_slip() -> None:
    weights = {}
    for energy in (4000, 20000):
        [told] = findings("setting-out-of-range", set_to(f"stationEnergy={energy}"))
        weights[energy] = told.severity
    assert weights == {4000: Severity.NOTICE, 20000: Severity.WARNING}


def test_a_port_put_on_another_one_by_its_sign_is_a_slip_of_its_pair() -> None:
    def side(*places: tuple[int, int]) -> str:
        return "".join(f'<beam_port x="{x}" y="5" z="{z}"/>' for x, z in places)

    left = side((-40, 150), (-40, 50), (-40, -50))
    sound, slipped = ((40, 150), (40, 50), (40, -50)), ((40, 150), (40, -50), (40, -50))
    assert not findings("mirror-slip", mod(vessel(left + side(*sound))))
    [told] = findings("mirror-slip", mod(vessel(left + side(*slipped))))
    assert "z=-50, the one on the other side 50" in told.message
