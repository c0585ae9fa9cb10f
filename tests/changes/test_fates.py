"""What became of ships from one release to the next."""

import pytest

from artemis_modkit.changes.fates import Fate, fates
from artemis_modkit.model import VesselData


def release(*ships: tuple[int, str]) -> VesselData:
    text = "".join(
        f'<vessel uniqueID="{number}" side="1" classname="Scout"><art meshfile="{mesh}"/></vessel>'
        for number, mesh in ships
    )
    return VesselData.from_bytes("x", f"<vessel_data>{text}</vessel_data>".encode())


@pytest.mark.parametrize(("others", "number"), [(99, 109), (100, 10)])
def test_the_old_mesh_is_looked_for_among_the_first_hundred_of_a_class(
    others: int, number: int
) -> None:
    now = release(*((10 + at, "b.dxs") for at in range(others)), (10 + others, "a.dxs"))
    [(_, fate, new)] = fates(release((1, "a.dxs")).vessels, now.vessels)
    assert (fate, new and new.id) == (Fate.RENUMBERED, number)


def test_a_number_that_another_ship_has_now_is_one_that_was_replaced() -> None:
    before, now = release((1, "a.dxs"), (2, "b.dxs"), (3, "c.dxs")), release((2, "b.dxs"))
    assert [(old.id, fate, new) for old, fate, new in fates(before.vessels, now.vessels)] == [
        (1, Fate.LOST, None), (3, Fate.LOST, None),
    ]  # fmt: skip
    other = VesselData.from_bytes(
        "x", b'<vessel_data><vessel uniqueID="1" side="2" classname="Barge"/></vessel_data>'
    )
    [(_, fate, new)] = fates(release((1, "a.dxs")).vessels, other.vessels)
    assert (fate, new) == (Fate.REPLACED, other.vessels[0])
