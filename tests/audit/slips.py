"""Slips of the pen that authors of real mods have made, each planted by chance into a whole mod."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from artemis_modkit.model import Mod
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessel_parts import Point
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.source import Edit, Span

_SMALLEST_BESIDE = 1.0


@dataclass(frozen=True, slots=True)
class Slip:
    """A change of vesselData.xml: edits of its text, the line they stand in, who may tell it."""

    edits: Sequence[Edit]
    line: int
    rules: frozenset[str]


Plant = Callable[[Mod, random.Random], Slip | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of slip, and the rules one of which must tell it, the likeliest first."""

    rules: tuple[str, ...]
    plant: Plant

    def __call__(self, mod: Mod, chance: random.Random) -> Slip | None:
        """A slip in a mod; `None` where nothing in it is of the kind."""
        slip = self.plant(mod, chance)
        return slip and Slip(slip.edits, slip.line, frozenset(self.rules))


KINDS: dict[str, Kind] = {}


def kind(*rules: str) -> Callable[[Plant], Plant]:
    """Declare a kind of slip, by the rules one of which must tell it."""

    def declare(plant: Plant) -> Plant:
        KINDS[plant.__name__.strip("_").replace("_", " ")] = Kind(rules, plant)
        return plant

    return declare


def slip_at(item: Item, edits: Iterable[Edit]) -> Slip:
    edits = list(edits)
    start = edits[0].span.start if edits else item.element.start
    return Slip(edits, item.document.location(start).line, frozenset())


def any_of(chance: random.Random, items: Iterable[Item]) -> Item | None:
    found = list(items)
    return chance.choice(found) if found else None


def vessels_of(mod: Mod) -> Sequence[Vessel]:
    return () if mod.vessel_data is None else mod.vessel_data.vessels


def _parts(mod: Mod, name: str) -> Iterator[Item]:
    for vessel in vessels_of(mod):
        found = getattr(vessel, name)
        yield from found if isinstance(found, tuple) else () if found is None else (found,)


def scaled(
    mod: Mod, chance: random.Random, part: str, field: str, factor: float, *, pairs: bool = False
) -> Slip | None:
    items = [one for one in _parts(mod, part) if getattr(one, field, None)]
    if pairs:
        items = [one for one in _paired(mod, part) if getattr(one, field)]
    item = any_of(chance, items)
    if item is None or not getattr(item, field):
        return None
    return slip_at(item, item.edit(**{field: f"{getattr(item, field) * factor:.10g}"}))


def mirrored_pairs(vessel: Vessel, part: str) -> Iterator[tuple[Point, Point]]:
    """The ports of a ship that mirror each other, the left one of each pair first."""
    places = defaultdict(list)
    for port in getattr(vessel, part):
        if None not in (port.x, port.y, port.z):
            places[port.x, port.y, port.z].append(port)
    for (x, y, z), ports in places.items():
        others = places.get((-x, y, z), [])
        if x <= -_SMALLEST_BESIDE and len(ports) == len(others) == 1:
            yield ports[0], others[0]


def _paired(mod: Mod, part: str) -> list[Item]:
    return [one for ship in vessels_of(mod) for pair in mirrored_pairs(ship, part) for one in pair]


def rewritten(
    mod: Mod, chance: random.Random, pattern: str, change: Callable[[re.Match[str]], str]
) -> Slip | None:
    """A change of one of the places where a pattern is in the text."""
    data = mod.vessel_data
    places = [] if data is None else list(re.finditer(pattern, data.document.source.text))
    if data is None or not places:
        return None
    place = chance.choice(places)
    edit = Edit(Span(place.start(), place.end()), change(place))
    return Slip([edit], data.document.source.location(place.start()).line, frozenset())


def _swapped_letters(word: str) -> str:
    at = len(word) // 2
    return f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"


# Figures ---------------------------------------------------------------------------------------


