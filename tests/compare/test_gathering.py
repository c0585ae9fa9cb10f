"""What a patch did, as players speak of it: one line for what most did alike."""

from decimal import Decimal

import pytest

from artemis_modkit.compare.gathering import Form, Line, ShipChange, lines, ship_changes
from artemis_modkit.model import VesselData

Shown = tuple[str, str, Decimal | None, list[int | None], int, int]


def data(*ships: str) -> VesselData:
    text = "".join(f'<vessel uniqueID="{at}" {one}' for at, one in enumerate(ships))
    return VesselData.from_bytes("x", f"<vessel_data>{text}</vessel_data>".encode())


def changes(old: VesselData, new: VesselData) -> list[ShipChange]:
    pairs = zip(old.vessels, new.vessels, strict=True)
    return [one for pair in pairs for one in ship_changes(*pair)]


def ship(inside: str) -> str:
    return f">{inside}</vessel>"


def told(before: list[str], after: list[str]) -> list[Shown]:
    """Each line: of what, in which form, the factor, which ships, parts changed, parts in all."""
    old, new = (data(*map(ship, side)) for side in (before, after))
    return [_shown(one) for one in lines(old.vessels, changes(old, new))]


def _shown(line: Line) -> Shown:
    figure = line.figure
    munition = "" if figure.munition is None else f"[{figure.munition.code}]"
    return (
        f"{figure.element}{munition} {'+'.join(figure.attributes)}",
        line.form.value,
        line.factor,
        [one.id for one in line.vessels],
        line.parts,
        line.of,
    )


def beam(damage: object, range_: int = 1000) -> str:
    return f'<beam_port damage="{damage}" range="{range_}"/>'


def test_what_most_did_by_one_factor_is_one_line_and_the_rest_is_told_by_ship() -> None:
    before = [beam(4) + beam(4), beam(8), beam(12), beam(1), beam(0)]
    after = [beam(1) + beam(1), beam(2), beam(3), beam(7), beam(0)]
    assert told(before, after) == [
        ("beam_port damage", "factor", Decimal("0.25"), [0, 1, 2], 4, 5),
        ("beam_port damage", "from to", None, [3], 1, 5),
    ]


def test_a_rounded_product_follows_its_factor() -> None:
    before = [beam(4), beam(8), beam("1.5")]
    assert told(before, [beam(1), beam(2), beam("0.38")]) == [
        ("beam_port damage", "factor", Decimal("0.25"), [0, 1, 2], 3, 3),
    ]


@pytest.mark.parametrize(("before", "form"), [([4, 4, 4], Form.FROM_TO), ([4, 5, 7], Form.TO)])
def test_one_value_for_all_is_told_as_such(before: list[int], form: Form) -> None:
    [line] = told([beam(one) for one in before], [beam(9)] * 3)
    assert line == ("beam_port damage", form.value, None, [0, 1, 2], 3, 3)


def test_a_second_rule_that_two_ships_follow_is_a_line_and_one_of_a_single_ship_is_none() -> None:
    before = [beam(4), beam(8), beam(12), beam(3), beam(5), beam(7)]
    after = [beam(2), beam(4), beam(6), beam(30), beam(50), beam(91)]
    assert told(before, after) == [
        ("beam_port damage", "factor", Decimal("0.5"), [0, 1, 2], 3, 6),
        ("beam_port damage", "factor", Decimal(10), [3, 4], 2, 6),
        ("beam_port damage", "from to", None, [5], 1, 6),
    ]


def shields(front: object, back: object) -> str:
    return f'<shields front="{front}" back="{back}"/>'


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ([(80, 40), (60, 20)], [(20, 10), (15, 5)], ["shields front+back"]),
        ([(8, 0), (6, 20), (4, 8)], [(2, 0), (1.5, 5), (1, 2)], ["shields front+back"]),
        ([(80, 40), (60, 20)], [(20, 10), (15, 20)], ["shields front", "shields back"]),
        ([(80, 40), (60, 20)], [(20, 20), (15, 10)], ["shields front", "shields back"]),
    ],
)
def test_front_and_back_are_one_line_where_they_went_the_same_way(
    before: list[tuple[float, float]], after: list[tuple[float, float]], what: list[str]
) -> None:
    found = told([shields(*one) for one in before], [shields(*one) for one in after])
    assert [one[0] for one in found] == what


def test_beams_that_came_and_went_are_counted() -> None:
    before = [beam(1) + beam(2, 900), beam(1), beam(5)]
    after = [beam(1), beam(1) + beam(2, 900) + beam(3, 800), ""]
    old, new = (data(*map(ship, side)) for side in (before, after))
    assert [
        (one.vessel.id, one.figure.element, one.figure.attribute, one.before, one.after)
        for one in changes(old, new)
    ] == [
        (0, "beam_port", "", "2", "1"),
        (1, "beam_port", "", "1", "3"),
        (2, "beam_port", "", "1", None),
    ]


