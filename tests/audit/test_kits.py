"""Kits: folders whose batch files install files of ships and settings that have other names."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.audit.findings import Severity
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.switching import audited_as, kept_copies, switched_on
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply, load_recipes
from artemis_modkit.report.formats import render
from artemis_modkit.report.views.audit import audit_report
from tests.audit.test_copies import STOCK, heron
from tests.model.test_mod import refusal, write
from tests.shell import Shell

GAME = "C:\\Program Files (x86)\\Artemis"
EASY, HARD, INI = "data/vessel_easy.xml", "data/vessel_hard.xml", "artemis_easy.ini"
BATCH = (
    f'@echo off\r\nset "GAME={GAME}"\r\nif "%1"=="" goto end\r\n'
    'copy /y "%~dp0data\\vessel_%1.xml" "%GAME%\\dat\\vesselData.xml" >nul\r\n'
    'copy artemis_easy.ini "%GAME%\\artemis.ini"\r\n:end\r\n'
).encode()
KIT = {EASY: heron("80"), HARD: heron("90"), INI: b"stationEnergy=900\n", "on.bat": BATCH}


def kit(**changed: bytes) -> Mod:
    return Mod.from_files("kit", {**KIT, **changed})


BARE = {"missing-performance", "missing-mesh", "missing-grid", "missing-engine", "missing-text"}
"""What such bare ships show besides."""


def told(mod: Mod) -> list[tuple[str, str, int]]:
    found = audit(mod, fitting_stock(mod)).findings
    return [
        (one.rule, one.file, one.location.line)
        for one in found
        if one.severity is not Severity.NOTICE and one.rule not in BARE
    ]


def test_a_kit_is_a_mod_of_what_its_batch_files_install() -> None:
    mod = kit()
    assert (mod.vessel_file, mod.settings_file, mod.is_kit) == (EASY, INI, True)
    assert told(mod) == []


def test_every_variant_is_audited() -> None:
    mod = kit(**{HARD: heron("8,5"), INI: b"stationEnergy=few\n"})
    assert told(mod) == [("unreadable-setting", INI, 1), ("unreadable-value", HARD, 3)]


def test_the_verdict_says_which_were() -> None:
    mod = kit()
    report = audit_report(audit(mod, fitting_stock(mod)), Severity.ERROR)
    assert report.payload["kit"] == {
        "dat/vesselData.xml": {"audited": [EASY, HARD], "left_out": []},
        "artemis.ini": {"audited": [INI], "left_out": []},
    }
    said = " ".join(render(report, "terminal", width=200).split())
    assert f"{EASY} and {HARD} as dat/vesselData.xml; {INI} as artemis.ini" in said


def test_what_is_in_its_place_is_not_called_part_of_the_kit() -> None:
    files = {HARD: heron("80"), "artemis.ini": b"stationEnergy=900\n", "on.bat": BATCH}
    mod = Mod.from_files("kit", files)
    assert [*audited_as(mod)] == [("dat/vesselData.xml", [HARD], [])]


def test_of_very_many_variants_those_left_out_are_named() -> None:
    more = {f"data/vessel_{number:02}.xml": heron(str(number)) for number in range(1, 16)}
    mod = kit(**more)
    report = audit_report(audit(mod, fitting_stock(mod)), Severity.ERROR)
    files = report.payload["kit"]["dat/vesselData.xml"]
    assert (len(files["audited"]), len(files["left_out"])) == (13, 4)
    assert {*files["audited"], *files["left_out"]} == {*more, EASY, HARD}
    said = " ".join(render(report, "terminal", width=200).split())
    assert f"but not {files['left_out'][0]}" in said


def test_every_variant_is_repaired() -> None:
    colon = b"stationEnergy: 900\n"
    on = b"copy artemis_easy.ini artemis.ini\ncopy hard.ini artemis.ini\n"
    mod = Mod.from_files("kit", {INI: colon, "hard.ini": b"; hard\n" + colon, "on.bat": on})
    after = fix(mod, STOCK).after
    assert after == {INI: b"stationEnergy=900\n", "hard.ini": b"; hard\nstationEnergy=900\n"}


def test_every_variant_is_patched() -> None:
    result = apply(
        kit(**{"data/vessel_same.xml": heron("80")}), load_recipes(["scale"], ["factor=0.5"])
    )
    assert b'front="45"' in result.after[HARD]
    assert b'front="40"' in result.after[EASY]
    assert result.after["data/vessel_same.xml"] == result.after[EASY]


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("vessel_night.xml", "ren vessel_night.xml vesselData.xml"),
        ("vessel_night.xml", f'copy /y vessel_night.xml "{GAME}\\dat\\vesselData.xml"'),
        ("Night/a.xml", f'set "src=%~dp0Night"\ncopy "%src%\\a.xml" "{GAME}\\dat\\vesselData.xml"'),
        ("Night/a.xml", 'cd Night\necho f | xcopy a.xml "..\\..\\dat\\vesselData.xml*" /y'),
        ("Night/a.xml", "copy Night\\a.xml ..\\dat\\new.xml\nren ..\\dat\\new.xml vesselData.xml"),
        ("Night/vesselData.xml", 'xcopy /y Night "%ARTEMIS%\\dat"'),
        ("modes/Night/vesselData.xml", 'copy "modes\\%1\\vesselData.xml" ..\\dat'),
        ("bin/night.xml", "copy bin\\night.xml dat\\vesselData.xml\ncopy orig.xml dat\\vesselData.xml"),
    ],
)  # fmt: skip
def test_whatever_way_a_batch_file_installs_it(path: str, lines: str) -> None:
    files = {path: heron("80"), "orig.xml": heron("70"), "on.bat": lines.encode()}
    mod = Mod.from_files("kit", files)
    assert (mod.vessel_file, mod.is_kit) == (path, True)


@pytest.mark.parametrize(
    "line",
    [
        "copy %1.xml dat\\vesselData.xml",
        "copy vessel_%1.ini dat\\vesselData.xml",
        "copy modes\\%1.xml dat\\artemis.ini",
        'copy "%DAT%\\vesselData.xml" ..\\dat',
        'copy "%KIT%\\a.xml" dat\\vesselData.xml',
    ],
)
def test_what_may_be_anything_is_nothing(line: str) -> None:
    files = {"day/a.xml": heron("80"), "night/a.xml": heron("90"), "vessel_x.xml": heron("70")}
    with pytest.raises(ModkitError, match="neither"):
        Mod.from_files("kit", {**files, "on.bat": line.encode()})


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("copy vessel_%1%2_%3.xml dat\\vesselData.xml", 2),
        ("copy vessel_%1a%2.xml dat\\vesselData.xml", 1),
        (f"copy vessel_{'%1' * 300}z.xml dat\\vesselData.xml", 0),
        ("copy vessel_a_%1a_b.xml dat\\vesselData.xml", 0),
    ],
)
def test_what_is_open_may_be_anything_in_its_place(line: str, count: int) -> None:
    names = [f"{name}/vessel_{name}_b.xml" for name in ("a", "c" * 3000)]
    files = {path: heron(str(number)) for number, path in enumerate(names, 1)}
    mod = Mod.from_files("kit", {**files, "artemis.ini": b"a=1", "on.bat": line.encode()})
    found = [path for _, paths, _ in audited_as(mod) for path in paths if path.endswith("xml")]
    assert len(found) == count


def test_a_copy_that_several_batch_files_install_is_of_the_first() -> None:
    line = b"copy hard.ini artemis.ini"
    mod = Mod.from_files("kit", {"artemis.ini": b"", "hard.ini": b"", "a.bat": line, "b.bat": line})
    assert [(one.copy, one.script) for one in kept_copies(mod)] == [("hard.ini", "a.bat")]


def test_a_variant_that_is_not_there_is_told() -> None:
    batch = BATCH + b'copy vessel_nite.xml "%GAME%\\dat\\vesselData.xml"\r\n'
    assert told(kit(**{"on.bat": batch})) == [("batch-missing-file", "on.bat", 7)]


def test_files_that_a_kit_may_put_anywhere_are_not_missed() -> None:
    art = b'<art meshfile="dat/Marsh/%s"/></vessel>'
    names = (b"heron.dxs", b"egret.dxs")
    easy, hard = (heron("80").replace(b"</vessel>", art % name) for name in names)
    mod = kit(**{EASY: easy, HARD: hard, "art/heron.dxs": b"<scene></scene>"})
    assert [one[:2] for one in told(mod)] == [("missing-file", HARD)]


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        (
            {"easy/artemis.ini": b"a=1\n", "hard/artemis.ini": b"a=2\n"},
            "copy %1\\artemis.ini ..\ncopy hard\\artemis.ini ..\ncopy easy\\artemis.ini ..",
        ),
        (
            {"easy/dat/vesselData.xml": heron("80"), "hard/dat/vesselData.xml": heron("90")},
            "xcopy /s easy ..\nxcopy /s hard\\*.* ..",
        ),
    ],
)
def test_folders_of_which_batch_files_install_each_are_a_kit(
    files: dict[str, bytes], lines: str
) -> None:
    mod = Mod.from_files("kit", {**files, "on.bat": lines.encode()})
    read = {one.vessel_file or one.settings_file for one in (mod, *switched_on(mod))}
    assert (read, mod.is_kit) == (set(files), True)
    with pytest.raises(ModkitError, match="holds several mods"):
        Mod.from_files("kit", {**files, "on.bat": lines.splitlines()[-1].encode()})


def test_a_mod_in_its_place_is_no_kit() -> None:
    mod = kit(**{"dat/vesselData.xml": heron("80"), "artemis.ini": b""})
    assert (mod.vessel_file, mod.is_kit) == ("dat/vesselData.xml", False)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('copy a.xml "C:\\Artemis\\dat\\veselData.xml"', "a.xml to veselData.xml: vesselData.xml"),
        ("xcopy a.ini ..\\artmeis.ini* /y", "a.ini to artmeis.ini: artemis.ini"),
        ("ren a.xml vesselData.xlm", "a.xml to vesselData.xlm: vesselData.xml"),
        ("copy artemisMod.dxs dat\\artemsi.dxs", "artemisMod.dxs to artemsi.dxs: artemis.dxs"),
        ("copy a.dxs dat\\artemsi.dxs", ""),
        ("copy a.xml dat\\vesselData.xml", ""),
        ("copy a.xml dat\\vesselData2.xml", ""),
        ("copy a.xml dat\\vesselDataX.xml", ""),
        ("copy a.xml dat\\vesselDta.xml\ncopy vesselDta.xml dat\\vesselData.xml", ""),
        ("copy dat\\vesselData.xml vesselDta.xml", ""),
        ("copy a.dxs dat\\artemisX.dxs", ""),
        ("copy a.dxs dat\\hero.dxs", ""),
        ("copy a.xml dat\\%1Data.xml", ""),
        ("copy a.xml backup", ""),
    ],
)
def test_a_copy_to_a_name_that_misses_one_of_the_game_is_told(line: str, said: str) -> None:
    files = {"dat/vesselData.xml": heron("80"), "a.xml": b"<a/>", "dat/heron.dxs": b"<scene/>"}
    mod = Mod.from_files("mod", {**files, "on.bat": line.encode()})
    found = audit(mod, STOCK, scope=Scope(select=["batch-target"])).findings
    shown = [one.message.removeprefix("on.bat copies ") for one in found]
    told = ", which the game does not read; did you mean".join(said.split(":")) + "?"
    assert shown == ([told] if said else [])


NEITHER = "there is neither dat/vesselData.xml nor artemis.ini in it"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"on.bat": b"copy readme.txt x.txt", "readme.txt": b"Hello"}, ""),
        ({"on.bat": b"copy notes.xml x", "notes.xml": b"<notes/>", "x.ini": b"[a]\nb=1\n"}, ""),
        (
            {"vessel_easy.xml": heron("80"), "on.bat": b"copy readme.txt x.txt"},
            "; vessel_easy.xml is a vesselData under another name: name that file itself, or "
            "rename it to dat/vesselData.xml",
        ),
        (
            {"easy.ini": b"stationEnergy=9\nclientSide=1\ntouchScreen=1\n"},
            "; easy.ini is an artemis.ini under another name: name that file itself, or rename it "
            "to artemis.ini",
        ),
        (
            {"a.xml": heron("80"), "b.xml": heron("80"), "c.xml": heron("80")},
            "; a.xml is a vesselData under another name (as are 2 more files): name that file "
            "itself, or rename it to dat/vesselData.xml",
        ),
        (
            {"on.bat": b"@echo off\r\ncopy data\\easy.xml dat\\vesselData.xml", "a.txt": b""},
            "; on.bat:2 puts data/easy.xml in the place of dat/vesselData.xml, but it is not there",
        ),
        (
            {"on.bat": b"if exist data\\easy.xml copy data\\easy.xml dat\\vesselData.xml"},
            "",
        ),
        (
            {"on.bat": b"copy a.xml ..\\dat\\vesselDta.xml\r\n", "a.xml": heron("80")},
            "; on.bat:1 makes vesselDta.xml; did you mean dat/vesselData.xml?",
        ),
        (
            {"off.bat": b"copy stock.xml dat\\vesselData.xml", "stock.xml": heron("80")},
            "; stock.xml is a vesselData under another name: name that file itself, or rename it "
            "to dat/vesselData.xml",
        ),
    ],
)
def test_what_is_no_kit_is_refused_and_what_looks_like_one_is_named(
    files: dict[str, bytes], said: str, tmp_path: Path
) -> None:
    assert refusal(write(tmp_path / "holiday", files)) == f"holiday: {NEITHER}{said}"


def test_figures_of_a_kit_say_of_which_file_they_are(tmp_path: Path, shell: Shell) -> None:
    outcome = shell("score", write(tmp_path / "kit", KIT))
    assert outcome.err.endswith(f": kit: is a kit; figures are of {EASY} in it, not of {HARD}\n")
