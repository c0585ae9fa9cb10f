"""Which parts of two ships belong together, whatever places they have."""

import pytest

from artemis_modkit.changes.align import aligned_parts
from artemis_modkit.changes.sides import part_names
from artemis_modkit.model import VesselData
from artemis_modkit.parsers.xml import Element
from tests.effort import lines_run


def data(body: str) -> VesselData:
    return VesselData.from_bytes("x", f"<vessel_data>{body}</vessel_data>".encode())


def inside(text: str) -> list[Element]:
    [vessel] = data(f"<vessel>{text}</vessel>").vessels
    return vessel.element.children


def shown(a: str, b: str) -> list[tuple[str | None, str | None]]:
    """Pairs of children by the values that they begin with."""
    return [(_first(one), _first(other)) for one, other in aligned_parts(inside(a), inside(b))]


def _first(element: Element | None) -> str | None:
    return None if element is None else next(iter(element.attributes.values()))


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
