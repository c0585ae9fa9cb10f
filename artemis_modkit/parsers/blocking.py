"""What must never be repaired or written: half a merge, and what is no text of its kind.

Readers of XML, of settings and of recipes ask here first. Of a file with such
faults nothing else is said, and what can be read of it is read without repairs.

Half a merge is known by the first or last marker line of a block of git, so it is one too where the
middle or the other end is lost; a line of `=======` by itself is decoration. What stands in the
place of a text (a picture, a web page, a note of Git LFS, nothing) is known by its first bytes, as
`file` and browsers do; an ending proves nothing.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.characters import clean, looks_binary
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Source, Span


def blocking_faults(source: Source) -> tuple[Fault, ...]:
    """One fault for what the file is instead of a text; else one for each unresolved conflict.

    Empty for a text file, however broken. Cheap: it looks at the beginning, and for the marks
    of conflicts and NUL bytes.
    """
    if stand_in := stand_in_fault(source):
        return (stand_in,)
    if conflicts := tuple(conflict_faults(source)):
        return conflicts
    damage = nul_fault(source) or binary_fault(source)
    return () if damage is None else (damage,)


def legible_text(source: Source, faults: Iterable[Fault]) -> str:
    """What can be read of a file with blocking faults, as long as its text, the rest blank.

    One side of each conflict, a text with holes; of what is no text, nothing.
    """
    codes = {fault.code for fault in faults}
    if codes <= {"git-conflict", "open-conflict"}:
        return with_one_side(clean(source.text))
    return clean(source.text) if codes == {"nul-bytes"} else blanked(source.text)


def blocked_words(source: Source, faults: Iterable[Fault]) -> str:
    """Where the first blocking fault is and what to do; empty without one."""
    blocking = [fault for fault in faults if fault.blocks]
    if not blocking:
        return ""
    line = source.location(blocking[0].span.start).line
    more = f" (and {len(blocking) - 1} more)" if len(blocking) > 1 else ""
    return f"{source.name}:{line}: {blocking[0].message}{more}"


def refuse_blocked(source: Source, faults: Iterable[Fault], who: str = "") -> None:
    """Raise `ModkitError` for the first blocking fault: whose, where it is, and what to do."""
    if words := blocked_words(source, faults):
        raise ModkitError(f"{who}{words}; nothing is written")


_FIRST_OR_LAST = ("<<<<<<<", ">>>>>>>")
_MARKER = pattern(
    r"(?<![^\r\n\ufeff])(?P<mark><{7}|\|{7}|={7}|>{7})"
    r"(?P<label>(?:[ \t][^\r\n]{0,500})?)(?=[\r\n]|\Z)"
)
_GIT_LABEL = pattern(r"[ \t]+(?:\S+|[0-9a-f]{7,40} \(.*\)|Updated upstream|Stashed changes)[ \t]*")
"""What git, Subversion and Mercurial write behind a marker; a title in a comment is longer."""
_LINE = pattern(r"[^\r\n]*")

OPEN_CONFLICT = "modkit: conflict: "
"""How the comments begin in which `merge` says what nobody has decided yet."""
_OPEN = pattern(rf"(?:<!--|;)[ \t]*{OPEN_CONFLICT}(?P<path>[^\r\n]{{0,500}}?): base ")


class _Unresolved(Struct):
    """A conflict on its way through the file. `ours_end` is where its first side ends."""

    start: int
    end: int
    label: str
    ours_end: int | None = None
    has_middle: bool = False

    @property
    def is_conflict(self) -> bool:
        """A first marker alone may be a title in a comment, unless its label is git's."""
        return self.ours_end is not None or _GIT_LABEL.fullmatch(self.label) is not None


def conflict_faults(source: Source) -> Iterator[Fault]:
    """One fault for each block of git, then for each conflict that `merge` left open."""
    for block in _blocks(source.text):
        first = source.location(block.start).line
        last = source.location(block.end).line
        lines = f"lines {first} to {last}" if last > first else f"line {first}"
        message = f"an unresolved git merge, {lines}; choose one side and delete the marker lines"
        yield Fault("git-conflict", Span(block.start, block.end), message, blocks=True)
    if OPEN_CONFLICT in source.text:
        for match in _OPEN.finditer(source.text):
            about = f"an open conflict of a merge, about {match['path']}"
            message = f"{about}; keep what is right and delete the comment"
            yield Fault("open-conflict", Span(*match.span()), message, blocks=True)


