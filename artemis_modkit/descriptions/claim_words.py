"""The words by which descriptions name weapons, torpedoes, craft and numbers.

One decision: only words that mean one thing here stand in these lists. A word that is in none
of them makes a reader doubt and keep silent; it never makes a promise.
"""

from enum import Enum
from typing import NamedTuple

from artemis_modkit.model.munitions import Munition


class Promise(Enum):
    """What a description can promise; singular and plural are how messages name it."""

    BEAMS = ("beam", "beams")
    TUBES = ("torpedo tube", "torpedo tubes")
    STORES = ("torpedo", "torpedoes")
    DRONES = ("drone launcher", "drone launchers")
    FIGHTERS = ("fighter", "fighters")
    BOMBERS = ("bomber", "bombers")
    SHUTTLES = ("shuttle", "shuttles")
    BAYS = ("bay", "bays")
    WEAPONS = ("other weapon", "other weapons")
    SHIELD_FRONT = ("front shield", "front shields")
    SHIELD_BACK = ("rear shield", "rear shields")
    UNARMED = ("unarmed", "unarmed")
    CLASS = ("class", "classes")

    def __init__(self, singular: str, plural: str) -> None:
        self.singular = singular
        self.plural = plural


CRAFT = (Promise.FIGHTERS, Promise.BOMBERS, Promise.SHUTTLES, Promise.BAYS)
"""What all may stand for single-seat craft."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = frozenset({"a", "an"})
_COUNTING = """
    no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
NUMBERS = {word: value for value, word in enumerate(_COUNTING.split())}
NUMBERS |= {"zero": 0, "single": 1, "pair": 2, "couple": 2, "dozen": 12}
MULTIPLES = {"twin": 2, "dual": 2, "double": 2, "triple": 3, "quad": 4, "quadruple": 4}
"""Words that may count weapons or say how one is built: `triple beam`."""

_TORPEDO = _set("torpedo torpedoes torpedos torp torps missile missiles")
_BEAM = _set("beam beams laser lasers phaser phasers")
_BEAM_TAILS = _set(
    """
    cannon cannons turret turrets weapon weapons emitter emitters laser lasers port ports
    """
)
_GROUPS = _set("array arrays bank banks battery batteries")
_LAUNCHERS = _set("launcher launchers tube tubes port ports bay bays")
_CRAFT = {
    "fighter": Promise.FIGHTERS,
    "fighters": Promise.FIGHTERS,
    "bomber": Promise.BOMBERS,
    "bombers": Promise.BOMBERS,
    "shuttle": Promise.SHUTTLES,
    "shuttles": Promise.SHUTTLES,
}
_BAY_OF = frozenset({*_CRAFT, "launch", "hangar", "hanger", "flight"})
WEAPON_WORDS = _GROUPS | _set(
    """
    cannon cannons turret turrets disruptor disruptors disrupter disrupters gun guns artillery
    hardpoint hardpoints blaster blasters railgun railguns weapon weapons
    weaponry grazer grazers turbolaser turbolasers
    """
)
"""Weapons that may or may not be beams: their number bounds nothing."""

STORE_WORDS = _TORPEDO | _set("store stores ordnance payload magazine magazines")
"""Words that say that torpedoes are spoken of."""

_STRONG = {
    Munition.HOMING: "homing homings homer homers",
    Munition.NUKE: "nuke nukes nuclear",
    Munition.MINE: "mine mines",
    Munition.EMP: "emp emps ecm ecms",
    Munition.PSHOCK: "pshock pshocks pshk pshks psk psks shk plasmashock",
}
_WEAK = {
    Munition.HOMING: "ho hom",
    Munition.NUKE: "nu nuk nk",
    Munition.MINE: "mi min",
    Munition.PSHOCK: "plasma",
    Munition.BEACON: "bea bcn beacon beacons",
    Munition.PROBE: "pro probe probes",
    Munition.TAG: "tag tags",
}
_MUNITIONS = {word: (one, False) for one, words in _STRONG.items() for word in words.split()}
_MUNITIONS |= {word: (one, True) for one, words in _WEAK.items() for word in words.split()}
_LONGEST_SHORT_FORM = 3

