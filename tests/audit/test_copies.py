"""Copies by which players switch a mod on: audited by every rule, repaired, patched and merged."""

import pytest

from artemis_modkit.audit import audit, fix
from artemis_modkit.audit.rule import settings, ships
from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod
from artemis_modkit.model.switching import kept_copies
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply, load_recipes

STOCK = Mod.open("stock")
SHIPS, COPY, INI, INI_COPY = (
    "dat/vesselData.xml", "dat/vesselDataMOD.xml", "artemis.ini", "artemisMod.ini",
)  # fmt: skip
BATCH = b"@echo off\r\ncopy dat\\vesselDataMOD.xml dat\\vesselData.xml\r\n"


def heron(front: str, number: str = "1") -> bytes:
    body = (
        f'<vessel uniqueID="{number}" side="0" classname="Heron" broadType="player">'
        f'<shields front="{front}" back="80"/></vessel>'
    )
    return ships(body)[SHIPS]


def mod(files: dict[str, bytes]) -> Mod:
    return Mod.from_files("mod", files)


def told(files: dict[str, bytes], *rules: str) -> list[tuple[str, str, int]]:
    found = audit(mod(files), STOCK).findings
    return [(one.rule, one.file, one.location.line) for one in found if one.rule in rules]


def test_what_only_the_copy_says_is_told_of_the_copy() -> None:
    files = {SHIPS: heron("80"), COPY: heron("8,5", " "), "on.bat": BATCH}
    assert told(files, "unreadable-value", "missing-id") == [
        ("missing-id", COPY, 3),
        ("unreadable-value", COPY, 3),
    ]


def test_what_both_say_is_told_of_the_file_in_use() -> None:
    files = {SHIPS: heron("8,5"), COPY: heron("8,5") + b"<!-- newer -->"}
    assert told(files, "unreadable-value") == [("unreadable-value", SHIPS, 3)]


def test_a_setting_that_only_the_copy_has_is_told_though_the_ships_have_no_copy() -> None:
    files = {SHIPS: heron("80"), INI: b"stationEnergy=900\n", INI_COPY: b"stationEnergy=few\n"}
    assert told(files, "unreadable-setting") == [("unreadable-setting", INI_COPY, 1)]


def test_a_comment_in_the_copy_silences_what_is_told_of_the_copy() -> None:
    silenced = heron("8,5").replace(b"<vessel ", b"<!-- modkit: ignore all --><vessel ")
    assert told({SHIPS: heron("80"), COPY: silenced}, "unreadable-value") == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("dat/hard.xml", "copy dat\\hard.xml dat\\vesselData.xml"),
        ("Marsh/vesselData.xml", "copy /y Marsh\\vesselData.xml dat\\"),
        ("Marsh/vesselData.xml", "xcopy /s Marsh\\*.* dat"),
        ("Marsh/vesselData.xml", 'xcopy "Marsh" dat /s'),
        ("tools/hard.xml", 'copy "%~dp0hard.xml" ..\\dat\\vesselData.xml'),
    ],
)
def test_what_a_batch_file_installs_is_a_copy(path: str, line: str) -> None:
    script = "tools/on.bat" if path.startswith("tools") else "on.bat"
    files = {SHIPS: heron("80"), path: heron("8,5"), script: line.encode()}
    assert [one.copy for one in kept_copies(mod(files))] == [path]
    assert told(files, "unreadable-value", "differing-twin") == [("unreadable-value", path, 3)]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("dat/vesselDataOriginal.xml", "copy dat\\vesselDataOriginal.xml dat\\vesselData.xml"),
        ("dat/v.xml", "copy dat\\vesselData.xml dat\\v.xml\ncopy dat\\v.xml dat\\vesselData.xml"),
        ("dat/hard.xml", "copy dat\\hard.xml dat\\other.xml"),
        ("dat/hard.xml", "rem copy dat\\hard.xml dat\\vesselData.xml"),
        ("Marsh/other.xml", "copy Marsh\\*.* dat"),
    ],
)
def test_what_switches_a_mod_off_or_is_no_file_of_ships_is_no_copy(path: str, line: str) -> None:
    assert kept_copies(mod({SHIPS: heron("80"), path: heron("8,5"), "on.bat": line.encode()})) == ()


def test_both_are_repaired() -> None:
    after = fix(
        mod({INI: b"touchScreen: 1\n", INI_COPY: b"touchScreen: 1\ngamma=2\n"}), STOCK
    ).after
    assert after == {INI: b"touchScreen=1\n", INI_COPY: b"touchScreen=1\ngamma=2\n"}


SCALE = load_recipes(["scale"], ["factor=0.5"])


def test_an_equal_copy_is_patched_alike() -> None:
    result = apply(mod({SHIPS: heron("80"), COPY: heron("80")}), SCALE)
    assert {one.file for one in result.changes} == {SHIPS}
    assert result.after[COPY] == result.after[SHIPS] != heron("80")


def test_another_copy_is_patched_by_the_same_steps() -> None:
    result = apply(mod({SHIPS: heron("80"), COPY: heron("60")}), SCALE)
    assert {one.file for one in result.changes} == {SHIPS, COPY}
    assert b'front="30"' in result.after[COPY]
    assert result.before[COPY] == heron("60")


def test_a_copy_that_nobody_can_read_for_certain_is_not_patched() -> None:
    doubled = heron("80").replace(b"front=", b'front="60" front=')
    with pytest.raises(ModkitError, match=r"dat/vesselDataMOD\.xml:3"):
        apply(mod({SHIPS: heron("80"), COPY: doubled}), SCALE)


def test_an_equal_copy_is_merged_alike() -> None:
    base, ours, theirs = (
        mod({SHIPS: heron(front), COPY: heron(front)}) for front in ("80", "80", "90")
    )
    after = merge(ours, theirs, base).after
    assert after[COPY] == after[SHIPS] == heron("90")


def test_another_copy_is_merged_with_theirs() -> None:
    base, ours, theirs = (
        mod({SHIPS: heron(front), COPY: heron(f"{front}0")}) for front in ("80", "80", "90")
    )
    assert merge(ours, theirs, base).after == {SHIPS: heron("90"), COPY: heron("900")}


def test_a_conflict_in_a_copy_is_one_of_its_own() -> None:
    base, ours, theirs = (
        mod({**settings("gamma=1\n"), INI_COPY: f"gamma={value}\n".encode()}) for value in (2, 3, 4)
    )
    result = merge(ours, theirs, base)
    assert [one.file for one in result.conflicts] == [INI_COPY]
    assert b"modkit: conflict" in result.after[INI_COPY]
