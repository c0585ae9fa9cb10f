"""Laws of scores and outliers: both sides of each of their limits."""

import math

import pytest

from artemis_modkit.balance import Conditions, Weights, assess
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import outliers
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import STANDARD, fleet, mod_of, vessel

STOCK = Mod.open("stock:2.8")
METRICS = all_metrics()
HOMING = '<torpedo_tube/><torpedo_storage type="trp" amount="8"/>'


# Far from usual -----------------------------------------------------------------------------------


def far(*fronts: float) -> list[float]:
    """The front shields that are outliers among ships of one role."""
    ships = [vessel(f'<shields front="{front!r}"/>', number=at) for at, front in enumerate(fronts)]
    fleet = assess(mod_of(*ships), STOCK, Conditions()).fleet
    return [one.value for one in outliers(fleet.ships, ["shield_front"])]


def test_a_figure_is_far_from_the_others_beyond_three_and_a_half_deviations() -> None:
    """Nine steps; the median deviation is two of them, 2.965 in units of a standard one."""

    def steps(farthest: float) -> list[float]:
        return [100 * math.exp(0.2 * at) for at in (-farthest, -3, -2, -1, 0, 1, 2, 3, farthest)]

    assert far(*steps(10.3)) == []
    assert len(far(*steps(10.45))) == 2


def test_a_figure_within_half_as_much_again_is_never_far() -> None:
    assert far(*[100.0] * 20, 149) == far(*[100.0] * 20, 67) == []
    assert far(*[100.0] * 20, 151) == [151]
    assert far(*[100.0] * 20, 66) == [66]
    assert far(*[1.0] * 20, 1.5) == [1.5]


def test_it_takes_five_ships_to_say_what_is_usual() -> None:
    assert far(100, 101, 102, 10000) == []
    assert far(100, 101, 102, 103, 10000) == [10000]
    assert far(100, 101, 102, 10000, 0, -1) == []
    assert far(*[100.0] * 9) == []


def test_the_farthest_come_first() -> None:
    usual = [100.0 + at for at in range(9)]
    assert far(9000, *usual, 90000, 1) == [90000, 1, 9000]


def test_outliers_of_a_ship_stand_together_by_their_ratio() -> None:
    usual = [
        vessel(f'<shields front="{100 + at}" back="{100 + at}"/>', number=at) for at in range(9)
    ]
    first = vessel('<shields front="900" back="9000"/>', number=20)
    second = vessel('<shields front="2000" back="1"/>', number=21)
    ships = assess(mod_of(*usual, first, second), STOCK, Conditions()).fleet.ships
    found = [(one.ship.id, one.value) for one in outliers(ships, ["shield_front", "shield_back"])]
    assert found == [(21, 1), (21, 2000), (20, 9000), (20, 900)]


# Scores -------------------------------------------------------------------------------------------


def parts_of(mod: Mod, score: str, part: str, weights: Weights | None = None) -> list[float]:
    """The factors of one part of a score, ship by ship."""
    found = assess(mod, STOCK, Conditions(), weights).scored
    return [
        one.factor for ship in found for one in ship.scores[score].parts if one.name == part
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("front", "shield", "beams"),
    [(4, 4, 1), (0.26, 0.26, 1), (0.24, 0.25, 1), (0, 0.25, 1), (400, 400, 110.25 / 4)],
)
def test_a_beam_or_shield_counts_as_a_quarter_at_least_of_the_ship_s_beams_or_shields(
    front: float, shield: float, beams: float
) -> None:
    """Beams and back shield are as usual, the front shield so many times; at 400 times the usual of
    both shields is (mean of roots)² = 110.25."""
    mod = mod_of(*(
        vessel(STANDARD * 2 + f'<shields front="{110 * times}" back="100"/>', number=number)
        for number, times in enumerate((front, 1))
    ))  # fmt: skip
    for score, part, factor in (
        ("defence", "shield_front", shield),
        ("offence", "beam_strength", beams),
    ):
        found, usual = parts_of(mod, score, part)
        assert found / usual == pytest.approx(factor)


def test_what_few_have_adds_as_much_again_for_as_much_as_stock_s_best() -> None:
    best = max(METRICS["bays"](ship) or 0 for ship in fleet("stock:2.8").ships
               if ship.role.label == "player")  # fmt: skip
    ships = [vessel(STANDARD + HOMING + f'<carrierload baycount="{count}"/>', number=at)
             for at, count in enumerate((0, round(best), 2 * round(best)))]  # fmt: skip
    factors = parts_of(mod_of(*ships), "offence", "bays")
    assert [one / factors[0] for one in factors] == pytest.approx([1, 2, 3])


def test_figures_that_no_weapon_has_count_as_the_greatest_or_as_none() -> None:
    def strength(damage: str, cycle: str = "1") -> float:
        beam = STANDARD.replace("12", damage).replace('cycletime="6"', f'cycletime="{cycle}"')
        mod = mod_of(vessel(beam, number=1), vessel(STANDARD, number=2))
        return parts_of(mod, "offence", "beam_strength")[0]

    assert strength("9e11") < strength("1e12") == strength("1e13")

    def logistics(torpedoes_an_hour: str) -> float | None:
        base = vessel(f'<production coeff="{torpedoes_an_hour}"/>', "base", side=1)
        mod = mod_of(base, ini="minutesToProduceTorpHom=60\n")
        return assess(mod, STOCK, Conditions()).scored[0].value("logistics")

    assert logistics("1e-12") is not None
    assert logistics("9e-13") is None


def test_weights_are_shares_of_their_score() -> None:
    weights = Weights.standard().with_settings(["shield_front=3", "shield_back=1", "hull=0"])
    mod = mod_of(vessel('<shields front="80" back="60"/>'))
    [found] = assess(mod, STOCK, Conditions(), weights).scored
    shares = {one.name: one.share for one in found.scores["defence"].parts}
    assert shares["shield_front"] == pytest.approx(3 * shares["shield_back"])
    assert sum(shares.values()) == pytest.approx(1)
    assert "hull" not in shares
    for text in ("shield_front=0", "shield_front=1000"):
        assert Weights.standard().with_settings([text])
    with pytest.raises(ModkitError):
        Weights.standard().with_settings(["shield_front=1000.1"])


def test_a_text_names_a_weight_by_its_prefix_or_by_its_part() -> None:
    weights = Weights.standard()
    for text, is_named in (("weights.x=1", True), ("hull = 2", True), ("offence=1", True),
                           ("tube_load=1", False), ("", False)):  # fmt: skip
        assert weights.names(text) is is_named


def test_the_least_of_a_part_makes_a_score_and_nothing_of_it_makes_none() -> None:
    def logistics(coeff: str) -> float | None:
        mod = mod_of(vessel(f'<production coeff="{coeff}"/>', "base", side=1))
        return assess(mod, STOCK, Conditions()).scored[0].value("logistics")

    least = logistics("0.01")
    assert least is not None
    assert 0 < least < 25
    assert logistics("0") is None
