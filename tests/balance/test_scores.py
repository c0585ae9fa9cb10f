"""Scores: 100 is the median of the role in stock, and the laws that they obey."""

import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.balance import Conditions, Scored, Weights, assess
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import outliers
from artemis_modkit.model import Mod
from artemis_modkit.model.numbers import shortest
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Edit
from tests.balance.fleets import STANDARD, beams_at, mod_of, vessel

VERSIONS = ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"]
NAMES = ["offence", "defence", "mobility", "logistics", "overall"]
VESSEL_FILE = "dat/vesselData.xml"


def scored(mod: Mod, stock: Mod, conditions: Conditions | None = None) -> tuple[Scored, ...]:
    return assess(mod, stock, conditions or Conditions()).scored


def by_role(found: Iterable[Scored]) -> dict[Role, list[Scored]]:
    roles = defaultdict(list)
    for one in found:
        roles[one.ship.role].append(one)
    return roles


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("conditions", [Conditions(), beams_at(300, "manual", focuser=True)])
def test_the_median_of_every_role_of_stock_scores_100(version: str, conditions: Conditions) -> None:
    stock = Mod.open(f"stock:{version}")
    for members in by_role(scored(stock, stock, conditions)).values():
        for name in NAMES:
            values = [value for one in members if (value := one.value(name)) is not None]
            assert values == [] or median(values) == pytest.approx(100)


def test_a_score_is_the_product_of_its_parts() -> None:
    stock = Mod.open("stock")
    for one in scored(stock, stock):
        for score in one.scores.values():
            product = math.prod(part.factor**part.share for part in score.parts)
            assert score.value == pytest.approx(100 * product)
            assert sum(part.share for part in score.parts) == pytest.approx(1)


# Laws ---------------------------------------------------------------------------------------

SCALED = {"beam_port": ("damage", "playerdamage"), "shields": ("front", "back", "player")}


def times(mod: Mod, factor: float) -> Mod:
    """The mod with all beams and shields multiplied, unrounded."""
    data = mod.vessel_data
    assert data is not None and mod.vessel_file is not None
    document = data.document

    def in_file(edit: Edit) -> Edit:
        return Edit(document.in_source(edit.span), edit.text)

    edits = [
        in_file(
            document.attribute_edit(
                element, name, shortest(Decimal(str(value)) * Decimal(str(factor)))
            )
        )
        for element in document.elements
        for name in SCALED.get(element.name, ())
        if (value := _number(element.attributes.get(name))) is not None
    ]
    return mod.with_files({mod.vessel_file: document.source.edited(edits).to_bytes()})


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def order(found: Iterable[Scored]) -> dict[tuple[str, str], list[list[int | None]]]:
    """For each role and score the ships from best to worst, those that tie together."""
    result = {}
    for role, members in by_role(found).items():
        for name in NAMES:
            groups = defaultdict(list)
            for one in members:
                value = one.value(name)
                groups[None if value is None else f"{value:.9e}"[:10]].append(one)
            ranked = sorted(members, key=lambda one: -(one.value(name) or 0))
            result[role.label, name] = _tied(ranked, name)
    return result


def _tied(ranked: list[Scored], name: str) -> list[list[int | None]]:
    groups: list[list[int | None]] = []
    last = math.inf
    for one in ranked:
        value = one.value(name) or 0.0
        if groups and math.isclose(value, last, rel_tol=1e-6):
            groups[-1].append(one.ship.id)
        else:
            groups.append([one.ship.id])
        last = value
    return [sorted(group, key=str) for group in groups]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("factor", [0.25, 0.5, 3])
def test_scaling_all_beams_and_shields_changes_no_rank(version: str, factor: float) -> None:
    stock = Mod.open(f"stock:{version}")
    assert order(scored(times(stock, factor), stock)) == order(scored(stock, stock))


