"""Finding a ship by its number or its name."""

import pytest

from artemis_modkit.balance import Conditions, Fleet
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import mod_of, vessel


def named(*names: str) -> Fleet:
    ships = [
        vessel("", number=10 * at).replace(f"Class {10 * at}", name)
        for at, name in enumerate(names, 1)
    ]
    mod = mod_of(*ships)
    return Fleet.of(mod, mod, Conditions())


def refused(fleet: Fleet, which: str) -> str:
    with pytest.raises(ModkitError) as caught:
        fleet.find(which)
    return str(caught.value)


def test_a_ship_is_found_by_number_or_by_name_in_any_case() -> None:
    fleet = named("Otter", "Heron", "30", "20", "999")
    assert [fleet.find(which).id for which in ("10", " heron ", "OTTER", "30", "20")] == [
        10, 20, 10, 30, 20,
    ]  # fmt: skip
    assert fleet.find("999").id == 50


def test_a_ship_that_is_not_there_or_is_several_is_refused_with_what_is_near() -> None:
    fleet = named("Otter", "Heron", *["Twin"] * 5)
    assert refused(fleet, "Oter") == "made up: no ship is called 'Oter'; did you mean 'Otter'?"
    assert refused(fleet, "zzz") == "made up: no ship is called 'zzz'; `score` lists all"
    assert refused(fleet, "26") == (
        "made up: no vessel has the uniqueID 26; near it are 20, 30, 40"
    )
    assert refused(fleet, "twin") == (
        "made up: 'twin' are several: 30 Twin (TSN), 40 Twin (TSN), 50 Twin (TSN), 60 Twin (TSN), "
        "70 Twin (TSN); name the ID"
    )
    assert refused(named(*["Twin"] * 6), "twin").endswith("(TSN) and 1 more; name the ID")
