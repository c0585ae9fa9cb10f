"""What the audit says of values beside those of stock, of a mod's other ships, and of the same ship."""

import re

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import settings, ships
from artemis_modkit.model import Mod
from tests.audit.values_of_ships import STOCK, said, vessel
from tests.made import SHIPS, files_of

# Ships of stock beside the factor of a mod ------------------------------------------------------


def scaled(factor: float, named: str = "", odd: float = 1.0) -> str:
    """The ships of stock with all of their shields times a factor, one of them times another."""
    data = STOCK.vessel_data
    assert data is not None
    rows = []
    for one in data.vessels:
        if one.shields and one.shields.front and one.shields.back:
            times = odd if one.id == 1500 else factor
            name = named if one.id == 1500 and named else one.class_name
            rows.append(
                f'<vessel uniqueID="{one.id}" side="0" classname="{name}"><shields '
                f'front="{one.shields.front * times:g}" back="{one.shields.back * times:g}"/>'
                "</vessel>\n"
            )
    return "".join(rows)


def test_a_ship_that_was_left_out_when_all_others_were_halved_is_told() -> None:
    assert said("uneven-scale", scaled(0.5, odd=1)) == [
        "1500 Escort: shields 40 is 1 times that of stock, in nearly all other ships it is 0.5 "
        "times; was it left out, or changed twice?"
    ]


@pytest.mark.parametrize(("odd", "cause"), [
    (5, "is the decimal point right?"), (0.05, "is the decimal point right?"),
    (1, "was it left out, or changed twice?"), (0.25, "was it left out, or changed twice?"),
])  # fmt: skip
def test_a_ship_that_is_ten_times_off_the_factor_has_a_slipped_point(
    odd: float, cause: str
) -> None:
    [message] = said("uneven-scale", scaled(0.5, odd=odd))
    assert message.endswith(f"in nearly all other ships it is 0.5 times; {cause}")


def test_a_mod_that_leaves_stock_as_it_is_may_change_one_ship() -> None:
    assert said("uneven-scale", scaled(1, odd=3)) == []


def test_a_ship_of_another_name_is_none_of_stock() -> None:
    assert said("uneven-scale", scaled(0.5, named="Pathfinder", odd=1)) == []


def test_a_figure_that_was_rounded_is_scaled_like_the_rest() -> None:
    assert said("uneven-scale", scaled(0.25, odd=0.267)) == []


# Twice, and out of order ------------------------------------------------------------------------


def test_an_engine_that_was_copied_with_its_x_is_told() -> None:
    left, right = (f'<engine_port x="{x}" y="0" z="-80"/>' for x in (-9, 9))
    assert said("point-twice", vessel(left * 2)) == [
        "7 Kite: this engine_port stands at the very place of another one; was one meant for x=9?"
    ]
    assert said("point-twice", vessel(left * 2 + right)) == []


def test_an_engine_that_stands_twice_in_stock_does_in_mods_too() -> None:
    assert said("point-twice", vessel('<engine_port x="-19.8" y="-3.8" z="-33.65"/>' * 2)) == []


@pytest.mark.parametrize(
    ("number", "told"), [(500, 1), (50, 0), (5000, 0), (4900, 0), (7, 0)]
)  # fmt: skip
def test_the_first_number_of_a_block_may_have_lost_its_last_digit(number: int, told: int) -> None:
    numbers = [*range(4000, 4008), number, *range(5001, 5005)]
    assert len(said("odd-number", "".join(vessel("", number=at) for at in numbers))) == told


def test_shields_of_a_ship_of_stock_are_held_against_stock_alone() -> None:
    shields = '<shields front="800" back="80"/>'
    cruiser = vessel(shields, number=0).replace("Kite", "Light Cruiser")
    assert said("uneven-shields", cruiser) == []
    assert said("uneven-shields", vessel(shields)) == [
        '7 Kite: shields front="800" back="80"; is a digit too many or too few?'
    ]


@pytest.mark.parametrize("shields", ['front="100" back="0"', 'front="100"', 'front="9" back="x"'])
def test_who_has_one_shield_alone_has_no_uneven_ones(shields: str) -> None:
    assert said("uneven-shields", vessel(f"<shields {shields}/>")) == []


