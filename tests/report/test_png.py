"""Pictures are packed small, without a loss, and say whose they are."""

import struct
import zlib

from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.report.png import PICTURE, SIGN, packed


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(pixels: bytes, level: int, parts: int = 1) -> bytes:
    data = zlib.compress(pixels, level)
    step = len(data) // parts + 1
    inside = [chunk(b"IDAT", data[at : at + step]) for at in range(0, len(data), step)]
    return SIGN + chunk(b"IHDR", b"h" * 13) + b"".join(inside) + chunk(b"IEND", b"")


MARK = chunk(b"tEXt", b"Software\0artemis-modkit")


HEAD = len(SIGN) + len(chunk(b"IHDR", b"h" * 13))


def marked(png: bytes) -> bytes:
    return png[:HEAD] + MARK + png[HEAD:]


def pixels_of(png: bytes) -> bytes:
    """The rows of pixels in a marked picture whose pixels stand in one piece."""
    start = HEAD + len(MARK) + 8
    end = start + int.from_bytes(png[start - 8 : start - 4], "big")
    assert png[start - 4 : start] == b"IDAT"
    assert png[end + 4 :] == chunk(b"IEND", b"")
    return zlib.decompress(png[start:end])


@given(st.binary(max_size=2000), st.integers(0, 9), st.integers(1, 4))
def test_a_picture_is_the_same_in_few_bytes_and_says_whose_it_is(
    pixels: bytes, level: int, parts: int
) -> None:
    given = png(pixels, level, parts)
    assert pixels_of(packed(given)) == pixels
    assert len(packed(given)) <= len(marked(given))
    assert packed(given).startswith(given[:HEAD] + MARK)


@given(st.binary(max_size=2000))
def test_our_pictures_are_known_and_others_are_not(pixels: bytes) -> None:
    theirs = png(pixels, 6)
    assert PICTURE.mark is not None
    assert PICTURE.mark.match(packed(theirs))
    assert not PICTURE.mark.match(theirs)


def test_what_repeats_takes_hardly_any_room() -> None:
    assert len(packed(png(b"\0" * 50_000, 0))) < 250