def test_stores_are_told_by_their_kind_and_a_new_one_by_its_amount() -> None:
    def store(kind: str, amount: int) -> str:
        return f'<torpedo_storage type="{kind}" amount="{amount}"/>'

    before, after = store("trp", 8) + store("nuk", 1), store("trp", 6) + store("emp", 2)
    old, new = data(ship(before)), data(ship(after))
    assert [
        (one.figure.munition and one.figure.munition.code, one.before, one.after)
        for one in changes(old, new)
    ] == [("trp", "8", "6"), ("nuk", "1", None), ("emp", None, "2")]


def test_a_value_that_is_only_written_differently_did_not_change() -> None:
    old, new = data(ship(beam("1.0"))), data(ship(beam(" 1")))
    assert changes(old, new) == []


def test_a_factor_is_told_in_four_decimals() -> None:
    [line] = told([beam(3), beam(6), beam(9)], [beam(1), beam(2), beam(3)])
    assert line[:4] == ("beam_port damage", "factor", Decimal("0.3333"), [0, 1, 2])


def test_what_is_new_is_told_behind_what_was_there() -> None:
    old, new = data(ship('<carrier complement="3"/>')), data(ship('<carrierload type="1"/>'))
    assert [one.figure.element for one in changes(old, new)] == ["carrier", "carrierload"]


def test_the_factor_is_what_values_were_rounded_from_not_what_most_came_out_as() -> None:
    before = [beam(75)] * 3 + [beam(80), beam(100)]
    [line] = told(before, [beam(19)] * 3 + [beam(20), beam(25)])
    assert line[:4] == ("beam_port damage", "factor", Decimal("0.25"), [0, 1, 2, 3, 4])


def test_what_a_ship_has_once_is_told_value_by_value_where_it_came_or_went() -> None:
    old, new = data(ship("")), data(ship('<performance turnrate="0.0" topspeed="1"/>'))
    told = [(one.figure.attribute, one.before, one.after) for one in changes(old, new)]
    assert told == [("turnrate", None, "0.0"), ("topspeed", None, "1")]
    told = [(one.figure.attribute, one.before, one.after) for one in changes(new, old)]
    assert told == [("turnrate", "0.0", None), ("topspeed", "1", None)]


def test_words_that_differ_by_blanks_round_them_are_one_line() -> None:
    before = ['<internal_data file="a.snt"/>', '<internal_data file="a.snt "/>']
    after = ['<internal_data file="b.snt"/>', '<internal_data file=" b.snt"/>']
    [line] = lines((old := data(*map(ship, before))).vessels, changes(old, data(*map(ship, after))))
    assert (line.form, len(line.changes)) == (Form.FROM_TO, 2)


def test_words_that_are_not_the_same_are_told_apart() -> None:
    names = [("a", "b"), ("a", "b"), ("c", "d"), ("c", "e"), ("f", "d")]
    sides = [[f'<internal_data file="{pair[at]}.snt"/>' for pair in names] for at in (0, 1)]
    assert [(one[1], one[3]) for one in told(*sides)] == [
        ("from to", [0, 1]), ("to", [2, 4]), ("from to", [3]),
    ]  # fmt: skip


def test_two_attributes_as_one_are_told_in_the_form_that_holds_of_both() -> None:
    """Both by a factor; both from one value to one; or all to one, from several."""
    for before, after, form in (
        ([(80, 40), (60, 20)], [(20, 10), (15, 5)], "factor"),
        ([(80, 80), (80, 80)], [(9, 9), (9, 9)], "from to"),
        ([(80, 40), (80, 40)], [(9, 9), (9, 9)], "to"),
    ):
        [line] = told([shields(*one) for one in before], [shields(*one) for one in after])
        assert line[:2] == ("shields front+back", form)


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ([4, 4, 4, 4, 5], [("from to", [0, 1, 2, 3]), ("from to", [4])]),
        ([4, 4, 4, 5, 6], [("to", [0, 1, 2, 3, 4])]),
        ([4, 4, 4, 5], [("to", [0, 1, 2, 3])]),
    ],
)
def test_four_in_five_that_had_one_value_are_nearly_all(
    before: list[int], shown: list[tuple[str, list[int]]]
) -> None:
    """The others only happen to have the same now."""
    found = told([beam(one) for one in before], [beam(9)] * len(before))
    assert [(one[1], one[3]) for one in found] == shown
