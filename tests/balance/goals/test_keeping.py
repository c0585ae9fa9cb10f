"""What a change keeps: who is more dangerous than whom, and the limits of the game."""

import pytest

from artemis_modkit.balance import Assessment, Conditions, Fleet, assess
from artemis_modkit.balance.goals.checking import alike, check, over_limits, ranks_lost
from artemis_modkit.balance.goals.reading import goals_of
from artemis_modkit.model.tables import TomlTable
from tests.balance.fleets import STANDARD, fleet, mod_of, vessel

SETTINGS = "stationEnergy={}\nbeamDamageCap={}\n"


def of(*fronts: float, words: str = "player", side: int = 0) -> Fleet:
    """Ships by their front shield, so that more of it is more dangerous."""
    mod = mod_of(*(
        vessel(f'{STANDARD}<shields front="{front:.12f}"/>', words, side=side, number=at)
        for at, front in enumerate(fronts, 1)
    ))  # fmt: skip
    return Fleet.of(mod, mod, Conditions())


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        ((10, 20, 30), (1, 2, 3), []),
        ((10, 20, 30), (30, 20, 10), [3]),
        ((10, 20, 30), (25, 20, 30), [2]),
        ((10, 20, 30), (40, 20, 30), [2, 3]),
        ((10, 10), (10, 10.001), [1]),
        ((10, 10.001), (10, 10), []),
        ((10, 10), (10, 10.00000001), []),
        ((10, 10.00000001), (10.00000001, 10), []),
    ],
)
def test_who_has_more_ahead_than_before_has_lost_its_rank(
    before: tuple[float, ...], now: tuple[float, ...], lost: list[int]
) -> None:
    """To be drawn level with is no loss, and what sums lose by rounding is no rank."""
    ships = of(*now)
    found = ranks_lost(alike(of(*before), ships))
    assert [ship.id for ship in found] == lost
    assert all(ship in ships.ships for ship in found)


def test_ranks_are_those_of_a_role() -> None:
    def pair(front: float) -> Fleet:
        mod = mod_of(
            vessel(f'{STANDARD}<shields front="{front}"/>', "small", side=2, number=1),
            vessel(f'{STANDARD}<shields front="50"/>', number=2),
        )
        return Fleet.of(mod, mod, Conditions())

    assert ranks_lost(alike(pair(1), pair(9999))) == []


def test_a_ship_is_the_one_of_its_number_and_name_and_of_several_the_first() -> None:
    before, now = fleet("stock:2.8"), fleet("stock:2.4")
    pairs = alike(before, now)
    names = {(ship.id, ship.name) for ship in now.ships}
    assert [one for one, _ in pairs] == [
        ship for ship in before.ships if (ship.id, ship.name) in names
    ]
    assert all((one.id, one.name) == (other.id, other.name) for one, other in pairs)
    twice = mod_of(vessel("", number=1), vessel(STANDARD, number=1))
    ships = Fleet.of(twice, twice, Conditions())
    assert [other for _, other in alike(ships, ships)] == [ships.ships[0]] * 2


@pytest.mark.parametrize(
    ("energy", "cap", "damage", "found"),
    [
        ("1500", "7", 7, set()),
        ("3000", "7", 7, {"stationEnergy"}),
        ("1500", "7", 8, {"2 Class 2"}),
        ("3000", "7", 8, {"stationEnergy", "2 Class 2"}),
        ("x", "7", 1, set()),
    ],
)
def test_beyond_limits_are_settings_out_of_range_and_ships_with_a_beam_over_the_cap(
    energy: str, cap: str, damage: int, found: set[str]
) -> None:
    strong = STANDARD.replace('damage="1"', f'damage="{damage}"', 1)
    ships = (vessel(strong), vessel(strong, "small", side=2, number=2))
    mod = mod_of(*ships, ini=SETTINGS.format(energy, cap) + "noSuchKey=1\n")
    assert over_limits(Fleet.of(mod, mod, Conditions())) == found
    assert over_limits(Fleet.of(bare := mod_of(*ships), bare, Conditions())) == set()


def test_goals_of_what_is_kept_count_what_is_not_and_are_met_by_none() -> None:
    """Beside a mod before the change, else beside stock; of some ships only their own."""

    def assessed(*fronts: float, energy: int = 1500) -> Assessment:
        data = of(*fronts).mod.tree.read("dat/vesselData.xml")
        mod = mod_of(ini=SETTINGS.format(energy, 7)).with_files({"dat/vesselData.xml": data})
        return assess(mod, stock.mod, Conditions())

    def kept(text: str, of: Assessment, before: Fleet | None = None) -> tuple[object, bool]:
        (goal,) = goals_of(TomlTable.parsed("g", f'[[goal]]\nname = "it"\n{text}'))
        found = check(goal, of, before)
        assert (found.low, found.high) == (found.value, found.value)
        assert (found.least, found.most) == (0, 0)
        return found.value, found.met

    stock = of(10, 20, 30)
    ranks, limits = 'keeps = "ranks"', 'keeps = "limits"'
    same, other = assessed(10, 20, 30), assessed(40, 20, 30, energy=3000)
    assert (kept(ranks, same), kept(limits, same)) == ((0, True), (0, True))
    assert (kept(ranks, other), kept(limits, other)) == ((2, False), (1, False))
    assert kept(f"who = 1\n{ranks}", other) == (0, True)
    assert kept(f'who = "2, 1"\n{ranks}', other) == (1, False)
    assert kept(ranks, other, other.fleet) == kept(limits, other, other.fleet) == (0, True)
    assert kept(ranks, same, other.fleet) == (1, False)
