"""Which base a merge takes, and whether a side goes back behind it."""

from pathlib import Path

import pytest

from artemis_modkit.compare import merge_base
from artemis_modkit.compare.merge_base import ChosenBase, Values, _apart, chosen_base, going_back
from artemis_modkit.model import Mod
from tests.made import files_of

SHIELDS = ("front", "back")


def mod(name: str, *values: float, ini: str = "") -> Mod:
    """A mod with so many ships, each with one value."""
    ships = "".join(
        f'<vessel uniqueID="{at}"><shields front="{value}"/><long_desc text="{name}"/></vessel>'
        for at, value in enumerate(values)
    )
    files = {"dat/vesselData.xml": f"<vessel_data>{ships}</vessel_data>".encode()}
    if ini:
        files["artemis.ini"] = ini.encode()
    return Mod.from_files(name, files)


def told(now: Mod, base: Mod, *older: Mod) -> list[str]:
    return list(going_back("theirs", now, ChosenBase(base, "", older)))


BASE = mod("base", 1, 1, 1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("now", "count"),
    [
        ((1, 1, 1, 1, 1, 1, 1), None),
        ((0, 0, 1, 1, 1, 1, 1), None),
        ((0, 0, 0, 1, 1, 1, 1), "3 of the 3"),
        ((0, 0, 0, 2, 2, 2, 1), "3 of the 6"),
        ((0, 0, 0, 2, 2, 2, 2), None),
    ],
)
def test_a_side_that_takes_half_of_its_changes_and_at_least_three_back_is_told(
    now: tuple[int, ...], count: str | None
) -> None:
    found = told(mod("theirs", *now), BASE, mod("v1", 0, 0, 0, 0, 0, 0, 0), mod("v0", 9, 9))
    assert found == (
        []
        if count is None
        else [
            f"theirs takes {count} values that it changed back to what they were in v1, before "
            "the base: it was probably made from an older state"
        ]
    )


def test_sentences_and_new_ships_take_nothing_back() -> None:
    older = mod("other words", 1, 1, 1, 1, 1, 1, 1)
    assert told(mod("other words", 1, 1, 1, 1, 1, 1, 1, 5, 5, 5), BASE, older) == []


def test_settings_go_back_too_and_by_value() -> None:
    before, after = (f"a={n}\nb={n}.0\nc=x{n}\n" for n in (1, 2))
    base, older = mod("base", ini=after), mod("old", ini=before)
    now = mod("theirs", ini="a=1.0\nb=1\nc=x1\n")
    assert told(now, base, older)[0].startswith("theirs takes 3 of the 3 values")


def test_without_a_base_the_stock_that_ours_was_built_on_stands_for_it() -> None:
    found = chosen_base(None, Mod.open("stock:2.4"), Mod.open("stock:2.8"))
    assert found.mod.name == "stock:2.4"
    assert found.reason == ("no base was named: stock:2.4 stands for it, so this is a merge of two")
    assert found.older == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "base"),
    [("2.1", "2.1", "2.1"), ("2.4", "2.7.4", None), ("2.8", "2.8", "2.8"), ("2.7.1", "2.8", None)],
)
def test_the_best_stock_is_that_with_fewest_values_of_both_sides(
    ours: str, theirs: str, base: str | None
) -> None:
    found = chosen_base("auto", Mod.open(f"stock:{ours}"), Mod.open(f"stock:{theirs}"))
    assert found.mod.name in ([f"stock:{base}"] if base else [f"stock:{ours}", f"stock:{theirs}"])
    assert found.reason.startswith(f"the base is {found.mod.name}, the best of 5 stock versions")
    assert "but the two differ from each other" not in found.reason or ours == theirs
    assert found.older == ()


def test_mods_are_as_far_apart_as_there_are_values_that_they_do_not_share() -> None:
    a: Values = {("x", "1"): "7", ("x", "2"): "8", ("x", "3"): "9"}
    b: Values = {("x", "1"): "7", ("x", "2"): "0"}
    assert [_apart(a, b), _apart(b, a), _apart(a, a), _apart(a, {})] == [3, 3, 0, 3]


