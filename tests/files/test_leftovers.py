"""What in the folder of a mod is no part of it."""

import pytest

from artemis_modkit.files.trees import is_for_players, is_leftover


@pytest.mark.parametrize(
    "path",
    [
        "dat/vesselData.xml.bak", "dat/VESSELDATA.OLD", "artemis.ini~", "dat/~$notes.docx",
        "dat/Copy of vesselData.xml", "dat/vesselData - Copy.xml", "Thumbs.db", "dat/desktop.ini",
        "__MACOSX/artemis.ini", "dat/.idea/workspace.xml", "dat/.VS/deep/down/here.txt",
    ],
)  # fmt: skip
def test_what_editors_and_systems_leave_is_left_over(path: str) -> None:
    assert is_leftover(path)


@pytest.mark.parametrize(
    "path", ["dat/vesselData.xml", "dat/.idea", "dat/backup/hull.dxs", "readme.txt", "dat/copy.png"]
)
def test_other_files_are_not(path: str) -> None:
    assert not is_leftover(path)


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        ("Read me.txt", True), ("enable.bat", True), ("Disable.bat", True), ("MyMod.aml", True),
        ("artemis-manager.json", True), ("modkit-manifest.json", True),
        ("dat/MyMod.aml", False), ("dat/enable.bat", False), ("artemis.ini", False),
    ],
)  # fmt: skip
def test_files_for_players_lie_beside_the_mod(path: str, is_so: bool) -> None:
    assert is_for_players(path) is is_so
