"""`artemis.ini` as typed settings, and what is known of each key (`facts/settings.toml`)."""

import math
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct, convert

from artemis_modkit.model.numbers import Usual, read_decimal, read_integer, same_number
from artemis_modkit.parsers.ini import IniDocument, IniSetting
from artemis_modkit.parsers.source import Source


class SettingType(Enum):
    """What the value of a setting is."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    FLAG = "flag"
    CHOICE = "choice"
    TEXT = "text"
    FILE = "file"
    ADDRESS = "address"

    @property
    def shown(self) -> str:
        """How messages call a value of this type."""
        return _SHOWN.get(self, "a text")


_SHOWN = {
    SettingType.INTEGER: "a whole number",
    SettingType.DECIMAL: "a number",
    SettingType.FLAG: "0 or 1",
    SettingType.CHOICE: "one of a few numbers",
    SettingType.FILE: "a file name",
    SettingType.ADDRESS: "a network address",
}

_NUMBERS = frozenset(
    {SettingType.INTEGER, SettingType.DECIMAL, SettingType.FLAG, SettingType.CHOICE}
)

GENERATIONS = ("2.4", "2.7.1", "2.7.4", "2.8")
"""The four forms of artemis.ini, by the first game version that ships each."""

GAMES_OF = {"2.4": "2.4 to 2.6", "2.7.1": "2.7.1", "2.7.4": "2.7.4 and 2.7.5", "2.8": "2.8"}
"""The games that ship each generation, for messages."""

_SHARE_OF_A_WHOLE_COPY = 0.8


class SettingFact(Struct, frozen=True):
    """What is known of a key.

    `default` is the stock value as stock writes it. `low` and `high` bound what the game's
    own file calls acceptable, `None` where it is open; `choices` is empty where any number
    between will do. `since` and `until` are members of `GENERATIONS`; `since` is `None` for
    a key older than all of them, `until` where the newest still has it. `is_shipped` is
    false where stock has the line commented out. `replaced_by` names the newer key, if any.
    """

    key: str
    type: SettingType
    default: str
    side: str
    group: str
    is_shipped: bool
    meaning: str
    low: Decimal | None = None
    high: Decimal | None = None
    choices: tuple[Decimal, ...] = ()
    unit: str = ""
    since: str | None = None
    until: str | None = None
    replaced_by: str | None = None

    def accepts_type_of(self, value: str) -> bool:
        """Whether a value is of the type that the key wants, whatever its size."""
        match self.type:
            case SettingType.INTEGER | SettingType.CHOICE | SettingType.FLAG:
                return read_integer(value) is not None
            case SettingType.DECIMAL:
                return read_decimal(value) is not None
            case _:
                return bool(value)

    @property
    def holds_number(self) -> bool:
        """Whether the value is a number of whatever kind."""
        return self.type in _NUMBERS

    def accepts_number(self, number: float) -> bool:
        """Whether a number is within what the game's own file calls acceptable."""
        if self.choices:
            return any(float(choice) == number for choice in self.choices)
        if self.type is SettingType.FLAG:
            return number in (0, 1)
        is_low = self.low is not None and number < float(self.low)
        is_high = self.high is not None and number > float(self.high)
        return not is_low and not is_high

    def distance(self, number: float) -> float:
        """How many times a number is outside of what is acceptable, 0 for one within."""
        if self.accepts_number(number):
            return 0.0
        low = self.low if self.low is not None else min(self.choices, default=0)
        high = self.high if self.high is not None else max(self.choices, default=math.inf)
        return Usual(float(low), float(high)).distance(number) or math.inf

    def accepts(self, value: str) -> bool:
        """Whether a value is of the type that the key wants, and acceptable."""
        number = read_decimal(value)
        is_acceptable = not self.holds_number or (
            number is not None and self.accepts_number(number)
        )
        return self.accepts_type_of(value) and is_acceptable

    def is_in(self, generation: str) -> bool:
        """Whether a generation of artemis.ini has the key."""
        at = GENERATIONS.index(generation)
        return (
            self.since is not None
            and GENERATIONS.index(self.since) <= at
            and (self.until is None or at <= GENERATIONS.index(self.until))
        )


@cache
def setting_facts() -> dict[str, SettingFact]:
    """Every known key, in the order of the stock file."""
    text = (Path(__file__).with_name("facts") / "settings.toml").read_text("utf-8")
    tables = tomli.loads(text, parse_float=Decimal)
    return {key: _fact(key, table) for key, table in tables.items()}


