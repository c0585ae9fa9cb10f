"""Dialects of vesselData.xml, told apart by what is in the file.

The label `version=` is never looked at. Stock files of different games carry
the same one, and mods keep old ones (games 2.1 to 2.5 all say 2.1; 2.6 to 2.8 all say 2.6).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

from msgspec import Struct

from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.xml import Element


class Dialect(Enum):
    """A form of the file, by the label and the games that write it; later ones add to it."""

    V1_66 = ("1.66", "game 2.0 and before")
    V2_1A = ("2.1a", "games 2.1 to 2.3")
    V2_1B = ("2.1b", "games 2.4 and 2.5")
    V2_6 = ("2.6", "games 2.6 to 2.8")

    def __init__(self, label: str, games: str) -> None:
        self.label = label
        self.games = games

    def is_before(self, other: "Dialect") -> bool:
        """Whether this dialect is the older one."""
        return _ORDER[self] < _ORDER[other]


_ORDER = {dialect: index for index, dialect in enumerate(Dialect)}


class Sign(Struct, frozen=True):
    """Something in a file that belongs to some dialects only.

    `first` and `last` bound the dialects that have it. An old sign has a `successor`: beside
    that it is a leftover. `games` wrote it, and `instead` is what newer ones want.
    """

    title: str
    first: Dialect
    last: Dialect
    games: str = ""
    instead: str = ""
    successor: "Sign | None" = None


_EFFICIENCY = Sign(
    "performance 'efficiency'",
    Dialect.V1_66,
    Dialect.V2_1A,
    "games up to 2.3",
    "shipefficiency, warpefficiency and jumpefficiency, where lower is better",
)
_COMPLEMENT = Sign(
    "<carrier complement>",
    Dialect.V1_66,
    Dialect.V2_1A,
    "games up to 2.3",
    "<carrierload baycount>",
)
_ELITE = Sign("race key 'elite'", Dialect.V1_66, Dialect.V2_1A, "games up to 2.3", "'hasspecials'")
_NEW_TORPEDO = Sign(
    "torpedo type as a word", Dialect.V2_6, Dialect.V2_6, "games 2.6 to 2.8", "a number from 0 to 4"
)
_OLD_TORPEDO = Sign(  # a mod for game 2.6 still has numbers beside its bays and single seats
    "torpedo type as a number",
    Dialect.V1_66,
    Dialect.V2_6,
    "games up to 2.6",
    "trp, nuk, min, emp or shk",
    _NEW_TORPEDO,
)
_FIGHTER_LOAD = Sign(
    "carrierload 'fighter'",
    Dialect.V2_1B,
    Dialect.V2_1B,
    "games 2.4 and 2.5",
    "carrierload 'baycount'",
)
_SINGLE_SEAT = Sign("broadType 'singleseat'", Dialect.V2_6, Dialect.V2_6)
_STATIONS = Sign("stations with production", Dialect.V2_1A, Dialect.V2_6)
_STATION_TORPEDOES = Sign("<torpedo_station_port>", Dialect.V2_1A, Dialect.V2_6)
_PLAYER_DAMAGE = Sign("beam_port 'playerdamage'", Dialect.V2_1B, Dialect.V2_6)
_EFFICIENCIES = Sign("performance 'shipefficiency'", Dialect.V2_1B, Dialect.V2_6)
_PLAYER_SHIELDS = Sign("shields 'player'", Dialect.V2_1B, Dialect.V2_6)
_BAYS = Sign("carrierload 'baycount'", Dialect.V2_6, Dialect.V2_6)

_OLD_CODES = {munition.old_code for munition in Munition if munition.old_code}
_NEW_CODES = {munition.code for munition in Munition}
_BY_ATTRIBUTE = {
    "performance": {
        "efficiency": _EFFICIENCY,
        "shipefficiency": _EFFICIENCIES,
        "warpefficiency": _EFFICIENCIES,
        "jumpefficiency": _EFFICIENCIES,
    },
    "carrier": {"complement": _COMPLEMENT},
    "beam_port": {"playerdamage": _PLAYER_DAMAGE},
    "production": {"coeff": _STATIONS},
    "shields": {"player": _PLAYER_SHIELDS},
    "torpedo_station_port": {"damage": _STATION_TORPEDOES},
}


class DialectVerdict(Struct, frozen=True):
    """The dialect of a file; `leftovers` are signs of other games that do not belong into it:
    of older ones, or torpedoes as only newer ones know them."""

    dialect: Dialect
    signs: tuple[tuple[Sign, int], ...]
    leftovers: frozenset[Sign]


def signs_of(element: Element) -> Iterator[tuple[Sign, str]]:
    """The signs that an element shows, each with the attribute that shows it."""
    name, given = element.name, element.attributes
    known = _BY_ATTRIBUTE.get(name)
    if known is not None:
        for attribute in given:
            if attribute in known:
                yield known[attribute], attribute
    elif name == "torpedo_storage":
        code = given.get("type", "").strip()
        if code in _OLD_CODES:
            yield _OLD_TORPEDO, "type"
        elif code in _NEW_CODES:
            yield _NEW_TORPEDO, "type"
    elif name == "carrierload":
        if "baycount" in given:
            yield _BAYS, "baycount"
        elif "fighter" in given:
            yield _FIGHTER_LOAD, "fighter"
    elif name == "vessel" and "singleseat" in given.get("broadType", "").lower().split():
        yield _SINGLE_SEAT, "broadType"
    elif name == "hullRace" and "elite" in given.get("keys", "").lower().split():
        yield _ELITE, "keys"


def detect_dialect(elements: Sequence[Element]) -> DialectVerdict:
    """The dialect that most signs of a file allow; of several, the oldest.

    A file without any sign counts as the newest dialect.
    """
    counts: Counter[Sign] = Counter()
    for element in elements:
        if element.name in _TELLING:
            counts.update({sign for sign, _ in signs_of(element)})
    best = max(Dialect, key=lambda dialect: _support(counts, dialect)) if counts else Dialect.V2_6
    leftovers = frozenset(sign for sign in counts if _is_leftover(sign, best, counts))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].title))
    return DialectVerdict(best, tuple(ordered), leftovers)


def _is_leftover(sign: Sign, best: Dialect, counts: Counter[Sign]) -> bool:
    """Whether a sign is of other games than the file; of two forms of one thing one is."""
    if best.is_before(sign.first):
        return any(count.successor is sign for count in counts)
    successor = sign.successor
    if successor is not None and successor in counts and not best.is_before(successor.first):
        return True
    return sign.last.is_before(best)


_TELLING = frozenset((*_BY_ATTRIBUTE, "torpedo_storage", "carrierload", "hullRace", "vessel"))


def _support(counts: Counter[Sign], dialect: Dialect) -> int:
    return sum(
        count
        for sign, count in counts.items()
        if not dialect.is_before(sign.first) and not sign.last.is_before(dialect)
    )
