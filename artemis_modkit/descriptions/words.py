"""The words by which descriptions name weapons, torpedoes, craft and numbers.

Only words that mean one thing here stand in these lists. A word that is in none of them makes a
reader doubt and keep silent; it never makes a promise.
"""

from enum import Enum
from typing import NamedTuple

from artemis_modkit.model.munitions import Munition


def plural(noun: str) -> str:
    """Several of a noun: `beams`, `torpedoes`, `batteries`."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith("o") else "s")


def singular(nouns: str) -> str:
    """One of a noun in the plural: `beam`, `torpedo`, `battery`."""
    small = nouns.lower()
    if small.endswith("ies"):
        return nouns[:-3] + ("Y" if nouns.isupper() else "y")
    return nouns[:-2] if small.endswith("oes") else nouns[:-1]


class Thing(Enum):
    """What a description counts; the value is the word for one of it in messages."""

    BEAMS = "beam"
    TUBES = "torpedo tube"
    STATION_PORTS = "torpedo launcher"
    DRONES = "drone launcher"
    LAUNCHERS = "launcher"
    BATTERIES = "battery"
    CANNONS = "cannon"
    TURRETS = "turret"
    LANCES = "lance"
    GUNS = "gun"
    OTHERS = "other weapon"
    FIGHTERS = "fighter"
    BOMBERS = "bomber"
    SHUTTLES = "shuttle"
    BAYS = "bay"
    SQUADRONS = "squadron"
    SHIELD_FRONT = "front shield"
    SHIELD_BACK = "rear shield"
    UNARMED = "weapon"
    CLASS = "class"
    TORPEDOES = "torpedo"
    HOMING = Munition.HOMING.title
    NUKE = Munition.NUKE.title
    MINE = Munition.MINE.title
    EMP = Munition.EMP.title
    PSHOCK = Munition.PSHOCK.title
    BEACON = Munition.BEACON.title
    PROBE = Munition.PROBE.title
    TAG = Munition.TAG.title

    @property
    def munition(self) -> Munition | None:
        """The kind of torpedo; `None` for all that are no torpedoes."""
        return Munition.__members__.get(self.name)

    @property
    def plural(self) -> str:
        """The word for several of it."""
        return plural(self.value)

    def named(self, number: int | float) -> str:
        """A number of it in words: `2 beams`, `no beams`, `a front shield of 20`."""
        if self in SHIELDS:
            return f"a {self.value} of {number}"
        return f"{number or 'no'} {self.value if number == 1 else self.plural}"


CRAFT = (Thing.FIGHTERS, Thing.BOMBERS, Thing.SHUTTLES, Thing.BAYS)
"""What all may stand for single-seat craft."""
COMPLEMENT = (Thing.FIGHTERS, Thing.BAYS, Thing.SQUADRONS)
"""What the craft of a carrier are promised as; a text that says both means the same ones."""
ARMS = (Thing.BATTERIES, Thing.CANNONS, Thing.TURRETS, Thing.LANCES, Thing.GUNS)
"""What may be beams or, on a ship of the computer, launchers of drones."""
WEAPONS = (Thing.BEAMS, Thing.TUBES, Thing.DRONES, Thing.LAUNCHERS, *ARMS)
STORES = tuple(thing for thing in Thing if thing.munition)
SHIELDS = (Thing.SHIELD_FRONT, Thing.SHIELD_BACK)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _forms(nouns: str) -> frozenset[str]:
    """Nouns for one and for several."""
    return frozenset(word for noun in nouns.split() for word in (noun, plural(noun)))


ARTICLES = _words("a an")
_COUNTING = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = tuple(_COUNTING.split())
"""The word for each number, from 0 on."""
NUMBERS = {word: value for value, word in enumerate(NUMBER_WORDS)}
NUMBERS |= {"no": 0, "single": 1, "pair": 2, "couple": 2, "dozen": 12}
TENS = {word: 10 * at for at, word in enumerate(_TENS.split(), 2)}
"""Words that the word behind them adds to: `twenty four`."""
NUMBERS |= TENS
MULTIPLES = {"twin": 2, "dual": 2, "double": 2, "triple": 3, "quad": 4, "quadruple": 4}
"""Words that may count weapons or say how one is built: `triple beam`."""

_TORPEDO = _forms("torpedo torp missile") | {"torpedos"}
_BEAM = _forms("beam laser phaser")
_BEAM_TAILS = _forms("cannon turret lance gun weapon emitter laser port")
_ARMS = {word: thing for thing in ARMS for word in (thing.value, thing.plural)}
_GROUPS = _forms("array bank")
_BAYS = _forms("bay")
_TUBES = _forms("tube")
_DRONES = _forms("drone")
_LAUNCHERS = _forms("launcher tube port bay")
_NO_WEAPONS = _forms("beacon chaff decoy flare probe tag")
"""What is launched and hurts nobody."""
_TORPEDO_LAUNCHERS = _forms("launcher tube")
_CRAFT = {
    word: thing
    for thing in (Thing.FIGHTERS, Thing.BOMBERS, Thing.SHUTTLES)
    for word in (thing.value, thing.plural)
}
CRAFT_WORDS = frozenset(_CRAFT)
_BAY_OF = frozenset({*_CRAFT, "launch", "hangar", "hanger", "flight"})
SQUADRON_WORDS = _forms("squadron wing flight squad")
_SQUADRONS = _forms("squadron")
KINDS_OF_WEAPON = _forms("artillery blaster railgun weapon turbolaser")
"""Weapons, or what an arm is like: `turbolaser battery`."""
WEAPON_WORDS = frozenset({*_ARMS, *_GROUPS, *KINDS_OF_WEAPON}) | _forms(
    "disruptor disrupter hardpoint weaponry grazer"
)
"""Weapons that may or may not be beams: without a number, or of these names, they bound nothing."""

STORE_WORDS = _TORPEDO | _forms("store ordnance payload magazine")
"""Words that say that torpedoes are spoken of."""

_SURE = {
    Thing.HOMING: _forms("homing homer"),
    Thing.NUKE: _forms("nuke") | {"nuclear"},
    Thing.MINE: _forms("mine"),
    Thing.EMP: _forms("emp ecm"),
    Thing.PSHOCK: _forms("pshock pshk psk") | {"shk", "plasmashock"},
}
_UNSURE = {
    Thing.HOMING: _words("ho hom"),
    Thing.NUKE: _words("nu nuk nk"),
    Thing.MINE: _words("mi min"),
    Thing.PSHOCK: _words("plasma"),
    Thing.BEACON: _forms("beacon") | {"bea", "bcn"},
    Thing.PROBE: _forms("probe") | {"pro"},
    Thing.TAG: _forms("tag"),
}
_STORES = {word: (thing, False) for thing, words in _SURE.items() for word in words}
_STORES |= {word: (thing, True) for thing, words in _UNSURE.items() for word in words}
LONGEST_SHORT_FORM = 3
"""Letters; `EMP` and `Hom` are the same for one and for several."""
WITHOUT_PLURAL = _words("homing nuclear pshock plasmashock pshk")
"""Longer words for torpedoes that are the same for one and for several."""


class Direction(Enum):
    """Where weapons look; the value is how messages say it."""

    FORE = "forward"
    AFT = "aft"
    PORT = "to port"
    STARBOARD = "to starboard"
    BROADSIDE = "to a side"


_DIRECTIONS = {
    Direction.FORE: "fore forward foward front bow",
    Direction.AFT: "aft rear rearward back stern",
    Direction.PORT: "port left",
    Direction.STARBOARD: "starboard right",
    Direction.BROADSIDE: "side broadside",
}
DIRECTIONS = {word: direction for direction, words in _DIRECTIONS.items() for word in words.split()}
FACING_BEHIND = frozenset(DIRECTIONS) - _words("back front left right side")
"""Words for a side that stand behind what looks there: `2 beams forward`."""
ADJECTIVES = frozenset(DIRECTIONS) | _words(
    """
    dorsal ventral upper lower main primary secondary tertiary standard heavy medium light large
    small long short close range fast slow rapid fire firing narrow wide broad angle high
    low power intensity pulse capital class defensive defense defence point gas super very omni
    directional weak strong
    """
)
LINKED = _words("linked coupled paired synced synchronised synchronized")
"""Words by which several barrels are one weapon, or a few: `4 laser cannons linked`."""
INCLUDING = _words("including includes incl comprising being")
"""Words behind which a number that was given is taken apart."""

STOPS = INCLUDING | _words(
    """
    of to for from with without that which who is are was were has have had can may might in on
    at by than while but or as its it their the this these those into against using when if not
    also only so though although because whose he she they we you
    """
)
"""Words that end what a number counts."""
_ENDS = STOPS | {"", "and"}

ROUGHLY = _words(
    """
    up to least most than about over around nearly almost approximately roughly some or under
    """
)
OF_OTHERS = _words(
    """
    by against after from like than within take takes taking withstand withstands survive survives
    resist resists destroy destroys need needs require requires kill kills hit hits
    """
)
"""Words before a number of weapons that are not the ship's own."""
PEACEFUL = _words("backup spare extra emergency auxiliary reserve fuel sensor shield observation")
"""What batteries, turrets and launchers are for that are no weapons."""
COMPARED = _words("more fewer less extra additional")
"""Words that tell a number by that of another ship: `2 beams more than the Mk I`."""
OUT_OF_USE = _words(
    "welded sealed blocked shut removed disabled broken dead dummy dummies inoperable inoperative"
)
"""Words for what a ship has only to look at: `one tube welded shut`."""
EACH = _words("per each every either both")
NOT_OF_NOW = _words(
    """
    instead formerly originally previously replaced replaces replacing removed unlike compared
    lost lacks lacking without optional
    """
)
"""Words that make a sentence tell of what the ship has not."""