for _name, _part, _field, _factor in (
    ("recharge a tenth on one side", "beam_ports", "cycle_time", 0.1),
    ("recharge tenfold on one side", "beam_ports", "cycle_time", 10),
    ("range tenfold on one side", "beam_ports", "range", 10),
    ("range a tenth on one side", "beam_ports", "range", 0.1),
    ("arc a tenth on one side", "beam_ports", "arc_width", 0.1),
    ("damage tenfold on one side", "beam_ports", "damage", 10),
    ("players' damage tenfold on one side", "beam_ports", "player_damage", 10),
):

    @kind(
        "uneven-pair",
        "ten-times-stock",
        "far-from-role",
        "uneven-scale",
        "beam-arc",
        "harmless-weapon",
    )
    def _figure(
        mod: Mod,
        chance: random.Random,
        part: str = _part,
        field: str = _field,
        factor: float = _factor,
    ) -> Slip | None:
        return scaled(mod, chance, part, field, factor, pairs=True)

    KINDS[_name] = KINDS.pop("figure")


@kind("ten-times-stock", "far-from-role", "uneven-scale", "uneven-shields")
def _front_shield_tenfold(mod: Mod, chance: random.Random) -> Slip | None:
    return scaled(mod, chance, "shields", "front", 10)


@kind("ten-times-stock", "far-from-role", "uneven-scale", "uneven-shields")
def _front_shield_a_tenth(mod: Mod, chance: random.Random) -> Slip | None:
    return scaled(mod, chance, "shields", "front", 0.1)


@kind("odd-movement", "ten-times-stock")
def _speed_tenfold(mod: Mod, chance: random.Random) -> Slip | None:
    return scaled(mod, chance, "performance", "top_speed", 10)


@kind("odd-movement", "ten-times-stock")
def _turn_rate_tenfold(mod: Mod, chance: random.Random) -> Slip | None:
    return scaled(mod, chance, "performance", "turn_rate", 10)


@kind("odd-size", "ten-times-stock", "uneven-scale")
def _scale_tenfold(mod: Mod, chance: random.Random) -> Slip | None:
    return scaled(mod, chance, "art", "scale", 10)


# Places ----------------------------------------------------------------------------------------


def _moved(
    mod: Mod, chance: random.Random, part: str, move: Callable[[Item], dict[str, float]]
) -> Slip | None:
    item = any_of(chance, _paired(mod, part))
    if item is None:
        return None
    texts = {field: f"{value:.10g}" for field, value in move(item).items()}
    return slip_at(item, item.edit(**texts)) if texts else None


def _number(item: Item, field: str) -> float:
    return float(getattr(item, field))


@kind("mirror-slip", "port-outside-hull", "beam-twice-on-one-side")
def _x_and_z_swapped(mod: Mod, chance: random.Random) -> Slip | None:
    return _moved(
        mod,
        chance,
        "beam_ports",
        lambda it: {"x": _number(it, "z"), "z": _number(it, "x")} if _number(it, "z") else {},
    )


@kind("mirror-slip", "beam-twice-on-one-side", "point-twice")
def _sign_of_x_lost(mod: Mod, chance: random.Random) -> Slip | None:
    return _moved(mod, chance, "beam_ports", lambda it: {"x": -_number(it, "x")})


@kind("mirror-slip")
def _sign_of_y_turned(mod: Mod, chance: random.Random) -> Slip | None:
    return _moved(
        mod,
        chance,
        "engine_ports",
        lambda it: {"y": -_number(it, "y")} if abs(_number(it, "y")) > 1 else {},
    )


@kind("mirror-slip", "port-outside-hull")
def _point_lost_in_x(mod: Mod, chance: random.Random) -> Slip | None:
    return _moved(mod, chance, "beam_ports", lambda it: {"x": _number(it, "x") * 100})


