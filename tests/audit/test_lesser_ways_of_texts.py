"""Lesser ways through the rules of texts and files: what they count, and what stays quiet."""

from math import cos, radians, sin

import pytest

from artemis_modkit.model import Mod
from tests.audit.mods_of_files import MESH, grid, mod
from tests.audit.mods_of_files import said as said_of_files
from tests.audit.values_of_ships import said, vessel

# Grids ------------------------------------------------------------------------------------------


def lacking(inner: str, *codes: int) -> list[str]:
    whole = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player">'
    ship = f'{whole}<internal_data file="dat/M/heron.snt"/>{inner}</vessel>'
    files = {"dat/M/heron.snt": grid(*codes), "dat/M/heron.dxs": MESH}
    return [
        one.partition(" has no node for ")[2].partition(",")[0]
        for one in said_of_files(mod(ship, files), "snt-missing-system")
    ]


@pytest.mark.parametrize(("inner", "lacks"), [
    ('<shields front="0" back="1"/>', "rear shield"),
    ('<shields front="1" back="0"/>', "front shield"),
    ('<shields front="0" back="0"/>', ""),
    ('<performance turnrate="0" topspeed="0.1"/>', "impulse and warp or jump"),
    ('<performance turnrate="0.004" topspeed="0.09"/>', "maneuvering"),
    ('<performance turnrate="0" topspeed="0"/>', ""),
    ("<beam_port/>", "beams"),
    ("<torpedo_tube/>", "torpedoes"),
])  # fmt: skip
def test_a_system_is_lacking_in_a_grid_where_the_ship_has_it(inner: str, lacks: str) -> None:
    assert lacking(inner, 2) == ([lacks] if lacks else [])


def test_of_nodes_of_no_kind_the_most_frequent_is_named() -> None:
    def named(*codes: int) -> str:
        files = {"artemis.ini": b"stationEnergy=1000\n", "dat/heron.snt": grid(*codes)}
        [message] = said_of_files(Mod.from_files("mod", files), "snt-nodes")
        return message.partition("(such as ")[2].partition(")")[0]

    assert named(50, 50, 99) == "50"
    assert named(50, 99, 99) == "99"
    assert named(50, 99) == "50"


# Beams that a text promises ---------------------------------------------------------------------


def looks(side: str, degrees: float, words: str) -> bool:
    """Whether a beam at some degrees from the bow keeps what a text says of a side."""
    x, z = (90 * of(radians(degrees)) for of in (sin, cos))
    beam = f'<beam_port x="{x:.4f}" z="{z:.4f}" arcwidth="0.001"/>'
    return not said("text-bearing", vessel(f'{beam}<long_desc text="1 {side} beam"/>', words))


@pytest.mark.parametrize(("side", "first", "last"), [
    ("forward", 270, 90), ("starboard", 0, 180), ("rear", 90, 270), ("port", 180, 360),
])  # fmt: skip
def test_a_beam_looks_to_the_half_of_the_hull_where_it_stands(
    side: str, first: int, last: int
) -> None:
    inside, outside = (first + 0.5, last - 0.5), (first - 0.5, last + 0.5)
    assert [looks(side, at, "player") for at in (*inside, *outside)] == [True] * 2 + [False] * 2


def test_a_broadside_is_no_beam_near_bow_or_stern() -> None:
    assert [looks("broadside", at, "small") for at in (30.5, 149.5, 210.5, 329.5)] == [True] * 4
    assert [looks("broadside", at, "small") for at in (29.5, 150.5, 209.5, 330.5)] == [False] * 4


# Figures of texts -------------------------------------------------------------------------------


@pytest.mark.parametrize("shields", ["", '<shields front="80"/>', '<shields back="80"/>'])
def test_a_text_about_shields_that_cannot_be_read_is_no_contradiction(shields: str) -> None:
    text = '<long_desc text="Shields 180 front, 157 rear."/>'
    assert said("text-shields", vessel(shields + text)) == []


def test_texts_off_by_one_factor_hide_no_other_slip_behind_them() -> None:
    def moving(speed: str, number: int) -> str:
        moves = '<performance turnrate="0.004" topspeed="0.5"/>'
        return vessel(f'{moves}<long_desc text="Speed {speed}."/>', number=number)

    others = "".join(moving("5.0", number) for number in range(1, 4))
    assert said("text-speed", others) == []
    assert len(said("text-speed", others + moving("0.7", 9))) == 1


# Read-mes ---------------------------------------------------------------------------------------


def test_a_read_me_is_quoted_by_the_first_of_its_shields() -> None:
    names = ("Heron", "Egret", "Crane")
    ship = '<vessel uniqueID="{}" side="0" classname="{}"><shields front="100" back="80"/></vessel>'
    body = "".join(ship.format(500 + at, name) for at, name in enumerate(names))
    lines = [f"{name}: front shield 100, rear shield {back}"
             for name, back in zip(names, (80, 80, 90), strict=True)]  # fmt: skip
    files = {"readme.txt": "\n".join(lines).encode()}
    assert said_of_files(mod(body, files), "readme-ship") == [
        "502 Crane: readme.txt says 'front shield 100', its shields are 100 and 80; correct one of "
        "the two"
    ]


