"""A base stands beside what is compared: also beside what only one mod has."""

import pytest

from artemis_modkit.compare import compare
from artemis_modkit.model import Mod


def mod(**values: int) -> Mod:
    ships = "".join(
        f'<vessel uniqueID="{name[1:]}" classname="{name}"><shields front="{value}"/></vessel>'
        for name, value in values.items()
    )
    return Mod.from_files(
        "m", {"dat/vesselData.xml": f"<vessel_data>{ships}</vessel_data>".encode()}
    )


@pytest.mark.parametrize(
    ("a", "b", "base", "has_base", "differs"),
    [
        ({"s1": 1}, {"s1": 1}, {"s1": 1}, True, False),
        ({"s1": 2}, {"s1": 1}, {"s1": 1}, True, True),
        ({"s1": 1}, {"s1": 2}, {"s1": 1}, True, False),
        ({"s1": 1}, {"s2": 1}, {"s1": 1}, True, False),
        ({"s2": 1}, {"s1": 2}, {"s1": 1}, True, False),
        ({"s1": 1}, {"s1": 1}, {"s2": 1}, False, True),
    ],
)
def test_a_ship_has_its_base_and_differs_from_it_or_not(
    a: dict[str, int], b: dict[str, int], base: dict[str, int], has_base: bool, differs: bool
) -> None:
    items = compare(mod(**a), mod(**b), mod(**base)).vessels.items
    [one] = [item for item in items if item.name == "s1"]
    assert (one.base is not None, one.differs_from_base) == (has_base, differs)
