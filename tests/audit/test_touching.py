"""A finding touches the ships in whose lines its places are, from start tag to end tag."""

from msgspec.structs import replace

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.findings import ships_by_line, touched
from artemis_modkit.model import Mod
from artemis_modkit.parsers.source import Location

STOCK = Mod.open("stock")
SHIPS = b"""<vessel_data>
<hullRace ID="0" name="Guild" keys="player"/>
<vessel uniqueID="1" side="0" classname="Heron" broadType="player">
  <shields front="few"/>
</vessel>
<vessel side="0" classname="Gull"/>

<vessel uniqueID="3"
  side="0" classname="Gull"
  broadType="player"><shields front="1"/>
  </vessel>
</vessel_data>
"""
MOD = Mod.from_files("m", {"dat/vesselData.xml": SHIPS, "artemis.ini": b"a=1\n"})


def test_each_line_of_a_ship_is_of_that_ship() -> None:
    assert ships_by_line(MOD) == {**dict.fromkeys((3, 4, 5), 1), **dict.fromkeys((8, 9, 10, 11), 3)}
    assert ships_by_line(Mod.from_files("m", {"artemis.ini": b"a=1\n"})) == {}


def test_further_places_touch_ships_only_in_the_file_of_ships() -> None:
    (found, *_) = audit(MOD, STOCK, scope=Scope(select=["unreadable-value"])).findings
    lines = ships_by_line(MOD)
    assert touched(found, MOD, lines) == {1}
    also = tuple(Location(line, 1) for line in (5, 6, 7, 11))
    assert touched(replace(found, also=also), MOD, lines) == {1, 3}
    assert touched(replace(found, also=also, vessel=None), MOD, lines) == {1, 3}
    assert touched(replace(found, also=also, file="artemis.ini"), MOD, lines) == {1}