def test_what_beams_do_is_told_with_the_conditions_that_it_holds_under() -> None:
    text = STOCK.tree.read("dat/vesselData.xml").decode()
    start = text.index('uniqueID="2001"')
    beam = text.index('damage="', start) + len('damage="')
    mod = STOCK.with_files({"dat/vesselData.xml": f"{text[:beam]}90{text[beam:]}".encode()})
    (found,) = audit(mod, STOCK, scope=Scope(select=["far-from-role"])).findings
    assert found.vessel == 2001
    assert ": all beams together (at difficulty 10, without caps) " in found.message


def test_what_most_craft_of_a_small_mod_have_is_its_habit_and_no_slip() -> None:
    def of(*rates: str) -> list[str]:
        craft = "".join(
            f'<vessel uniqueID="{number}" side="1" classname="Gig {number}" broadType="fighter '
            f'singleseat"><performance turnrate="{rate}" topspeed="1"/></vessel>'
            for number, rate in enumerate(rates)
        )
        text = f'<vessel_data><hullRace ID="1" name="Foe" keys="enemy"/>{craft}</vessel_data>'
        mod = Mod.from_files("m", {"vesselData.xml": text.encode()})
        found = audit(mod, Mod.open("stock:2.8"), scope=Scope(select=["odd-movement"])).findings
        return [one.message.partition(":")[0] for one in found]

    assert of("0.001", "0.001", "0.001") == []
    assert of("0.001") == ["0 Gig 0"]
    assert of("0.001", "0.02", "0.02") == ["0 Gig 0"]


def test_a_large_store_that_the_text_of_its_ship_promises_is_meant() -> None:
    def fleet(text: str) -> str:
        return "".join(
            vessel(f'<torpedo_storage type="nuk" amount="{amount}"/>{text}', "player", number)
            for number, amount in enumerate((2, 2, 4, 2, 60))
        )

    assert len(said("odd-store", fleet(""))) == 1
    assert said("odd-store", fleet('<long_desc text="1 Tube, 60 Nukes"/>')) == []
    assert len(said("odd-store", fleet('<long_desc text="1 Tube, 6 Nukes"/>'))) == 1


@pytest.mark.parametrize(("written", "is_told"), [
    ("160", True), ("0.016", True), ("161", False), ("16", False),
])  # fmt: skip
def test_a_setting_a_hundred_times_stocks_has_lost_its_point(written: str, is_told: bool) -> None:
    mod = Mod.from_files("example", settings(f"damageTorpNuk={written}\n"))
    found = audit(mod, STOCK, scope=Scope(select=["setting-hundred-times"])).findings
    assert bool(found) is is_told


def test_of_a_pair_the_port_is_named_that_is_unlike_the_others() -> None:
    port = '<beam_port x="{}" y="5" z="{}" damage="2" arcwidth="0.4" cycletime="{}" range="900"/>'
    pairs = [(-80, 100, "0.6"), (80, 100, "6"), (-80, 50, "6"), (80, 50, "6")]
    ports = "\n".join(port.format(*one) for one in pairs)
    files = ships(f'<vessel uniqueID="7" side="0">\n{ports}\n</vessel>')
    found = audit(Mod.from_files("mod", files), STOCK, scope=Scope(select=["uneven-pair"]))
    [told] = found.findings
    assert (told.location.line, [place.line for place in told.also]) == (4, [5])


def test_a_fast_beast_of_stock_is_no_slip_where_all_are_as_many_times_faster() -> None:
    text = files_of("2.8")[SHIPS].decode()
    fast = re.sub(r'(?<=topspeed=")[0-9.]+', lambda found: f"{float(found[0]) * 2.5:g}", text)
    mod = Mod.from_files("mod", {SHIPS: fast.encode()})
    found = audit(mod, STOCK, scope=Scope(select=["odd-movement"])).findings
    assert found == ()


# Ships beside the others of a mod ----------------------------------------------------------------


def players(*efficiencies: str) -> str:
    return "".join(
        f'<vessel uniqueID="{at}" side="0" broadType="player"><performance turnrate="0.004" '
        f'topspeed="0.6" warpefficiency="{one}"/></vessel>\n'
        for at, one in enumerate(efficiencies)
    )


