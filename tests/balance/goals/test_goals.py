"""Goals: what can be wanted, what is a slip in it, and whether a mod has it."""

import math
import tomllib

import pytest

from artemis_modkit.balance import Assessment, Conditions, assess
from artemis_modkit.balance.goals.checking import Checked, _within, check, threat_of
from artemis_modkit.balance.goals.reading import goals_of
from artemis_modkit.balance.goals.today import _about, goals_today
from artemis_modkit.model import Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.what_if import what_if
from tests.balance.fleets import STANDARD, mod_of, vessel

STOCK = Mod.open("stock:2.8")
NEW = (
    b'<vessel uniqueID="2000" side="4" classname="Maw" broadType="enemy large">'
    b'<shields front="9000" back="9000"/></vessel>'
)


@pytest.fixture(scope="module")
def stock() -> Assessment:
    return assess(STOCK, STOCK, Conditions())


def checked(assessment: Assessment, text: str) -> Checked:
    (goal,) = goals_of(TomlTable.parsed("balance.toml", f'[[goal]]\nname = "it"\n{text}'))
    return check(goal, assessment)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ('who = "0"\nagainst = "2000"\nresult = "won"', True),
        ('who = 0\nagainst = 2000\nresult = "lost"', False),
        ('who = "0"\nfleet = 2\ncrew = "auto-100"\nresult = "won"', True),
        ('who = "0"\nfleet = 11\ncrew = "auto-100"\nresult = "lost"', True),
        ('who = "0"\nagainst = "2000"\nas = "stock"', True),
        ('who = "0"\nagainst = "2000"\nleft_hull = [1, 1]', True),
        ('order = ["2000", "2001", "2002"]', True),
        ('order = [2002, 2001]', False),
        ('who = "2000"\nharder_than = { ship = "2000", by = 1 }', True),
        ('who = "2000x3"\nharder_than = { ship = 2000, by = [2.9, 3.1] }', True),
        ('who = "2001"\nharder_than = { ship = 2000, by = 1 }', False),
        ('who = "race:Torgoth"\nthreat = [150, 1000]', True),
        ("crew = \"auto-100\"\ntorpedo_to_beam = [0.8, 0.85]", True),
        ("crew = \"manual-300-focuser\"\ntorpedo_to_beam = [0.8, 0.85]", False),
    ],
)  # fmt: skip
def test_a_goal_is_met_or_missed_by_what_the_mod_does(
    stock: Assessment, text: str, met: bool
) -> None:
    assert checked(stock, text).met is met


def test_seconds_are_those_until_who_has_won_and_never_where_it_has_not(stock: Assessment) -> None:
    won = checked(stock, 'who = "0"\nagainst = "2000"\nseconds = [0, 1000]')
    assert isinstance(won.value, float) and isinstance(won.low, float)
    assert won.met and 0 < won.low <= won.value < math.inf
    lost = checked(stock, 'who = "2000"\nagainst = "0"\nseconds = [0, 1000]')
    assert (lost.value, lost.met) == (math.inf, False)


def test_the_bounds_of_what_is_wanted_belong_to_it(stock: Assessment) -> None:
    value = checked(stock, 'who = "0"\nagainst = "2000"\nseconds = [0, 1000]').value
    goal = 'who = "0"\nagainst = "2000"\nseconds = [{}, {}]'
    assert isinstance(value, float)
    assert checked(stock, goal.format(value, value)).met
    assert not checked(stock, goal.format(value + 0.01, value + 1)).met
    assert not checked(stock, goal.format(0, value - 0.01)).met


def test_a_change_that_moves_a_fight_out_of_stocks_span_is_not_as_stock(stock: Assessment) -> None:
    goal = 'who = "0"\nagainst = "2000"\nas = "stock"'
    changed = what_if(STOCK, ["2000:shields.front=400"]).mod
    assert not checked(assess(changed, STOCK, Conditions()), goal).met


def test_as_stock_means_the_same_ship_whatever_its_number() -> None:
    moved = STOCK.tree.read(STOCK.vessel_file or "").replace(b'uniqueID="2000"', b'uniqueID="77"')
    mod = STOCK.with_files({STOCK.vessel_file or "": moved})
    goal = 'who = "0"\nagainst = "{}"\nas = "stock"'
    assert checked(assess(mod, STOCK, Conditions()), goal.format(77)).met
    with_new = STOCK.with_files(
        {STOCK.vessel_file or "": moved.replace(b"</vessel_data>", NEW + b"</vessel_data>")}
    )
    with pytest.raises(ModkitError, match=r"2000 Maw is no ship of stock:2\.8, so"):
        checked(assess(with_new, STOCK, Conditions()), goal.format(2000))


