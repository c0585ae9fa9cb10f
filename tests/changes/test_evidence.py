"""How much must speak for two ships being one: what is enough, and what falls just short of it."""

import pytest

from artemis_modkit.changes.pairing import aligned_vessels
from artemis_modkit.model import VesselData

_VALUES = 20
ONE = {"number": 1, "name": "Anvil", "mesh": "a", "side": 0, "kind": "player", "text": ""}
OTHER = {"number": 2, "name": "Gong", "mesh": "b", "side": 3, "kind": "enemy", "text": ""}


def ship(own: dict[str, object], alike: int, count: int = _VALUES, seed: int = 1) -> str:
    """A ship of so many values, of which some are those of every such ship."""
    places = (at if at < alike else 1000 * seed + at for at in range(count - 1))
    ports = "".join(f'<beam_port x="{place}"/>' for place in places)
    name, mesh = (
        f'{key}="{own[at]}"' if own[at] else "" for key, at in (("classname", "name"), ("meshfile", "mesh"))
    )  # fmt: skip
    return (
        f'<vessel uniqueID="{own["number"]}" side="{own["side"]}" {name} broadType="{own["kind"]}">'
        f'<art {mesh}/>{ports}<long_desc text="{own["text"]}"/></vessel>'
    )


def are_one(first: str, second: str) -> bool:
    """Whether the only ships of two files are one."""
    files = (f"<v>{one}</v>".encode() for one in (first, second))
    a, b = (VesselData.from_bytes("x", data).vessels for data in files)
    return len(aligned_vessels(a, b)) == 1


@pytest.mark.parametrize(
    ("shared", "enough", "short"),
    [
        ("number name", 0, None), ("number mesh side", 0, None), ("name mesh side", 0, None),
        ("number mesh kind", None, 0), ("number side kind", 15, 14), ("number side", 18, 17),
        ("name side kind", 9, 8), ("mesh side kind", 14, 13), ("number kind", None, 19),
        ("name mesh kind", 19, 18), ("name mesh", None, 19), ("side kind", None, 19),
    ],
)  # fmt: skip
def test_a_ship_is_known_by_its_name_and_number_or_else_by_more(
    shared: str, enough: int | None, short: int | None
) -> None:
    """Of 20 values `enough` make it that ship, and `short` do not; a copy for a race needs all."""
    second = OTHER | {key: ONE[key] for key in shared.split()}
    for alike, is_one in ((enough, True), (short, False)):
        if alike is not None:
            assert are_one(ship(ONE, alike, seed=1), ship(second, alike, seed=2)) is is_one


@pytest.mark.parametrize(
    ("names", "shared", "is_one"),
    [
        (("Anvil", "Anvil II"), "number side", True), (("Anvil II", "Anvil"), "number side", True),
        (("Anvil", "Anvil II"), "number kind", False), (("Anvil II", "Anvil III"), "number side", False),
        (("Anvil", " ANVIL "), "number", True),
    ],
)  # fmt: skip
def test_a_name_of_which_words_are_left_says_less_than_the_same_name(
    names: tuple[str, str], shared: str, is_one: bool
) -> None:
    first = ONE | {"name": names[0]}
    second = OTHER | {key: ONE[key] for key in shared.split()} | {"name": names[1]}
    assert are_one(ship(first, 0, seed=1), ship(second, 0, seed=2)) is is_one


@pytest.mark.parametrize(
    ("words", "shared", "is_one"),
    [
        (8, "number side", True), (7, "number side", False), (6, "number side kind", False),
        (7, "number side kind", False), (8, "number kind", False), (8, "mesh side kind", True),
        (7, "mesh side kind", False), (8, "number side kind", True),
    ],
)  # fmt: skip
def test_a_text_says_as_much_as_more_than_half_of_its_words_are_the_same(
    words: int, shared: str, is_one: bool
) -> None:
    """Of 8 words; half of them say nothing."""
    texts = [
        " ".join(at if int(at) < words else f"{side}{at}" for at in "01234567") for side in "ab"
    ]
    first = ONE | {"text": texts[0]}
    second = OTHER | {key: ONE[key] for key in shared.split()} | {"text": texts[1]}
    assert are_one(ship(first, 0, seed=1), ship(second, 0, seed=2)) is is_one


def test_a_ship_is_found_by_values_alone_that_no_other_has() -> None:
    """Its number, name, mesh and a word of its text are new."""
    texts = [" ".join([f"w{at}" for at in range(19)] + [end]) for end in ("old", "new")]
    first = ONE | {"text": texts[0]}
    second = OTHER | {key: ONE[key] for key in ("side", "kind")} | {"text": texts[1]}
    assert are_one(ship(first, 19, seed=1), ship(second, 19, seed=2))
    assert not are_one(ship(first, 15, seed=1), ship(second, 15, seed=2))


@pytest.mark.parametrize(
    ("lacking", "enough"), [("name", 4), ("mesh", 7), ("name mesh", 0)]
)  # fmt: skip
def test_where_there_is_no_name_or_mesh_to_go_by_less_is_enough(lacking: str, enough: int) -> None:
    first = ONE | dict.fromkeys(lacking.split(), "")
    second = OTHER | {key: ONE[key] for key in ("number", "side", "kind")}
    assert are_one(ship(first, enough, seed=1), ship(second, enough, seed=2))
    assert are_one(ship(second, enough, seed=1), ship(first, enough, seed=2))
    if enough:
        assert not are_one(ship(first, enough - 1, seed=1), ship(second, enough - 1, seed=2))


@pytest.mark.parametrize(
    ("count", "enough", "short"),
    [(20, 15, 14), (10, 8, 7), (9, 7, 6), (8, 7, 6), (7, 6, 5), (6, None, 5), (3, None, 2)],
)
def test_less_than_ten_values_say_less(count: int, enough: int | None, short: int) -> None:
    """Ships of one number, race and type, whose meshes differ; from ten on their share counts."""
    second = OTHER | {key: ONE[key] for key in ("number", "side", "kind")}
    for alike, is_one in ((enough, True), (short, False)):
        if alike is not None:
            assert are_one(ship(ONE, alike, count, 1), ship(second, alike, count, 2)) is is_one