@pytest.mark.parametrize("name", ["tsn-3.1", "tsn-2.010", "bens-4.2", "sdn"])
def test_scaling_a_real_mod_changes_no_rank(name: str, corpus: Path) -> None:
    mod, stock = Mod.open(corpus / "mods" / name), Mod.open("stock")
    assert order(scored(times(mod, 0.25), stock)) == order(scored(mod, stock))


STOCK = Mod.open("stock")
BASE = {one.ship.id: one.value("offence") for one in scored(STOCK, STOCK)}
TEXT = STOCK.tree.read(VESSEL_FILE).decode()
numbers = st.floats(0, 1e6, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(
    number=st.sampled_from(sorted(id for id in BASE if id is not None)),
    damage=numbers,
    cycle=st.floats(1e-3, 1e3),
    arc=st.floats(0, 2),
    reach=numbers,
    place=st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
    conditions=st.sampled_from([Conditions(), beams_at(300, "auto", focuser=True)]),
)
def test_adding_a_beam_never_lowers_offence(
    number: int,
    damage: float,
    cycle: float,
    arc: float,
    reach: float,
    place: tuple[float, float],
    conditions: Conditions,
) -> None:
    start = TEXT.index(f'uniqueID="{number}"')
    at = TEXT.index("<", start)
    beam = (
        f'<beam_port x="{place[0]:f}" y="0" z="{place[1]:f}" damage="{damage:f}" '
        f'playerdamage="{damage:f}" arcwidth="{arc:f}" cycletime="{cycle:f}" range="{reach:f}"/>'
    )
    armed = STOCK.with_files({VESSEL_FILE: f"{TEXT[:at]}{beam}{TEXT[at:]}".encode()})
    before, after = (
        next(
            one.value("offence") for one in scored(mod, STOCK, conditions) if one.ship.id == number
        )
        for mod in (STOCK, armed)
    )
    assert before is None or (after is not None and after >= before * (1 - 1e-9))


WILD = st.sampled_from(
    ["0", "-1", "-1e308", "1e308", "1e-308", "5e-324", "1.7e308", "nan", "inf", "", "1,5", "007"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WILD, min_size=18, max_size=18), st.sampled_from(["player", "small", "base"]))
def test_absurd_figures_give_finite_scores_or_none(wild: list[str], words: str) -> None:
    inside = (
        '<beam_port x="{}" z="{}" damage="{}" playerdamage="{}" arcwidth="{}" cycletime="{}" '
        'range="{}"/><drone_port damage="{}" cycletime="{}"/><shields front="{}" back="{}"/>'
        '<performance turnrate="{}" topspeed="{}" shipefficiency="{}" warpefficiency="{}"/>'
        '<torpedo_storage type="trp" amount="{}"/><carrierload baycount="{}"/>'
        '<production coeff="{}"/><torpedo_tube/>'
    ).format(*wild)
    craft = vessel(inside, "player singleseat fighter", number=2)
    found = assess(mod_of(vessel(inside, words), craft), STOCK, Conditions(difficulty=1))
    for one in found.scored:
        assert all(math.isfinite(score.value) for score in one.scores.values())
        for metric in all_metrics().values():
            value = metric(one.ship)
            assert value is None or math.isfinite(value)
    for each in (found.outliers, found.scales, found.matches, found.contest):
        assert repr(each)
    if found.contest is not None:
        assert found.contest.verdict


def test_a_vessel_with_nothing_scores() -> None:
    mod = mod_of(
        "<vessel/>",
        '<vessel uniqueID="1" side="0" broadType="player"/>',
        '<vessel uniqueID="2" side="2" broadType="small"><performance topspeed="1"/></vessel>',
    )
    for one in scored(mod, STOCK):
        assert one.value("overall") is not None
        assert all(math.isfinite(score.value) for score in one.scores.values())
    alone = mod_of('<vessel uniqueID="1" side="0" broadType="player"/>')
    [found] = scored(alone, alone)
    assert found.scores == {} or found.value("overall") == pytest.approx(100)


def test_roles_that_the_stock_lacks_are_measured_by_the_newest() -> None:
    craft = vessel(STANDARD + '<shields player="120"/>', "player singleseat fighter")
    [by_old], [by_new] = (
        scored(mod_of(craft), Mod.open(stock)) for stock in ("stock:2.1", "stock:2.8")
    )
    assert {name: by_old.value(name) for name in NAMES} == {
        name: by_new.value(name) for name in NAMES
    }


def test_ranks_count_within_the_role_and_equals_share_a_place() -> None:
    ships = [vessel(STANDARD * n, number=i) for i, n in enumerate((1, 3, 2, 3))]
    found = scored(mod_of(*ships), STOCK)
    assert [(one.rank, one.of) for one in found] == [(4, 4), (1, 4), (3, 4), (1, 4)]


# Weights ------------------------------------------------------------------------------------


def test_weights_are_set_by_name_and_count() -> None:
    weights = Weights.standard().with_settings(
        ["weights.beam_strength_around=0", "weights.beam_reach=0", "launched_dps=0"]
    )
    [found] = [
        one for one in assess(STOCK, STOCK, Conditions(), weights).scored if one.ship.id == 11
    ]
    assert [part.name for part in found.scores["offence"].parts] == ["beam_strength"]
    assert weights.scores == ("offence", "defence", "mobility", "logistics")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("weights.beam_strength", "--set weights.beam_strength: a weight is a number from 0 on"),
        (
            "weights.beam_strength=-1",
            "--set weights.beam_strength=-1: a weight is a number from 0 on",
        ),
        (
            "weights.beam_strenght=1",
            "--set weights.beam_strenght=1: no score has such a part; did you mean 'weights.beam_strength'?",
        ),
    ],
)
def test_what_is_no_weight_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(ModkitError) as caught:
        Weights.standard().with_settings([text])
    assert str(caught.value) == message


