"""Mods that two people made of one: each kind of change, by either, by both alike or otherwise."""

import random
from collections.abc import Callable, Mapping

SHIPS = "dat/vesselData.xml"
SETTINGS = "artemis.ini"
WHO = ("ours", "theirs", "both alike", "both otherwise")
_BEAM = (
    '    <beam_port x="{}" y="2" z="3" damage="{}" arcwidth="0.4" cycletime="6" range="1000"/>\n'
)
_SHIP = (
    '  <vessel uniqueID="{number}" side="{side}" classname="{name}" broadType="{kind}">\n'
    '    <art meshfile="dat/{name}.dxs" scale="0.2"/>\n'
    '    <shields front="{number}" back="80"/>\n'
    '    <performance turnrate="0.004" topspeed="0.6"/>\n'
    f"{_BEAM.format(1, 3)}{_BEAM.format(-1, 3)}"
    '    <torpedo_storage type="trp" amount="{number}"/>\n'
    '    <long_desc text="{name}. Two beams^and a crew"/>\n'
    "  </vessel>\n"
)
_RACE = '  <hullRace ID="{}" name="{}" keys="{}">\n    <taunt immunity="calm" text="Boo"/>\n  </hullRace>\n'
_NAMES = [
    "Anvil",
    "Bell",
    "Crane",
    "Drum",
    "Easel",
    "Fiddle",
    "Gavel",
    "Harp",
    "Inkpot",
    "Jug",
    "Kite",
]
_KEYS = ("stationEnergy", "torpEnergyValue", "playerShieldRechargeRate", "networkPort")
_OURS, _THEIRS = "7", "9"

Change = Callable[[str, str], str]
"""A race, a ship or a line as it becomes by a value; nothing where it is removed."""


def _ship(number: int, name: str) -> str:
    kind = ("player", "medium")[number % 2]
    return _SHIP.format(number=number, side=number % 2, name=name, kind=kind)


def _base() -> dict[str, str]:
    races = {"race 0": _RACE.format(0, "Crew", "player friendly")}
    races |= {"race 1": _RACE.format(1, "Foes", "enemy standard")}
    ships = {f"ship {at}": _ship(at, name) for at, name in enumerate(_NAMES, 100)}
    settings = {key: f"{key}=100\n" for key in _KEYS}
    return races | ships | settings | {"ship 200": "", "lamp": ""}


def _written(before: str, after: str) -> Change:
    def change(text: str, value: str) -> str:
        assert before in text
        return text.replace(before, after.format(value), 1)

    return change


def _gone(otherwise: Change, part: str = "") -> Change:
    """What one removes, and the other changes where both do otherwise."""

    def change(text: str, value: str) -> str:
        return otherwise(text, value) if value == _THEIRS else text.replace(part or text, "", 1)

    return change


def _beam_behind(text: str, value: str) -> str:
    """The first beam behind the other."""
    first = _BEAM.format(1, 3)
    moved = text.replace(first, "", 1).replace("    <torpedo", f"{first}    <torpedo", 1)
    return moved.replace('damage="3"', f'damage="{value}"') if value == _THEIRS else moved


KINDS: dict[str, tuple[str, Change]] = {
    "a value of a ship": ("ship 100", _written('scale="0.2"', 'scale="0.{}"')),
    "a ship removed": ("ship 101", _gone(_written('scale="0.2"', 'scale="0.{}"'))),
    "a ship moved to another number": ("ship 102", _written('ID="102"', 'ID="30{}"')),
    "a ship added": ("ship 200", lambda _, value: _ship(200, f"Lamp {value}")),
    "a beam added": ("ship 103", _written("    <torpedo", f"{_BEAM.format('{}', 2)}    <torpedo")),
    "a beam removed": (
        "ship 104",
        _gone(
            _written('x="-1" y="2" z="3" damage="3"', 'x="-1" y="2" z="3" damage="{}"'),
            _BEAM.format(-1, 3),
        ),
    ),
    "a beam turned": ("ship 105", _written('x="-1"', 'x="-{}"')),
    "a beam moved behind another": ("ship 106", _beam_behind),
    "a text": ("ship 107", _written("and a crew", "and {} of a crew")),
    "a ship that becomes another": (
        "ship 108",
        lambda _, value: _ship(108, f"Mill {value}").replace("80", value),
    ),
    "a race": ("race 1", _written('name="Foes"', 'name="Foes {}"')),
    "a taunt": (
        "race 0",
        _gone(_written("Boo", "Boo {}"), '    <taunt immunity="calm" text="Boo"/>\n'),
    ),
    "a setting": (_KEYS[0], _written("=100", "={}")),
    "a setting removed": (_KEYS[1], _gone(_written("=100", "={}"))),
    "a setting switched off": (_KEYS[2], _gone(_written("=100", "={}"), "")),
    "a setting added": ("lamp", lambda _, value: f"lamp={value}\n"),
}
"""Each kind of change with the one thing that it is about."""


def three_mods(changes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The files of base, ours and theirs: who (of `WHO`) made which kinds of changes."""
    base = _base()
    ours, theirs = dict(base), dict(base)
    for kind, who in changes.items():
        thing, change = KINDS[kind]
        if who != "theirs":
            ours[thing] = change(base[thing], _OURS)
        if who in ("theirs", "both alike"):
            theirs[thing] = change(base[thing], _OURS)
        if who == "both otherwise":
            theirs[thing] = change(base[thing], _THEIRS)
    return {"base": _files(base), "ours": _files(ours), "theirs": _files(theirs)}


def by_chance(seed: int) -> dict[str, str]:
    """Some kinds of change, each by somebody: the same for a seed."""
    chance = random.Random(seed)
    kinds = chance.sample(sorted(KINDS), chance.randint(1, 6))
    return {kind: chance.choice(WHO) for kind in kinds}


def in_turn(shift: int) -> dict[str, str]:
    """Every kind of change at once: in four turns each is made by everybody."""
    return {kind: WHO[(at + shift) % len(WHO)] for at, kind in enumerate(KINDS)}


def _files(things: Mapping[str, str]) -> dict[str, str]:
    ships = "".join(text for one, text in things.items() if one.startswith(("race ", "ship ")))
    settings = "".join(
        text for one, text in things.items() if "race " not in one and "ship " not in one
    )
    return {SHIPS: f'<vessel_data version="2.6">\n{ships}</vessel_data>\n', SETTINGS: settings}