# Batch files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("source", "target", "is_told"), [
    ("badge9Mod.png", "badge9.png", True),  # named after what it becomes
    ("badge9.png", "badge9.png", False),
    ("badge9Mod.dds", "badge9.png", False),
    ("other.png", "badge9.png", False),
    ("Mod/other.png", "badge9.png", True),  # the game has no such folder
    ("other.xml", "vesselData.xml", True),
    ("other.txt", "vesselData.xml", False),
])  # fmt: skip
def test_what_a_batch_file_copies_is_the_mods_or_the_games(
    source: str, target: str, is_told: bool
) -> None:
    script = f"copy {source} dat\\{target}\r\n".replace("/", "\\")
    files = {"on.bat": script.encode(), "heron.png": b"\x89PNG"}
    assert bool(said_of_files(mod("", files), "batch-missing-file")) is is_told


# Half letters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "told"), [
    ("voil\xc3 now", "of what '\xc3' was a part is lost; write it anew"),
    ("voil\ufffd now", "a letter is lost ('\ufffd' stands for it); write it anew"),
    ("voil\xc3 no\ufffd", "a letter is lost ('\ufffd' stands for it); write it anew"),
    ("caf\xc3\xa9 voil\xc3 now", "'\xc3\xa9' looks like a garbled '\xe9'; of what '\xc3' was a part is "
                                 "lost; write it anew"),
])  # fmt: skip
def test_what_is_left_of_a_letter_is_told(text: str, told: str) -> None:
    assert said("text-encoding", vessel(f'<long_desc text="{text}"/>')) == [
        f"7 Kite: long_desc text: {told}"
    ]


# Paths ------------------------------------------------------------------------------------------


def test_paths_of_one_fault_are_told_by_the_first_and_by_the_folder_that_is_meant() -> None:
    ships_of = "".join(
        f'<vessel uniqueID="{at}" side="0" classname="Hull {at}"><art meshfile="{path}"/></vessel>'
        for at, path in enumerate(("dat/Marsh//heron.dxs", "dat/Marsh//crane.dxs"))
    )
    files = dict.fromkeys(("dat/Marsh/heron.dxs", "dat/Marsh/crane.dxs"), MESH)
    assert said_of_files(mod(ships_of, files), "untidy-path") == [
        "0 Hull 0 and another: 'dat/Marsh//' has a doubled slash (2 places); write dat/Marsh/"
    ]
    backslashes = ships_of.replace("//", "\\")
    assert said_of_files(mod(backslashes, files), "backslash-path") == [
        "0 Hull 0 and another: 'dat/Marsh\\heron.dxs' has backslashes (2 places); write "
        "dat/Marsh/heron.dxs"
    ]


@pytest.mark.parametrize(("path", "fault"), [
    ("dat/./Marsh/heron.dxs", "a detour"), ("dat/Bog/../Marsh/heron.dxs", "a detour"),
    (" dat/Marsh/heron.dxs", "a blank at its beginning"),
    ("dat/Marsh/heron.dxs ", "a blank at its end"),
    (" dat/Marsh/heron.dxs ", "a blank at its beginning"),
    ("dat//Marsh/heron.dxs", "a doubled slash"),
])  # fmt: skip
def test_what_is_untidy_in_a_path(path: str, fault: str) -> None:
    ship = f'<vessel uniqueID="1" side="0" classname="Hull"><art meshfile="{path}"/></vessel>'
    [message] = said_of_files(mod(ship, {"dat/Marsh/heron.dxs": MESH}), "untidy-path")
    assert f" has {fault}; write dat/Marsh/heron.dxs" in message


# Files that nothing names -----------------------------------------------------------------------


@pytest.mark.parametrize("picture", ["crane", "crane1", "crane_d", "Crane123", "cranes-at-dusk"])
def test_a_picture_belongs_to_the_mesh_whose_name_it_begins_with(picture: str) -> None:
    files = dict.fromkeys(("dat/Marsh/crane.dxs", f"dat/Marsh/{picture}.png"), MESH)
    ship = vessel('<art meshfile="dat/Marsh/heron.dxs"/>')
    [message] = said_of_files(
        mod(ship, {**files, "dat/Marsh/heron.dxs": MESH}), "unreferenced-files"
    )
    assert "crane (2 files)" in message


# What stands for a value ------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "is_told"), [
    ("{{name}}", True), ("${{ name }}", True), ("{{a &amp; b}}", True), ("{{a^b}}", False),
    ("${name}", True), ("${a^b}", False), ("{% if it %}", True), ("{% a^b %}", False),
    ("<%=name%>", True), ("<insert name>", True), ("[insert name]", True), ("[name here]", True),
    ("{}", True), ("%s", True), ("50% s", False), ("name goes here", True),
])  # fmt: skip
def test_what_a_template_has_for_a_value_is_told(text: str, is_told: bool) -> None:
    escaped = text.replace("<", "&lt;")
    body = vessel(f'<long_desc text="A ship: {escaped} of old."/>')
    assert bool(said("text-unfinished", body)) is is_told


def test_texts_are_off_by_one_factor_as_far_as_three_decimals_tell() -> None:
    moves = '<performance turnrate="0.004" topspeed="0.5"/>'

    def off(*speeds: str) -> int:
        return len(said("text-speed", "".join(
            vessel(f'{moves}<long_desc text="Speed {speed}."/>', number=at)
            for at, speed in enumerate(speeds)
        )))  # fmt: skip

    assert off("1.5", "1.501", "1.4995") == 0
    assert off("1.5", "1.51", "1.49") == 3
