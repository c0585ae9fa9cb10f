"""What two mods both touch of a game, and in which order least is lost."""

import pytest

from artemis_modkit.compare.overlap import Overlap, overlap
from artemis_modkit.model import Mod

Ships = dict[int, int]


def mod(name: str, ships: Ships | None, ini: str | None = None, **files: bytes) -> Mod:
    """Ships by number with their shields, settings, and further files without a dot."""
    found = {f"dat/{path}.snt": data for path, data in files.items()}
    if ships is not None:
        text = "".join(
            f'<vessel uniqueID="{at}" classname="S{at}"><art meshfile="{at}.dxs"/>'
            f'<shields front="{front}"/></vessel>'
            for at, front in ships.items()
        )
        found["dat/vesselData.xml"] = f"<vessel_data>{text}</vessel_data>".encode()
    if ini is not None:
        found["artemis.ini"] = ini.encode()
    return Mod.from_files(name, found)


BASE = mod("game", {1: 10, 2: 10, 3: 10}, "a=1\nb=1\n")


def losses(found: Overlap) -> list[tuple[str, str, tuple[int, ...], tuple[str, ...]]]:
    return [(one.first.name, one.last.name, one.vessels, one.settings) for one in found.orders]


@pytest.mark.parametrize(
    ("a", "b", "both", "lost_of_a", "lost_of_b"),
    [
        ({1: 10, 2: 10, 3: 10}, {1: 10, 2: 10, 3: 10}, (), (), ()),
        ({1: 20, 2: 10, 3: 10}, {1: 10, 2: 10, 3: 10}, (), (1,), ()),
        ({1: 20, 2: 10, 3: 10}, {1: 10, 2: 20, 3: 10}, (), (1,), (2,)),
        ({1: 20, 2: 10, 3: 10}, {1: 20, 2: 10, 3: 10}, (), (), ()),
        ({1: 20, 2: 10, 3: 10}, {1: 30, 2: 10, 3: 10}, (1,), (1,), (1,)),
        ({1: 10, 2: 10, 3: 10, 8: 1}, {1: 10, 2: 10, 3: 10, 9: 1}, (), (8,), (9,)),
        ({1: 10, 2: 10}, {1: 10, 2: 10, 3: 10}, (), (3,), ()),
        ({3: 30, 2: 30, 1: 30}, {1: 20, 2: 20, 3: 20}, (1, 2, 3), (1, 2, 3), (1, 2, 3)),
    ],
)
def test_of_the_first_is_lost_what_it_changed_and_the_last_has_not(
    a: Ships,
    b: Ships,
    both: tuple[int, ...],
    lost_of_a: tuple[int, ...],
    lost_of_b: tuple[int, ...],
) -> None:
    one, other = mod("A", a), mod("B", b)
    for sides in ((one, other), (other, one)):
        found = overlap(*sides, BASE)
        assert found.vessels == both
        lost = {first: vessels for first, _, vessels, _ in losses(found)}
        assert lost == {"A": lost_of_a, "B": lost_of_b}
        assert found.orders[0].size <= found.orders[1].size


def test_settings_that_differ_are_of_whoever_changed_them() -> None:
    a, b = mod("A", None, "a=2\nb=1\nc=3\n"), mod("B", None, "a=3\nb=1.0\nd=1\ne=2\n")
    found = overlap(a, b, BASE)
    assert (found.settings, found.vessels) == (("a",), ())
    assert losses(found) == [("A", "B", (), ("a", "c")), ("B", "A", (), ("a", "d", "e"))]
    assert [one.size for one in found.orders] == [2, 3]
    assert [one.first.name for one in overlap(b, a, BASE).orders] == ["A", "B"]


def test_ships_and_settings_together_say_how_much_is_lost() -> None:
    a = mod("A", {1: 20, 2: 20, 3: 10}, "a=1\nb=1\n")
    b = mod("B", {1: 10, 2: 10, 3: 20}, "a=2\nb=2\nc=1\n")
    found = overlap(a, b, BASE)
    assert [(one.first.name, one.size) for one in found.orders] == [("A", 2), ("B", 4)]


def test_files_that_both_bring_are_told_where_they_are_not_the_same() -> None:
    ships = {1: 20, 2: 10, 3: 10}
    a = mod("A", ships, same=b"x", grid=b"1", own=b"1")
    b = mod("B", ships | {1: 30}, same=b"x", grid=b"2", other=b"1")
    found = overlap(a, b, BASE)
    assert found.files == ("dat/grid.snt", "dat/vesselData.xml")
    assert {one.files for one in found.orders} == {("dat/grid.snt",)}


@pytest.mark.parametrize(("a", "b"), [({1: 20}, None), (None, {1: 20})])
def test_mods_of_other_kinds_of_files_touch_nothing_together(
    a: Ships | None, b: Ships | None
) -> None:
    one, other = mod("A", a, None if a else "a=2\n"), mod("B", b, None if b else "a=2\n")
    found = overlap(one, other, BASE)
    assert (found.vessels, found.settings, found.files) == ((), (), ())
    assert [loss.size for loss in found.orders] == [0, 0]