# Outliers -----------------------------------------------------------------------------------


def test_a_ship_far_from_its_role_is_an_outlier_and_moves_nobody_else() -> None:
    usual = [vessel(f'<shields front="{80 + n}"/>', number=n) for n in range(9)]
    slip = vessel('<shields front="8000"/>', number=99)
    ships = assess(mod_of(*usual, slip), STOCK, Conditions()).fleet.ships
    found = outliers(ships, ["shield_front"])
    assert [(one.ship.id, one.value) for one in found] == [(99, 8000)]
    assert found[0].usual == pytest.approx(84.5, rel=0.01)
    assert found[0].distance > 3.5


def test_where_most_are_alike_only_what_is_far_in_proportion_is_an_outlier() -> None:
    alike = [vessel('<shields front="100"/>', number=n) for n in range(9)]
    near, far = (vessel(f'<shields front="{value}"/>', number=99) for value in (110, 1000))
    for last, expected in ((near, []), (far, [99])):
        ships = assess(mod_of(*alike, last), STOCK, Conditions()).fleet.ships
        assert [one.ship.id for one in outliers(ships, ["shield_front"])] == expected


def test_a_few_ships_have_no_outlier() -> None:
    few = [vessel(f'<shields front="{10**n}"/>', number=n) for n in range(4)]
    ships = assess(mod_of(*few), STOCK, Conditions()).fleet.ships
    assert outliers(ships, ["shield_front"]) == ()


# Whole mods ---------------------------------------------------------------------------------


def test_the_scale_of_a_tsn_mod_is_a_quarter_and_its_deviants_are_named(corpus: Path) -> None:
    found = {one.what: one for one in assess(
        Mod.open(corpus / "mods" / "tsn-3.1"), STOCK, Conditions()
    ).scales}  # fmt: skip
    assert str(found["beam damage"].factor) == "0.25"
    assert {1500, 1501} <= set(found["beam damage"].deviants)
    assert str(found["shields"].factor) == "0.25"