def with_one_side(text: str) -> str:
    """The text with the first side of each conflict, as long as before: the rest is blank."""
    pieces: list[str] = []
    done = 0
    for block in _blocks(text):
        begun = _line_end(text, block.start)
        kept = max(begun, block.ours_end or begun)
        pieces += (
            text[done : block.start],
            blanked(text[block.start : begun]),
            text[begun:kept],
            blanked(text[kept : block.end]),
        )
        done = block.end
    return "".join((*pieces, text[done:]))


def blanked(text: str) -> str:
    """As many blanks as a text has characters, in the same lines."""
    return _LINE.sub(lambda line: " " * len(line[0]), text)


def _blocks(text: str) -> Iterator[_Unresolved]:
    if not any(mark in text for mark in _FIRST_OR_LAST):
        return
    block: _Unresolved | None = None
    lone_middle: int | None = None
    for marker in _MARKER.finditer(text):
        start, end = marker.span()
        match marker["mark"][0]:
            case "<" if not marker["label"].endswith(("<", ">")):
                if block is not None and block.is_conflict:
                    yield block
                block, lone_middle = _Unresolved(start, end, marker["label"]), None
            case "=" if block is None or block.has_middle:
                lone_middle = start
            case "|" | "=" if block is not None:
                block.end, block.ours_end = end, block.ours_end or start
                block.has_middle = marker["mark"][0] == "="
            case ">":
                if block is None and lone_middle is None and _GIT_LABEL.fullmatch(marker["label"]):
                    lone_middle = start
                if block is None and lone_middle is not None:
                    block = _Unresolved(lone_middle, end, "")
                if block is not None:
                    block.end, block.ours_end = end, block.ours_end or start
                    yield block
                block = lone_middle = None
    if block is not None and block.is_conflict:
        yield block


def _line_end(text: str, at: int) -> int:
    line = _LINE.match(text, at)
    return line.end() if line else at


