"""A mod is checked by its manifest, by another manifest, or by another mod."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import load_recipe
from artemis_modkit.patcher.manifest import (
    MANIFEST_FILE,
    OWN_MANIFEST_FILE,
    FileMark,
    Manifest,
    manifest_in,
    manifest_of,
    with_manifest,
)
from artemis_modkit.patcher.verification import Deviation, Mismatch, verify

SHIPS = b'<vessel_data version="2.6"><vessel uniqueID="1"/></vessel_data>\n'
FILES = {
    "dat/vesselData.xml": SHIPS,
    "artemis.ini": b"a=1\nb=2\n",
    "dat/a.dxs": b"\0",
    "x.png": b"",
}
END = {"LF": b"\n", "CRLF": b"\r\n", "CR": b"\r"}


def folder(place: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


def manifest(outputs: dict[str, bytes] | None = None) -> Manifest:
    mod = Mod.from_files("m", FILES)
    texts = {path: data for path, data in FILES.items() if not path.endswith(("dxs", "png"))}
    return Manifest.of(mod, [load_recipe("tsn")], texts if outputs is None else outputs)


@pytest.mark.parametrize("end", END)
@pytest.mark.parametrize("other", END)
def test_a_text_has_one_mark_whichever_its_line_ends(end: str, other: str) -> None:
    one, two = (FileMark.of("a", SHIPS.replace(b"\n", END[key])) for key in (end, other))
    assert one.text_sha256 == two.text_sha256
    assert (one.sha256 == two.sha256) == (end == other)
    assert FileMark.of("a", SHIPS + b"\n").text_sha256 != one.text_sha256


def test_a_mod_is_as_its_manifest_says_or_not(tmp_path: Path) -> None:
    place = folder(tmp_path / "m", {**FILES, MANIFEST_FILE: manifest().to_bytes()})
    found = verify(str(place))
    assert (found.mod, found.against, found.manifest) == ("m", MANIFEST_FILE, manifest())
    assert (found.equal, found.deviations, found.unchecked) == (2, (), 2)
    (place / "artemis.ini").write_bytes(b"a=1\rb=2\r")
    (place / "dat/vesselData.xml").unlink()
    (place / "dat/new.xml").write_bytes(b"")
    found = verify(str(place))
    assert found.deviations == (
        Deviation("artemis.ini", Mismatch.LINE_ENDS),
        Deviation("dat/new.xml", Mismatch.EXTRA),
        Deviation("dat/vesselData.xml", Mismatch.MISSING),
    )
    assert (found.equal, found.unchecked) == (0, 2)


def test_a_mod_is_checked_by_another_manifest_or_mod(tmp_path: Path) -> None:
    place = folder(tmp_path / "m", FILES)
    other = folder(tmp_path / "o", {**FILES, "artemis.ini": b"a=2\n"})
    kept = tmp_path / "Kept.JSON"
    kept.write_bytes(manifest().to_bytes())
    by_file, by_mod = verify(str(place), str(kept)), verify(str(place), str(other))
    assert (by_file.against, by_file.manifest, by_file.equal) == ("Kept.JSON", manifest(), 2)
    assert (by_mod.against, by_mod.manifest, by_mod.equal) == ("o", None, 3)
    assert by_mod.deviations == (Deviation("artemis.ini", Mismatch.CHANGED),)
    assert (by_file.unchecked, by_mod.unchecked) == (2, 0)


def test_art_is_checked_by_another_mod_and_by_a_manifest_that_marks_it(tmp_path: Path) -> None:
    place = folder(tmp_path / "m", FILES)
    other = folder(tmp_path / "o", {**FILES, "dat/a.dxs": b"\r", "x.png": b"\r\n"})
    (other / "x.png").write_bytes(b"\n")
    folder(place, {"x.png": b"\r\n"})
    marked = tmp_path / "marked.json"
    marked.write_bytes(manifest(FILES).to_bytes())
    differ = (Deviation("dat/a.dxs", Mismatch.CHANGED), Deviation("x.png", Mismatch.CHANGED))
    assert verify(str(place), str(other)).deviations == differ
    by_manifest = verify(str(other), str(marked))
    assert (by_manifest.deviations, by_manifest.unchecked) == (differ, 0)


def test_a_mod_without_a_manifest_or_a_single_file_is_refused_with_what_to_do(
    tmp_path: Path,
) -> None:
    place = folder(tmp_path / "m", FILES)
    with pytest.raises(ModkitError, match=r"has no modkit-manifest\.json; `patch` writes one"):
        verify(str(place))
    with pytest.raises(ModkitError, match=r"is a single file; name a folder or a \.zip$"):
        verify(str(place / "artemis.ini"))


def test_the_manifest_of_the_last_change_in_place_goes_first(tmp_path: Path) -> None:
    first, last = manifest().to_bytes(), manifest({}).to_bytes()
    place = folder(tmp_path / "m", {**FILES, MANIFEST_FILE: first})
    assert manifest_in(Mod.open(str(place)).tree) == (MANIFEST_FILE, first)
    folder(place, {OWN_MANIFEST_FILE: last})
    assert manifest_in(Mod.open(str(place)).tree) == (OWN_MANIFEST_FILE, last)
    alone = Mod.open(str(place / "dat/vesselData.xml"))
    assert manifest_in(alone.tree) == (OWN_MANIFEST_FILE, last)
    memory = Mod.from_files("m", {**FILES, MANIFEST_FILE: first})
    assert manifest_in(memory.tree) == (MANIFEST_FILE, first)
    (place / OWN_MANIFEST_FILE).write_bytes(b"{")
    assert manifest_of(Mod.open(str(place))) is None


def test_a_change_in_place_keeps_the_manifest_before_it_and_writes_its_own(tmp_path: Path) -> None:
    place = folder(tmp_path / "m", FILES)
    mod, recipes = Mod.open(str(place)), [load_recipe("tsn")]
    ini = "artemis.ini"
    before, after = with_manifest(mod, recipes, {ini: FILES[ini]}, {ini: b"a=9\n"})
    assert before == {ini: FILES[ini]}
    assert list(after) == [ini, OWN_MANIFEST_FILE]
    made = Manifest.read("m", after[OWN_MANIFEST_FILE])
    assert [one.path for one in made.outputs] == [ini, "dat/vesselData.xml"]
    assert made.outputs[0] == FileMark.of(ini, b"a=9\n")
    folder(place, {OWN_MANIFEST_FILE: b"old"})
    before, _ = with_manifest(Mod.open(str(place)), recipes, {}, {ini: b"a=9\n"})
    assert before == {OWN_MANIFEST_FILE: b"old"}


def test_where_nothing_changes_or_one_file_was_opened_there_is_no_manifest(tmp_path: Path) -> None:
    place = folder(tmp_path / "m", FILES)
    ini, change = "artemis.ini", {"artemis.ini": b"a=9\n"}
    assert with_manifest(Mod.open(str(place)), [], {}, {}) == ({}, {})
    assert with_manifest(Mod.open(str(place / ini)), [], {}, change) == ({}, change)


@pytest.mark.parametrize(
    ("files", "dialect", "settings"),
    [
        ({"dat/vesselData.xml": SHIPS}, True, False),
        ({"artemis.ini": b"stationEnergy=1000\n"}, False, True),
        (FILES, True, True),
    ],
)
def test_a_manifest_says_which_dialect_and_settings_there_were(
    files: dict[str, bytes], dialect: bool, settings: bool
) -> None:
    made = Manifest.of(Mod.from_files("m", files), [], {})
    assert ((made.mod.dialect is not None), (made.mod.settings_of is not None)) == (
        dialect,
        settings,
    )
    assert Manifest.read("m", made.to_bytes()) == made
    assert made.to_bytes().startswith(b'{\n  "modkit_manifest": 1,\n  "tool": ')


def test_recipes_that_made_the_input_are_remembered_unless_it_was_put_back(tmp_path: Path) -> None:
    changed = {**FILES, "artemis.ini": b"a=9\n"}
    first = manifest()
    place = folder(tmp_path / "m", {**changed, MANIFEST_FILE: first.to_bytes()})
    again = Manifest.of(Mod.open(str(place)), [load_recipe("tsn")], {})
    assert again.earlier == first.recipes
    third = folder(tmp_path / "n", {**changed, MANIFEST_FILE: again.to_bytes()})
    assert Manifest.of(Mod.open(str(third)), [], {}).earlier == first.recipes
    folder(place, {"artemis.ini": b"a=1\r\nb=2\r\n"})
    assert Manifest.of(Mod.open(str(place)), [], {}).earlier == ()