@pytest.mark.parametrize(("shared", "is_told"), [(0, False), (3, False), (4, True), (9, True)])
def test_two_sides_four_times_as_far_from_a_base_as_from_each_other_share_what_is_not_there(
    shared: int, is_told: bool
) -> None:
    """Each has a line of its own, so they differ in 2, and are 2 × (shared + 1) from the base."""
    files = files_of("2.8")
    lines = "".join(f"both{at}=1\n" for at in range(shared))
    ours, theirs = (
        Mod.from_files(
            name,
            {**files, "artemis.ini": files["artemis.ini"] + f"\n{lines}{name}=1\n".encode()},
        )
        for name in ("ours", "theirs")
    )
    found = chosen_base("auto", ours, theirs)
    far = "; but the two differ from each other in 2 only, so they share something"
    assert (far in found.reason, found.mod.name) == (is_told, "stock:2.8")


# Commits of ours -----------------------------------------------------------------------------


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> list[Mod]:
    """Commits as they are found; the test says which."""
    found: list[Mod] = []
    monkeypatch.setattr(merge_base, "releases", lambda spec, ours: tuple(found))
    return found


COMMITS = [mod(f"v{at}", *[9] * at, *[1] * (6 - at)) for at in range(4)]
"""In each commit one more ship has 9."""


@pytest.mark.parametrize("at", range(4))
def test_the_commit_that_is_nearest_to_theirs_is_the_base_and_those_before_it_are_older(
    history: list[Mod], at: int
) -> None:
    history[:] = COMMITS
    theirs = mod("theirs", *[9] * at, *[1] * (5 - at), 7)
    ours = mod("ours", *[9] * 3, 1, 1, 5)
    found = chosen_base("auto", ours, theirs)
    assert found.mod is COMMITS[at]
    assert found.older[1:] == tuple(COMMITS[:at])
    assert found.older[0].is_embedded_stock
    assert found.reason == (
        f"the base is commit v{at}, the best of 5 stock versions and 4 commits: ours has "
        f"{2 * (4 - at)} values of its own, theirs 2"
    )


def test_of_commits_as_near_to_theirs_the_one_nearest_to_ours_is_the_base(
    history: list[Mod],
) -> None:
    history[:] = [mod("far", 1, 1, 1, 1, 3, 4), mod("near", 1, 1, 1, 9, 3, 5), COMMITS[0]]
    theirs, ours = mod("theirs", 1, 1, 1, 7, 3, 6), mod("ours", 1, 1, 9, 9, 9, 5)
    assert chosen_base("auto", ours, theirs).mod is history[1]


def test_a_stock_that_is_nearer_to_theirs_than_any_commit_is_the_base(history: list[Mod]) -> None:
    stock = Mod.open("stock:2.8")
    files = files_of("2.8")
    history[:] = [
        Mod.from_files("v0", {**files, "artemis.ini": files["artemis.ini"] + b"\nnew=1\n"})
    ]
    found = chosen_base("auto", history[0], stock)
    assert (found.mod.name, found.older) == ("stock:2.8", ())
    assert "the best of 5 stock versions and 1 commits" in found.reason
    as_near = chosen_base("auto", history[0], history[0])
    assert as_near.mod is history[0]
    assert "values of its own" in as_near.reason


def test_a_base_that_is_named_has_before_it_its_stock_and_the_commits_before_the_one_it_is(
    history: list[Mod], tmp_path: Path
) -> None:
    history[:] = COMMITS
    for values, older in (((9, 9, 1, 1, 1, 1), COMMITS[:2]), ((2, 2, 2), [])):
        data = mod("x", *values).tree.read("dat/vesselData.xml")
        (tmp_path / "vesselData.xml").write_bytes(data)
        found = chosen_base(str(tmp_path), COMMITS[3], COMMITS[0])
        assert (found.reason, found.older[0].is_embedded_stock) == ("", True)
        assert list(found.older[1:]) == older
    assert chosen_base("stock:2.4", COMMITS[3], COMMITS[0]).older == ()
