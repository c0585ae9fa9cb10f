"""Changes that are only tried: each on the one before, each counted, each kept as it was meant."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.model import Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply
from artemis_modkit.patcher.library import recipe_of
from artemis_modkit.patcher.what_if import WhatIf, kept, what_if

BEAM = '<beam_port x="%d" damage="%d" cycletime="6.0"/>'
SHIPS = f"""<vessel_data version="2.6">
  <hullRace ID="0" name="Guild" keys="player"/>
  <vessel uniqueID="1" side="0" classname="Lantern: II" broadType="player">
    <shields front="81" back="64"/>
    {BEAM % (1, 10)}
    {BEAM % (2, 20)}
    {BEAM % (3, 30)}
    <torpedo_storage type="trp" amount="8"/>
    <torpedo_storage type="nuk" amount="2"/>
  </vessel>
  <vessel uniqueID="2" side="0" classname="Wick" broadType="player"><shields front="5"/></vessel>
</vessel_data>
"""
INI = "damageTorpHom=25\ntorpEnergyValue=100\n"
MOD = Mod.from_files("m", {"vesselData.xml": SHIPS.encode(), "artemis.ini": INI.encode()})

CHANGES = [
    "1:shields.front=120",
    "1:shields.front=*1.5",
    "Lantern: II:shields.back = * 0.5",
    "1:beam_port[2].damage=*0.25",
    "1:torpedo_storage[nuk].amount=9",
    "race:Guild:shields.front=7",
    "artemis.ini:damageTorpHom=* 2",
    "artemis.ini:torpEnergyValue=50",
    "1:+beam_port:damage=5, range=900",
    "2:+torpedo_storage:type=trp,amount=3",
    "1:-beam_port",
    "1:-torpedo_storage[trp]",
    "recipe:scale:factor=0.5",
    "recipe:scale:factor=0.5,round=none",
]


def ships(found: WhatIf) -> str:
    return found.mod.tree.read("vesselData.xml").decode()


def tried(*changes: str) -> str:
    return ships(what_if(MOD, changes))


def test_a_value_is_multiplied_and_rounded_as_the_game_writes_such_values() -> None:
    assert tried("1:shields.front=*1.5") == SHIPS.replace('"81"', '"122"')
    assert tried("1:beam_port[1].cycletime=*1.11111") == SHIPS.replace('"6.0"', '"6.667"', 1)
    found = what_if(MOD, ["artemis.ini:damageTorpHom=*0.1234"])
    assert found.mod.tree.read("artemis.ini").decode() == INI.replace("25", "3.085")


def test_a_part_comes_with_the_values_that_are_named_and_goes_alone_or_with_its_like() -> None:
    found = what_if(MOD, ["1:+beam_port:damage=5, range=900"])
    assert found.mod.vessel_data is not None
    assert [dict(one.element.attributes) for one in found.mod.vessel_data.vessels[0].beam_ports][
        3:
    ] == [{"damage": "5", "range": "900"}]
    lines = SHIPS.splitlines(keepends=True)
    assert tried("1:-beam_port[2]") == "".join(lines[:5] + lines[6:])
    assert tried("1:-beam_port") == "".join(lines[:4] + lines[7:])
    assert tried("1:-torpedo_storage[nuk]") == "".join(lines[:8] + lines[9:])


def test_each_change_counts_the_values_that_it_made_other_ones() -> None:
    changes = ["race:Guild:shields.front=7", "1:shields.front=7", "recipe:scale", "1:beam_port.x=9"]
    found = what_if(MOD, changes)
    assert (found.before, found.changes) == (MOD, tuple(changes))
    assert (found.values[0], found.values[1], found.values[3]) == (2, 0, 3)
    assert sum(found.values) == len(found.result.changes)
    assert what_if(MOD, []).values == ()


@pytest.mark.parametrize("before", [[], ["1:shields.front=3"], ["recipe:scale", "recipe:scale"]])
def test_what_finds_nothing_is_named_among_others_whatever_they_are(before: list[str]) -> None:
    for change in ("2:beam_port.damage=3", "2:-beam_port", "1:shields.front=*much"):
        with pytest.raises(ModkitError) as refused:
            what_if(MOD, [*before, change, "2:shields.front=3"])
        assert str(refused.value).startswith(f"--with {change}: ")


def test_what_a_recipe_leaves_out_is_no_mistake() -> None:
    found = what_if(MOD, ["recipe:scale"])
    assert found.result.skipped
    assert found.doubt == ""


def test_stock_with_a_change_is_stock_no_more() -> None:
    stock = Mod.open("stock:2.8")
    assert not what_if(stock, ["0:shields.front=3"]).mod.is_embedded_stock


@pytest.mark.parametrize("values", ["damage", "=1", "=,x"])
def test_values_of_a_part_have_names(values: str) -> None:
    with pytest.raises(ModkitError, match="write the values as name=value,name=value"):
        what_if(MOD, [f"1:+beam_port:{values}"])


@settings(deadline=None, max_examples=8)
@given(st.lists(st.sampled_from(CHANGES), max_size=5))
def test_what_is_kept_as_a_recipe_does_the_same(changes: Sequence[str]) -> None:
    try:
        found = what_if(MOD, changes)
    except ModkitError:  # a part that is gone already
        return
    recipe = recipe_of(TomlTable.parsed("kept.toml", kept(MOD, changes, "kept")))
    assert apply(MOD, recipe).after == found.result.after
    assert len(found.values) == len(changes)
