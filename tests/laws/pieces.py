"""Small sound files to plant damage in: a few races and ships of a whole file, as it wrote them."""

import random
from collections.abc import Iterator
from functools import cache

from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.xml import Element, XmlDocument

_RACES, _SHIPS, _LINES = 2, 5, 25


@cache
def _ships(text: str) -> XmlDocument:
    """A whole file, read once for all pieces of it."""
    return XmlDocument.from_bytes("whole.xml", text.encode())


@cache
def _is_sound(text: str) -> bool:
    """Whether settings have no fault."""
    return not IniDocument.from_bytes("artemis.ini", text.encode()).faults


def piece_of_ships(chance: random.Random, text: str) -> str | None:
    """The head of a vesselData, two races, five ships and its foot; `None` for an unsound one."""
    document = _ships(text)
    if document.faults or not document.elements:
        return None
    root = document.elements[0]
    parts = [text[: root.end]]
    for name, most in (("hullRace", _RACES), ("vessel", _SHIPS)):
        parts += _run(chance, text, [one for one in root.children if one.name == name], most)
    return "".join((*parts, text[_end_of_last(root) :]))


def _run(chance: random.Random, text: str, children: list[Element], most: int) -> Iterator[str]:
    """A few elements that follow each other, with what stands before each of them."""
    if not children:
        return
    first = chance.randrange(max(1, len(children) - most + 1))
    for one in children[first : first + most]:
        siblings = one.parent.children if one.parent else []
        at = siblings.index(one)
        begin = siblings[at - 1].close_end if at else (one.parent.end if one.parent else 0)
        yield text[begin : one.close_end]


def _end_of_last(root: Element) -> int:
    return root.children[-1].close_end if root.children else root.end


def piece_of_settings(chance: random.Random, text: str) -> str | None:
    """25 lines of an artemis.ini that follow each other; `None` for an unsound one."""
    if not _is_sound(text):
        return None
    lines = text.splitlines(keepends=True)
    first = chance.randrange(max(1, len(lines) - _LINES))
    return "".join(lines[first : first + _LINES])