def test_a_ship_that_alone_uses_ten_times_the_energy_is_told_and_one_that_saves_is_meant() -> None:
    assert said("odd-movement", players(*["1.1"] * 8, "10")) == [
        "8 without a class name: warpefficiency=10 is far from that of any other player ship, most "
        "have about 1.1; is the decimal point right?"
    ]
    assert said("odd-movement", players(*["1.1"] * 8, "0.1")) == []
    assert said("odd-movement", players(*["1.1"] * 8, "100", "100")) == []


def test_a_hull_is_in_no_more_than_all_fleets() -> None:
    hull = '<vessel uniqueID="7" side="0"><fleet_ai commonality="{}"/></vessel>'
    assert said("negative-value", hull.format("100")) == []
    assert said("negative-value", hull.format("800")) == [
        "7 without a class name: commonality 800 is over 100 percent; write 0 to 100"
    ]


def test_a_blank_inside_of_a_word_of_the_game_is_told() -> None:
    ship = '<vessel uniqueID="7" side="0" broadType="{}"/>'
    assert said("misspelt-word", ship.format("Asteroid Eater")) == [
        "7 without a class name: the game has no words 'asteroid eater' for broadType; did you "
        "mean 'asteroideater'?"
    ]
    assert said("misspelt-word", ship.format("large eater")) == []


def test_a_number_at_the_end_of_its_block_breaks_the_order_too() -> None:
    numbers = [*range(3000, 3006), 30006, *range(4000, 4006)]
    body = "".join(f'<vessel uniqueID="{one}" side="0"/>\n' for one in numbers)
    assert said("odd-number", body) == [
        "30006 without a class name: the number 30006 stands between 3005 and 4000; all others rise"
    ]


def test_in_a_short_block_one_on_another_side_is_told_where_all_blocks_are_of_one_side() -> None:
    races = "".join(f'<hullRace ID="{at}" name="Race {at}" keys="enemy"/>' for at in range(1, 8))

    def blocks(odd: int, *others: int) -> str:
        sides = {100 * side + at: side for side in range(1, 8) for at in range(4)}
        sides |= {301: odd, **dict(zip((501, 601), others, strict=False))}
        return races + "".join(
            f'<vessel uniqueID="{number}" side="{side}"/>\n' for number, side in sides.items()
        )

    assert said("odd-side", blocks(3)) == []
    assert said("odd-side", blocks(2)) == [
        '301 without a class name: side="2" is Race 2, all 3 others of 300 to 399 are on side 3, '
        "Race 3"
    ]
    assert said("odd-side", blocks(2, 2)) == []


def test_the_only_base_of_a_race_may_stand_among_those_of_another() -> None:
    races = "".join(f'<hullRace ID="{at}" name="Race {at}" keys="enemy"/>' for at in (1, 2))
    base = '<vessel uniqueID="{}" side="{}" broadType="base"/>\n'
    bases = "".join(base.format(1000 + at, 2 if at == 5 else 1) for at in range(7))
    assert said("odd-side", races + bases) == []
    assert len(said("odd-side", races + bases + base.format(2100, 2))) == 1


def test_a_craft_that_alone_has_no_strength_in_the_hands_of_players_is_told() -> None:
    craft = (
        '<vessel uniqueID="{}" side="0" broadType="player singleseat fighter">'
        '<shields front="5" back="5"{}/></vessel>\n'
    )
    others = "".join(craft.format(at, ' player="20"') for at in range(3))
    assert said("zero-shields", others) == []
    assert said("zero-shields", others + craft.format(3, "")) == [
        "3 without a class name: shields without player=, which the other craft of players have; "
        "write its strength in their hands"
    ]
    assert said("zero-shields", craft.format(3, "") + craft.format(4, "")) == []


def test_drones_many_times_as_strong_as_those_of_the_role_are_told() -> None:
    ship = (
        '<vessel uniqueID="{}" side="9" broadType="medium"><performance turnrate="0.004" '
        'topspeed="0.6"/><drone_port x="0" y="0" z="9" damage="{}" cycletime="20" range="5000"/>'
        "</vessel>\n"
    )
    race = '<hullRace ID="9" name="Vurr" keys="enemy standard"/>'
    usual = "".join(ship.format(2000 + at, 20 + at) for at in range(6))
    assert said("far-from-role", race + usual + ship.format(2009, 30)) == []
    [one] = said("far-from-role", race + usual + ship.format(2009, 3000))
    assert one.startswith("2009 without a class name: launched ")
