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

from artemis_modkit.balance import Conditions, Scored, assess
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.model import Mod
from artemis_modkit.model.numbers import shortest
from artemis_modkit.model.roles import Group
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit
from artemis_modkit.report.sentences import contest_words
from tests.balance.fleets import STANDARD, beams_at, mod_of, vessel
from tests.conftest import FIXTURES
from tests.made import made

VERSIONS = ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"]
NAMES = ["offence", "defence", "mobility", "logistics", "overall"]
VESSEL_FILE = "dat/vesselData.xml"


def scored(mod: Mod, stock: Mod, conditions: Conditions | None = None) -> tuple[Scored, ...]:
    return assess(mod, stock, conditions or Conditions()).scored


def by_group(found: Iterable[Scored]) -> dict[Group, list[Scored]]:
    groups = defaultdict(list)
    for one in found:
        groups[one.ship.group].append(one)
    return groups


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("conditions", [Conditions(), beams_at(300, "manual", focuser=True)])
def test_the_median_of_what_measures_a_group_of_stock_scores_100(
    version: str, conditions: Conditions
) -> None:
    stock = Mod.open(f"stock:{version}")
    found = scored(stock, stock, conditions)
    for group, own in by_group(found).items():
        alike = [one for one in found if one.ship.role is group.role]
        members = own if len(own) > 1 else alike
        assert {one.by for one in own} == {len(members)}
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
            Layout(document).with_value(
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
    """For each group and score the ships from best to worst, those that tie together."""
    result = {}
    for group, members in by_group(found).items():
        for name in NAMES:
            ranked = sorted(members, key=lambda one: -(one.value(name) or 0))
            result[group.label, name] = _tied(ranked, name)
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


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_scaling_a_demo_mod_changes_no_rank(name: str) -> None:
    mod, stock = Mod.open(FIXTURES / "mods" / name), Mod.open("stock")
    assert order(scored(times(mod, 0.25), stock)) == order(scored(mod, stock))


@pytest.mark.parametrize("name", ["2.4-loose", "2.8-loose"])
def test_scaling_a_mod_in_another_hand_changes_no_rank(name: str) -> None:
    mod, stock = made(name), Mod.open("stock")
    assert order(scored(times(mod, 0.25), stock)) == order(scored(mod, stock))
    assert scores_of(mod) == scores_of(Mod.open(f"stock:{name.partition('-')[0]}"))


def scores_of(mod: Mod) -> list[tuple[int | None, float | None]]:
    return [(one.ship.id, one.value("overall")) for one in scored(mod, STOCK)]


@pytest.mark.parametrize("name", ["tsn-3.1", "tsn-2.010", "bens-4.2", "sdn"])
def test_scaling_a_real_mod_changes_no_rank(name: str, corpus: Path) -> None:
    mod, stock = Mod.open(corpus / "mods" / name), Mod.open("stock")
    assert order(scored(times(mod, 0.25), stock)) == order(scored(mod, stock))


STOCK = Mod.open("stock")
TEXT = STOCK.tree.read(VESSEL_FILE).decode()
NUMBERS = [one.ship.id for one in scored(STOCK, STOCK) if one.ship.id is not None]
numbers = st.floats(0, 1e6, allow_nan=False)


def alone(number: int, beam: str = "") -> Mod:
    """One ship of stock among its races, with a beam more."""
    assert STOCK.vessel_data is not None
    vessels = {one.id: one.element for one in STOCK.vessel_data.vessels}
    races = TEXT[: min(one.start for one in vessels.values())]
    start, end = vessels[number].end, vessels[number].close_end
    ship = f"{TEXT[vessels[number].start : start]}{beam}{TEXT[start:end]}"
    return Mod.from_files("alone", {VESSEL_FILE: f"{races}{ship}</vessel_data>".encode()})


def offence(mod: Mod, conditions: Conditions) -> float | None:
    [found] = scored(mod, STOCK, conditions)
    return found.value("offence")


@settings(max_examples=60, deadline=None)
@given(
    number=st.sampled_from(sorted(NUMBERS)),
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
    beam = (
        f'<beam_port x="{place[0]:f}" y="0" z="{place[1]:f}" damage="{damage:f}" '
        f'playerdamage="{damage:f}" arcwidth="{arc:f}" cycletime="{cycle:f}" range="{reach:f}"/>'
    )
    before, after = offence(alone(number), conditions), offence(alone(number, beam), conditions)
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
        assert contest_words(found.contest)


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
    assert {name: found.value(name) for name in NAMES} == {
        "offence": None, "defence": pytest.approx(100), "mobility": None, "logistics": None,
        "overall": pytest.approx(100),
    }  # fmt: skip


def test_a_figure_that_the_file_does_not_give_counts_as_usual() -> None:
    """Files of the oldest games know no production."""
    beam = STANDARD.replace('playerdamage="12" ', "")
    base = vessel(beam + '<shields front="400" back="0"/>', "base")
    old = vessel('<torpedo_storage type="0" amount="1"/>', number=2)
    [silent, _] = scored(
        Mod.from_files("old", {VESSEL_FILE: f"<vessel_data>{base}{old}</vessel_data>".encode()}),
        STOCK,
    )
    [barren] = scored(mod_of(base), STOCK)
    assert silent.value("logistics") is barren.value("logistics") is None
    known, lacking = (
        {part.name: part.factor for part in one.scores["overall"].parts}["logistics"]
        for one in (silent, barren)
    )
    assert lacking < known / 2


def test_what_a_ship_has_none_of_is_no_score() -> None:
    craft = [
        vessel(STANDARD + '<shields front="0" back="0"/>', "singleseat", side=2, number=number)
        for number in (1, 2)
    ]
    for one in scored(mod_of(*craft), STOCK):
        assert one.value("defence") is None
        assert (one.value("overall") or 0) > 20


def test_a_file_of_settings_without_a_key_costs_no_ship_its_score() -> None:
    shields = vessel('<shields front="110" back="100"/>')
    without, usual = (
        scored(mod_of(shields, ini=ini), STOCK)[0].value("defence")
        for ini in ("playerBeamDelay=0.3\n", "playerShieldRechargeRate=0.4\n")
    )
    assert without == usual
    assert without == pytest.approx(100, abs=10)


def test_the_faintest_power_is_scored_too() -> None:
    for one in scored(STOCK, STOCK, Conditions(power=1e-300)):
        assert all(math.isfinite(score.value) for score in one.scores.values())


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
