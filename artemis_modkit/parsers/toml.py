"""TOML: what is too deep to be read, and where in a file something stands.

The reader builds a table for each part of a dotted key (a key of 1 MB took 1.5 GB), so a text is
cut into tokens first, which is linear. It keeps no places, so the syntax tree of tree-sitter gives
them, and only once there is an error to report.
"""

import re
from collections.abc import Iterator

import tomli

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Location

DEEPEST = 20
"""Greatest number of tables and lists inside each other. Recipes have 4."""

_TOKEN = pattern(
    r'(?P<text>"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"(?:\\[^\n]|[^"\\\n])*"?|\'[^\'\n]*\'?)'
    r"|(?P<comment>\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<bare>[\w+-]+)"
    r"|(?P<other>[^\s])",
    re.DOTALL,
)


def is_too_deep(text: str) -> bool:
    """Whether brackets or the parts of a dotted key go deeper than any recipe."""
    depth = parts = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth, parts = depth + 1, 0
            case "close":
                depth, parts = max(0, depth - 1), 0
            case "dot":
                parts += 1
            case "other" | "comment":
                parts = 0
        if depth > DEEPEST or parts > DEEPEST:
            return True
    return False


def place_of(text: str, way: tuple[str | int, ...]) -> Location | None:
    """Line and column of what keys and list numbers (from 0) lead to.

    Of a key that is not there, the nearest thing around it; `None` for the file itself.
    """
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8"))
    best: tuple[int, tuple[int, int]] | None = None
    for found, (row, column) in _places(tree.root_node, (), {}):
        is_on_the_way = found == way[: len(found)] and found
        if is_on_the_way and (best is None or len(found) > best[0]):
            best = len(found), (row, column)
    if best is None:
        return None
    row, column = best[1]
    line = text.encode("utf-8").split(b"\n")[row]
    return Location(row + 1, len(line[:column].decode("utf-8", "replace")) + 1)


_Way = tuple[str | int, ...]
_PlacedWays = Iterator[tuple[_Way, tuple[int, int]]]


def _places(node: object, way: _Way, counts: dict[_Way, int]) -> _PlacedWays:
    """Every key, table and item of a list with the way that leads to it."""
    for child in getattr(node, "children", ()):
        match child.type:
            case "pair":
                yield from _pair(child, way, counts)
            case "table":
                inner = _way_of_header(child, counts)
                yield from _parts(inner, child.start_point)
                yield from _places(child, inner, counts)
            case "table_array_element":
                inner = _way_of_header(child, counts)
                if inner not in counts:
                    yield from _parts(inner, child.start_point)
                counts[inner] = counts.get(inner, -1) + 1
                inner = (*inner, counts[inner])
                yield inner, child.start_point
                yield from _places(child, inner, counts)


def _parts(way: _Way, start: tuple[int, int]) -> _PlacedWays:
    """Each way on the way; a header names them all."""
    yield from ((way[: at + 1], start) for at in range(len(way)))


def _pair(node: object, way: _Way, counts: dict[_Way, int]) -> _PlacedWays:
    key, _, value = [one for one in getattr(node, "children", ()) if one.type != "comment"][:3]
    inner = way
    for name in _keys(key.text):
        inner = (*inner, name)
        yield inner, key.start_point
    yield from _value(value, inner, counts)


def _value(value: object, way: _Way, counts: dict[_Way, int]) -> _PlacedWays:
    kind = getattr(value, "type", "")
    if kind == "inline_table":
        yield from _places(value, way, counts)
    elif kind == "array":
        items = [one for one in getattr(value, "children", ()) if one.is_named]
        for at, one in enumerate(item for item in items if item.type != "comment"):
            yield (*way, at), one.start_point
            yield from _value(one, (*way, at), counts)


def _way_of_header(node: object, counts: dict[_Way, int]) -> _Way:
    """The way that a `[header]` names; inside a list of tables, its last."""
    key = next(one for one in getattr(node, "children", ()) if one.type.endswith("key"))
    way: _Way = ()
    names = _keys(key.text)
    for at, name in enumerate(names):
        way = (*way, name)
        if way in counts and at < len(names) - 1:
            way = (*way, counts[way])
    return way


def _keys(written: bytes) -> list[str]:
    """The names of a key such as `set.front` or `"long name"`."""
    names = []
    inner: object = tomli.loads(f"{written.decode('utf-8')} = 0")
    while isinstance(inner, dict):
        [(name, inner)] = inner.items()
        names.append(name)
    return names
