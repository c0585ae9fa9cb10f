"""What of two files belongs together, whatever numbers and places it has."""

import pytest

from artemis_modkit.changes.align import (
    aligned_parts,
    aligned_races,
    aligned_vessels,
    of_one_number,
)
from artemis_modkit.changes.sides import part_names
from artemis_modkit.model import VesselData
from artemis_modkit.parsers.xml import Element
from tests.effort import lines_run


def data(body: str) -> VesselData:
    return VesselData.from_bytes("x", f"<vessel_data>{body}</vessel_data>".encode())


def ship(number: str, name: str = "Scout", side: str = "0", mesh: str = "a.dxs") -> str:
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="{name}">'
        f'<art meshfile="{mesh}"/></vessel>'
    )


def pairs(a: str, b: str) -> list[tuple[int | None, int | None]]:
    found = aligned_vessels(data(a).vessels, data(b).vessels)
    return [(one.id if one else None, other.id if other else None) for one, other in found]


def inside(text: str) -> list[Element]:
    [vessel] = data(f"<vessel>{text}</vessel>").vessels
    return vessel.element.children


def shown(a: str, b: str) -> list[tuple[str | None, str | None]]:
    """Pairs of children by the values that they begin with."""
    return [(_first(one), _first(other)) for one, other in aligned_parts(inside(a), inside(b))]


def _first(element: Element | None) -> str | None:
    return None if element is None else next(iter(element.attributes.values()))


def test_vessels_belong_together_by_number_in_any_order() -> None:
    assert pairs(ship("1") + ship("2"), ship("2") + ship("1")) == [(1, 1), (2, 2)]


def test_a_vessel_of_another_number_is_known_by_mesh_class_and_side() -> None:
    assert pairs(ship("1") + ship("2", "Tug"), ship("2", "Tug") + ship("30")) == [(1, 30), (2, 2)]


@pytest.mark.parametrize(
    "other", [ship("30", "Tug"), ship("30", side="1"), ship("30", mesh="b.dxs")]
)
def test_one_that_differs_in_any_of_these_is_another_vessel(other: str) -> None:
    assert pairs(ship("1"), other) == [(1, None), (None, 30)]


def test_a_number_goes_before_a_look() -> None:
    a, b = ship("1") + ship("2", "Tug"), ship("1", "Tug") + ship("2")
    assert pairs(a, b) == [(1, 1), (2, 2)]


def test_of_several_with_one_number_the_first_belongs_to_the_first() -> None:
    a, b = data(ship("1", "One") + ship("1", "Two")), data(ship("1", "Three") + ship("1", "Four"))
    found = [(one and one.class_name, other and other.class_name)
             for one, other in aligned_vessels(a.vessels, b.vessels)]  # fmt: skip
    assert found == [("One", "Three"), ("Two", "Four")]


def test_what_is_under_one_number_is_told_by_number_and_of_several_the_first() -> None:
    a, b = data(ship("3") + ship("1") + ship("2")), data(ship("2", "Tug") + ship("3") + ship("3"))
    found = of_one_number(a.vessels, b.vessels)
    assert found == [(a.vessels[2], b.vessels[0]), (a.vessels[0], b.vessels[1])]
    nameless = data('<vessel/><vessel uniqueID="x"/>').vessels
    assert of_one_number(nameless, nameless) == []


def test_races_belong_together_by_number_then_by_name() -> None:
    a = data('<hullRace ID="1" name="One"/><hullRace ID="2" name="Two"/>')
    b = data('<hullRace ID="1" name="Uno"/><hullRace ID="7" name="Two"/><hullRace name="New"/>')
    found = [(one and one.name, other and other.name)
             for one, other in aligned_races(a.races, b.races)]  # fmt: skip
    assert found == [("One", "Uno"), ("Two", "Two"), (None, "New")]


def beams(*damages: int) -> str:
    return "".join(f'<beam_port damage="{one}" range="1000" x="{one}"/>' for one in damages)


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_one_inserted_beam_is_one_insertion_wherever_it_stands(at: int) -> None:
    new = [1, 2, 3]
    new.insert(at, 9)
    assert shown(beams(1, 2, 3), beams(*new)) == [("1", "1"), ("2", "2"), ("3", "3"), (None, "9")]


def test_a_changed_beam_belongs_to_the_one_that_it_is_most_like() -> None:
    a = '<beam_port damage="1" x="5" range="900"/><beam_port damage="2" x="-5" range="700"/>'
    b = '<beam_port damage="8" x="-5" range="700"/><beam_port damage="9" x="5" range="900"/>'
    assert shown(a, b) == [("1", "9"), ("2", "8")]


def test_stores_belong_together_by_kind_whichever_code_they_are_written_in() -> None:
    a = '<torpedo_storage type="0" amount="1"/><torpedo_storage type="nuk" amount="2"/>'
    b = '<torpedo_storage type="nuk" amount="3"/><torpedo_storage type="trp" amount="4"/>'
    assert shown(a, b) == [("0", "trp"), ("nuk", "nuk")]


def test_what_a_vessel_has_once_goes_by_its_name() -> None:
    a, b = '<shields front="1"/><performance turnrate="2"/>', '<shields front="3"/>'
    assert shown(a, b) == [("1", "3"), ("2", None)]


@pytest.mark.parametrize("same", ["1", "1.0", " 1 ", "01"])
def test_content_is_alike_by_value(same: str) -> None:
    a = '<beam_port damage="1"/><beam_port damage="2"/>'
    b = f'<beam_port damage="2"/><beam_port damage="{same}"/>'
    assert shown(a, b) == [("1", same), ("2", "2")]


def test_hundreds_of_differing_parts_cost_no_square() -> None:
    def cost(count: int) -> int:
        a, b = inside(beams(*range(count))), inside(beams(*range(count, 2 * count)))
        return lines_run(lambda: aligned_parts(a, b))

    cost(1_200)  # values that were read once are known
    assert cost(1_200) < 5 * cost(300)


def test_among_equally_alike_parts_place_decides() -> None:
    a = '<beam_port x="1" damage="5"/><beam_port x="2" damage="5"/><beam_port x="3" damage="7"/>'
    b = '<beam_port x="4" damage="6"/><beam_port x="5" damage="5"/><beam_port x="6" damage="5"/>'
    assert shown(a, b) == [("1", "6"), ("2", "5"), ("3", "4")]


def test_likeness_goes_before_place_and_place_before_the_order_of_the_file() -> None:
    a = '<beam_port x="1" damage="8"/><beam_port x="2" damage="5"/>'
    b = '<beam_port x="4" damage="5"/><beam_port x="5" damage="5"/>'
    assert shown(a, b) == [("1", "4"), ("2", "5")]


def test_a_second_part_of_one_name_or_kind_has_a_number_in_paths() -> None:
    parts = inside(
        '<shields/><shields/><torpedo_storage type="trp"/><torpedo_storage type="0"/>'
        '<torpedo_storage type="x"/><beam_port/><art/><beam_port/>'
    )
    assert list(part_names(parts).values()) == [
        "shields",
        "shields[2]",
        "torpedo_storage[trp]",
        "torpedo_storage[trp again 2]",
        "torpedo_storage[x]",
        "beam_port[1]",
        "art[1]",
        "beam_port[2]",
    ]
