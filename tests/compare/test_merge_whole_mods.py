"""Whole mods merged: the work of two people on a game, in whatever editors they wrote."""

import re

import pytest

from artemis_modkit.changes.delta import Who
from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod
from tests.made import HANDS, SHIPS, changed, files_of


def mod(text: str | bytes, name: str = "mod") -> Mod:
    return Mod.from_files(name, {SHIPS: text.encode() if isinstance(text, str) else text})


def after(ours: str | bytes, theirs: str | bytes, base: str) -> str:
    """Our ships after a merge that has no conflict."""
    result = merge(mod(ours), mod(theirs), mod(base))
    assert not result.conflicts
    own = ours.encode() if isinstance(ours, str) else ours
    return result.after.get(SHIPS, own).decode()


OURS = (
    ('uniqueID="0"', 'front="80"', 'front="90"'),
    ('uniqueID="4"', 'text="', 'text="Ours. '),
    ('uniqueID="1500"', 'damage="3"', 'damage="4"'),
)
THEIRS = (
    ('uniqueID="1"', 'playerdamage="', 'playerdamage="1'),
    ('uniqueID="0"', 'back="80"', 'back="70"'),
    ('uniqueID="4"', 'text="', 'text="Theirs. '),
    ('uniqueID="1500"', 'topspeed="', 'topspeed="1'),
    ('uniqueID="1501"', "Destroyer", "Frigate"),
)
NEW_SHIP = (
    '  <vessel uniqueID="1999" side="1" classname="Newt" broadType="small warship">\n'
    '    <shields front="9" back="9"/>\n  </vessel>\n\n'
)


def game(version: str, *changes: tuple[str, str, str]) -> str:
    text = files_of(version)[SHIPS].decode()
    for behind, before, after in changes:
        text = changed(text, before, after, behind=behind)
    return text


def on_windows(text: str) -> bytes:
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


def test_the_work_of_two_people_has_one_conflict_and_loses_nothing_whatever_their_editors() -> None:
    """Theirs was saved on Windows, with another sign at the end of each line and a mark."""
    changed_by_theirs = game("2.8", *THEIRS)
    at = changed_by_theirs.index('  <vessel uniqueID="2000"')
    theirs = changed_by_theirs[:at] + NEW_SHIP + changed_by_theirs[at:]
    base, ours = game("2.8"), game("2.8", *OURS)
    result = merge(mod(ours, name="ours"), mod(on_windows(theirs), name="theirs"), mod(base))
    assert [one.delta.path for one in result.conflicts] == ["vessel[4].long_desc.text"]
    assert [one.path for one in result.taken[Who.THEIRS]] == [
        "vessel[0].shields.back",
        "vessel[1].beam_port[1].playerdamage",
        "vessel[1500].performance.topspeed",
        "vessel[1501].classname",
        "vessel[1999]",
    ]
    both = game("2.8", *OURS, *(one for one in THEIRS if "Theirs" not in one[2]))
    written = result.after[SHIPS].decode()
    marks = re.sub(r"[ \t]*<!--.*?-->\n?", "", written, flags=re.DOTALL)
    clean = re.sub(r"[ \t]*<!--.*?-->\n?", "", both, flags=re.DOTALL)
    assert marks.replace(NEW_SHIP, "") == clean
    assert "\r" not in written
    assert "\ufeff" not in written


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.8"])
def test_a_side_without_changes_takes_all_of_the_other_in_its_own_writing(version: str) -> None:
    base = game(version)
    theirs = changed(base, 'front="80"', 'front="85"', behind='uniqueID="0"')
    assert after(base, theirs, base) == theirs
    assert after(theirs, base, base) == theirs
    assert after(on_windows(base), theirs, base).encode() == on_windows(theirs)
    for hand in HANDS:
        other = files_of(version, hand)[SHIPS]
        assert merge(mod(base), mod(other), mod(base)).conflicts == []
        assert after(base, other, base) == base


@pytest.mark.parametrize("kind", [SHIPS, "artemis.ini"])
def test_of_a_kind_of_file_that_one_has_not_nothing_is_merged_and_that_is_said(kind: str) -> None:
    ships = b'<vessel_data><vessel uniqueID="1" classname="Scout"/></vessel_data>'
    both = {SHIPS: ships, "artemis.ini": b"a=1\n"}
    other = ({*both} - {kind}).pop()
    half = {other: both[other]}
    for ours, theirs, owner in ((both, half, "ours"), (half, both, "theirs")):
        result = merge(Mod.from_files("ours", ours), Mod.from_files("theirs", theirs))
        assert result.after.keys() == {other}
        title = kind.rpartition("/")[2]
        assert f"only {owner} has {title}; it is not merged" in result.notes
        assert sum("it is not merged" in note for note in result.notes) == 1
