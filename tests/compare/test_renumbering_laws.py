"""Ships whose numbers chance has dealt anew are the same ships: on stock and a real mod."""

import random
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.compare import Comparison, compare
from artemis_modkit.model import Mod
from artemis_modkit.model.declarations import Area
from tests.conftest import corpus_files

[MOD] = corpus_files("mods/tsn-3.1/dat/vesselData.xml")
_NUMBER = re.compile(r'(?<=uniqueID=")[^"]*')


@cache
def original(name: str) -> str:
    """A file of ships as text; of stock the one that the project holds."""
    if name == "stock":
        data = Mod.open("stock:2.8").vessel_data
        assert data is not None
        return data.document.source.text
    if not Path(MOD).is_file():
        pytest.skip(f"no real file at {MOD}")
    return MOD.read_text("latin-1")


def dealt(text: str, seed: int) -> str:
    """The text with its numbers shuffled among its ships, and nothing else changed."""
    numbers = _NUMBER.findall(text)
    random.Random(seed).shuffle(numbers)
    return _NUMBER.sub(lambda _: numbers.pop(), text)


def mod(text: str) -> Mod:
    return Mod.from_files("any", {"dat/vesselData.xml": text.encode("latin-1", "replace")})


def kinds(found: Comparison) -> set[Area]:
    return {change.kind for item in found.vessels.changed for change in item.changes}


@pytest.mark.parametrize("name", ["stock", "mod"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=4, deadline=None)
def test_numbers_dealt_anew_are_told_as_that_and_nothing_else(name: str, seed: int) -> None:
    text = original(name)
    before, after = mod(text), mod(dealt(text, seed))
    found = compare(before, after)
    assert (found.vessels.added, found.vessels.removed, found.scale) == ((), (), ())
    assert kinds(found) == {Area.IDENTITY}
    assert all([one.path for one in item.changes] == ["uniqueID"] for item in found.vessels.changed)
    assert len(found.vessels.renumbered) == len(found.vessels.changed)


@pytest.mark.parametrize("name", ["stock", "mod"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=2, deadline=None)
def test_so_are_those_of_a_mod_that_was_rebalanced_meanwhile(name: str, seed: int) -> None:
    text = original(name)
    weaker = re.sub(
        r'( (?:damage|front))="([\d.]+)"',
        lambda found: f'{found[1]}="{float(found[2]) / 4:g}"',
        dealt(text, seed),
    )
    found = compare(mod(text), mod(weaker))
    assert (found.vessels.added, found.vessels.removed) == ((), ())
    changed = {one.attribute for item in found.vessels.changed for one in item.changes}
    assert changed == {"uniqueID", "damage", "front"}
