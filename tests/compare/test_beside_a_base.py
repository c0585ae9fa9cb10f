"""A base stands beside what is compared: also beside what only one mod has."""

from collections.abc import Sequence
from typing import Any

import pytest

from artemis_modkit.changes.align import beside
from artemis_modkit.changes.sides import Sides
from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from tests.conftest import FIXTURES


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


def test_a_base_is_paired_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def noted(sides: Sides[Sequence[Any]], align: Any) -> list[Sides[Any]]:
        asked.append(sides)
        return beside(sides, align)

    monkeypatch.setattr("artemis_modkit.compare.comparison.beside", noted)
    folder = FIXTURES / "mods" / "nebula-patrol"
    found = compare(Mod.open(f"{folder}-1.0"), Mod.open(folder), Mod.open("stock"))
    assert found.has_own_base and not found.is_empty and asked == []
    assert any(item.base is None for item in found.vessels.items)
    assert len([*found.scale_of_a, *found.scale_of_b]) == 0 and len(asked) == 1


@pytest.mark.parametrize("base", ["stock:2.8", "stock:2.1", "older", "newer"])
def test_a_base_is_its_own_where_any_ship_of_a_is_another(base: str) -> None:
    folder = FIXTURES / "mods" / "nebula-patrol"
    older, newer = Mod.open(f"{folder}-1.0"), Mod.open(folder)
    known = {"older": older, "newer": newer}
    found = compare(older, newer, known.get(base) or Mod.open(base))
    items = (*found.races.items, *found.vessels.items)
    assert found.has_own_base is any(item.differs_from_base for item in items) is (base != "older")
