"""What rules of files stand on: which are named, missing or meant, and who mentions them."""

from pathlib import Path

import pytest

from artemis_modkit.audit.game_files import (
    Asset,
    GameTree,
    Mentions,
    StockFiles,
    Suggestions,
    is_hollow,
)
from artemis_modkit.audit.grouping import clusters
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.references import counted, named_files, occurrences_at, references, whose
from artemis_modkit.model import Mod
from artemis_modkit.model.switching import copies, twin_of
from artemis_modkit.model.wording import listed
from tests.audit.frame_of_tests import SHIPS, STOCK, ships

# Files ------------------------------------------------------------------------------------------


def test_names_in_a_sentence_are_six_at_most() -> None:
    assert [listed("abcdefgh"[:count]) for count in (1, 2, 6, 7, 8)] == [
        "a", "a and b", "a, b, c, d, e and f", "a, b, c, d, e, f and 1 more",
        "a, b, c, d, e, f and 2 more",
    ]  # fmt: skip


def pictures(*paths: str) -> Mod:
    bodies = [f'<art meshfile="dat/a.dxs" diffuseFile="{path}"/>' for path in paths]
    return ships(*bodies)


def test_who_names_a_file_is_said_with_how_many_others() -> None:
    found = list(references(pictures("dat/x.png", "dat/x.png", "dat/x.png")))
    look = Look(pictures("dat/x.png", "dat/x.png", "dat/x.png"), STOCK)
    found = [one for one in references(look.mod) if one.name == "diffuseFile"]
    assert [whose(look, found[:count]) for count in (1, 2, 3)] == [
        "0 Class 0: ", "0 Class 0 and another: ", "0 Class 0 and 2 others: ",
    ]  # fmt: skip
    assert [counted(found[:count]) for count in (1, 2)] == ["", " (2 places)"]
    alike = occurrences_at(look, found, lambda at: f"{len(at)} places", kind=lambda one: one.text)
    assert [cluster.message for cluster in clusters(alike, 2)] == ["3 places"]
    assert [one.kind for one in references(look.mod)][:2] == [Asset.MESH, Asset.PICTURE]


def names(mod: Mod) -> tuple[list[str], list[str], list[str]]:
    found = named_files(Look(mod, STOCK))
    return ([one.path for one in found.present], [one.path for one in found.missing],
            [one.path for one in found.unknown])  # fmt: skip


def with_files(mod: Mod, *paths: str) -> Mod:
    files = {SHIPS: mod.tree.read(SHIPS), **dict.fromkeys(paths, b"x")}
    return Mod.from_files("mod", files)


def test_a_file_is_missing_only_where_the_mod_has_others_of_its_kind() -> None:
    mod = pictures("dat/Mine/one.png", "dat/Mine/two.png")
    mine = ["dat/Mine/one.png", "dat/Mine/two.png"]
    assert names(mod)[1:] == ([], [])
    assert names(with_files(mod, "dat/a.dxs", "readme.txt"))[1:] == ([], mine)
    assert names(with_files(mod, "dat/a.dxs", "dat/MINE/one.png"))[1:] == ([mine[1]], [])


def test_a_kind_of_which_many_more_are_missing_than_there_is_only_a_part() -> None:
    for count, is_part in ((1, False), (9, False), (10, True)):
        mod = pictures(*(f"dat/Mine/{at}.png" for at in range(count)))
        _, missing, unknown = names(with_files(mod, "dat/a.dxs", "dat/Mine/other.png"))
        assert (bool(missing), bool(unknown)) == (not is_part, is_part)


@pytest.mark.parametrize(
    ("data", "is_empty"),
    [
        (b"", True), (b"x", False), (b"version https://git-lfs.github.com/spec/v1\n", True),
        (b"version https://git-lfs".ljust(1024), True), (b"version https://git-lfs".ljust(1025), False),
        (b" version https://git-lfs", False),
    ],
)  # fmt: skip
def test_a_note_of_git_lfs_is_no_content(data: bytes, is_empty: bool, tmp_path: Path) -> None:
    assert is_hollow(data) is is_empty
    (tmp_path / "dat").mkdir()
    (tmp_path / SHIPS).write_bytes(b"<vessel_data/>")
    (tmp_path / "dat" / "a.png").write_bytes(data)
    assert GameTree.of(Mod.open(tmp_path)).is_hollow("dat/a.png") is is_empty


