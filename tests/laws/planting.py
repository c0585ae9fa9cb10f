"""Damage as it happens to files of mods, planted by chance: one seed gives one damage, always.

A kind of damage is a function `(chance, text) -> bytes`; its name is what a failing test shows.
Where a damage may be read in several ways without a loss it gives the texts that may be meant.
"""

import html
import random
from collections.abc import Callable
from dataclasses import dataclass

Damage = Callable[[random.Random, str], bytes | tuple[bytes, *tuple[str, ...]]]
_KINDS: dict[str, dict[str, Damage]] = {"xml": {}, "ini": {}}
BEYOND_REPAIR = {"conflict", "half_a_conflict", "another_file", "a_run_of_nul"}
"""Kinds of damage after which a file must stay as it is, byte for byte."""


@dataclass(frozen=True)
class Planted:
    """A damage: its kind, what the file is now, and what it may have been meant to be.

    The first of `meant` is what it was.
    """

    kind: str
    data: bytes
    meant: tuple[bytes, ...]


def _plants(*forms: str) -> Callable[[Damage], Damage]:
    def declared(damage: Damage) -> Damage:
        for form in forms:
            _KINDS[form][damage.__name__.strip("_")] = damage
        return damage

    return declared


def planted(form: str, text: str, seed: int) -> Planted:
    """The damage that a seed means, in a text of a form (`xml` or `ini`)."""
    kinds = sorted(_KINDS[form])
    kind = kinds[seed % len(kinds)]
    result = _KINDS[form][kind](random.Random(seed), text)
    data, *meant = (result, text) if isinstance(result, bytes) else result
    return Planted(kind, data, tuple(one.encode() for one in meant))


def _place(chance: random.Random, text: str, mark: str) -> int:
    """The offset of one occurrence of a mark; the end of the text where there is none."""
    places = [at for at in range(len(text)) if text.startswith(mark, at)]
    return chance.choice(places) if places else len(text)


def _without(chance: random.Random, text: str, mark: str, by: str = "") -> bytes:
    at = _place(chance, text, mark)
    return (text[:at] + by + text[at + len(mark) :]).encode()


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


# Bytes ---------------------------------------------------------------------------------------


@_plants("xml", "ini")
def _one_byte_other(chance: random.Random, text: str) -> tuple[bytes, str, *tuple[str, ...]]:
    """Nobody can know whether a letter took the place of a quote or came to stand beside it."""
    data = text.encode()
    at, byte = chance.randrange(len(data)), bytes([chance.randrange(256)])
    letter = byte.decode("cp1252", "replace").encode()
    beside: tuple[str, ...] = ()
    if letter.decode().isprintable() and byte not in b'<>&"' and not 0x80 <= data[at] < 0xC0:
        beside = tuple((data[:to] + letter + data[to:]).decode() for to in (at, at + 1))
    return data[:at] + byte + data[at + 1 :], text, *beside


@_plants("xml", "ini")
def _one_byte_gone(chance: random.Random, text: str) -> bytes:
    data = text.encode()
    at = chance.randrange(len(data))
    return data[:at] + data[at + 1 :]


@_plants("xml", "ini")
def _one_byte_more(chance: random.Random, text: str) -> bytes:
    data = text.encode()
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at:]


@_plants("xml", "ini")
def _a_few_bytes_gone(chance: random.Random, text: str) -> tuple[bytes, str, *tuple[str, ...]]:
    """Where a mark went with letters beside it, nobody can know that it was more than the mark."""
    at = chance.randrange(len(text))
    end = at + chance.randrange(2, 40)
    marks = "".join(sign for sign in text[at:end] if sign in '<>=/"')
    return (text[:at] + text[end:]).encode(), text, text[:at] + marks + text[end:]


@_plants("xml", "ini")
def _a_run_of_nul(chance: random.Random, text: str) -> bytes:
    data = text.encode()
    at = chance.randrange(len(data))
    length = chance.choice((8, 64, 512))
    return data[:at] + b"\0" * length + data[at + length :]


# Tokens of markup ----------------------------------------------------------------------------


@_plants("xml")
def _quote_gone(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, '"')


@_plants("xml")
def _quote_doubled(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, '"', '""')


