"""Mods as people write them, made from embedded stock: the habits of hands, and what went wrong.

One decision: what a mod says is stock's, in figures and in our own sentences, and only how it is
written differs; so whatever holds of stock must hold of it too, and of the real files where these
are there.
"""

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from artemis_modkit.model import Mod

VERSIONS = ("2.1", "2.4", "2.7.1", "2.7.4", "2.8")
SHIPS = "dat/vesselData.xml"
SETTINGS = "artemis.ini"
HANDS = ("windows", "loose")
MADE = tuple(f"{version}-{hand}" for version in VERSIONS for hand in HANDS)
"""Every version of the game in the writing of every hand."""

_ATTRIBUTE = re.compile(r'(\s)([\w-]+)="([^"]*)"')
_VESSEL = re.compile(r"^(\s*)<vessel ", re.MULTILINE)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NAMES = ("uniqueID", "ID", "side", "type", "version")
_COMMENTS = (
    "<!-- the \"big one' starts here & ends there -->",
    "<!--\n\t\ta comment of several lines, <vessel> in it: 1 < 2\n\t-->",
    "<!--================ heavy stuff ================-->",
)


def files_of(version: str, hand: str = "plain") -> dict[str, bytes]:
    """The files of a version of the game in some hand; `plain` is that of embedded stock."""
    tree = Mod.open(f"stock:{version}").tree
    return {path: _WRITTEN[hand](path, tree.read(path).decode()) for path in tree.paths}


@cache
def made(name: str) -> Mod:
    """A mod of `MADE` in memory, under that name."""
    version, _, hand = name.partition("-")
    return Mod.from_files(name, files_of(version, hand))


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Files of a mod, written into a new folder."""
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def changed(text: str, before: str, after: str, *, behind: str = "") -> str:
    """The text with one snippet changed: the first behind another snippet."""
    start = text.index(before, text.index(behind))
    return text[:start] + after + text[start + len(before) :]


def line_of(text: str, snippet: str) -> int:
    """The line, from 1, that the first such snippet begins in."""
    return text.count("\n", 0, text.index(snippet)) + 1


# Hands -------------------------------------------------------------------------------------------


def _plain(path: str, text: str) -> bytes:
    return text.encode()


def _windows(path: str, text: str) -> bytes:
    """As editors of Windows save it: a mark, tabs, and both signs at the end of a line."""
    tabbed = re.sub(
        "^(?: {2})+", lambda found: "\t" * (len(found[0]) // 2), text, flags=re.MULTILINE
    )
    mark = "\ufeff" if path == SHIPS else ""
    return (mark + tabbed.replace("\n", "\r\n")).encode()


def _loose(path: str, text: str) -> bytes:
    """As it grows under many hands: no two lines alike, and no line end at the end."""
    chance = random.Random(len(text))
    found = _loose_ships(text, chance) if path == SHIPS else _loose_settings(text, chance)
    return found.rstrip("\n").encode()


def _loose_ships(text: str, chance: random.Random) -> str:
    def attribute(found: re.Match[str]) -> str:
        blank, name, value = found.groups()
        blank = blank + chance.choice(("", "", " ", "\t")) if blank != "\n" else blank
        if _NUMBER.fullmatch(value) and name not in _NAMES:
            value = chance.choice(("", "", " ")) + _same_number(value, chance)
        equals = chance.choice(("=", "=", "=", "= ", " = "))
        quote = "'" if "'" not in value and chance.random() < 0.05 else '"'
        return f"{blank}{name}{equals}{quote}{value}{quote}"

    pieces = re.split(r"(<!--.*?-->)", text, flags=re.DOTALL)
    pieces[::2] = [_ATTRIBUTE.sub(attribute, piece) for piece in pieces[::2]]
    loose = re.sub("/>", lambda _: chance.choice(("/>", "/>", " />", "\t/>")), "".join(pieces))
    return _VESSEL.sub(
        lambda found: f"{found[1]}{chance.choice(_COMMENTS)}\n{found[0]}"
        if chance.random() < 0.3 else found[0],
        loose,
    )  # fmt: skip


def _same_number(value: str, chance: random.Random) -> str:
    whole, point, part = value.partition(".")
    if point and whole in ("0", "-0") and chance.random() < 0.5:
        return f"{whole[:-1]}.{part}"
    if not point and chance.random() < 0.1:
        return f"{value}.0"
    return f"{value}0" if point and chance.random() < 0.1 else value


def _loose_settings(text: str, chance: random.Random) -> str:
    def lines(line: str) -> str:
        if "=" not in line or line.startswith((";", "//")):
            return line
        before = chance.choice(("", "", "", " ", "\t"))
        behind = chance.choice(("", "", "", " ", "\t"))
        note = chance.choice(("", "", "", "// was fine\n", "\n", "; ORIGINAL 0.4 \n"))
        return f"{note}{before}{line}{behind}"

    return "\n".join(map(lines, text.split("\n")))


_WRITTEN = {"plain": _plain, "windows": _windows, "loose": _loose}


def games(folder: Path) -> Path:
    """A folder for each version of the game, as the real ones lie in the corpus."""
    for version in VERSIONS:
        written(folder / version, files_of(version, "windows"))
    return folder
