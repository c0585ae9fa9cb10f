"""A TOML file as checked tables: what is asked for has its type, or a sentence says where not.

Tables know the way that leads to them, and only when something is wrong is the
file read once more for the line and column at the end of that way.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import tomli
from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.characters import is_dirty
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.toml import is_too_deep

Way = tuple[str | int, ...]


class TomlTable(Struct, frozen=True):
    """A table of a TOML file. `way` are the keys and numbers that lead to it.

    `steps` says of a list how many steps are before its first: those of a recipe are numbered
    through, whatever file and list they are in.
    """

    file: str
    text: str
    values: Mapping[str, Any]
    way: Way = ()
    steps: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def parsed(cls, file: str, text: str) -> "TomlTable":
        """The whole file; decimals stay as they are written. Raises `ModkitError`."""
        if is_too_deep(text):
            raise ModkitError(f"{file}: is nested too deeply")
        try:
            values = tomli.loads(text, parse_float=Decimal)
        except tomli.TOMLDecodeError as error:
            raise _no_toml(file, text, str(error)) from None
        except ValueError:
            raise ModkitError(f"{file}: has a number with more digits than are read") from None
        for value in _values_of(values):
            if isinstance(value, int) and not is_finite(value):
                raise ModkitError(f"{file}: has a number with more digits than are read")
        return cls(file, text, values)

    def error(self, message: str, *further: str | int) -> ModkitError:
        """An error at this table, or further on at one of its keys."""
        from artemis_modkit.parsers.toml import place_of

        way = (*self.way, *further)
        place = place_of(self.text, way)
        where = self.file if place is None else f"{self.file}:{place.line}:{place.column}"
        unit = ""
        if way[1:] and isinstance(way[1], int):
            word = "step" if way[0] in self.steps else way[0]
            unit = f"{word} {self.steps.get(str(way[0]), 0) + way[1] + 1}: "
        return ModkitError(f"{where}: {unit}{message}")

    def check_keys(self, known: Iterable[str]) -> None:
        """Raise `ModkitError` for a key that is not known, with the nearest that is."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                shown = f"unknown key '{shortened(key)}'{in_brackets(key, names)}"
                raise self.error(f"{shown}; there are {', '.join(names)}", key)

    def has(self, key: str) -> bool:
        """Whether a key is there."""
        return key in self.values

    def string(self, key: str, default: str | None = None) -> str:
        """A text in quotes; without a default it must be there and not empty."""
        found = self.values.get(key, default)
        if not isinstance(found, str) or (not found and default is None):
            what = "must be a text in quotes" if self.has(key) else "is missing; it must be a text"
            raise self.error(f"{key} {what}", *self._way_to(key))
        return found

    def flag(self, key: str) -> bool:
        """`true` or `false`; without the key false."""
        found = self.values.get(key, False)
        if not isinstance(found, bool):
            raise self.error(f"{key} must be true or false", key)
        return found

    def number(self, key: str) -> Decimal | None:
        """A number, `None` without the key."""
        found = self.values.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | Decimal) or not is_finite(found):
            raise self.error(f"{key} must be a number{_rightly(found)}", key)
        return Decimal(found)

    def written(self, key: str) -> str:
        """A number or a text as it is to be written into a file of the game."""
        found = self.values[key]
        is_number = isinstance(found, int | Decimal) and not isinstance(found, bool)
        if not isinstance(found, str) and not (is_number and is_finite(found)):
            raise self.error(f"{key} must be a number or a text in quotes", key)
        text = format(found, "f") if isinstance(found, Decimal) else str(found)
        if is_dirty(text) or "\n" in text or "\r" in text:
            raise self.error(f"{key} has characters that no file may hold: {text!r}", key)
        return text

    def listed(self, key: str) -> list[object]:
        """A list, or one thing as a list of it; empty without the key."""
        found = self.values.get(key)
        if found is None:
            return []
        return list(found) if isinstance(found, list) else [found]

    def strings(self, key: str) -> list[str]:
        """A list of texts, or one text as a list of it; empty without the key."""
        found = self.listed(key)
        if not all(isinstance(one, str) for one in found):
            raise self.error(f"{key} must be a text in quotes or a list of such", key)
        return [str(one) for one in found]

    def table(self, key: str) -> "TomlTable":
        """A table, empty without the key."""
        found = self.values.get(key, {})
        if not isinstance(found, dict):
            raise self.error(f"{key} must be a table such as {{ name = value }}", key)
        return replace(self, values=found, way=(*self.way, key))

    def tables(self, key: str) -> Iterator["TomlTable"]:
        """The tables of a list, or one table as a list of it; none without the key."""
        found = self.values.get(key, [])
        for at, one in enumerate(found if isinstance(found, list) else [found]):
            further = (key, at) if isinstance(found, list) else (key,)
            if not isinstance(one, dict):
                raise self.error(f"{key} must be a table", *further)
            yield replace(self, values=one, way=(*self.way, *further))

    def _way_to(self, key: str) -> Way:
        return (key,) if self.has(key) else ()


_PLACE = pattern(r" \(at line (\d+), column (\d+)\)$")
_TWICE = pattern(r"Cannot declare \('(\w+)',\) twice|Cannot overwrite a value")
_COMMA = pattern(r"=\s*(\d+),(\d+)\s*$")
_TYPOGRAPHIC = "\u201c\u201d\u201e\u2018\u2019"


def _no_toml(file: str, text: str, said: str) -> ModkitError:
    """What is no TOML, with its place and, of slips that people make, the remedy."""
    match = _PLACE.search(said)
    lines = text.split("\n")
    if match is None:  # tomli says "at end of document", and nothing of lines
        at, column = len(lines), len(lines[-1]) + 1
        said = said.removesuffix(" (at end of document)")
    else:
        at, column, said = int(match[1]), int(match[2]), said[: match.start()] + said[match.end() :]
    where = f"{file}:{at}:{column}"
    line = lines[at - 1] if at <= len(lines) else ""
    if comma := _COMMA.search(line):
        return ModkitError(f"{where}: decimals are written with a point: {comma[1]}.{comma[2]}")
    if any(sign in line for sign in _TYPOGRAPHIC):
        return ModkitError(f'{where}: write straight quotes, "", not typographic ones')
    if twice := _TWICE.search(said):
        name = shortened(twice[1] or line.strip().strip("[]").partition("=")[0].strip())
        if not line.lstrip().startswith("["):
            return ModkitError(f"{where}: a second '{name}'; a key stands once, so remove one")
        return ModkitError(f"{where}: a second [{name}]; of several each is written [[{name}]]")
    return ModkitError(f"{where}: is no TOML ({said.strip()})")


def _values_of(values: dict[str, Any]) -> Iterator[Any]:
    """Every value, those inside of others too."""
    left: list[Any] = [values]
    while left:
        inner = left.pop()
        for one in inner.values() if isinstance(inner, dict) else inner:
            yield one
            if isinstance(one, dict | list):
                left.append(one)


def is_finite(number: int | Decimal) -> bool:
    """Whether a number is one that files of the game can hold."""
    if isinstance(number, int):
        return abs(number) < 10**300
    return number.is_finite() and abs(number.adjusted()) < 300


def _rightly(found: object) -> str:
    """How a number in quotes is written."""
    is_number = isinstance(found, str) and read_decimal(found) is not None
    return f"; take the quotes off: {str(found).strip()}" if is_number else ""
