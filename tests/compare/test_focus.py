"""A part of a comparison holds what was asked for and nothing else."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from artemis_modkit.balance.scale import Scale
from artemis_modkit.compare import compare
from artemis_modkit.compare.comparison import Comparison
from artemis_modkit.compare.focus import Focus, focused, role_called
from artemis_modkit.model import Mod
from artemis_modkit.model.declarations import Area
from artemis_modkit.parsers.errors import ModkitError

A = (
    '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="1" name=" Pirate " keys="enemy"/>'
    '<vessel uniqueID="1" side="0" classname="Scout"><art meshfile="a.dxs"/>'
    '<shields front="1"/></vessel>'
    '<vessel uniqueID="2" side="0" classname="Tug"><art meshfile="b.dxs"/>'
    '<shields front="1"/></vessel>'
    '<vessel uniqueID="3" side="1" classname="Brig"><art meshfile="c.dxs"/></vessel>'
    '<vessel uniqueID="9" side="1" classname="Old"><art meshfile="o.dxs"/></vessel>'
)
B = (
    A.replace('front="1"', 'front="2"', 1)
    .replace('classname="Tug"', 'classname="Barge"')
    .replace('keys="enemy"', 'keys="enemy elite"')
    .replace('uniqueID="3"', 'uniqueID="30"')
    .replace('uniqueID="9" side="1" classname="Old"', 'uniqueID="8" side="0" classname="New"')
    .replace("o.dxs", "n.dxs")
)


def mod(name: str, body: str) -> Mod:
    return Mod.from_files(
        name,
        {
            "dat/vesselData.xml": f"<vessel_data>{body}</vessel_data>".encode(),
            "artemis.ini": f"a={len(body)}\n".encode(),
        },
    )


def part(
    kinds: Sequence[Area] = (), ships: Sequence[int] = (), races: Sequence[str] = ()
) -> dict[str, object]:
    found = focused(whole(), Focus(kinds, ships, races))
    return {
        "added": found.vessels.added,
        "removed": found.vessels.removed,
        "renumbered": found.vessels.renumbered,
        "changed": [(one.id, [c.path for c in one.changes]) for one in found.vessels.changed],
        "races": [one.id for one in found.races.changed],
        "settings": [one.attribute for one in found.settings],
        "scale": bool(found.scale and found.scale_of_a),
    }


SCALE = (Scale("shields", Decimal(2), 4, 4, ()),)


def whole() -> Comparison:
    return replace(compare(mod("a", A), mod("b", B)), scale=SCALE, scale_of_a=SCALE)


BRIG = (30, ["uniqueID"])
ALL: dict[str, object] = {
    "added": (8,),
    "removed": (9,),
    "renumbered": ((3, 30),),
    "changed": [(1, ["shields.front"]), (2, ["classname"]), BRIG],
    "races": [1],
    "settings": ["a"],
    "scale": True,
}
NOTHING: dict[str, object] = {
    "added": (), "removed": (), "renumbered": (), "changed": [], "races": [], "settings": [],
}  # fmt: skip


def test_nothing_asked_is_all() -> None:
    assert part() == ALL
    assert not Focus().is_of_ships
    assert Focus(ships=(1,)).is_of_ships
    assert Focus(races=("tsn",)).is_of_ships


def test_settings_and_scale_are_balance() -> None:
    balance = part([Area.BALANCE])
    identity = part([Area.IDENTITY])
    assert balance["changed"] == [(1, ["shields.front"])]
    assert (balance["settings"], balance["scale"]) == (["a"], True)
    assert identity["changed"] == [(2, ["classname"]), BRIG]
    assert (identity["settings"], identity["scale"]) == ([], False)
    assert identity["added"] == (8,)


@pytest.mark.parametrize(
    ("ships", "what"),
    [
        ([1], {"changed": [(1, ["shields.front"])]}),
        ([8], {"added": (8,)}),
        ([9], {"removed": (9,)}),
        ([3], {"renumbered": ((3, 30),), "changed": [BRIG]}),
        ([30], {"renumbered": ((3, 30),), "changed": [BRIG]}),
        ([2, 9], {"changed": [(2, ["classname"])], "removed": (9,)}),
    ],
)
def test_of_some_ships_there_are_only_these(ships: list[int], what: dict[str, object]) -> None:
    found = part(ships=ships)
    del found["scale"]
    assert found == NOTHING | what


@pytest.mark.parametrize("race", ["pirate", " PIRATE", "1"])
def test_a_race_is_named_or_numbered_and_a_ship_of_either_mod_counts(race: str) -> None:
    found = part(races=[race])
    del found["scale"]
    assert found == NOTHING | {"removed": (9,), "renumbered": ((3, 30),), "changed": [BRIG]}


def test_ships_and_races_asked_together_must_both_fit() -> None:
    found = part(ships=[1, 9], races=["pirate"])
    del found["scale"]
    assert found == NOTHING | {"removed": (9,)}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            Focus(ships=(7,)),
            "neither a nor b has a vessel 7; near it are 3, 8, 9",
        ),
        (Focus(ships=(100,)), "neither a nor b has a vessel 100; near it are 8, 9, 30"),
        (
            Focus(races=("tsm",)),
            "neither a nor b has a race 'tsm'; did you mean 'tsn'?",
        ),
        (Focus(races=("zz",)), "neither a nor b has a race 'zz'"),
    ],
)
def test_who_is_in_neither_mod_is_told_with_who_is_near(wanted: Focus, message: str) -> None:
    with pytest.raises(ModkitError) as error:
        focused(whole(), wanted)
    assert str(error.value) == message


def test_a_role_goes_by_the_keys_of_the_races_of_either_mod() -> None:
    """The Brig flies in both, and is an enemy by its race, in the second mod alone."""
    brig = '<art meshfile="c.dxs"/>'
    peaceful, b = (body.replace(brig, f'{brig}<performance topspeed="1"/>') for body in (
        A.replace('keys="enemy"', 'keys="friendly"'), B))  # fmt: skip
    enemies, allies = [
        [
            one.id
            for one in focused(
                compare(mod("a", peaceful), mod("b", b)), Focus(roles=(role_called(label),))
            ).vessels.changed
        ]
        for label in ("enemy-medium", "ally")
    ]
    assert (enemies, allies) == ([30], [30])


def test_a_mod_of_settings_alone_has_no_ships_of_any_role() -> None:
    both = [Mod.from_files(name, {"artemis.ini": b"a=1\n"}) for name in "ab"]
    found = focused(compare(both[0], both[1]), Focus(roles=(role_called("player"),)))
    assert (found.vessels.items, found.settings) == ((), ())


def test_ships_and_settings_that_one_mod_has_not_are_compared_with_nothing() -> None:
    settings, ships = Mod.from_files("s", {"artemis.ini": b"a=1\n"}), mod("m", A)
    for found in (compare(settings, ships), compare(ships, settings)):
        assert (found.vessels.items, found.races.items) == ((), ())
        assert [one.attribute for one in found.settings] == ["a"]