@_plants("xml")
def _quote_curly(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, '"', "\u201d")


@_plants("xml")
def _bracket_gone(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, chance.choice("<>"))


@_plants("xml")
def _bracket_doubled(chance: random.Random, text: str) -> bytes:
    mark = chance.choice("<>")
    return _without(chance, text, mark, mark * 2)


@_plants("xml")
def _slash_gone(chance: random.Random, text: str) -> bytes:
    mark = chance.choice(("/>", "</"))
    return _without(chance, text, mark, mark.replace("/", ""))


@_plants("xml")
def _equals_gone(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, '="', '"')


@_plants("xml")
def _blank_gone(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, '" ', '"')


@_plants("xml")
def _sign_put_in(chance: random.Random, text: str) -> tuple[bytes, str, str]:
    """A sign of markup in a text is itself meant, or nothing."""
    at = chance.randrange(len(text))
    mark = chance.choice(("&", "<", ">", '"', "'", "/", "&nbsp;", "&eacute;", "]]>", "<!--", "-->"))
    meant = html.escape(html.unescape(mark))
    return (text[:at] + mark + text[at:]).encode(), text, text[:at] + meant + text[at:]


@_plants("xml")
def _start_tag_gone(chance: random.Random, text: str) -> bytes:
    at = _place(chance, text, "<vessel ")
    return (text[:at] + text[text.find(">", at) + 1 :]).encode()


@_plants("xml")
def _end_tag_gone(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, chance.choice(("</vessel>", "</hullRace>", "</vessel_data>")))


@_plants("xml")
def _end_tag_twice(chance: random.Random, text: str) -> bytes:
    mark = chance.choice(("</vessel>", "</hullRace>", "</vessel_data>"))
    return _without(chance, text, mark, mark * 2)


@_plants("xml")
def _end_tag_misspelt(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, "</vessel>", chance.choice(("</vesel>", "</Vessel>", "</art>")))


@_plants("xml")
def _attribute_twice(chance: random.Random, text: str) -> bytes:
    at = _place(chance, text, 'damage="')
    value = chance.choice(("1", "1.5", "99"))
    return (text[:at] + f'damage="{value}" ' + text[at:]).encode()


