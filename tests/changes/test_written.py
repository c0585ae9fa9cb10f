"""What a merge takes from theirs is written where it stands there, with what belongs to it."""

import pytest

from artemis_modkit.changes.three_way import called
from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.vessels import NAMELESS
from tests.compare.merging import BASE

TUG = '  <vessel uniqueID="20" side="0" classname="Tug" broadType="player"/>\n\n'
GIG = (
    '  <vessel uniqueID="{}" side="0" classname="Gig" broadType="player">\n'
    '    <art meshfile="dat/gig.dxs"/>\n  </vessel>\n\n'
)
SETTINGS = "a=1\nz=2\n"


def merged(theirs: str, settings: str = SETTINGS) -> dict[str, str]:
    """What becomes of a base that only theirs changed."""

    def mod(ships: str, ini: str) -> Mod:
        files = {"dat/vesselData.xml": ships.encode(), "artemis.ini": ini.encode()}
        return Mod.from_files("m", files)

    base = mod(BASE, SETTINGS)
    found = merge(base, mod(theirs, settings), base)
    assert found.conflicts == []
    return {path: data.decode() for path, data in found.after.items()}


def lines(text: str) -> list[str]:
    """The lines of a file that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("number", [19, 21, 25])
def test_one_ship_goes_and_another_comes_in_its_place(number: int) -> None:
    theirs = BASE.replace(TUG, GIG.format(number))
    assert theirs != BASE
    assert lines(merged(theirs)["dat/vesselData.xml"]) == lines(theirs)


def test_ships_come_in_the_order_of_their_numbers_and_go_with_their_lines() -> None:
    theirs = BASE.replace(TUG, TUG + GIG.format(24) + GIG.format(25))
    assert lines(merged(theirs)["dat/vesselData.xml"]) == lines(theirs)
    gone = BASE.replace(TUG, "")
    assert lines(merged(gone)["dat/vesselData.xml"]) == lines(gone)


@pytest.mark.parametrize(
    ("theirs", "is_whole"),
    [
        ("a=1\n; one\n// two\n; three\nnew=2\nz=2\n", True), ("a=1\n; one\nnew=2\nz=2\n", True),
        ("a=1\nz=2\n; last\nnew=2\n", True), ("a=1\n", True),
        ("a=1\n; not of it\n\n; one\nnew=2\nz=2\n", False), ("; one\nnew=2\na=1\nz=2\n", None),
    ],
)  # fmt: skip
def test_a_setting_comes_with_the_comments_right_above_it_and_goes_alone(
    theirs: str, is_whole: bool | None
) -> None:
    """One that stands before all others comes last."""
    found = merged(BASE, theirs)["artemis.ini"]
    other = "a=1\n; one\nnew=2\nz=2\n" if is_whole is False else "a=1\nz=2\n; one\nnew=2\n"
    assert found == (theirs if is_whole else other)


def test_parts_are_written_behind_those_that_they_stand_behind_each_in_its_ship() -> None:
    """Also such as stand first, in two ships, and those that are written in several lines."""
    first = '    <art meshfile="new.dxs"\n         scale="1"/>\n    <engine_port x="{}"></engine_port>\n'
    theirs = BASE
    for before, number in (('"Base" broadType="base">\n', 1), ('"Scout" broadType="player">\n', 2)):
        theirs = theirs.replace(before, before + first.format(number))
    for behind in ('    <shields front="80" back="80"/>\n', '    <long_desc text="Two beams"/>\n'):
        theirs = theirs.replace(behind, behind + f'    <maneuver_point x="{len(behind)}"/>\n')
    assert lines(merged(theirs)["dat/vesselData.xml"]) == lines(theirs)


def test_ships_whose_numbers_cannot_be_read_take_none_from_each_other() -> None:
    def mod(ship: str = "") -> Mod:
        text = BASE.replace("</vessel_data>", f"{ship}</vessel_data>")
        return Mod.from_files("m", {"dat/vesselData.xml": text.encode()})

    ours, theirs = (
        f'<vessel uniqueID="{at}" side="0" classname="{name}"><art meshfile="{name}.dxs"/></vessel>'
        for at, name in (("x", "Gull"), ("y", "Heron"))
    )
    found = merge(mod(ours), mod(theirs), mod())
    assert found.conflicts == []
    text = found.after["dat/vesselData.xml"].decode()
    assert ours in text and '<vessel uniqueID="y" side="0" classname="Heron">' in text


@pytest.mark.parametrize(
    ("gaps", "is_parted"),
    [
        ("bbb", True),
        ("bbb-", True),
        ("bb-", False),
        ("b--", False),
        ("---", False),
        ("bb--", False),
    ],
)
def test_a_ship_comes_behind_a_blank_line_where_most_ships_stand_so(
    gaps: str, is_parted: bool
) -> None:
    """`gaps` are what stands before each ship but the first: `b` a blank line."""

    def ship(number: int) -> str:
        return (
            f'  <vessel uniqueID="{number}" side="0" classname="S{number}" broadType="player"/>\n'
        )

    ships = ship(0) + "".join(
        ("\n" if gap == "b" else "") + ship(at) for at, gap in enumerate(gaps, 1)
    )
    base, theirs = (
        Mod.from_files(
            "m", {"dat/vesselData.xml": f"<vessel_data>\n{one}</vessel_data>\n".encode()}
        )
        for one in (ships, ships + ship(9))
    )
    found = merge(base, theirs, base).after["dat/vesselData.xml"].decode()
    gap = "\n" if is_parted else ""
    assert found == f"<vessel_data>\n{ships}{gap}{ship(9)}</vessel_data>\n"


@pytest.mark.parametrize("sleeping", [";b=2\n", ""])
def test_a_setting_that_theirs_switched_off_is_switched_off_and_one_that_is_gone_goes(
    sleeping: str,
) -> None:
    sides = ["a=1\nb=2\nc=3\n", f"a=1\n{sleeping}c=3\n"]
    base, theirs = (Mod.from_files("m", {"artemis.ini": one.encode()}) for one in sides)
    for ours in (sides[0], "a=1\nb=2\nc=4\n"):
        found = merge(Mod.from_files("m", {"artemis.ini": ours.encode()}), theirs, base)
        assert found.after["artemis.ini"].decode() == ours.replace("b=2\n", sleeping)
    back = merge(theirs, base, theirs).after["artemis.ini"].decode()
    assert back == sides[0]


def test_a_number_that_ours_took_from_what_it_removed_is_free_for_another_ship() -> None:
    """Theirs left both alone, so the merge is ours, whichever of them is called ours."""

    def mod(text: str) -> Mod:
        return Mod.from_files("m", {"dat/vesselData.xml": text.encode()})

    changed = BASE.replace(TUG, "").replace('uniqueID="30"', 'uniqueID="20"')
    for ours, theirs in ((changed, BASE), (BASE, changed)):
        found = merge(mod(ours), mod(theirs), mod(BASE))
        assert (found.conflicts, found.notes) == ([], [])
        assert lines(found.after["dat/vesselData.xml"].decode()) == lines(changed)


def test_a_ship_is_called_by_its_class_and_a_race_by_its_name_and_else_by_none() -> None:
    text = b'<v><vessel classname="Gull"/><vessel/><hullRace name="TSN"/><hullRace name=""/></v>'
    root = VesselData.from_bytes("x", text).document.root
    assert root is not None
    assert [called(one) for one in root.children] == ["Gull", NAMELESS, "TSN", NAMELESS]
