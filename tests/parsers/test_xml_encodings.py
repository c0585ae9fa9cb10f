"""Which encoding a file of XML has, what it declares, and which of both is certain."""

import re

import pytest

from artemis_modkit.parsers.source import Location, Source, Span
from artemis_modkit.parsers.xml import XmlDocument
from tests.parsers.laws import left, repaired

LETTERS = {
    "Shift_JIS": "駆逐艦",
    "EUC-JP": "巡洋艦",
    "ISO-2022-JP": "空母",
    "EUC-KR": "구축함",
    "GBK": "驱逐舰",
    "GB2312": "巡洋舰",
    "GB18030": "航空母舰",
    "Big5": "驅逐艦",
    "IBM437": "Größe ½",
    "cp866": "Крейсер",
    "KOI8-R": "Эсминец",
    "windows-1251": "Крейсер",
    "windows-1252": "Größe – “x”",
    "ISO-8859-7": "Αντιτορπιλικό",
    "macintosh": "Größe",
    "windows-31j": "駆逐艦",
}


def declared(name: str, text: str, version: str = "1.0") -> str:
    return f'<?xml version="{version}" encoding="{name}"?>\n<a><b text="{text}"/></a>\n'


def encoded(text: str, name: str) -> bytes:
    return text.encode({"windows-31j": "cp932", "IBM437": "cp437"}.get(name, name))


@pytest.mark.parametrize(("name", "letters"), LETTERS.items())
def test_a_declared_encoding_is_read_and_turned_into_utf_8(name: str, letters: str) -> None:
    data = encoded(declared(name, letters), name)
    document = XmlDocument.from_bytes("v.xml", data)
    assert document.elements[1].attributes == {"text": letters}
    assert [(one.code, one.message) for one in document.faults] == [
        (
            "other-encoding",
            f"the file is written in {name}; the game reads UTF-8: save it as that",
        )
    ]
    assert repaired(data) == (["other-encoding"], declared("UTF-8", letters))


@pytest.mark.parametrize("name", ["Shift_JIS", "EUC-JP", "GBK", "Big5", "us-ascii", "ansi"])
def test_bytes_that_do_not_fit_the_declaration_are_left(name: str) -> None:
    data = declared(name, "one").encode().replace(b"one", b"one\xff\xfe two")
    assert set(left(data)) == {"wrong-encoding"}


def test_bytes_that_fit_two_encodings_are_left() -> None:
    assert left(declared("GBK", "café ménage").encode()) == ["wrong-encoding"]


@pytest.mark.parametrize(
    "name",
    [
        "rot13",
        "base64",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
        "cp037",
    ],
)
def test_what_is_no_encoding_of_texts_is_never_used(name: str) -> None:
    source = Source.from_bytes("v.xml", declared(name, r"\u0041 é").encode())
    assert (source.encoding, source.text) == ("utf-8", declared(name, r"\u0041 é"))


@pytest.mark.parametrize(
    "name",
    [
        "utf_8",
        "utf8mb4",
        "UTF 8",
        "unicode",
        "ansi",
        "unknown",
        "U8",
        "",
        "UTF-16",
        "IBM437",
        "cp037",
    ],
)
@pytest.mark.parametrize("text", ["plain", "Größe"])
def test_a_name_that_xml_does_not_know_is_corrected_where_the_encoding_is_sure(
    name: str, text: str
) -> None:
    codes, mended = repaired(declared(name, text))
    assert mended == declared("UTF-8", text)
    assert len(codes) == 1


@pytest.mark.parametrize("name", ["UTF-8", "utf-8", "utf8", "ISO-8859-1", "windows-1252", "Big5"])
def test_a_name_that_xml_knows_is_left_in_a_file_of_plain_letters(name: str) -> None:
    assert left(declared(name, "plain")) == []


@pytest.mark.parametrize("version", ["1.1", "2.0", "", "1", "0.9"])
def test_another_version_of_xml_becomes_1_0(version: str) -> None:
    text = declared("utf-8", "a", version)
    assert repaired(text) == (["xml-version"], declared("utf-8", "a"))


def test_a_version_and_an_encoding_are_corrected_at_once() -> None:
    data = declared("Shift_JIS", "駆", "2.0").encode("shift_jis")
    assert repaired(data) == (["xml-version", "other-encoding"], declared("UTF-8", "駆"))


@pytest.mark.parametrize(
    "written",
    ["<?xml?>", '<?xml encoding="utf-8"?>', "<?XML version='1.0'?>", "<?xml version=1.0?>"],
)
def test_a_declaration_of_another_form_is_written_anew(written: str) -> None:
    mended = '<?xml version="1.0" encoding="UTF-8"?><a/>'
    assert repaired(f"{written}<a/>") == (["declaration"], mended)


@pytest.mark.parametrize(("name", "letters"), LETTERS.items())
def test_a_declaration_of_another_form_says_its_encoding_all_the_same(
    name: str, letters: str
) -> None:
    data = encoded(declared(name, letters).replace('"1.0"', "1.0"), name)
    assert repaired(data) == (["declaration"], declared("UTF-8", letters))


def test_wide_text_without_a_mark_is_read() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        assert repaired("<a><b/></a>".encode(encoding)) == (["utf-16"], "<a><b/></a>")


@pytest.mark.parametrize("written", [b"\xc4\xe0\xed\xfc", b"\x93\xfa\x96\x7b"])
def test_letters_of_another_alphabet_are_not_taken_for_western_ones(written: bytes) -> None:
    assert left(b'<a text="' + written + b'"/>') == ["wrong-encoding"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["", "utf-8", "UTF-16", "latin-1"])
def test_everything_stands_where_it_stands_whatever_the_file_is_written_in(
    encoding: str, said: str
) -> None:
    head = f'<?xml version="1.0" encoding="{said}"?>\n' if said else ""
    text = (
        f'{head}<vessel_data>\n<vessel uniqueID="1" >&<shields front="1"/></vessel></vessel_data>\n'
    )
    document = XmlDocument.from_bytes("x", text.encode(encoding))
    for element in document.elements:
        place = document.in_source(Span(element.start, element.start))
        [at] = [one.start() for one in re.finditer(rf"<{element.name}[ >]", text)]
        before = text[:at]
        assert document.source.text[place.start :].startswith(f"<{element.name}")
        assert document.location(element.start) == Location(
            before.count("\n") + 1, at - before.rfind("\n")
        )
