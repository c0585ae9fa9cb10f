"""What is no text of its kind, or half a merge: told in one sentence, never repaired."""

import struct
import zipfile
from io import BytesIO

import pytest

from artemis_modkit.parsers.blocking import blocking_faults, refuse_blocked
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Source
from artemis_modkit.parsers.xml import XmlDocument

SHIPS = """\
<vessel_data version="2.6">
  <vessel uniqueID="3" side="0" classname="Dipper">
    <shields front="40" back="30"/>
  </vessel>
</vessel_data>
"""
OURS = '    <shields front="40" back="30"/>\n'
THEIRS = '    <shields front="55" back="30"/>\n'
TWO_WAY = f"<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> shields\n"
DIFF3 = f"<<<<<<< ours\n{OURS}||||||| 12ab34c\n=======\n{THEIRS}>>>>>>> theirs\n"


def told(text: str | bytes) -> list[tuple[int, str, str]]:
    """Line, code and sentence of every blocking fault."""
    data = text.encode() if isinstance(text, str) else text
    source = Source.from_bytes("dat/vesselData.xml", data)
    return [
        (source.location(one.span.start).line, one.code, one.message)
        for one in blocking_faults(source)
    ]


def merged(first: int, last: int) -> tuple[int, str, str]:
    lines = f"lines {first} to {last}" if last > first else f"line {first}"
    return (
        first,
        "git-conflict",
        f"an unresolved git merge, {lines}; choose one side and delete the marker lines",
    )


def codes(data: bytes) -> list[str]:
    return [code for _, code, _ in told(data)]


# Conflicts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "last"),
    [
        (TWO_WAY, 7),
        (DIFF3, 8),
        (TWO_WAY.replace(">>>>>>> shields\n", ""), 5),
        (TWO_WAY.replace("=======\n", ""), 6),
        (f"<<<<<<< HEAD\n{OURS}", 3),
        (f"<<<<<<< .mine\n{OURS}=======\n{THEIRS}>>>>>>> .r17\n", 7),
        (f"<<<<<<< Updated upstream\n{OURS}", 3),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_conflict_is_one_fault_however_it_is_written(
    block: str, last: int, line_end: str
) -> None:
    text = SHIPS.replace(OURS, block)
    assert told(text.replace("\n", line_end)) == [merged(3, last)]


def test_each_conflict_of_a_file_is_told_with_its_own_lines() -> None:
    assert told(f"{TWO_WAY}<a/>\n{DIFF3}<<<<<<< HEAD\n") == [
        merged(1, 5),
        merged(7, 12),
        merged(13, 13),
    ]


@pytest.mark.parametrize(
    "rest",
    [f"{OURS}=======\n{THEIRS}>>>>>>> shields\n", f"{THEIRS}>>>>>>> 1f2e3d4 (More shields)\n"],
)
def test_a_conflict_whose_first_marker_was_deleted_is_one_all_the_same(rest: str) -> None:
    assert [code for _, code, _ in told(SHIPS.replace(OURS, rest))] == ["git-conflict"]


def test_a_conflict_in_a_comment_or_behind_a_byte_order_mark_is_one() -> None:
    assert told(f"\ufeff{TWO_WAY}<a/>") == [merged(1, 5)]
    assert told(f"<a/><!--\n{TWO_WAY}-->") == [merged(2, 6)]


@pytest.mark.parametrize(
    "line",
    [
        "=======",
        "<!--\n=======\nPlayer ships\n=======\n-->",
        "<!--\n>>>>>>> the ships of the Guild follow <<<<<<<\n-->",
        "<!--\n<<<<<<< Ships of the Guild\n-->",
        "<!--\n<<<<<<< Guild >>>>>>>\n=======\n-->",
        "<!--\n<<<<<<<<<< HEAD\n>>>>>>>>>> HEAD\n-->",
        "<!-- <<<<<<< HEAD -->",
        "<!-- ||||||| -->",
    ],
)
def test_decoration_is_no_conflict(line: str) -> None:
    assert told(f"<vessel_data>\n{line}\n</vessel_data>") == []


def test_of_a_conflict_one_side_is_read_and_nothing_is_repaired() -> None:
    data = SHIPS.replace(OURS, TWO_WAY).encode()
    document = XmlDocument.from_bytes("v.xml", data)
    assert [(one.name, one.attributes.get("front")) for one in document.elements] == [
        ("vessel_data", None),
        ("vessel", None),
        ("shields", "40"),
    ]
    assert [one.code for one in document.faults] == ["git-conflict"]
    assert document.repaired.to_bytes() == data


def test_a_conflict_in_settings_hides_neither_its_side_nor_the_rest() -> None:
    text = "a=1\n<<<<<<< HEAD\nb=2\n=======\nb = 3\n>>>>>>> x\n[c]\n"
    document = IniDocument.from_bytes("artemis.ini", text.encode())
    assert [(one.key, one.value) for one in document.settings] == [("a", "1"), ("b", "2")]
    assert [one.code for one in document.faults] == ["git-conflict"]
    assert document.repaired.text == text


# NUL bytes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\0" * 512 + SHIPS.encode(), 1),
        (SHIPS.encode()[:40] + b"\0" * 64 + SHIPS.encode()[104:], 2),
        (SHIPS.encode() + b"\0" * 4096, 6),
        (SHIPS.encode()[:90] + b"\0\0", 3),
    ],
)
def test_runs_of_nul_are_told_and_not_repaired(data: bytes, line: int) -> None:
    count = data.count(0)
    assert told(data) == [
        (
            line,
            "nul-bytes",
            f"parts of the file are NUL bytes ({count:,} in one place), as a power cut leaves "
            "them: what stood there is lost; copy the file again from where it was made or from "
            "a backup",
        )
    ]
    assert XmlDocument.from_bytes("v.xml", data).repaired.to_bytes() == data


