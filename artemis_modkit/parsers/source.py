"""Text with places. The text is the truth: trees and models only point into it.

Bytes become text in a way that always gives the same bytes back, whatever
they were, so that a file can be read, looked at and written without loss. Bytes that are
not valid in the file's encoding stand in the text as lone surrogates (PEP 383).
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import ModkitError, OverlappingEdits, TooBig

MAX_FILE_BYTES = 128 * 1024 * 1024
"""Greatest size of one file, in bytes. The largest real vesselData.xml known has 370 kB."""

LINE_END = pattern(r"\r\n?|\n")
_DECLARED = pattern(
    rb"""\A(?:\xef\xbb\xbf)?<\?xml[^<>]{0,80}?encoding\s*=\s*["']\s*([^"'<>?]{1,60})""",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = pattern("[\udc80-\udcff]")
_WIDTH = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
_ONE_BYTE = pattern(
    r"ascii|iso8859-\d+|cp(?:437|720|737|775|85\d|86\d|869|874|1125|125\d)|koi8-[rtu]|mac-\w+|"
    r"kz1048|ptcp154|tis-620|hp-roman8"
)
_MANY_BYTES = pattern(
    r"shift_jis\w*|euc_\w+|iso2022_jp\w*|cp(?:932|949|950)|gb2312|gbk|gb18030|hz|big5\w*|johab"
)
"""Encodings by Python's names that hold ASCII as it is; others (EBCDIC, UTF-7) are never used."""
_OTHER_NAMES = {
    "windows-31j": "cp932",
    "x-sjis": "shift_jis",
    "x-gbk": "gbk",
    "ks_c_5601-1987": "cp949",
}


class Span(Struct, frozen=True, order=True):
    """A run of characters: offsets into a text, 0-based, the end excluded."""

    start: int
    end: int


class Location(Struct, frozen=True, order=True):
    """A place as editors show it: line and column, both counted from 1, a tab as one column."""

    line: int
    column: int


class Edit(Struct, frozen=True, order=True):
    """Replace the characters of a span by a text. An empty span inserts, an empty text deletes.

    `rank` orders edits at one place, e.g. a missing quote (0) and the `/` behind it (1).
    """

    span: Span
    text: str
    rank: int = 0


class Excerpt(Struct, frozen=True):
    """What stands at a place: so much of its line as is asked for.

    `column` is the place in `text`, counted from 1, `width` how far it reaches in characters, 0
    where the whole line is meant.
    """

    line: int
    text: str
    column: int = 1
    width: int = 1


class Source(Struct, frozen=True, dict=True):
    """A file's name and text, and what is needed to write the very same bytes again.

    `name` is the path relative to the mod, with `/`. `tail` holds bytes at the end that are
    no whole character (an odd byte after UTF-16).
    """

    name: str
    text: str
    encoding: str = "utf-8"
    tail: bytes = b""

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "Source":
        """Decode bytes without loss: `from_bytes(n, b).to_bytes() == b` for any `b`.

        By a byte order mark, then as declared if every byte fits that, else as UTF-8.

        Raises `TooBig` above `MAX_FILE_BYTES`.
        """
        if len(data) > MAX_FILE_BYTES:
            raise TooBig(
                f"{name}: the file has {len(data):,} bytes; "
                f"files up to {MAX_FILE_BYTES:,} bytes are read"
            )
        for encoding in _likely_encodings(data):
            source = cls._decoded(name, data, encoding)
            if source is not None:
                return source
        return cls(name, data.decode("utf-8", "surrogateescape"))

    @classmethod
    def _decoded(cls, name: str, data: bytes, encoding: str) -> "Source | None":
        whole = len(data) - len(data) % _WIDTH.get(encoding, 1)
        try:
            text = data[:whole].decode(encoding, _error_mode(encoding))
            source = cls(name, text, encoding, data[whole:])
            return source if source.to_bytes() == data else None
        except (UnicodeError, ModkitError):
            return None

    def to_bytes(self) -> bytes:
        """The bytes to write. Raises `ModkitError` for a character that the encoding lacks."""
        try:
            return self.text.encode(self.encoding, _error_mode(self.encoding)) + self.tail
        except UnicodeEncodeError as error:
            raise ModkitError(
                f"{self.name}: {self.encoding} has no character {self.text[error.start]!r}; "
                "save the file as UTF-8"
            ) from None

    def beginning(self, size: int = 1024) -> bytes:
        """The first bytes of the file, about so many."""
        return self.text[:size].encode(self.encoding, _error_mode(self.encoding))

    @cached_property
    def is_legacy(self) -> bool:
        """Whether the file is written in an encoding of old, with letters that are others there."""
        return _is_legacy(self.encoding) and (
            not self.text.isascii() or self.encoding.startswith(("iso2022", "hz"))
        )

    @cached_property
    def is_in_doubt(self) -> bool:
        """Whether the bytes do not fit the encoding that the file declares, or fit UTF-8 as well.

        Which letters were meant only its author can tell.
        """
        if self.encoding in _WIDTH or self.text.isascii():
            name = _codec_name(self._declared or "")
            return name == "utf-7" and re.search(r"\+[A-Za-z0-9/]+-", self.text) is not None
        if _MANY_BYTES.fullmatch(self.encoding):
            data = self.to_bytes()
            return not data.isascii() and _is_utf8(data)
        return (
            self.encoding == "utf-8"
            and self._declared is not None
            and _codec_name(self._declared) != "utf-8"
            and _ESCAPED.search(self.text) is not None
        )

    @property
    def _declared(self) -> str | None:
        return _declared_name(self.beginning(256))

    def is_rightly_declared_as(self, name: str) -> bool:
        """Whether an XML declaration may name an encoding so, in the file as it is repaired.

        UTF-16 and UTF-32 are repaired to UTF-8.
        """
        return _codec_name(name) == ("utf-8" if self.encoding in _WIDTH else self.encoding)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def location(self, offset: int) -> Location:
        """Line and column of an offset; a byte order mark does not count as a column."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        if line == 1 and column > 1 and self.text.startswith("\ufeff"):
            column -= 1
        return Location(line, column)

    def excerpt(self, place: Location, width: int = 1, *, reach: int = 500) -> Excerpt:
        """What stands in the line of a place, so many characters to both sides of it at most."""
        start = self._line_starts[place.line - 1]
        following = self._line_starts[place.line : place.line + 1]
        end = following[0] if following else len(self.text)
        has_mark = place.line == 1 and self.text.startswith("\ufeff")
        start += has_mark
        at = start + place.column - 1
        first = max(start, at - reach)
        text = self.text[first : min(end, at + reach)].rstrip("\r\n")
        return Excerpt(place.line, text, at - first + 1, width)

    def edited(self, edits: Iterable[Edit], *, encoding: str | None = None) -> "Source":
        """The source with all edits applied at once; this is the whole writer.

        Insertions at one place come by rank, then in the order given. With `encoding` the text
        is written in it from then on (a byte order mark stays only where it was UTF-8's already).
        Raises `OverlappingEdits`.
        """
        pieces: list[str] = []
        done = 0
        for edit in in_order(edits):
            if edit.span.start < done:
                where = self.location(edit.span.start)
                raise OverlappingEdits(
                    f"{self.name}:{where.line}:{where.column}: two changes overlap here"
                )
            pieces += (self.text[done : edit.span.start], edit.text)
            done = edit.span.end
        text = "".join((*pieces, self.text[done:]))
        if encoding is None or encoding == self.encoding:
            return Source(self.name, text, self.encoding, self.tail)
        return Source(self.name, text.removeprefix("\ufeff"), encoding)


class OffsetMap(Struct, frozen=True, dict=True):
    """Leads from offsets in an edited text back to those in the text before the edits."""

    edits: tuple[Edit, ...]

    @cached_property
    def _steps(self) -> list[tuple[int, Edit]]:
        steps, shift = [], 0
        for edit in in_order(self.edits):
            steps.append((edit.span.start + shift, edit))
            shift += len(edit.text) - (edit.span.end - edit.span.start)
        return steps

    def original(self, offset: int) -> int:
        """The offset before the edits; inside a replaced text, its nearest old character."""
        at = bisect_right(self._steps, offset, key=lambda step: step[0]) - 1
        if at < 0:
            return offset
        start, edit = self._steps[at]
        inside = offset - start
        if inside < len(edit.text):
            return min(edit.span.start + inside, edit.span.end)
        return edit.span.end + inside - len(edit.text)


def first_line_end(text: str) -> str:
    """The line end that a text begins with; `\\n` for a text of one line."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Edits by place; at one place by rank, then in the order given."""
    return sorted(edits, key=lambda edit: (edit.span, edit.rank))


def _error_mode(encoding: str) -> str:
    if encoding in _WIDTH:
        return "surrogatepass"
    return "strict" if _is_legacy(encoding) else "surrogateescape"


def _is_legacy(encoding: str) -> bool:
    return not encoding.startswith("utf") and bool(
        _ONE_BYTE.fullmatch(encoding) or _MANY_BYTES.fullmatch(encoding)
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared_name(data: bytes) -> str | None:
    declared = _DECLARED.match(data) if b"<?" in data[:5] else None
    return declared[1].decode("ascii", "replace").strip() if declared else None


def _codec_name(name: str) -> str | None:
    """Python's name of a text encoding; `None` for what is none (rot13, base64)."""
    try:
        found = codecs.lookup(_OTHER_NAMES.get(name.lower(), name))
        return found.name if found._is_text_encoding else None
    except (LookupError, ValueError):
        return None


def _likely_encodings(data: bytes) -> list[str]:
    for mark, wide in _MARKS:
        if data.startswith(mark):
            return [wide]
    if len(data) >= 8 and data[0] and data[4] and not any((*data[1:4], *data[5:8])):
        return ["utf-32-le"]
    if len(data) >= 8 and data[3] and data[7] and not any((*data[:3], *data[4:7])):
        return ["utf-32-be"]
    if len(data) >= 4 and data[0] and data[2] and not data[1] and not data[3]:
        return ["utf-16-le"]
    if len(data) >= 4 and data[1] and data[3] and not data[0] and not data[2]:
        return ["utf-16-be"]
    encoding = _codec_name(_declared_name(data) or "")
    if encoding is None or not _is_legacy(encoding):
        return []
    is_rather_utf8 = _ONE_BYTE.fullmatch(encoding) and not data.isascii() and _is_utf8(data)
    return [] if is_rather_utf8 else [encoding]