def test_a_mod_may_be_the_folder_dat() -> None:
    inside = GameTree.of(
        Mod.from_files("dat", {"vesselData.xml": b"<vessel_data/>", "A.png": b"x"})
    )
    assert list(inside.paths()) == ["dat/A.png", SHIPS]
    assert (inside.find("dat/a.PNG"), inside.find("other/A.png")) == ("dat/A.png", None)
    assert inside.read("dat/A.png") == b"x"
    whole = GameTree.of(Mod.from_files("m", {"vesselData.xml": b"<a/>", "artemis.ini": b"a=1\n"}))
    assert whole.root == ""
    single = GameTree.of(Mod.from_files("m", {SHIPS: b"<vessel_data/>"}))
    assert (single.is_whole_mod, inside.is_whole_mod) == (False, True)


def suggested(path: str, *there: str, after: int = 0) -> str:
    mod = Mod.from_files("m", {SHIPS: b"<vessel_data/>", **dict.fromkeys(there, b"x")})
    found = Suggestions(GameTree.of(mod), StockFiles.of(STOCK, ()))
    for at in range(after):
        found.hint(f"dat/{at}.png", Asset.PICTURE)
    return found.hint(path, Asset.PICTURE)


def test_the_same_name_elsewhere_or_a_near_one_may_be_meant() -> None:
    assert suggested("dat/hull.png", "dat/Mine/HULL.png") == "there is dat/Mine/HULL.png"
    assert suggested("dat/hullskin1.png", "dat/hullskin2.png") == "did you mean dat/hullskin2.png?"
    assert suggested("dat/hull1.png", "dat/hull2.png") == ""
    assert suggested("dat/hullskin1.png", "dat/hullskin2.wav") == ""


def test_after_twenty_names_that_are_nowhere_no_near_one_is_looked_for() -> None:
    there = "dat/hullskin2.png"
    assert suggested("dat/hullskin1.png", there, after=19)
    assert not suggested("dat/hullskin1.png", there, after=20)
    assert suggested("x/hullskin2.png", there, after=20)


def test_texts_mention_files_and_scripts_patterns_of_them() -> None:
    mod = Mod.from_files("m", {
        SHIPS: b"<vessel_data/>", "readme.txt": b"see (dat/Hull%20Skin.PNG), a.dxs; b.pngs *.wav",
        "on.bat": b"copy dat\\glow*.png x\n", "data.bin": b"c.png",
        "long.txt": b"x" * 160 + b".png " + b"y" * 161 + b".png",
    })  # fmt: skip
    found = Mentions.of(mod)
    inside = [
        "hull skin.png",
        "dat/a.dxs",
        "b.png",
        "GLOW2.png",
        "c.png",
        "d.wav",
        "x" * 160 + ".png",
    ]
    assert [one in found for one in inside] == [True, True, False, True, False, False, True]
    assert found.patterns == ("glow*.png",)
    many = b"".join(b"copy a%dz*.png\n" % at for at in range(201))
    found = Mentions.of(Mod.from_files("m", {SHIPS: b"<vessel_data/>", "on.bat": many}))
    assert ["a199z.png" in found, "a200z.png" in found] == [True, False]


def test_a_line_of_a_batch_file_that_copies_one_file_is_told() -> None:
    lines = (
        '@copy /y "%~dp0My Ini.ini" artemis.ini', "REN a.ini b.ini", "copy *.ini x", "copy", "echo copy a b",
        "move c.ini",
    )  # fmt: skip
    mod = Mod.from_files("m", {SHIPS: b"<vessel_data/>", "on.BAT": "\r\n".join(lines).encode()})
    assert [(one.line, one.source, one.target) for one in copies(mod)] == [
        (1, "My Ini.ini", "artemis.ini"), (2, "a.ini", "b.ini"), (6, "c.ini", ""),
    ]  # fmt: skip


def test_the_copy_of_a_file_has_one_word_more_in_its_name() -> None:
    mod = Mod.from_files("m", {SHIPS: b"<vessel_data/>", "dat/vesseldataMOD.xml": b""})
    assert twin_of(mod, SHIPS) == "dat/vesseldataMOD.xml"
    assert twin_of(mod, SHIPS, "Original") is None


def test_a_name_of_stock_is_misspelt_by_a_letter_and_not_by_a_digit() -> None:
    """Mods number their variants of stock's files; a folder that is left out is a slip too."""
    stock = StockFiles.of(STOCK, ())
    for path, meant in (
        ("dat/artemis.dsx", "dat/artemis.dxs"), ("DAT/Artemiss.dxs", "dat/artemis.dxs"),
        ("artemis.dxs", "dat/artemis.dxs"), ("dat/artemis.dxs", None), ("dat/artemis2.dxs", None),
        ("dat/artemis", "dat/artemis.dxs"), ("dat/Artemis.dxs.dxs", "dat/artemis.dxs"),
        ("dat/heron.dxs", None), ("other/artemis.dsx", None), ("heron.dxs", None),
        ("dat/artemis2", None), ("dat/artemis.png", None), ("artemis", None),
    ):  # fmt: skip
        assert stock.misspelt(path) == meant, path
