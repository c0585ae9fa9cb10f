"""PNG pictures packed again without a loss, with our mark.

What draws them packs them for speed; packing the same rows of pixels again takes a
third of the space, which is what counts for a picture that is sent around. The mark is a text
chunk that says which program made it, so that no other picture is ever written over.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.lazy import pattern

SIGN = b"\x89PNG\r\n\x1a\n"
"""What every PNG begins with."""

_PIXELS = b"IDAT"
_LEVEL = 5
"""Of zlib: 9 takes three times as long for 6 % less (20 pictures of stock and of the demo)."""


def packed(png: bytes) -> bytes:
    """The same picture in few bytes, with our mark behind its head."""
    chunks = list(_chunks(png))
    drawn = b"".join(body for kind, body in chunks if kind == _PIXELS)
    pixels = min(drawn, zlib.compress(zlib.decompress(drawn), _LEVEL), key=len)
    first = [kind for kind, _ in chunks].index(_PIXELS)
    kept = [(kind, body) for kind, body in chunks if kind != _PIXELS]
    kept.insert(first, (_PIXELS, pixels))
    kept.insert(1, _MARK)
    return SIGN + b"".join(_written(kind, body) for kind, body in kept)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGN)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _written(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


_MARK = (b"tEXt", b"Software\0artemis-modkit")
_HEAD = rb".{4}IHDR.{17}"
PICTURE = OutputKind(
    "a picture of this tool",
    pattern(re.escape(SIGN) + _HEAD + re.escape(_written(*_MARK)), re.DOTALL),
    is_art=True,
)