@cache
def keys_of(generation: str) -> frozenset[str]:
    """The keys that a generation of artemis.ini has."""
    return frozenset(key for key, fact in setting_facts().items() if fact.is_in(generation))


def _fact(key: str, table: dict[str, Any]) -> SettingFact:
    is_shipped = table.get("shipped") != "off"
    own = {"key": key, "default": str(table["default"]), "is_shipped": is_shipped}
    return convert(table | own, SettingFact)


class Settings(Struct, frozen=True, dict=True):
    """The settings of a mod: the file, and its values as what they are."""

    document: IniDocument

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "Settings":
        """Read any bytes. Raises `TooBig` above the limit of size."""
        return cls(IniDocument.from_bytes(name, data, setting_facts()))

    @classmethod
    def from_source(cls, source: Source) -> "Settings":
        """Read a source."""
        return cls(IniDocument.read(source, setting_facts()))

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every active key with its value as text; of a doubled key the last."""
        return {setting.key: setting.value for setting in self.document.settings}

    @cached_property
    def _known_lines(self) -> frozenset[str]:
        lines = (*self.document.settings, *self.document.switched_off)
        return frozenset(line.key for line in lines)

    def has(self, key: str) -> bool:
        """Whether the file has a line of a key, active or commented out."""
        return key in self._known_lines

    def number(self, key: str) -> float | None:
        """The value of a key; `None` where it is not set or is no number."""
        known = self._numbers
        if key not in known:
            setting = self.document.get(key)
            known[key] = None if setting is None else read_decimal(setting.value)
        return known[key]

    @cached_property
    def _numbers(self) -> dict[str, float | None]:
        """The numbers that were asked for; each ship asks for the same ones."""
        return {}

    @cached_property
    def generation(self) -> str:
        """The generation that has most of the file's keys (on or off).

        Of several, one that the file looks like a whole copy of, else the newest.
        """
        facts = setting_facts()
        keys = self._known_lines & facts.keys()

        def likeness(generation: str) -> tuple[int, float, int]:
            own = keys_of(generation)
            share = len(keys & own) / len(own)
            whole = share if share >= _SHARE_OF_A_WHOLE_COPY else 0.0
            return len(keys & own), whole, GENERATIONS.index(generation)

        return max(GENERATIONS, key=likeness)

    def unreadable(self) -> Iterator[tuple[IniSetting, SettingFact]]:
        """Settings whose value is not of the type that its key wants."""
        facts = setting_facts()
        for setting in self.document.settings:
            fact = facts.get(setting.key)
            if fact is not None and not fact.accepts_type_of(setting.value):
                yield setting, fact


def same_value(value: str, other: str) -> bool:
    """Whether two values of a setting mean the same: as numbers, else letter for letter."""
    return value == other or same_number(value, other)


@cache
def stock_settings_text(generation: str) -> str:
    """A stock artemis.ini of a generation: every key with its default and our own words."""
    lines = [
        f"; Settings of Artemis SBS {generation} at their stock values.",
        "; No blanks round the equals sign: the game does not read such a line.",
    ]
    own = keys_of(generation)
    facts = [fact for key, fact in setting_facts().items() if key in own]
    groups = list(dict.fromkeys(fact.group for fact in facts))
    group = ""
    for fact in sorted(facts, key=lambda fact: groups.index(fact.group)):
        if fact.group != group:
            group = fact.group
            lines += ["", f"; ---- {group} " + "-" * (70 - len(group))]
        lines += ["", f"; {fact.meaning}"]
        if accepted := accepted_values(fact):
            lines.append(f"; {accepted}")
        lines.append(f"{'' if fact.is_shipped else ';'}{fact.key}={fact.default}")
    return "\n".join((*lines, ""))


def accepted_values(fact: SettingFact) -> str:
    """What a key accepts, in words: `0.02 to 2.0`; empty where anything will do."""
    unit = f" {fact.unit}" if fact.unit not in ("", "multiplier", "fraction") else ""
    if fact.choices:
        return " or ".join(str(choice) for choice in fact.choices)
    if fact.type is SettingType.FLAG:
        return "0 (no) or 1 (yes)"
    match fact.low, fact.high:
        case None, None:
            return ""
        case low, None:
            return f"{low} or more{unit}"
        case None, high:
            return f"{high} or less{unit}"
        case low, high:
            return f"{low} to {high}{unit}"