def test_todays_goals_are_met_today_and_missed_by_another_mod(stock: Assessment) -> None:
    text = goals_today(stock)
    goals = goals_of(TomlTable.parsed("balance.toml", text))
    assert {goal.what for goal in goals} == {"seconds", "result", "torpedo_to_beam", "threat"}
    assert [goal.name for goal in goals if not check(goal, stock).met] == []
    tsn = assess(what_if(STOCK, ["recipe:tsn"]).mod, STOCK, Conditions())
    assert sum(not check(goal, tsn).met for goal in goals) > len(goals) / 2


def test_goals_of_other_conditions_say_so(stock: Assessment) -> None:
    focused = assess(STOCK, STOCK, Conditions(power=1.5))
    goals = tomllib.loads(goals_today(focused))["goal"]
    assert all("crew" not in goal for goal in goals)
    assert all(goal["crew"] == "auto-100" for goal in tomllib.loads(goals_today(stock))["goal"])


def test_names_of_ships_with_quotes_stay_text(stock: Assessment) -> None:
    mod = what_if(STOCK, ['0:vessel.classname=The "Axe" \\ of']).mod
    goals = tomllib.loads(goals_today(assess(mod, STOCK, Conditions())))["goal"]
    assert goals[0]["name"].startswith('The "Axe" \\ of against ')


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('who = "0"\nagainst = "1"', "balance.toml:1:1: goal 1: says not what is wanted; add one of "
         "seconds, result, left_hull, as, threat, harder_than, order, torpedo_to_beam, "
         "manual_to_auto, keeps"),
        ('who = "0"\nseconds = [1, 2]', "balance.toml:1:1: goal 1: says not whom it meets; add one "
         "of against, fleet"),
        ('who = "0"\nagainst = "1"\nseconds = [70, 50]', "balance.toml:5:1: goal 1: seconds must be "
         "[least, most], such as [50, 70]"),
        ('who = "0"\nagainst = "1"\nseconds = 50', "balance.toml:5:1: goal 1: seconds must be "
         "[least, most], such as [50, 70]"),
        ('who = "0"\nagainst = "1"\nresult = "maybe"', "balance.toml:5:1: goal 1: there is no result "
         "'maybe'; there are won, lost, draw"),
        ('who = "0"\nagainst = "1"\nsecond = [1, 2]', "balance.toml:5:1: goal 1: unknown key "
         "'second' (did you mean 'seconds'?); there are name, who, against, fleet, crew, "
         "difficulty, seconds, result, left_hull, as, threat, harder_than, order, torpedo_to_beam, "
         "manual_to_auto, keeps"),
        ('who = "0"\nfleet = 12\nresult = "won"', "balance.toml:4:1: goal 1: fleet must be a "
         "difficulty, 1 to 11"),
        ('who = "0"\nagainst = 1\nresult = "won"\nseconds = [1, 2]', "balance.toml:5:1: goal 1: "
         "seconds and result are two goals; write one for each"),
        ('who = "0"\nagainst = 1\nthreat = [1, 2]', "balance.toml:4:1: goal 1: threat is no matter "
         "of a fight, so against says nothing"),
        ('who = "0"\nharder_than = { by = 2 }', "balance.toml:4:1: goal 1: ship is missing; it must "
         "be a text"),
        ('who = "0"\nfleet = 2\nas = "stock"', "balance.toml:4:1: goal 1: as compares one fight "
         "with that of stock; name against"),
        ('threat = [1, 2]', "balance.toml:1:1: goal 1: who is missing; it must be a text"),
        ('who = "0"\nfleet = 0\nresult = "won"', "balance.toml:4:1: goal 1: fleet must be a "
         "difficulty, 1 to 11"),
        ('who = "0"\nfleet = 1.5\nresult = "won"', "balance.toml:4:1: goal 1: fleet must be a "
         "difficulty, 1 to 11"),
        ('order = ["0"]', "balance.toml:3:1: goal 1: order names two ships or more, the weakest "
         "first"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(stock: Assessment, text: str, complaint: str) -> None:
    with pytest.raises(ModkitError) as refused:
        checked(stock, text)
    assert str(refused.value) == complaint


def test_a_ship_that_there_is_not_is_told_by_its_goal(stock: Assessment) -> None:
    with pytest.raises(ModkitError) as refused:
        checked(stock, 'who = "race:Torgot"\nthreat = [1, 2]')
    assert str(refused.value) == (
        "balance.toml: goal 'it': stock:2.8: there are no ships of a race 'Torgot'"
    )


@pytest.mark.parametrize("value", [0.00123, 0.07, 0.8, 1.0, 1.5, 9.99, 44.0, 123.4, 98765.0])
def test_what_is_wanted_of_today_is_from_a_tenth_below_to_a_tenth_above(value: float) -> None:
    low, high = tomllib.loads(f"it = {_about(value)}")["it"]
    assert 0.88 * value < low <= 0.9 * value * (1 + 1e-9)
    assert 1.1 * value * (1 - 1e-9) <= high < 1.12 * value


def test_nothing_is_wanted_as_nothing() -> None:
    assert _about(0.0) == "[0, 0]"


def test_of_a_race_the_ship_in_the_middle_by_threat_is_meant(stock: Assessment) -> None:
    fleet = stock.fleet
    own = [ship for ship in fleet.ships if ship.race == "Kralien" and not ship.role.is_craft]
    threats = sorted((threat_of(ship) or 0.0) for ship in own if ship.role.label != "station")
    goal = checked(stock, 'who = "race:Kralien"\nthreat = [1, 1000]')
    assert goal.value == pytest.approx(threats[(len(threats) - 1) // 2])


def test_todays_goals_are_of_player_ships_and_the_usual_enemy() -> None:
    """A ship without a number is named in none."""
    player = '<shields front="80"/>' + STANDARD
    nameless = vessel(player, number=3).replace('uniqueID="3" ', "")
    enemies = (vessel(STANDARD, "small", side=2, number=at) for at in (20, 21, 22))
    ally = vessel(STANDARD, "warship", side=1, number=40)
    mod = mod_of(vessel(player, number=1), nameless, vessel(player, number=2), ally, *enemies)
    goals = tomllib.loads(goals_today(assess(mod, STOCK, Conditions())))["goal"]
    assert [(goal["name"], goal.get("who"), goal.get("against")) for goal in goals] == [
        ("Class 1 against Class 21", "1", "21"), ("Class 2 against Class 21", "2", "21"),
        *((f"Class 1 against a fleet of difficulty {at}", "1", None) for at in (2, 5, 8)),
        ("torpedoes beside beams", None, None), ("threat of Class 21", "21", None),
    ]  # fmt: skip


def test_where_players_have_no_beams_or_no_torpedoes_no_goal_compares_them() -> None:
    tube = '<torpedo_tube/><torpedo_storage type="trp" amount="9"/>'
    enemy = vessel(STANDARD, "small", side=2, number=20)
    for inside, ini in ((tube, None), (STANDARD + tube, "damageTorpHom=0\n")):
        mod = mod_of(vessel(inside, number=1), enemy, ini=ini)
        goals = tomllib.loads(goals_today(assess(mod, STOCK, Conditions())))["goal"]
        assert goals and all("torpedo_to_beam" not in goal for goal in goals)


def test_a_ratio_wanted_as_one_number_is_met_from_two_hundredths_below_to_as_much_above() -> None:
    (goal,) = goals_of(TomlTable.parsed(
        "g", '[[goal]]\nname = "it"\nwho = 1\nharder_than = { ship = 2, by = 5 }'
    ))  # fmt: skip
    assert (goal.least, goal.most) == pytest.approx((4.9, 5.1))


def test_the_result_of_a_fight_is_told_from_the_worst_to_the_best_that_it_may_be(
    stock: Assessment,
) -> None:
    found = checked(stock, 'who = "0"\nagainst = "4001"\nresult = "won"')
    assert (found.low, found.high, found.least, found.most) == ("lost", "won", 0, 0)
    assert found.met is (found.value == "won")
    sure = checked(stock, 'who = "0"\nagainst = "2000"\nresult = "won"')
    assert (sure.low, sure.value, sure.high) == ("won", "won", "won")


@pytest.mark.parametrize("most", [0.001, 1.0, 60.0, 1e6])
def test_only_what_rounding_loses_is_forgiven_at_a_bound(stock: Assessment, most: float) -> None:
    """A thousand-millionth of the bound, or of 1 where the bound is smaller."""
    slack = 1e-9 * max(1.0, most)
    (goal,) = goals_of(TomlTable.parsed("g", '[[goal]]\nname = "it"\nwho = 0\nthreat = [0, 1]'))
    for value, met in (
        (most, True), (most + slack / 2, True), (most + 2 * slack, False),
        (-slack / 2, True), (-2 * slack, False), (None, False), (math.inf, False),
    ):  # fmt: skip
        assert _within(goal, (value,) * 3, 0.0, most).met is met
    assert _within(goal, (9.0,) * 3, 9.0, math.inf).met
    assert not _within(goal, (9.0 - 2e-9,) * 3, 9.0, math.inf).met
