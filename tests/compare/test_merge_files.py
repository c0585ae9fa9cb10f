"""Other files of two mods: each is taken whole from whoever changed it, or ours is kept."""

import pytest

from artemis_modkit.changes.sides import Sides
from artemis_modkit.compare.merge import merged_files
from artemis_modkit.model import Mod

SHIPS = {"dat/vesselData.xml": b"<vessel_data/>", "artemis.ini": b"a=1\n"}


def mods(base: dict[str, bytes], ours: dict[str, bytes], theirs: dict[str, bytes]) -> Sides[Mod]:
    return Sides(*(
        Mod.from_files(name, {**SHIPS, **files})
        for name, files in (("base", base), ("ours", ours), ("theirs", theirs))
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept", "notes"),
    [
        (None, None, b"t", b"t", ["dat/a.snt is taken from theirs"]),
        (b"b", None, b"b", None, []),
        (b"b", None, b"t", b"t", ["dat/a.snt is taken from theirs"]),
        (b"b", b"b", b"t", b"t", ["DAT/A.snt is taken from theirs, who alone changed it"]),
        (b"b", b"o", b"b", b"o", []),
        (b"b", b"o", b"t", b"o", ["DAT/A.snt differs between the two; yours is kept"]),
        (None, b"o", b"t", b"o", ["DAT/A.snt differs between the two; yours is kept"]),
        (b"b", b"t", b"t", b"t", []),
        (b"b", b"b", None, b"b", []),
    ],
)
def test_a_file_is_of_whoever_changed_it(
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    kept: bytes | None,
    notes: list[str],
) -> None:
    sides = [
        {} if data is None else {path: data}
        for path, data in (("dat/a.snt", base), ("DAT/A.snt", ours), ("dat/a.snt", theirs))
    ]
    files, said = merged_files(mods(*sides))
    found = {path.lower(): data for path, data in files.items()}
    assert found.get("dat/a.snt") == kept
    assert said == notes
    assert {path: files[path] for path in SHIPS} == SHIPS


def test_files_that_are_not_in_the_result_are_named() -> None:
    files = {
        "dat/b.dxs": b"",
        "dat/a.png": b"",
        "Dat/C.dxs": b"",
        "dat/d.dxs": b"",
        "dat/e.dxs": b"",
    }
    _, said = merged_files(mods({}, {"dat/c.dxs": b""}, files))
    art = "(meshes, pictures, sounds), such as"
    assert said == [
        f"not in the result: 1 file of yours {art} dat/c.dxs; copy what the ships need",
        f"not in the result: 4 files of theirs that you have not {art} dat/a.png, dat/b.dxs, "
        "dat/d.dxs; "
        "copy what the ships need",
    ]
