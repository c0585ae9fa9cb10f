"""Mods in archives: nobody's zip can make us read, write or unpack what we must not."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from artemis_modkit.files.trees import LEADS_OUT, Refused
from artemis_modkit.model import Mod
from artemis_modkit.model.grids import grids_in
from artemis_modkit.parsers.errors import ModkitError, TooBig
from tests.conftest import FIXTURES

SHIPS = b'<vessel_data><vessel uniqueID="1" side="0" classname="Lamp"/></vessel_data>'
MEMBER = "dat/vesselData.xml"


def zipped(
    *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def opened(folder: Path, data: bytes) -> Mod:
    path = folder / "mod.zip"
    path.write_bytes(data)
    return Mod.open(path)


def names(mod: Mod) -> list[str | None]:
    return [vessel.class_name for vessel in mod.vessel_data.vessels] if mod.vessel_data else []


def refusal(folder: Path, data: bytes) -> str:
    with pytest.raises(ModkitError) as caught:
        opened(folder, data).vessel_data  # noqa: B018
    return str(caught.value)


@pytest.mark.parametrize("top", ["", "TSN Mod/", "TSN Mod/files/"])
def test_a_zip_is_a_mod_with_or_without_a_folder_at_its_top(top: str, tmp_path: Path) -> None:
    mod = opened(tmp_path, zipped((f"{top}{MEMBER}", SHIPS), (f"{top}artemis.ini", b"a=1\n")))
    assert (mod.name, mod.tree.paths, names(mod)) == ("mod.zip", ("artemis.ini", MEMBER), ["Lamp"])


def test_a_zip_reads_the_same_as_its_folder(tmp_path: Path) -> None:
    folder = Mod.open(FIXTURES / "mods" / "nebula-patrol")
    packed = zipped(*((f"np/{path}", folder.tree.read(path)) for path in folder.tree.paths))
    mod = opened(tmp_path, packed)
    assert mod.tree.paths == folder.tree.paths
    assert mod.vessel_data is not None
    assert folder.vessel_data is not None
    assert mod.vessel_data.vessels == folder.vessel_data.vessels


def test_names_with_backslashes_are_paths(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = "Lamp\\dat\\VesselData.XML"
    assert names(opened(tmp_path, zipped((info, SHIPS)))) == ["Lamp"]


@pytest.mark.parametrize(
    "path", ["../evil.exe", "dat/../../evil.exe", "/etc/evil", "C:/evil.exe", "dat/../evil.exe"]
)
def test_a_member_that_leads_out_is_never_read(path: str, tmp_path: Path) -> None:
    tree = opened(tmp_path, zipped((path, b"x"), (MEMBER, SHIPS))).tree
    assert tree.paths == (MEMBER,)
    assert tree.refused == (Refused(path, LEADS_OUT),)


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("dat/art.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    tree = opened(tmp_path, zipped((link, b"/etc/passwd"), (MEMBER, SHIPS))).tree
    assert (tree.paths, tree.refused) == ((MEMBER,), (Refused("dat/art.png", "a link"),))


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    packed = bytearray(zipped((MEMBER, SHIPS), ("secret.txt", b"x")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.rindex(signature) + flags] |= 1
    tree = opened(tmp_path, bytes(packed)).tree
    assert (tree.paths, tree.refused) == ((MEMBER,), (Refused("secret.txt", "encrypted"),))


def test_a_zip_that_is_encrypted_throughout_says_so(tmp_path: Path) -> None:
    packed = bytearray(zipped((MEMBER, SHIPS)))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(signature) + flags] |= 1
    assert refusal(tmp_path, bytes(packed)) == (
        "mod.zip: there is neither dat/vesselData.xml nor artemis.ini in it; "
        "'dat/vesselData.xml' is not read: encrypted"
    )


def test_a_member_that_unpacks_to_too_much_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artemis_modkit.files.zips.MAX_FILE_BYTES", 1000)
    with pytest.raises(TooBig) as caught:
        opened(tmp_path, zipped((MEMBER, b" " * 1_000_000))).vessel_data  # noqa: B018
    assert str(caught.value) == f"mod.zip/{MEMBER}: unpacks to more than 1,000 bytes"
    assert opened(tmp_path, zipped((MEMBER, b"<a/>" * 250))).vessel_data is not None


def test_a_zip_of_too_many_files_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artemis_modkit.files.zips.MAX_FILES", 3)
    packed = zipped(*((f"{number}.txt", b"") for number in range(4)))
    assert refusal(tmp_path, packed) == "mod.zip: more than 3 files; is this really one mod?"


def test_a_zip_that_unpacks_to_too_much_in_all_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artemis_modkit.files.zips.MAX_UNPACKED_BYTES", 1500)
    packed = zipped((MEMBER, b" " * 1000), ("artemis.ini", b" " * 1000))
    assert refusal(tmp_path, packed) == "mod.zip: unpacks to more than 1,500 bytes"


def test_two_mods_in_one_zip_are_refused_by_name(tmp_path: Path) -> None:
    packed = zipped((f"old/{MEMBER}", SHIPS), (f"new/{MEMBER}", SHIPS))
    assert refusal(tmp_path, packed) == (
        "mod.zip: holds several mods ('new', 'old'); unpack it and name one of them"
    )


def test_a_member_packed_by_lzma_is_refused_as_it_may_ask_for_any_memory(tmp_path: Path) -> None:
    packed = zipped((MEMBER, SHIPS), method=zipfile.ZIP_LZMA)
    assert refusal(tmp_path, packed) == (
        f"mod.zip/{MEMBER}: is packed in a way that is not read; use a plain zip"
    )


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all", b"\0" * 100])
def test_what_is_no_zip_is_refused_in_one_line(data: bytes, tmp_path: Path) -> None:
    assert refusal(tmp_path, data) == "mod.zip: is no readable zip (File is not a zip file)"


def test_a_truncated_zip_is_refused_in_one_line(tmp_path: Path) -> None:
    whole = zipped((MEMBER, SHIPS), ("artemis.ini", b"a=1\n"))
    for length in range(0, len(whole) - 1, 7):
        said = refusal(tmp_path, whole[:length])
        assert said.startswith("mod.zip")
        assert "\n" not in said


def test_a_member_with_wrong_bytes_is_refused_by_name(tmp_path: Path) -> None:
    packed = bytearray(zipped((MEMBER, SHIPS)))
    packed[packed.index(MEMBER.encode()) + len(MEMBER) + 5] ^= 0xFF
    assert refusal(tmp_path, bytes(packed)).startswith(f"mod.zip/{MEMBER}: cannot be unpacked (")


def test_a_zip_that_is_replaced_while_it_is_open_is_not_mixed(tmp_path: Path) -> None:
    mod = opened(tmp_path, zipped((MEMBER, SHIPS), ("artemis.ini", b"a=1\n")))
    (tmp_path / "mod.zip").write_bytes(zipped((MEMBER, SHIPS * 2), ("artemis.ini", b"a=2\n")))
    with pytest.raises(ModkitError) as caught:
        mod.vessel_data  # noqa: B018
    assert str(caught.value) == "mod.zip: has changed while it was read; run the command again"


def test_an_open_mod_keeps_nobody_from_its_zip(tmp_path: Path) -> None:
    mod = opened(tmp_path, zipped((MEMBER, SHIPS)))
    assert names(mod) == ["Lamp"]
    (tmp_path / "mod.zip").rename(tmp_path / "other.zip")
    (tmp_path / "other.zip").unlink()


def test_a_list_of_files_too_long_for_a_mod_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artemis_modkit.files.zips.MAX_DIRECTORY_BYTES", 1000)
    packed = zipped(*((f"{number:0100}.txt", b"") for number in range(10)))
    assert refusal(tmp_path, packed) == (
        "mod.zip: the list of its files has more than 1,000 bytes; is this really one mod?"
    )


@pytest.mark.parametrize("count", [0, 1, 60_000])
def test_a_zip_that_lies_about_how_many_files_it_has_is_counted(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artemis_modkit.files.zips.MAX_FILES", 3)
    packed = bytearray(zipped(*((f"{number}.txt", b"") for number in range(4))))
    at = packed.rindex(b"PK\x05\x06")
    packed[at + 8 : at + 12] = count.to_bytes(2, "little") * 2
    assert refusal(tmp_path, bytes(packed)) == "mod.zip: more than 3 files; is this really one mod?"


def test_a_member_that_is_not_where_the_list_says_is_refused(tmp_path: Path) -> None:
    packed = bytearray(zipped((MEMBER, SHIPS)))
    packed[0:4] = b"PK\0\0"
    assert refusal(tmp_path, bytes(packed)) == (
        f"mod.zip/{MEMBER}: cannot be unpacked (it does not begin where the list of files says)"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_named_zip_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mod.zip")
    with pytest.raises(ModkitError, match=r"is no readable zip \(it is no plain file\)"):
        Mod.open(tmp_path / "mod.zip")


def said_or_read(folder: Path, data: bytes) -> str:
    """What is said where the bytes are no mod; of a mod everything is read."""
    try:
        mod = opened(folder, data)
        mod.vessel_data, mod.settings  # noqa: B018
        list(grids_in(mod))
    except ModkitError as refused:
        return str(refused)
    return "read"


hard = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(st.binary(max_size=300))
@hard
def test_any_bytes_named_zip_are_a_mod_or_one_line(tmp_path: Path, data: bytes) -> None:
    assert "\n" not in said_or_read(tmp_path, data)


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=4)), min_size=1, max_size=4))
@hard
def test_any_damaged_zip_is_a_mod_or_one_line(
    tmp_path: Path, damage: list[tuple[int, bytes]]
) -> None:
    packed = bytearray(zipped((MEMBER, SHIPS), ("artemis.ini", b"a=1\n"), ("a.snt", b"x")))
    for at, piece in damage:
        packed[at : at + len(piece)] = piece
    assert "\n" not in said_or_read(tmp_path, bytes(packed))


@given(st.text(min_size=1, max_size=20), st.binary(max_size=40))
@example("..\n", b"")
@example("a\nb/artemis.ini", b"")
@example("\0", b"")  # zipfile itself stumbles over an empty name
@hard
def test_any_name_in_a_zip_is_a_path_inside_or_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    try:
        alone, beside = zipped((info, data)), zipped((info, data), (MEMBER, SHIPS))
    except UnicodeEncodeError:
        return
    assert "\n" not in said_or_read(tmp_path, alone)
    assert "\n" not in said_or_read(tmp_path, beside)


def test_folders_are_no_files_and_of_two_files_of_one_name_the_first_is_read(
    tmp_path: Path,
) -> None:
    data = zipped(("dat/", b""), (MEMBER, SHIPS), (MEMBER.upper(), b"<other/>"), ("a.txt/", b""))
    mod = opened(tmp_path, data)
    assert (mod.tree.paths, names(mod)) == ((MEMBER,), ["Lamp"])
    assert mod.tree.refused == (Refused(MEMBER.upper(), "a second file of one name (on Windows)"),)


@pytest.mark.parametrize("folder", [".git", "__MACOSX", ".artemis-modkit/backup/0001"])
def test_what_others_keep_beside_a_mod_is_no_part_of_it(folder: str, tmp_path: Path) -> None:
    tree = opened(tmp_path, zipped((f"{folder}/{MEMBER}", b"<x/>"), (MEMBER, SHIPS))).tree
    assert (tree.paths, tree.refused) == ((MEMBER,), ())
    assert not tree.holds(f"{folder}/{MEMBER}")


def test_what_this_tool_keeps_in_a_mod_is_read_and_is_no_part_of_it(tmp_path: Path) -> None:
    own = ".artemis-modkit/accepted.json"
    tree = opened(tmp_path, zipped((f"Lamp/{own}", b"{}"), (f"Lamp/{MEMBER}", SHIPS))).tree
    assert tree.paths == (MEMBER,)
    assert (tree.holds(own), tree.holds(MEMBER), tree.holds("dat/other")) == (True, True, False)
    assert tree.read(own) == b"{}"