COUNTED_ELSE = (
    _forms(
        """
    t ton tonne meter metre second minute hour day week month year unit deck shield engine wing
    squadron fighter ship passenger marine troop degree
    """
    )
    | _NO_WEAPONS
    | _words("kt mt km m sec au ly percent crew men people deg")
)
"""What a number counts that is no weapon."""

CARRYING = _words(
    """
    carries carry carrying holds holding houses housing contains supports launches complement
    compliment
    """
)
HOMES = _words("home mother host berth berths nest room hangar hangars")
"""Words that stand with `to` before craft that are the ship's own."""
BEFORE_CRAFT = CARRYING | _words("and with has have having for fighters")
_PEOPLE = _forms("marine troop soldier trooper infantry commando passenger") | _words("men people")
NUMBERED = _words(
    """
    mk mark type class model stage phase no number series variant unit squadron wing flight squad
    """
)
"""Words behind which a number is a name."""


class Noun(NamedTuple):
    """What some words name: `length` of them.

    What `is_unsure` has another meaning, but among other torpedoes, or where craft are carried.
    """

    thing: Thing
    length: int
    is_plural: bool
    is_unsure: bool = False


def noun_in(words: list[str], before: str) -> Noun | None:
    """The noun that begins a run of words; `None` if there is none of those known here.

    `words` are three words in a row as written, "" where none is; `before` is the word before
    them, in small letters, "" behind a number.
    """
    first, second, third = (word.lower() for word in words)
    if first in _BEAM:
        return _beam(first, second, third)
    if first in _DRONES and second in _LAUNCHERS:
        return _noun(Thing.DRONES, 2, second)
    if first in _TORPEDO and second in _TORPEDO_LAUNCHERS:
        return _noun(Thing.TUBES, 2, second)
    if second in _ARMS and (first in _TORPEDO or first in _DRONES):
        return _noun(Thing.LAUNCHERS, 2, second)
    if first in _TUBES and (not before or before in ADJECTIVES):
        return _noun(Thing.TUBES, 1, first)
    if first in _BAY_OF and second in _BAYS:
        return _noun(Thing.BAYS, 2, second)
    return (
        _craft(first, second, third)
        or _arm(first, second, before)
        or _store(words[0], first, second, third)
    )


