"""Text with places: every byte comes back, edits do what they say, places can be found again."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from artemis_modkit.parsers import source as source_module
from artemis_modkit.parsers.errors import ModkitError, OverlappingEdits, TooBig
from artemis_modkit.parsers.source import Edit, Excerpt, Location, OffsetMap, Source, Span
from tests.parsers.damage import any_bytes
from tests.parsers.laws import source_keeps_its_bytes

TEXT = "first line\r\nsecond\rthird\n\nfifth"


def spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def edits_of(text: str) -> st.SearchStrategy[list[Edit]]:
    one = st.builds(Edit, spans(len(text)), st.text("AB", max_size=3))
    return st.lists(one, max_size=6)


@st.composite
def edits_apart(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of which no two touch the same character, in any order."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    cuts = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(Span(start, end), draw(st.text("AB", max_size=3))) for start, end in cuts]
    return draw(st.permutations(edits))


def overlap(edits: list[Edit]) -> bool:
    """Whether two edits touch the same character, or one inserts inside what another replaces."""
    pairs = ((a.span, b.span) for i, a in enumerate(edits) for b in edits[i + 1 :])
    return any(a.start < b.end and b.start < a.end for a, b in pairs)


def edited_naively(text: str, edits: list[Edit]) -> list[tuple[str, int | None]]:
    """The characters after the edits, each with its offset before them (`None` if it is new)."""
    result: list[tuple[str, int | None]] = []
    for at in range(len(text) + 1):
        for edit in (edit for edit in edits if edit.span == Span(at, at)):
            result += ((character, None) for character in edit.text)
        for edit in (edit for edit in edits if at == edit.span.start < edit.span.end):
            result += ((character, None) for character in edit.text)
        if at < len(text) and not any(e.span.start <= at < e.span.end for e in edits):
            result.append((text[at], at))
    return result


@settings(max_examples=1000, deadline=None)
@given(any_bytes | st.binary())
def test_any_bytes_come_back(data: bytes) -> None:
    source_keeps_its_bytes(data)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"caf\xc3\xa9", "utf-8", "café"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "utf-8", "\ufeffcafé"),
        (b"caf\xe9", "utf-8", "caf\udce9"),
        (b"\xff\xfec\0a\0f\0\xe9\0", "utf-16-le", "\ufeffcafé"),
        (b"\xfe\xff\0c\0a\0f\0\xe9", "utf-16-be", "\ufeffcafé"),
        (b"c\0a\0f\0\xe9\0!", "utf-16-le", "café"),
        (b"\0c\0a\0f\0\xe9", "utf-16-be", "café"),
        (b"\xff\xfe\0\0c\0\0\0", "utf-32-le", "\ufeffc"),
        (b'<?xml version="1.0" encoding="Windows-1252"?>\xe9', "cp1252", None),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>\xe9', "iso8859-1", None),
        (b'<?xml version="1.0" encoding="us-ascii"?>\xe9', "utf-8", None),
        (b'<?xml version="1.0" encoding="no-such"?>\xe9', "utf-8", None),
        (b"", "utf-8", ""),
    ],
)
def test_the_encoding_is_what_the_bytes_show(data: bytes, encoding: str, text: str | None) -> None:
    source = Source.from_bytes("a.xml", data)
    assert source.encoding == encoding
    assert text in (None, source.text)
    assert source.to_bytes() == data


@settings(deadline=None)
@given(edits_apart(TEXT))
def test_edits_change_what_they_span_and_nothing_else(edits: list[Edit]) -> None:
    assert not overlap(edits)
    expected = "".join(character for character, _ in edited_naively(TEXT, edits))
    assert Source("a", TEXT).edited(edits).text == expected


@settings(deadline=None)
@given(st.data())
def test_edits_that_overlap_are_refused(data: st.DataObject) -> None:
    edits = data.draw(edits_of(TEXT))
    assume(overlap(edits))
    with pytest.raises(OverlappingEdits, match=r"^dat/a\.ini:\d+:\d+: two changes overlap here$"):
        Source("dat/a.ini", TEXT).edited(edits)


@settings(deadline=None)
@given(edits_apart(TEXT))
def test_every_kept_character_is_led_back_to_where_it_was(edits: list[Edit]) -> None:
    origin = OffsetMap(tuple(edits))
    after = edited_naively(TEXT, edits)
    led = [origin.original(at) for at in range(len(after) + 1)]
    assert [at for at, (_, old) in zip(led, after, strict=False) if old is not None] == [
        old for _, old in after if old is not None
    ]
    assert led == sorted(led)


def test_a_file_written_in_another_encoding_loses_its_mark_and_its_odd_byte() -> None:
    source = Source.from_bytes("a.xml", b"\xff\xfea\0\xe9\0!")
    edited = source.edited([Edit(Span(1, 2), "b")], encoding="utf-8")
    assert edited == Source("a.xml", "bé", "utf-8")


def test_a_file_that_keeps_its_encoding_keeps_its_mark_and_its_odd_byte() -> None:
    source = Source.from_bytes("a.xml", b"\xff\xfea\0\xe9\0!")
    assert source.edited([Edit(Span(1, 2), "b")]).to_bytes() == b"\xff\xfeb\0\xe9\0!"


def test_every_offset_has_its_line_and_column() -> None:
    source = Source("a", "ab\r\nc\rd\n")
    assert [source.location(offset) for offset in range(9)] == [
        *(Location(1, 1), Location(1, 2), Location(1, 3), Location(1, 4)),
        *(Location(2, 1), Location(2, 2), Location(3, 1), Location(3, 2), Location(4, 1)),
    ]


def test_a_byte_order_mark_is_no_column() -> None:
    source = Source("a", "\ufeffab\nc")
    assert [source.location(offset) for offset in range(5)] == [
        *(Location(1, 1), Location(1, 1), Location(1, 2), Location(1, 3), Location(2, 1)),
    ]


def test_lines_are_shown_without_their_ends() -> None:
    source = Source("a", TEXT)
    lines = [source.excerpt(Location(line, 1)) for line in range(1, 6)]
    words = ["first line", "second", "third", "", "fifth"]
    assert lines == [Excerpt(line, text) for line, text in enumerate(words, 1)]


def test_of_a_long_line_only_what_is_near_the_place_is_shown() -> None:
    source = Source("a", f"\ufeff{'x' * 50}HERE{'y' * 50}\r\nnext")
    shown = source.excerpt(Location(1, 51), 4, reach=10)
    assert shown == Excerpt(1, f"{'x' * 10}HERE{'y' * 6}", 11, 4)


def test_a_file_over_the_limit_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MAX_FILE_BYTES", 1_000)
    assert Source.from_bytes("a.xml", b"x" * 1_000).text == "x" * 1_000
    with pytest.raises(TooBig) as refusal:
        Source.from_bytes("dat/a.xml", b"x" * 1_001)
    assert str(refusal.value) == (
        "dat/a.xml: the file has 1,001 bytes; files up to 1,000 bytes are read"
    )


def test_a_character_that_the_encoding_lacks_is_not_written() -> None:
    source = Source("a.xml", "a€b駆", "iso8859-1")
    with pytest.raises(ModkitError) as refusal:
        source.to_bytes()
    assert str(refusal.value) == ("a.xml: iso8859-1 has no character '€'; save the file as UTF-8")


@pytest.mark.parametrize(
    ("encoding", "text", "data"),
    [
        ("utf-32-le", "ab", b"a\0\0\0b\0\0\0"), ("utf-32-be", "ab", b"\0\0\0a\0\0\0b"),
        ("utf-16-le", "ab", b"a\0b\0"), ("utf-16-be", "ab", b"\0a\0b"),
        ("utf-8", "a\0\0\0b\0\0", b"a\0\0\0b\0\0"), ("utf-8", "a\0b", b"a\0b"),
        ("utf-8", "\0a\0", b"\0a\0"), ("utf-8", "a\0\0c", b"a\0\0c"),
        ("utf-8", "ab\0\0", b"ab\0\0"), ("utf-8", "\0\0\0\0", b"\0\0\0\0"),
    ],
)  # fmt: skip
def test_wide_text_without_a_mark_is_known_by_where_its_zeros_are(
    encoding: str, text: str, data: bytes
) -> None:
    source = Source.from_bytes("a.xml", data)
    assert (source.encoding, source.text) == (encoding, text)