@_plants("xml")
def _line_gone(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    del lines[chance.randrange(len(lines))]
    return "".join(lines).encode()


@_plants("xml", "ini")
def _line_torn(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    at = chance.randrange(len(lines))
    lines[at] = lines[at][chance.randrange(len(lines[at])) :]
    return "".join(lines).encode()


# Markers, other files in the place of this one --------------------------------------------------


@_plants("xml", "ini")
def _conflict(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    first = chance.randrange(len(lines))
    last = min(len(lines), first + chance.randrange(0, 5))
    end = "\r\n" if "\r\n" in text else "\n"
    ours, theirs = lines[first:last], [line.replace("1", "2") for line in lines[first:last]]
    base = [f"||||||| merged common ancestors{end}", *ours] if chance.random() < 0.5 else []
    block = [f"<<<<<<< HEAD{end}", *ours, *base, f"======={end}", *theirs, f">>>>>>> other{end}"]
    return "".join([*lines[:first], *block, *lines[last:]]).encode()


@_plants("xml", "ini")
def _half_a_conflict(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    mark = chance.choice(
        ("<<<<<<< HEAD", ">>>>>>> 5f3a2b1 (more beams)", "<<<<<<< Updated upstream")
    )
    lines.insert(chance.randrange(len(lines)), f"{mark}\n")
    return "".join(lines).encode()


@_plants("xml", "ini")
def _another_file(chance: random.Random, text: str) -> bytes:
    size = len(text)
    return chance.choice(
        (
            b"version https://git-lfs.github.com/spec/v1\n"
            b"oid sha256:%064x\nsize %d\n" % (chance.getrandbits(256), size),
            b"<!DOCTYPE html>\n<html><head><title>404</title></head><body>no</body></html>\n",
            b"\x89PNG\r\n\x1a\n" + chance.randbytes(300),
            b"PK\x03\x04" + chance.randbytes(300),
            b"MZ" + chance.randbytes(300),
            b"\0" * 700,
            b"",
            b" \r\n \r\n",
        )
    )


# Encodings -----------------------------------------------------------------------------------


def _with_word(chance: random.Random, text: str, word: str) -> str:
    """The text with a word in a name or sentence that players read."""
    mark = chance.choice([one for one in ('name="', 'text="') if one in text])
    at = _place(chance, text, mark) + len(mark)
    return text[:at] + word + text[at:]


@_plants("ini")
def _other_encoding_of_settings(chance: random.Random, text: str) -> tuple[bytes, str]:
    word, encoding = chance.choice((("; \u00e9\n", "cp1252"), ("; \u2019\n", "utf-16")))
    return (word + text).encode(encoding), word + text


@_plants("xml")
def _other_encoding(chance: random.Random, text: str) -> tuple[bytes, str]:
    word, encoding, declared = chance.choice(
        (
            ("\u00e9t\u00e9", "cp1252", ""),
            ("\u2019", "cp1252", ""),
            ("\u00e9", "utf-16", ""),
            ("\u99c6\u9010\u8266", "shift_jis", "Shift_JIS"),
            ("\u99c6\u9010\u8266", "euc_jp", "EUC-JP"),
            ("\u9a71\u9010\u8230", "gbk", "GBK"),
            ("\u043a\u0440\u0435\u0439\u0441\u0435\u0440", "koi8_r", "KOI8-R"),
            ("\u00e9t\u00e9", "cp437", "IBM437"),
        )
    )
    meant = _with_word(chance, text, word)
    if text.startswith("<?xml"):
        meant = meant[meant.index("?>") + 2 :].lstrip()
    head = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    return (head + meant).encode(encoding, "xmlcharrefreplace"), meant


@_plants("xml")
def _declared_otherwise(chance: random.Random, text: str) -> tuple[bytes, str]:
    """UTF-8 that says to be something else."""
    name = chance.choice(("utf_8", "Shift_JIS", "UTF-16", "IBM437", "latin1", "nonsense", "GBK"))
    meant = _with_word(chance, text, chance.choice(("", "\u00e9", "\u00b0")))
    if text.startswith("<?xml"):
        meant = meant[meant.index("?>") + 2 :].lstrip()
    return f'<?xml version="1.0" encoding="{name}"?>\n{meant}'.encode(), meant


@_plants("xml", "ini")
def _mark_put_in(chance: random.Random, text: str) -> bytes:
    at = chance.choice((0, chance.randrange(len(text))))
    return (text[:at] + "\ufeff" + text[at:]).encode()


# Lengths -------------------------------------------------------------------------------------


@_plants("xml", "ini")
def _cut_off(chance: random.Random, text: str) -> bytes:
    return text[: chance.randrange(len(text))].encode()


@_plants("xml")
def _cut_between_lines(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    return "".join(lines[: chance.randrange(1, len(lines))]).encode()


@_plants("xml")
def _beginning_gone(chance: random.Random, text: str) -> bytes:
    return text[chance.randrange(1, len(text)) :].encode()


@_plants("xml")
def _put_together(chance: random.Random, text: str) -> tuple[bytes, str]:
    """Two files in one, as `copy /b` makes them: all of it belongs into one root."""
    inside = text[text.index(">", text.index("<vessel_data")) + 1 : text.rindex("</vessel_data")]
    meant = text.replace(inside, inside + inside, 1)
    return (text + chance.choice(("", "\n", "\r\n")) + text).encode(), meant


# Lines of settings ----------------------------------------------------------------------------


@_plants("ini")
def _mark_of_a_setting(chance: random.Random, text: str) -> bytes:
    return _without(chance, text, "=", chance.choice(("", ":", ": ", " ", " = ", "==", " => ")))


@_plants("ini")
def _key_twice(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines).replace("1", "3"))
    return "".join(lines).encode()


@_plants("ini")
def _words_put_in(chance: random.Random, text: str) -> bytes:
    lines = _lines(text)
    words = chance.choice(
        ("for the big event\n", "[Settings]\n", "?\n", "\t\n", "= 5\n", "# new\n")
    )
    lines.insert(chance.randrange(len(lines)), words)
    return "".join(lines).encode()