def _noun(thing: Thing, length: int, head: str) -> Noun:
    return Noun(thing, length, is_plural=head.endswith("s"))


def _craft(first: str, second: str, third: str) -> Noun | None:
    if first in _CRAFT and second in SQUADRON_WORDS:
        return _noun(Thing.SQUADRONS, 2, second)
    if first in SQUADRON_WORDS and (first.endswith("s") or _ends_phrase(second)):
        if second == "of" and third in _PEOPLE:
            return None
        is_unsure = first not in _SQUADRONS and second != "of"
        return Noun(Thing.SQUADRONS, 1, first.endswith("s"), is_unsure)
    if first not in _CRAFT or second in _BEAM or second in _ARMS or second in _TORPEDO:
        return None  # "4 heavy fighters beams" are beams
    return _noun(_CRAFT[first], 1, first) if first.endswith("s") or second in _ENDS else None


def _arm(first: str, second: str, before: str) -> Noun | None:
    if first in _ARMS and (first.endswith("s") or _ends_phrase(second)):
        return _noun(_ARMS[first], 1, first)
    if first in ("launcher", "launchers") and before not in _NO_WEAPONS and before not in _CRAFT:
        return _noun(Thing.LAUNCHERS, 1, first)
    return None


def _beam(first: str, second: str, third: str) -> Noun | None:
    if second in _GROUPS:
        return Noun(Thing.OTHERS, 2, is_plural=True)
    if second in ("battery", "batteries"):
        return _noun(Thing.BATTERIES, 2, second)
    head, length, after = (second, 2, third) if second in _BEAM_TAILS else (first, 1, second)
    if head.endswith("s") or _ends_phrase(after):
        return _noun(Thing.BEAMS, length, head)
    return None


def _store(written: str, first: str, second: str, third: str) -> Noun | None:
    if first in ("p", "plasma") and second in ("shock", "shocks"):
        return Noun(Thing.PSHOCK, 2 + (third in _TORPEDO), is_plural=True)
    if first in _TORPEDO and (first.endswith("s") or _ends_phrase(second)):
        return _noun(Thing.TORPEDOES, 1, first)
    if first not in _STORES:
        return None
    thing, is_unsure = _STORES[first]
    if is_unsure and len(first) <= LONGEST_SHORT_FORM and not written[:1].isupper():
        return None
    is_torpedo = second in _TORPEDO
    if is_torpedo or first.endswith("s") or second in _STORES or _ends_phrase(second):
        return Noun(thing, 1 + is_torpedo, True, is_unsure)
    return None


def _ends_phrase(after: str) -> bool:
    """Whether a noun in the singular is the last of its phrase, by the word behind it."""
    return after in _ENDS or after in ADJECTIVES or after.endswith("ed")