_COPY = "copy the file again from where it was made"
_LOOKED_AT = 1024
_NOTHING = pattern("[\x00-\x20\ud800-\udc7f\udd00-\udfff\ufeff\ufffe\uffff]*+\\Z")
_NUL_RUN = pattern("\0\0+")
_BEFORE_MARKUP = r"\A(?>(?:\ufeff|\s++|(?><\?.{0,200}?\?>)|(?><!--.{0,400}?-->))*)"
_WEB_PAGE = pattern(
    _BEFORE_MARKUP + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_WEB_ERROR = pattern(
    _BEFORE_MARKUP + r"<Error>\s*<Code>|\A\s*(?:[45]\d\d:? )?(?:Not Found|Forbidden|"
    r"Bad Request|Unauthorized|Bad Gateway|Service Unavailable|Internal Server Error)\W*\Z"
    r'|\A\s*\{\s*"(?:message|error|errors|status)"\s*:',
    re.DOTALL,
)
_WORDS_OF_PAGES = ("<!doctype", "<html", "<head", "<body")
_BEGIN_OF_ERRORS = "45NFBUSI{"
_LFS_NOTE = pattern(
    r"\A\ufeff?version https?://(?:git-lfs|hawser)\.github\.com/spec/|"
    r"\A\ufeff?oid sha256:[0-9a-f]{64}\s"
)


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _is_bitmap(data: bytes) -> bool:
    return data[:2] == b"BM" and data[6:10] == b"\0\0\0\0" and data[15:18] == b"\0\0\0"


_RUN_LENGTH = 8  # the bit of a TGA picture's type that says how it is packed


def _is_targa(data: bytes) -> bool:
    if len(data) < 18 or data[1] > 1 or data[2] & ~_RUN_LENGTH not in (1, 2, 3):
        return False
    width, height = struct.unpack_from("<HH", data, 12)
    return bool(width and height) and data[16] in (8, 15, 16, 24, 32) and not data[17] & 0xC0


def _is_program(data: bytes) -> bool:
    return data[:4] == b"\x7fELF" or (data[:2] == b"MZ" and b"\0" in data[2:64])


class _Seal(Struct, frozen=True):
    """A kind of file: the code of its fault, what it is called, how it begins."""

    code: str
    shown: str
    is_it: Callable[[bytes], bool]


_KINDS = (
    _Seal("picture", "a PNG picture", _starts(b"\x89PNG\r\n", b"\x89PNG\n")),
    _Seal("picture", "a JPEG picture", _starts(b"\xff\xd8\xff")),
    _Seal("picture", "a DDS texture", _starts(b"DDS |")),
    _Seal("picture", "a GIF picture", _starts(b"GIF87a", b"GIF89a")),
    _Seal("picture", "a BMP picture", _is_bitmap),
    _Seal("picture", "a TIFF picture", _starts(b"II*\0", b"MM\0*")),
    _Seal("picture", "a Photoshop picture", _starts(b"8BPS\0")),
    _Seal("picture", "a TGA picture", _is_targa),
    _Seal("picture", "a WebP picture", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP"),
    _Seal("archive", "a zip archive or an office document", _starts(b"PK\3\4", b"PK\5\6")),
    _Seal("archive", "a 7z archive", _starts(b"7z\xbc\xaf\x27\x1c")),
    _Seal("archive", "a RAR archive", _starts(b"Rar!\x1a\x07")),
    _Seal("archive", "a gzip archive", _starts(b"\x1f\x8b\x08")),
    _Seal("archive", "an archive of bzip2", _starts(b"BZh91AY", b"BZh61AY", b"BZh11AY")),
    _Seal("archive", "an archive of xz", _starts(b"\xfd7zXZ\0")),
    _Seal("archive", "a cabinet archive", _starts(b"MSCF\0\0\0\0")),
    _Seal("archive", "a tar archive", lambda data: data[257:262] == b"ustar"),
    _Seal("program", "a program", _is_program),
    _Seal("document", "a PDF document", _starts(b"%PDF-", b"\xef\xbb\xbf%PDF-")),
    _Seal("document", "a document of a text program (RTF)", _starts(b"{\\rtf")),
    _Seal("document", "an office document", _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    _Seal("sound", "a sound", _starts(b"OggS\0", b"ID3\2\0", b"ID3\3\0", b"ID3\4\0")),
    _Seal("sound", "a sound", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WAVE"),
    _Seal("database", "a database", _starts(b"SQLite format 3\0")),
)


def stand_in_fault(source: Source) -> Fault | None:
    """The fault of a file that is no text file at all; `None` for any text."""
    text, begin = source.text, source.text[:_LOOKED_AT].lstrip("\ufeff")
    is_begun = "!" <= begin[:1] < "\ud800"
    if not is_begun and _NOTHING.match(text) and "\0\0" not in text:
        what = "is empty" if not text.strip("\ufeff") else "holds nothing but blanks"
        return _fault("empty-file", f"the file {what}; {_COPY}, or remove it")
    if begin.startswith(("version http", "oid sha256:")) and _LFS_NOTE.match(text):
        return _fault(
            "lfs-pointer",
            "this is only a note of Git LFS (a pointer), the file itself did not come along; "
            "install Git LFS and run git lfs pull, or download the file itself",
        )
    if _is_of_the_web(text):
        return _fault(
            "web-page",
            "this is a web page (HTML) or the answer of a web server, not the file; "
            "download the file itself",
        )
    data = source.beginning(_LOOKED_AT)
    for kind in _KINDS:
        if kind.is_it(data):
            return _fault(kind.code, f"this is {kind.shown}, no text file; {_COPY}")
    return None


def _is_of_the_web(text: str) -> bool:
    """Whether a text is a web page, or what a web server says in place of a file.

    The patterns are tried only where a word of theirs is to be seen.
    """
    start = text[:_LOOKED_AT]
    small = text.lower() if "<" in text else ""
    return bool(
        (any(word in small for word in _WORDS_OF_PAGES) and _WEB_PAGE.match(text))
        or (
            (start.lstrip()[:1] in _BEGIN_OF_ERRORS or "<Error>" in start)
            and _WEB_ERROR.match(start)
        )
    )


def nul_fault(source: Source) -> Fault | None:
    """The fault of runs of NUL bytes, as a power cut leaves them; `None` without any.

    A single NUL is a fault of `characters`; UTF-16 has none once it is decoded.
    """
    runs = list(_NUL_RUN.finditer(source.text)) if "\0\0" in source.text else []
    if not runs:
        return None
    count = sum(run.end() - run.start() for run in runs)
    where = "all of the file is" if count == len(source.text) else "parts of the file are"
    message = (
        f"{where} NUL bytes ({count:,} in {_places(len(runs))}), as a power cut leaves them: what "
        f"stood there is lost; {_COPY} or from a backup"
    )
    return Fault("nul-bytes", Span(runs[0].start(), runs[0].start()), message, blocks=True)


def binary_fault(source: Source) -> Fault | None:
    """The fault of a file that is no text of any kind; `None` for any text."""
    if not looks_binary(source.text):
        return None
    return _fault("binary-file", f"this is no text file; {_COPY}")


def _places(count: int) -> str:
    return "one place" if count == 1 else f"{count:,} places"


def _fault(code: str, message: str) -> Fault:
    return Fault(code, Span(0, 0), message, blocks=True)
