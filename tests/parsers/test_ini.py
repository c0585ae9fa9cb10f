"""artemis.ini: settings with places; a change of one touches its own line only."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from artemis_modkit.parsers.faults import MAX_FAULTS
from artemis_modkit.parsers.ini import IniDocument, IniSetting
from artemis_modkit.parsers.source import Source, Span
from tests.conftest import corpus_files, shown
from tests.made import HANDS, VERSIONS, files_of
from tests.parsers.damage import any_bytes
from tests.parsers.laws import ini_is_read_whole

SOUND = """\
; Settings of the Moth Court.
networkPort=2010
// music
;musicVolume=0.5 (between 0 and 1)
  ;clientHelm=1

; ORIGINAL 0.4
shieldRate=0.8
emptyOne=
clientSide=1
clientSide=2
"""
KEYS = ("networkPort", "musicVolume", "clientHelm", "shieldRate", "emptyOne", "clientSide", "new")

lines = st.sampled_from(
    (
        *("a=1", " a = 2", "a=", "=", "a", "[a]", "[a=1]", ";a=3", "; a=4 (note)", "//a=5", "// a"),
        *(
            "a\x0bb=1",
            "a\x85b=1",
            "k=\xa01\xa0",
            "\xa0k=1",
            "\ta\t=\t6\t",
            "#a=1",
            "b=x;y",
            "a=b=c",
        ),
        *("; ORIGINAL 0.4", ";;a=7", "a b=8", "", "   ", "k=\u2028", "\ufeffk=1", "a=\0", "\0=\0"),
        *("k:1", "  continued", "%(a)s=1", "a=%(b)s", "rem a=1", ";=", "é=é", "a[=1", "a=[1]"),
    )
)
ini_texts = st.lists(st.tuples(lines, st.sampled_from(("\n", "\r\n", "\r", "")))).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
values = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8)


def read(text: str) -> IniDocument:
    return IniDocument.read(Source("artemis.ini", text))


def with_setting(document: IniDocument, key: str, value: str) -> str:
    return document.source.edited(document.set(key, value)).text


def changed_lines(before: str, after: str) -> dict[int, str]:
    """The lines that differ, by number from 1, where both texts have as many."""
    old, new = (re.split("(?<=\n)", text) for text in (before, after))
    assert len(old) == len(new)
    pairs = enumerate(zip(old, new, strict=True), 1)
    return {number: two for number, (one, two) in pairs if one != two}


def test_settings_are_read_with_places_originals_and_notes() -> None:
    document = read("; ORIGINAL 0.4\na=0.8\n;b=1 (a note)\n")
    assert document.settings == (
        IniSetting(
            "a", "0.8", Span(15, 20), Span(15, 16), Span(17, 20), is_on=True, original="0.4"
        ),
    )
    assert document.switched_off == (
        IniSetting(
            "b", "1", Span(21, 34), Span(22, 23), Span(24, 25), is_on=False, note="(a note)"
        ),
    )
    assert document.faults == ()


@pytest.mark.parametrize(
    ("key", "value", "changed"),
    [
        ("networkPort", "2020", {2: "networkPort=2020\n"}),
        ("networkPort", "2010", {}),
        ("clientHelm", "0", {5: "clientHelm=0\n"}),
        ("shieldRate", "0.4", {8: "shieldRate=0.4\n"}),
        ("emptyOne", "x", {9: "emptyOne=x\n"}),
        ("clientSide", "2", {10: "clientSide=2\n"}),
    ],
)
def test_a_setting_is_changed_where_it_stands(
    key: str, value: str, changed: dict[int, str]
) -> None:
    assert changed_lines(SOUND, with_setting(read(SOUND), key, value)) == changed


def test_a_setting_with_a_note_is_switched_on_below_its_note() -> None:
    before = ";musicVolume=0.5 (between 0 and 1)\n"
    after = "; (between 0 and 1)\nmusicVolume=0.7\n"
    assert with_setting(read(SOUND), "musicVolume", "0.7") == SOUND.replace(before, after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "new=1\n"),
        ("a=1\n", "a=1\nnew=1\n"),
        ("a=1", "a=1\nnew=1"),
        ("a=1\r\nb=2", "a=1\r\nb=2\r\nnew=1"),
        ("a=1\rb=2\r", "a=1\rb=2\rnew=1\r"),
    ],
)
def test_a_new_setting_goes_to_the_end_with_the_line_end_of_the_file(text: str, after: str) -> None:
    assert with_setting(read(text), "new", "1") == after


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(KEYS), values, st.sampled_from(("\n", "\r\n", "\r")))
def test_a_value_that_is_set_is_the_value_that_is_read(key: str, value: str, end: str) -> None:
    document = read(SOUND.replace("\n", end))
    after = read(with_setting(document, key, value))
    setting = after.get(key)
    assert setting is not None
    assert setting.value == value
    others = [one for one in after.settings if one.key != key]
    assert [(one.key, one.value, one.original) for one in others] == [
        (one.key, one.value, one.original) for one in document.settings if one.key != key
    ]
    assert after.faults == ()


@settings(max_examples=600, deadline=None)
@given(ini_texts)
def test_any_lines_are_read_and_repaired_into_lines_without_fault(text: str) -> None:
    ini_is_read_whole(text.encode())


@settings(max_examples=400, deadline=None)
@given(ini_texts, st.sampled_from(("a", "k", "new")), values)
def test_setting_a_key_among_any_lines_gives_it_the_value(text: str, key: str, value: str) -> None:
    setting = read(with_setting(read(text), key, value)).get(key)
    assert setting is not None
    assert setting.value == value


@settings(max_examples=400, deadline=None)
@given(any_bytes)
def test_any_bytes_are_read_as_settings(data: bytes) -> None:
    ini_is_read_whole(data)


MADE_SETTINGS = {
    f"{version}-{hand}": data
    for version in VERSIONS
    for hand in ("plain", *HANDS)
    if (data := files_of(version, hand).get("artemis.ini")) is not None
}


@pytest.mark.parametrize("name", MADE_SETTINGS)
def test_in_any_hand_every_line_with_a_setting_is_read(name: str) -> None:
    every_line_with_a_setting_is_read(MADE_SETTINGS[name])


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", corpus_files("*.ini"), ids=shown)
def test_in_a_real_file_every_line_with_a_setting_is_read(path: Path) -> None:
    every_line_with_a_setting_is_read(path.read_bytes())


def every_line_with_a_setting_is_read(data: bytes) -> None:
    document = ini_is_read_whole(data)
    plain = re.findall(
        rb"^[ \t]*([A-Za-z]\w*)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*\r?$", data, re.MULTILINE
    )
    assert [(one.key.encode(), one.value.encode()) for one in document.settings] == plain


@pytest.mark.parametrize("name", MADE_SETTINGS)
def test_in_any_hand_each_setting_is_changed_within_its_own_line(name: str) -> None:
    each_setting_is_changed_within_its_own_line(MADE_SETTINGS[name])


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", corpus_files("*.ini"), ids=shown)
def test_in_a_real_file_each_setting_is_changed_within_its_own_line(path: Path) -> None:
    each_setting_is_changed_within_its_own_line(path.read_bytes())


def each_setting_is_changed_within_its_own_line(data: bytes) -> None:
    document = IniDocument.from_bytes("artemis.ini", data)
    text = document.source.text
    for setting in document.settings:
        twins = [one for one in document.settings if one.key == setting.key]
        pieces, done = [], 0
        for twin in twins:
            pieces += [text[done : twin.value_span.start], "12.5"]
            done = twin.value_span.end
        assert with_setting(document, setting.key, "12.5") == "".join((*pieces, text[done:]))


LINES = "a=1\r\n\t b=2 ; x\r\n;c=3\r\nb=4"


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("without", "a=1\r\n;c=3\r\n"),
        ("commented_out", "a=1\r\n;\t b=2 ; x\r\n;c=3\r\n;b=4"),
    ],
)
def test_the_lines_of_a_key_go_or_become_comments(name: str, after: str) -> None:
    document = read(LINES)
    edits = [getattr(document, name)(one) for one in document.lines_of("b")]
    assert document.source.edited(edits).text == after


def test_the_lines_of_a_key_are_those_that_are_on_or_those_that_are_off() -> None:
    document = read(LINES)
    assert [one.value for one in document.lines_of("b")] == ["2 ; x", "4"]
    assert [one.value for one in document.lines_of("c", is_on=False)] == ["3"]
    assert document.lines_of("c") == document.lines_of("b", is_on=False) == ()


def test_a_setting_gets_another_key_and_a_comment_before_it() -> None:
    document = read(LINES)
    b = document.lines_of("b")[0]
    edits = [document.renamed(b, "long"), document.with_comment(b, "// was b")]
    assert document.source.edited(edits).text == LINES.replace("\t b=2", "// was b\r\n\t long=2")


@pytest.mark.parametrize(
    ("text", "behind", "after"),
    [
        (LINES, "a", LINES.replace("a=1\r\n", "a=1\r\nx=1\r\ny=2\r\n")),
        (LINES, None, f"{LINES}\r\nx=1\r\ny=2"),
        ("a=1\n", None, "a=1\nx=1\ny=2\n"),
        ("a=1", "a", "a=1\nx=1\ny=2"),
        ("", None, "x=1\ny=2\n"),
    ],
)
def test_lines_come_behind_a_setting_or_at_the_end(
    text: str, behind: str | None, after: str
) -> None:
    document = read(text)
    setting = None if behind is None else document.get(behind)
    edit = document.with_lines(["x=1", "y=2"], setting)
    assert document.source.edited([edit]).text == after


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", "; "), ("a=1\n;b=2\n", "; "), (";a note\n", ";"), ("; one\n;two\n; three\n", "; "),
        (";one\n;two\n; three\n", ";"), ("// one\n", "// "), ("//one\n;two\n//three\n", "//"),
        ("  ;;\tone\n", ";;\t"),
    ],
)  # fmt: skip
def test_a_new_setting_has_its_comment_above_it_as_most_comments_are_written(
    text: str, mark: str
) -> None:
    document = read(text)
    after = document.source.edited(document.set("new", "1", "why")).text
    assert after == f"{text}{mark}why\nnew=1\n"


def test_the_second_opinion_is_asked_of_what_can_be_read_and_names_what_it_reads_otherwise() -> (
    None
):
    for text in (SOUND, "a = 1\n", ""):
        assert read(text).verdict() is None
    assert read("a=1\nsome words\n").verdict() is None
    document = read("a=1\nb=2\n")
    assert replace(document, settings=document.settings[:1]).verdict() == "b=2 is not read alike"
    assert replace(read("a=1\n"), settings=document.settings).verdict() == "b=2 is not read alike"


@pytest.mark.parametrize("more", [0, 1])
def test_of_a_kind_of_fault_so_many_are_repaired_and_more_told_once(more: int) -> None:
    count = MAX_FAULTS + more
    document = read("x\n" + "a = 1\n" * count)
    told = [(one.code, one.repairable) for one in document.faults]
    blanks = [("ini-blanks", False)] if more else [("ini-blanks", True)] * count
    assert told == [("ini-line", False), *blanks]
    if more:
        assert document.faults[1].message.endswith(
            f" ({count:,} such lines; more than {MAX_FAULTS:,} stay)"
        )