def test_a_file_of_nul_bytes_only_is_told() -> None:
    ((line, code, message),) = told(b"\0" * 700)
    assert (line, code) == (1, "nul-bytes")
    assert message.startswith("all of the file is NUL bytes (700 in one place)")


def test_a_single_nul_and_wide_text_are_no_damage_of_this_kind() -> None:
    assert told(SHIPS.replace("Dipper", "Dip\0per")) == []
    assert told(SHIPS.encode("utf-16")) == told(SHIPS.encode("utf-16-le")) == []
    assert told(b"\xff\xfe\0\0" + SHIPS.encode("utf-32-le")) == []


# Other files ------------------------------------------------------------------------------------


def zipped() -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        # A date of its own: names of tests are made of these bytes, and each process makes them.
        archive.writestr(zipfile.ZipInfo("vesselData.xml"), SHIPS)
    return memory.getvalue()


BITMAP = b"BM" + struct.pack("<IIIIiiHHI", 70, 0, 54, 40, 2, 2, 1, 24, 0) + b"\x10\x20" * 8


def targa(
    kind: int = 2, depth: int = 24, *, palette: int = 0, width: int = 64, flags: int = 0
) -> bytes:
    head = struct.pack("<BBBHHBHHHHBB", 0, palette, kind, 0, 0, 0, 0, 0, width, 64, depth, flags)
    return head + b"\x11\x22\x33" * 64


STAND_INS = {
    "picture": [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"DDS |\0\0\0",
        b"GIF89a\x01\0",
        BITMAP,
        targa(),
        b"RIFF\x24\0\0\0WEBPVP8 ",
    ],
    "archive": [zipped(), b"7z\xbc\xaf\x27\x1c\0\4", b"Rar!\x1a\x07\1\0", b"\x1f\x8b\x08\0\0"],
    "program": [b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff", b"\x7fELF\2\1\1\0"],
    "document": [b"%PDF-1.7\n%\xe2\xe3", b"{\\rtf1\\ansi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"],
    "sound": [b"OggS\0\2", b"RIFF\x24\0\0\0WAVEfmt "],
    "web-page": [
        b"<!DOCTYPE html>\n<html><head><title>404</title></head></html>",
        b"\r\n<HTML lang='en'><body>Not found</body></HTML>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html/>',
        b"<!-- saved page --><!doctype HTML><p>",
        b"404: Not Found",
        b'{"message": "Not Found", "status": "404"}',
        b'<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
    ],
    "lfs-pointer": [
        b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"7" * 64 + b"\nsize 91\n",
        b"version https://git-lfs.github.com/spec/v1\r\noid sha256:"
        + b"7" * 64
        + b"\r\nsize 9\r\n",
    ],
    "empty-file": [b"", b"\xef\xbb\xbf", b" \r\n\t\n", b"\0", b"\xff\xfe", b"\xff\xfe \0\n\0"],
    "binary-file": [b"abc" + bytes(range(1, 9)) * 40],
}
CASES = [(code, data) for code, files in STAND_INS.items() for data in files]


@pytest.mark.parametrize(("code", "data"), CASES)
def test_what_stands_in_the_place_of_a_text_is_told_once_and_kept(code: str, data: bytes) -> None:
    assert codes(data) == [code]
    for document in (XmlDocument.from_bytes("v.xml", data), IniDocument.from_bytes("a.ini", data)):
        assert [(one.code, one.blocks, one.repairable) for one in document.faults] == [
            (code, True, False)
        ]
        assert document.repaired.to_bytes() == data


@pytest.mark.parametrize(
    "text",
    [
        SHIPS,
        "MZ=1\n",
        "BM=2\nPK=3\n",
        "GIF=1\n",
        "{rtf}\n",
        "; <html> is no setting\na=1\n",
        "<vessel_data><html/></vessel_data>",
        "<!-- <html> --><vessel_data/>",
        "version=https://git-lfs.github.com/spec/v1\n",
        "\0=1\n",
    ],
)
def test_a_text_is_taken_for_nothing_else(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("merges", "more"), [(1, ""), (2, " (and 1 more)"), (3, " (and 2 more)")])
def test_the_refusal_says_where_what_and_what_to_do(merges: int, more: str) -> None:
    source = Source("artemis.ini", "a=1\n" + merges * "<<<<<<< HEAD\n=======\n>>>>>>> x\nb=1\n")
    with pytest.raises(ModkitError) as refusal:
        refuse_blocked(source, blocking_faults(source), "theirs: ")
    assert str(refusal.value) == (
        "theirs: artemis.ini:2: an unresolved git merge, lines 2 to 4; choose one side and delete "
        f"the marker lines{more}; nothing is written"
    )


@pytest.mark.parametrize("kind", [1, 2, 3, 9, 10, 11])
@pytest.mark.parametrize("depth", [8, 15, 16, 24, 32])
def test_a_targa_picture_has_a_palette_colours_or_greys_packed_or_not(
    kind: int, depth: int
) -> None:
    assert codes(targa(kind, depth, palette=kind % 8 == 1)) == ["picture"]


@pytest.mark.parametrize(
    "data",
    [targa(0), targa(4), targa(8), targa(12), targa(depth=0), targa(depth=7), targa(depth=12),
     targa(depth=48), targa(palette=2), targa(width=0), targa(flags=0x40), targa(flags=0x80),
     targa()[:17]],
)  # fmt: skip
def test_what_no_targa_picture_begins_with_is_none(data: bytes) -> None:
    assert "picture" not in codes(data)
    assert codes(targa()[:18]) == ["picture"]
