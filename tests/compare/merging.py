"""A small mod, what two people made of it, and what a merge of both says."""

from collections import Counter
from collections.abc import Hashable
from functools import lru_cache

from lxml import etree

from artemis_modkit.changes.decide import Strategy
from artemis_modkit.changes.delta import Who
from artemis_modkit.compare.merge import Merged, merge
from artemis_modkit.model import Mod
from artemis_modkit.model.vessels import VesselData, content_of

BASE = """<!-- my mod -->
<vessel_data version="2.6">
  <hullRace ID="0" name="TSN" keys="player friendly">
    <taunt immunity="calm" text="Boo!"/>
    <taunt immunity="proud" text="Nice hat."/>
  </hullRace>

  <!-- player ships -->
  <vessel uniqueID="1" side="0" classname="Scout" broadType="player">
    <art meshfile="dat/a.dxs"   scale="0.2"/>
    <shields front="80" back="80"/>
    <beam_port x="1" damage="1" range="1000"/>  <!-- right -->
    <beam_port x="-1" damage="1" range="1000"/> <!-- left -->
    <torpedo_storage type="trp" amount="8"/>
    <long_desc text="Two beams"/>
  </vessel>

  <vessel uniqueID="20" side="0" classname="Tug" broadType="player"/>

  <vessel uniqueID="30" side="0" classname="Base" broadType="base">
    <shields front="100" back="100"/>
  </vessel>
</vessel_data>
"""
SCOUT, TUG = "vessel[1]", "vessel[20]"


@lru_cache(maxsize=8)
def mod(text: str | bytes, ini: str | None = None, name: str = "mod") -> Mod:
    files = {"dat/vesselData.xml": text.encode() if isinstance(text, str) else text}
    if ini is not None:
        files["artemis.ini"] = ini.encode()
    return Mod.from_files(name, files)


def merged(ours: str, theirs: str, *strategies: str, base: str = BASE) -> Merged:
    chosen = [Strategy.parse(one) for one in strategies]
    return merge(mod(ours), mod(theirs), mod(base), chosen)


def text_of(result: Merged) -> str:
    data = result.after["dat/vesselData.xml"]
    etree.fromstring(data)
    return data.decode()


def changed(*changes: tuple[str, str], text: str = BASE) -> str:
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def conflicts(result: Merged) -> dict[str, tuple[str | None, ...]]:
    return {one.delta.path: tuple(one.delta.texts) for one in result.conflicts}


def also(result: Merged) -> list[str]:
    """What the first conflict is the head of."""
    return [one.path for one in result.conflicts[0].delta.also]


def taken(result: Merged, outcome: Who) -> list[str]:
    return [one.path for one in result.taken.get(outcome, [])]


Model = dict[tuple[str, str], Hashable]


def models(text: str | bytes) -> Model:
    """What a file says, whatever the order of elements."""
    data = VesselData.from_bytes("x.xml", text.encode() if isinstance(text, str) else text)
    found: Model = {}
    counts: Counter[tuple[str, str]] = Counter()
    for item in (*data.races, *data.vessels):
        key = (
            item.NAME,
            item.element.attributes.get("uniqueID", item.element.attributes.get("ID", "")),
        )
        counts[key] += 1
        inner = frozenset(Counter(content_of(one) for one in item.element.children).items())
        own = frozenset((name, text.strip()) for name, text in item.element.attributes.items())
        found[key[0], f"{key[1]}{'' if counts[key] == 1 else counts[key]}"] = own, inner
    return found


INI = "; mine\nport=2010\n; how bright\nlamp=1\n;off=3\nlast=1\n"


def settings_of(base: str, ours: str, theirs: str, *strategies: str) -> tuple[str, Merged]:
    result = merge(
        mod(BASE, ours),
        mod(BASE, theirs),
        mod(BASE, base),
        [Strategy.parse(one) for one in strategies],
    )
    return result.after["artemis.ini"].decode(), result
