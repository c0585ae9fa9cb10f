"""Letters that one encoding made of another's: UTF-8 that somebody read as Windows-1252.

Only what no language writes is called garbled. `é…”` and `MAÇÃ”` are true endings of
quotations although their bytes would be UTF-8 too, so a pair whose second sign may end a word
counts only inside of one.
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from artemis_modkit.lazy import pattern

_MOST_TIMES = 4
"""How often a text may have been garbled; each time makes it twice as long."""


def _shown_as(byte: int) -> str:
    """The letters that a byte above 127 is read as, by Windows-1252 and by Latin-1."""
    windows = bytes([byte]).decode("cp1252", "ignore")
    return windows + (chr(byte) if chr(byte) != windows else "")


_BYTES = {letter: byte for byte in range(0x80, 0x100) for letter in _shown_as(byte)}
_NEXT = "".join(re.escape(letter) for letter, byte in _BYTES.items() if byte < 0xC0)
_RUN = pattern(f"[{''.join(map(re.escape, _BYTES))}]+")
_NO_LETTERS = ("Cc", "Cn", "Co")
_ENDS_A_WORD = frozenset("\xa0®™«»›”“’‘…–—•")
_PIECES = pattern(
    rf"(?P<mark>ï»¿)|(?P<lost>ï¿½)|(?P<picture>ðŸ[{_NEXT}]{{2}})"
    rf"|(?P<sign>â[€†ˆ‰˜šžœŒŠ„‚\x80-\x9f][{_NEXT}])"
    rf"|(?P<greek>(?:[ÎÏ][{_NEXT}]){{2,}})|(?P<cyrillic>(?:[ÐÑ][{_NEXT}]){{2,}})"
    rf"|(?P<east>(?:[ã-í][{_NEXT}]{{2}}){{2,}})"
    rf"|(?P<letter>[ÂÃÄÅ][{_NEXT}])"
)
_HALF = pattern("\ufffd|â€|(?<=[a-zà-ÿ])[ÂÃ](?= )")
_SIGNS = ((0x2010, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x27BF))
LOST = "\ufffd"
"""What programs write for a letter that they could not read."""


class Garble(Struct, frozen=True):
    """Garbled letters in a text, and those that they were; `right` is `None` where that is lost."""

    start: int
    end: int
    wrong: str
    right: str | None


def garbled(text: str) -> Iterator[Garble]:
    """The garbled letters of a text, in order."""
    if text.isascii():
        return
    runs = [_Letters(text, *run.span()) for run in _RUN.finditer(text)]
    for _ in range(_MOST_TIMES):
        if not any(map(_is_garbled, runs)):
            break
        decoded = [_decoded(run.now) for run in runs]
        is_mixed = None in decoded
        for run, whole in zip(runs, decoded, strict=True):
            run.now = _piece_by_piece(run) if is_mixed or whole is None else whole
    done = 0
    for run in runs:
        if run.now != run.wrong:
            yield from _lost_letters(text, done, run.start)
            is_sound = all(unicodedata.category(one) not in _NO_LETTERS for one in run.now)
            right = run.now.replace("\ufeff", "") if is_sound and LOST not in run.now else None
            yield Garble(run.start, run.end, run.wrong, right)
            done = run.end
    yield from _lost_letters(text, done, len(text))


class _Letters:
    """Letters beyond ASCII that stand together, as they are and as they are told to be now."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.before, self.after = text[max(start - 1, 0) : start], text[end : end + 1]
        self.wrong = self.now = text[start:end]


def _lost_letters(text: str, start: int, end: int) -> Iterator[Garble]:
    for half in _HALF.finditer(text, start, end):
        yield Garble(*half.span(), half[0], None)


def _decoded(letters: str) -> str | None:
    """Letters as the UTF-8 that they were; `None` where they cannot all have been."""
    try:
        return bytes(_BYTES[letter] for letter in letters).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return None


def _is_garbled(run: _Letters) -> bool:
    return any(_meant(run, piece) is not None for piece in _PIECES.finditer(run.now))


def _piece_by_piece(run: _Letters) -> str:
    return _PIECES.sub(lambda piece: _meant(run, piece) or piece[0], run.now)


def _meant(run: _Letters, piece: "re.Match[str]") -> str | None:
    """What a piece was; `None` where it may stand as it is."""
    start, end = piece.span()
    before = run.now[start - 1] if start else run.before
    after = run.now[end] if end < len(run.now) else run.after
    right = _decoded(piece[0])
    if right is None or (piece["letter"] and not _is_in_word(piece[0], before, after)):
        return None
    if piece["sign"] and not any(low <= ord(right) <= high for low, high in _SIGNS):
        return None
    return None if any(unicodedata.category(one) in _NO_LETTERS for one in right) else right


def _is_in_word(letters: str, before: str, after: str) -> bool:
    """Whether a pair cannot be a capital at the end of a word, with a sign behind it.

    It cannot behind a small letter or a figure, nor before a letter, but for an apostrophe
    (`Å’s`) and a pause (`Ä…ich`, `MAÇÃ–DOCE`).
    """
    capital, sign = letters[0], letters[1]
    if sign not in _ENDS_A_WORD or before.islower() or before.isdigit():
        return True
    if letters == "Â\xa0":
        return before != "" and before in ".,;:!?"
    if sign in "’»" or (sign in "…–—•" and capital in "ÄÅ"):
        return False
    return after.islower() or (after.isalpha() and sign not in "…–—•")
