"""Laws of the comparison, on real files that chance has edited or written anew.

What a comparison says is enough to make B of A; and a file written in another way is the same.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Hashable
from copy import deepcopy
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessels import content_of
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.views.compare import compare_report
from tests.conftest import FIXTURES, corpus_files

MOST_VESSELS = 12
FILES = [
    FIXTURES / "mods/nebula-patrol-1.0/dat/vesselData.xml",
    *corpus_files("stock/2.8/dat/vesselData.xml"),
    *corpus_files("mods/tsn-2.010/dat/vesselData.xml"),
]


@cache
def original(index: int) -> Any:
    """The first and last ships of a real file, as a tree."""
    path = FILES[index]
    if not path.is_file():
        pytest.skip(f"no real file at {path}")
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(remove_comments=True))
    for vessel in root.findall("vessel")[MOST_VESSELS // 2 : -MOST_VESSELS // 2]:
        root.remove(vessel)
    return root


def mod(data: bytes) -> Mod:
    return Mod.from_files("any", {"dat/vesselData.xml": data})


def model(of: Mod) -> Counter[Hashable]:
    """Every race and vessel, whatever their order and that of their parts."""
    assert of.vessel_data is not None
    units = (*of.vessel_data.races, *of.vessel_data.vessels)
    return Counter(said_by(unit.element) for unit in units)


def said_by(unit: Element) -> Hashable:
    own = frozenset((name, text.strip()) for name, text in unit.attributes.items())
    return own, frozenset(Counter(content_of(one) for one in unit.children).items())


# Edits ---------------------------------------------------------------------------------------


def change_value(root: Any, chance: random.Random) -> None:
    element = chance.choice([one for one in root.iter() if one.attrib])
    names = [name for name in element.attrib if name not in ("uniqueID", "ID", "type")]
    if names:
        element.set(chance.choice(names), chance.choice(["1", "2.5", "0", "-3", "new words", ""]))


def drop_value(root: Any, chance: random.Random) -> None:
    element = chance.choice(list(root.iter("shields", "beam_port", "art", "taunt")))
    if element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]


def drop_part(root: Any, chance: random.Random) -> None:
    parts = [one for vessel in root.iter("vessel", "hullRace") for one in vessel]
    part = chance.choice(parts)
    part.getparent().remove(part)


def add_part(root: Any, chance: random.Random) -> None:
    parts = list(root.iter("beam_port", "engine_port", "art", "taunt", "shields"))
    vessel = chance.choice(list(root.iter("vessel")))
    vessel.insert(chance.randint(0, len(vessel)), deepcopy(chance.choice(parts)))


def move_parts(root: Any, chance: random.Random) -> None:
    vessel = chance.choice(list(root.iter("vessel")))
    parts = list(vessel)
    chance.shuffle(parts)
    vessel[:] = parts


def drop_vessel(root: Any, chance: random.Random) -> None:
    vessels = root.findall("vessel")
    if len(vessels) > 2:
        root.remove(chance.choice(vessels))


def add_vessel(root: Any, chance: random.Random) -> None:
    vessel = deepcopy(chance.choice(root.findall("vessel")))
    vessel.set("uniqueID", str(chance.randint(90_000, 99_999)))
    root.insert(chance.randint(0, len(root)), vessel)


def renumber_vessel(root: Any, chance: random.Random) -> None:
    chance.choice(root.findall("vessel")).set("uniqueID", str(chance.randint(90_000, 99_999)))


EDITS: list[Callable[[Any, random.Random], None]] = [
    change_value, drop_value, drop_part, add_part, move_parts, drop_vessel, add_vessel,
    renumber_vessel,
]  # fmt: skip


# The other way round: B from A and what the comparison says ------------------------------------

_STEP = re.compile(r"(?P<name>\w+)(?:\[(?P<key>[^\]]*)\])?")


def applied(root: Any, said: dict[str, Any], new: Any) -> Any:
    """A tree with all changes of a comparison; `new` is where added units are taken from."""
    result = deepcopy(root)
    for what, name, number in (("vessels", "vessel", "uniqueID"), ("races", "hullRace", "ID")):
        part = said[what]
        own = units(result, name, number)
        renumbered = {pair["to"]: pair["from"] for pair in part["renumbered"]}
        for item in part["changed"]:
            apply_changes(own[renumbered.get(item["id"], item["id"])], item["changes"])
        for one in part["removed"]:
            own[one].getparent().remove(own[one])
        added = units(new, name, number)
        for one in part["added"]:
            result.append(deepcopy(added[one]))
    return result


def units(root: Any, name: str, number: str) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for one in root.iter(name):
        found.setdefault(int(float(one.get(number))), one)
    return found


def apply_changes(unit: Any, changes: list[dict[str, Any]]) -> None:
    places = [place(unit, one) for one in changes]
    for (element, attribute), change in zip(places, changes, strict=True):
        if "attributes" not in change:
            if change["b"] is None:
                del element.attrib[attribute]
            else:
                element.set(attribute, change["b"])
        elif change["a"] is None:
            etree.SubElement(unit, attribute, change["attributes"])
        else:
            element.getparent().remove(element)


def place(unit: Any, change: dict[str, Any]) -> tuple[Any, str]:
    """The element and attribute of a path; of an added element its name."""
    path = change["path"]
    if "attributes" in change and change["a"] is None:
        return None, path.partition("[")[0]
    if "attributes" in change:
        return inner(unit, path), ""
    before, _, attribute = path.rpartition(".")
    return (inner(unit, before) if before else unit), attribute


def inner(unit: Any, path: str) -> Any:
    step = _STEP.fullmatch(path)
    assert step is not None, path
    found = [one for one in unit if one.tag == step["name"]]
    key = step["key"] or "1"
    if not key.isdecimal():
        code, _, number = key.partition(" again ")
        kinds = [Munition.of(one.get("type", "")) for one in found]
        found = [
            one
            for one, kind in zip(found, kinds, strict=True)
            if (kind.code if kind else one.get("type", "").strip()) == code
        ]
        key = number or "1"
    return found[int(key) - 1]


@given(
    index=st.integers(0, len(FILES) - 1),
    seed=st.integers(0, 2**32),
    edits=st.lists(st.sampled_from(EDITS), max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_applying_the_changes_to_a_gives_b(
    index: int, seed: int, edits: list[Callable[[Any, random.Random], None]]
) -> None:
    a = original(index)
    b = deepcopy(a)
    chance = random.Random(seed)
    for edit in edits:
        edit(b, chance)
    before, after = mod(etree.tostring(a)), mod(etree.tostring(b))
    for base in (None, Mod.open("stock:2.1")):
        said = dict(compare_report(compare(before, after, base)).payload)
        assert model(mod(etree.tostring(applied(a, said, b)))) == model(after)


# Written in another way ------------------------------------------------------------------------


def rewritten(root: Any, chance: random.Random) -> bytes:
    """The same races and vessels: other order, blanks, quotes, line ends and comments."""
    end = chance.choice(["\n", "\r\n", "\r"])
    indent = chance.choice(["", "  ", "\t"])
    lines: list[str] = []

    def remark() -> None:
        if chance.random() < 0.2:
            lines.append(f"<!-- {chance.choice(['mine', 'theirs', '<vessel/>', 'x=1'])} -->")

    def write(element: Any, depth: int) -> None:
        remark()
        values = list(element.attrib.items())
        chance.shuffle(values)
        gap = chance.choice([" ", "  ", f"{end}{indent}"])
        text = "".join(f"{gap}{name}{chance.choice(['=', ' = '])}{quoteattr(one)}"
                       for name, one in values)  # fmt: skip
        if len(element):
            lines.append(f"{indent * depth}<{element.tag}{text}>")
            for one in element:
                write(one, depth + 1)
            remark()
            lines.append(f"</{element.tag}>")
        else:
            closed = chance.choice(["/>", " />", f"></{element.tag}>"])
            lines.append(f"{indent * depth}<{element.tag}{text}{closed}")

    write(root, 0)
    mark = chance.choice(["", "\ufeff"])
    return (mark + end.join(lines)).encode()


@given(index=st.integers(0, len(FILES) - 1), seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_a_file_written_in_another_way_is_the_same(index: int, seed: int) -> None:
    root, chance = original(index), random.Random(seed)
    found = compare(mod(etree.tostring(root)), mod(rewritten(root, chance)))
    assert found.is_empty
    assert (found.vessels.renumbered, found.scale) == ((), ())