@kind("point-twice")
def _engine_copied_with_its_x(mod: Mod, chance: random.Random) -> Slip | None:
    return _moved(mod, chance, "engine_ports", lambda it: {"x": -_number(it, "x")})


# Who is who ------------------------------------------------------------------------------------


@kind("odd-side", "no-stance")
def _side_of_another_race(mod: Mod, chance: random.Random) -> Slip | None:
    blocks = defaultdict(list)
    for vessel in vessels_of(mod):
        if vessel.id is not None and vessel.id >= 100:
            blocks[vessel.id // 100].append(vessel)
    large = [
        vessels
        for vessels in blocks.values()
        if len(vessels) > 6 and len({one.side for one in vessels}) == 1
    ]
    item = any_of(chance, (one for vessels in large for one in vessels))
    sides = {one.side for one in vessels_of(mod) if one.side is not None}
    if not isinstance(item, Vessel) or len(sides) < 2:
        return None
    other = chance.choice(sorted(sides - {item.side}))
    return slip_at(item, item.edit(side=str(other)))


@kind("unknown-race")
def _side_of_no_race(mod: Mod, chance: random.Random) -> Slip | None:
    item = any_of(chance, vessels_of(mod))
    return None if item is None else slip_at(item, item.edit(side="77"))


@kind("duplicate-id")
def _number_of_another_ship(mod: Mod, chance: random.Random) -> Slip | None:
    vessels = [one for one in vessels_of(mod) if one.id is not None]
    if len(vessels) < 2:
        return None
    first, second = chance.sample(vessels, 2)
    return slip_at(second, second.edit(id=str(first.id)))


@kind("odd-number", "duplicate-id", "player-id-gap")
def _digit_of_a_number_lost(mod: Mod, chance: random.Random) -> Slip | None:
    vessels = [one for one in vessels_of(mod)[1:-1] if one.id is not None and one.id >= 1000]
    item = any_of(chance, vessels)
    return None if item is None else slip_at(item, item.edit(id=str(getattr(item, "id", 0) // 10)))


@kind("player-of-other-race")
def _players_ship_of_an_enemy(mod: Mod, chance: random.Random) -> Slip | None:
    races = () if mod.vessel_data is None else mod.vessel_data.races
    enemies = [one.id for one in races if "enemy" in one.words and "player" not in one.words]
    item = any_of(chance, (one for one in vessels_of(mod) if "player" in one.words))
    if item is None or not enemies:
        return None
    return slip_at(item, item.edit(side=str(enemies[0])))


# Stores ----------------------------------------------------------------------------------------


@kind("store-twice", "unknown-torpedo", "text-stores")
def _store_of_another_kind(mod: Mod, chance: random.Random) -> Slip | None:
    vessel = any_of(chance, (one for one in vessels_of(mod) if len(one.torpedo_storages) > 1))
    if not isinstance(vessel, Vessel):
        return None
    first, second = vessel.torpedo_storages[:2]
    if first.type is None:
        return None
    return slip_at(second, second.edit(type=first.type))


# How it is written -----------------------------------------------------------------------------

Change = Callable[[re.Match[str]], str]
WRITTEN: dict[str, tuple[tuple[str, ...], str, Change]] = {
    "decimal comma": (("unreadable-value",), r'(?<=damage=")[0-9]+\.[0-9]+(?=")', lambda it: it[0].replace(".", ",")),
    "letter for digit": (("unreadable-value",), r'(?<=range=")[0-9]*0(?=")', lambda it: it[0].replace("0", "O")),
    "sign before a figure": (("negative-value",), r'(?<=cycletime=")[0-9.]+(?=")', lambda it: f"-{it[0]}"),
    "number lost": (("missing-id",), r' uniqueID="[0-9]+"', lambda it: ""),
    "word misspelt": (("misspelt-word", "far-from-role"), r"(?<=broadType=\")(?:player|warship|carrier|medium)(?=[ \"])", lambda it: _swapped_letters(it[0])),
    "attribute misspelt": (("unknown-attribute", "missing-attribute"), r"(?<= )(?:cycletime|arcwidth|topspeed|turnrate|meshfile)(?==)", lambda it: _swapped_letters(it[0])),
    "element misspelt": (("unknown-element",), r"(?<=<)(?:shields|performance|beam_port|engine_port|torpedo_tube)(?= )", lambda it: _swapped_letters(it[0])),
    "torpedo of no kind": (("unknown-torpedo", "old-dialect"), r'(?<=type=")(?:trp|nuk|min|emp|shk)(?=")', lambda it: "tpr"),
    "mesh misspelt": (("missing-file",), r'(?<=meshfile="dat/)[A-Za-z-]+\.dxs(?=")', lambda it: it[0].replace(".dxs", ".dsx")),
    "grid misspelt": (("missing-file",), r'(?<=file="dat/)[A-Za-z-]+\.snt(?=")', lambda it: it[0].replace(".snt", "x.snt")),
    "backslash": (("backslash-path",), r'(?<=diffuseFile="dat)/(?=[A-Za-z])', lambda it: "\\"),
    "blank behind a path": (("untidy-path", "missing-file"), r'(?<=\.dxs)"', lambda it: ' "'),
    "quote lost": (("xml-syntax",), r'(?<=scale="0\.[0-9])"|(?<=damage="[0-9])"', lambda it: ""),
    "end tag lost": (("xml-syntax", "lost-vessel"), r"</vessel>", lambda it: ""),
    "bracket lost": (("xml-syntax",), r"<(?=(?:shields|art|performance) )", lambda it: ""),
    "end of a tag lost": (("xml-syntax",), r"/>(?=\s*<(?:shields|performance|beam_port) )", lambda it: ""),
    "bare ampersand": (("xml-syntax",), r'(?<=classname=")(?=[A-Z])', lambda it: "R & "),
    "taunt emptied": (("empty-taunt",), r'(?<=<taunt immunity=")[^"]+(?=")', lambda it: ""),
    "efficiency lost": (("missing-efficiency",), r' warpefficiency="[0-9.]+"', lambda it: ""),
    "players' damage lost": (("missing-player-damage",), r' playerdamage="[0-9.]+"', lambda it: ""),
    "letters garbled": (("text-encoding",), r"(?<=Armament)(?=:)", lambda it: "\u00e2\u20ac\u2122"),
    "shields of nothing": (("zero-shields",), r'(?<=<shields front=")[1-9][0-9]*" back="[1-9][0-9]*', lambda it: '0" back="0'),
    "beam without range": (("dead-weapon",), r'(?<=range=")[0-9]+(?="/>)', lambda it: "0"),
    "speed lost": (("no-movement",), r'(?<=topspeed=")[0-9]*\.[0-9]*[1-9]', lambda it: "0"),
    "word behind a vessel": (("stray-text",), r"</vessel>", lambda it: f"{it[0]} range"),
    "shields of a race": (("misplaced-element",), r"</hullRace>", lambda it: f'<shields front="1" back="1"/>{it[0]}'),
    "shields twice": (("part-twice",), r"<shields [^>]*/>", lambda it: it[0] * 2),
    "rule of no name silenced": (("unknown-suppression",), r"</vessel>", lambda it: f"<!-- modkit: ignore beam-arcs -->{it[0]}"),
    "attribute twice": (("xml-syntax",), r' range="[0-9]+"', lambda it: f'{it[0]} range="7"'),
}  # fmt: skip
"""Slips of one place in the text: who may tell it, the pattern of the place, what comes of it."""


def _of_text(pattern: str, change: Change) -> Plant:
    return lambda mod, chance: rewritten(mod, chance, pattern, change)


for _name, (_rules, _pattern, _change) in WRITTEN.items():
    KINDS[_name] = Kind(_rules, _of_text(_pattern, _change))
