"""System grids: 250 nodes of 32 bytes, x slowest and z fastest."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.snt import GRID_BYTES, Node, Room, SystemGrid
from artemis_modkit.parsers.source import Span
from tests.conftest import FIXTURES, corpus_files, shown
from tests.parsers.laws import grid_is_read_as_far_as_it_goes


def node(x: float, y: float, z: float, code: int) -> bytes:
    return struct.pack("<3fi16x", x, y, z, code)


def grid(*nodes: bytes) -> bytes:
    """A file with these nodes first and nothing but void after them."""
    return b"".join(nodes) + node(0, 0, 0, -2) * (250 - len(nodes))


def test_nodes_are_read_with_place_and_kind() -> None:
    found = SystemGrid.from_bytes("a.snt", grid(node(1.5, -2, 0.25, 1), node(0, 0, 4, -1)))
    assert found.nodes[:3] == (
        Node(1.5, -2.0, 0.25, 1),
        Node(0.0, 0.0, 4.0, -1),
        Node(0.0, 0.0, 0.0, -2),
    )
    assert [one.kind for one in found.nodes[:3]] == [
        Room.TORPEDOES,
        Room.HALLWAY,
        Room.VOID,
    ]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("code", "kind"),
    [(0, "beams"), (1, "torpedoes"), (2, "sensors"), (3, "maneuver"), (4, "impulse"), (5, "warp"),
     (6, "front shield"), (7, "rear shield"), (-1, "hallway"), (-2, "void"), (8, None), (-3, None)],
)  # fmt: skip
def test_the_number_of_a_node_says_what_it_is(code: int, kind: str | None) -> None:
    [found, *_] = SystemGrid.from_bytes("a.snt", grid(node(0, 0, 0, code))).nodes
    assert (found.kind and found.kind.name.replace("_", " ").lower()) == kind


def test_nodes_of_each_kind_are_counted() -> None:
    found = SystemGrid.from_bytes("a.snt", grid(*(node(0, 0, 0, code) for code in (0, 0, 7, 99))))
    assert {kind: found.count(kind) for kind in Room if found.count(kind)} == {
        Room.BEAMS: 2,
        Room.REAR_SHIELD: 1,
        Room.VOID: 246,
    }


def test_a_kind_that_the_game_does_not_know_is_none() -> None:
    assert SystemGrid.from_bytes("a.snt", grid(node(0, 0, 0, 99))).nodes[0].kind is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "dat/a.snt has 0 bytes; a ship's system grid has exactly 8,000"),
        (grid()[:-1], "dat/a.snt has 7,999 bytes; a ship's system grid has exactly 8,000"),
        (
            grid() + node(0, 0, 0, -2),
            "dat/a.snt has 8,032 bytes; a ship's system grid has exactly 8,000",
        ),
        (grid() + b"\0", "dat/a.snt has 8,001 bytes; a ship's system grid has exactly 8,000"),
        (grid() * 2, "dat/a.snt has 16,000 bytes; a ship's system grid has exactly 8,000"),
    ],
)
def test_a_file_of_another_size_is_read_as_far_as_whole_nodes_go(data: bytes, message: str) -> None:
    found = SystemGrid.from_bytes("dat/a.snt", data)
    assert found.faults == (Fault("snt-size", Span(0, 0), message),)
    assert found.nodes == (Node(0.0, 0.0, 0.0, -2),) * min(250, len(data) // 32)


@settings(deadline=None)
@given(st.binary() | st.binary(max_size=40).map(lambda piece: (piece * 9_000)[: GRID_BYTES + 7]))
def test_any_bytes_are_read_as_a_grid(data: bytes) -> None:
    grid_is_read_as_far_as_it_goes(data)


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("*.snt")), ids=lambda path: path.name)
def test_a_grid_of_a_demo_mod_has_all_its_nodes_and_only_known_kinds(path: Path) -> None:
    grid_is_whole(path.read_bytes())


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", corpus_files("*.snt"), ids=shown)
def test_a_real_grid_has_all_its_nodes_and_only_known_kinds(path: Path) -> None:
    grid_is_whole(path.read_bytes())


def grid_is_whole(data: bytes) -> None:
    found = SystemGrid.from_bytes("any.snt", data)
    assert found.faults == ()
    assert len(found.nodes) == 250
    assert {one.code for one in found.nodes if one.kind is None} == set()


@pytest.mark.parametrize("more", [1, 31, 32, 33, 8000, 80_000])
def test_what_lies_behind_the_last_node_is_no_node(more: int) -> None:
    whole = grid(node(1, 2, 3, 4))
    longer = SystemGrid.from_bytes("a.snt", whole + node(5, 6, 7, 8)[:1] * more)
    assert longer.nodes == SystemGrid.from_bytes("a.snt", whole).nodes
    assert [fault.code for fault in longer.faults] == ["snt-size"]


@pytest.mark.parametrize(("size", "nodes"), [(0, 0), (31, 0), (32, 1), (63, 1), (7999, 249)])
def test_a_grid_that_is_cut_is_read_as_far_as_whole_nodes_go(size: int, nodes: int) -> None:
    found = SystemGrid.from_bytes("a.snt", grid(*[node(1, 2, 3, 4)] * 250)[:size])
    assert found.nodes == (Node(1.0, 2.0, 3.0, 4),) * nodes
    assert [fault.code for fault in found.faults] == ["snt-size"]