ADJECTIVES = _set(
    """
    fore forward foward front aft rear rearward back port starboard side left right dorsal
    ventral upper lower main primary secondary tertiary standard heavy medium light large small
    long short close range fast slow rapid fire firing narrow wide broad broadside angle high
    low power intensity pulse capital class defensive defense defence point gas super very omni
    directional weak strong
    """
)
INCLUDING = _set("including includes incl comprising being")
"""Words behind which a number that was given is taken apart."""

STOPS = INCLUDING | _set(
    """
    of to for from with without that which who is are was were has have had can may might in on
    at by than while but or as its it their the this these those into against using when if not
    also only so though although because whose he she they we you
    """
)
"""Words that end what a number counts."""
_ENDS = STOPS | {"", "and"}

ROUGHLY = _set(
    """
    up to least most than about over around nearly almost approximately roughly some or under
    """
)
EACH = _set("per each every either both")
NOT_OF_NOW = _set(
    """
    instead formerly originally previously replaced replaces replacing removed unlike compared
    lost lacks lacking without optional
    """
)
"""Words that make a sentence tell of what the ship has not."""

COUNTED_ELSE = _set(
    """
    kt mt t ton tons tonne tonnes km m meter meters metre metres second seconds sec minute
    minutes hour hours day days week weeks month months year years unit units au ly percent crew
    deck decks shield shields engine engines wing wings squadron squadrons fighter fighters ship
    ships men people passengers marines troops
    """
)
"""What a number counts that is no weapon."""

BEFORE_CRAFT = _set(
    """
    and with has have having carries carry carrying holds holding houses housing contains
    supports launches for complement compliment fighters
    """
)
NUMBERED = _set(
    """
    mk mark type class model stage phase no number series variant unit
    """
)
"""Words behind which a number is a name."""


class Noun(NamedTuple):
    """What some words name: `length` of them, `is_weak` if only among others of its kind."""

    what: Promise
    length: int
    is_plural: bool
    munition: Munition | None = None
    is_weak: bool = False


def noun_in(words: list[str], before: str) -> Noun | None:
    """The noun that begins a run of words; `None` if there is none of those known here.

    `words` are up to three words in a row as written, "" where none is; `before` is the word
    before them, in small letters, "" behind a number.
    """
    first, second, third = (word.lower() for word in words)
    if first in _BEAM:
        return _beam(first, second, third)
    if second in _LAUNCHERS and first in ("drone", "drones"):
        return Noun(Promise.DRONES, 2, second.endswith("s"))
    if second in ("tube", "tubes", "launcher", "launchers") and first in _TORPEDO:
        return Noun(Promise.TUBES, 2, second.endswith("s"))
    if first in ("tube", "tubes") and (not before or before in ADJECTIVES):
        return Noun(Promise.TUBES, 1, first.endswith("s"))
    if first in _BAY_OF and second in ("bay", "bays"):
        return Noun(Promise.BAYS, 2, second.endswith("s"))
    if first in _CRAFT and (first.endswith("s") or second in _ENDS):
        return Noun(_CRAFT[first], 1, first.endswith("s"))
    return _munition(words[0], first, second, third)


def _beam(first: str, second: str, third: str) -> Noun | None:
    if second in _GROUPS:
        return Noun(Promise.WEAPONS, 2, is_plural=True)
    head, length, after = (second, 2, third) if second in _BEAM_TAILS else (first, 1, second)
    is_plural = head.endswith("s")
    if is_plural or _ends_phrase(after):
        return Noun(Promise.BEAMS, length, is_plural)
    return None


def _munition(written: str, first: str, second: str, third: str) -> Noun | None:
    if first in ("p", "plasma") and second in ("shock", "shocks"):
        return Noun(Promise.STORES, 2 + (third in _TORPEDO), True, Munition.PSHOCK)
    if first not in _MUNITIONS:
        return None
    munition, is_weak = _MUNITIONS[first]
    if is_weak and len(first) <= _LONGEST_SHORT_FORM and not written[:1].isupper():
        return None
    is_torpedo = second in _TORPEDO
    is_alone = first.endswith("s") or second in _MUNITIONS or _ends_phrase(second)
    if is_torpedo or is_alone:
        return Noun(Promise.STORES, 1 + is_torpedo, True, munition, is_weak)
    return None


def _ends_phrase(after: str) -> bool:
    """Whether a noun in the singular is the last of its phrase, by the word behind it."""
    return after in _ENDS or after in ADJECTIVES or after.endswith("ed")
