"""Ships that cannot move, or move unlike any of their kind."""

import re

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship
from artemis_modkit.audit.ship_parts import strays
from artemis_modkit.audit.typical_values import Kin, ValuesOf, kin_of
from artemis_modkit.lazy import pattern
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS, STATION_WORDS, Role, roles_of
from artemis_modkit.model.vessel_parts import Performance
from artemis_modkit.model.vessels import Vessel

_TURNS = 0.001
"""Turn rate of a ship that is to move: 2.5 degrees a second. What stands still has less."""

_STANDS = pattern(
    r"\b(?:immobile|immovable|motionless|stationary|anchored|platform|fort|fortress|turret|"
    r"(?:can(?:not|'t)|does(?: not|n't)|never|will not) (?:move|fly|travel)s?|no engines?|"
    r"stands still|unbeweglich|ortsfest)\b",
    re.IGNORECASE,
)
"""Words by which a text says that its ship stays where it is."""


@Rule(
    title="a ship cannot move",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A ship with a turn rate and no speed stays where it was put, one with speed and no turn "
    "rate flies straight on for ever, and a player ship needs both. One that turns on the spot may "
    "be a platform: that is a notice, and nothing where its text says that it stands.",
    repair="Write the value that is 0, or 'static' or 'base' among the words of broadType for what "
    "is to stand still.",
    fires=ship('<performance turnrate="0.002" topspeed="0"/>', "small", number=2000),
    says="3:82 2000 without a class name: topspeed is 0 and turnrate 0.002, so it turns on the "
    "spot; write a topspeed",
    silent=ship('<performance turnrate="0" topspeed="0"/>', "static", number=1050),
)
def no_movement(look: Look) -> Occurrences:
    """Ships that can turn but not fly, or fly but not turn."""
    for vessel in look.vessels:
        performance = vessel.performance
        if performance is None or not STATION_WORDS.isdisjoint(vessel.words):
            continue
        name, lack = _fault(vessel, performance) or ("", "")
        is_slow = name == "topspeed"
        if name and not (is_slow and _STANDS.search(vessel.description)):
            yield look.element(
                performance.element,
                f"{vessel.shown_name}: {lack}",
                attribute=name,
                kind=name,
                severity=Severity.NOTICE if is_slow and performance.turn_rate != 0 else None,
            )


def _fault(vessel: Vessel, performance: Performance) -> tuple[str, str] | None:
    speed, turn = performance.top_speed, performance.turn_rate
    is_flown = not (SINGLE_SEAT_WORDS | {"player"}).isdisjoint(vessel.words)
    if speed == 0 and turn == 0 and is_flown:
        return "topspeed", "topspeed and turnrate are 0, so it cannot move; write both"
    if speed == 0 and turn is not None and turn >= _TURNS:
        said = f"topspeed is 0 and turnrate {turn:g}, so it turns on the spot; write a topspeed"
        return "topspeed", said
    if turn == 0 and speed is not None and speed > 0:
        said = f"turnrate is 0 and topspeed {speed:g}, so it only flies straight on"
        return "turnrate", f"{said}; write a turnrate"
    return None


_FAR = 5.0
"""Least factor from the median of its kind; a slipped point that counts is a factor of 10."""

_TYPICAL = 2.5
"""Factor from the median within which a mended value lies: ships of a kind differ as much."""

_SLIPS = (1e-4, 1e-3, 1e-2, 0.1, 10.0, 100.0)
"""What mends a slip: points are lost for good (0.4 as 4, 0.004 as 4), or a zero is too many."""


_READ: dict[str, ValuesOf] = {
    "turnrate": lambda vessel: [vessel.performance.turn_rate] if vessel.performance else [],
    "topspeed": lambda vessel: [vessel.performance.top_speed] if vessel.performance else [],
    "shipefficiency": lambda vessel: (
        [vessel.performance.ship_efficiency] if vessel.performance else []
    ),
    "warpefficiency": lambda vessel: (
        [vessel.performance.warp_efficiency] if vessel.performance else []
    ),
    "jumpefficiency": lambda vessel: (
        [vessel.performance.jump_efficiency] if vessel.performance else []
    ),
}
_PAIRS = (("turnrate", "topspeed"), ("topspeed", "turnrate"))
_BY_ITSELF = tuple((name, "") for name in _READ if name.endswith("efficiency"))
"""Each figure with the one that is as far off where a ship is meant to be so."""


@Rule(
    title="a ship turns, flies or uses energy unlike any of its kind",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="A turn rate of .04 among .004 is a cruiser that turns like a fighter: the slip of one "
    "digit that is easily made and seen only in battle.",
    together=2,
    repair="Correct the value, or leave it if it is meant.",
    fires=ship('<performance turnrate="0.04" topspeed="0.3"/>', "small", number=2000),
    says="3:65 2000 without a class name: turnrate=0.04 is far from that of any other ship, most "
    "have about 0.004; is the decimal point right?",
    silent=ship('<performance turnrate="0.004" topspeed="0.3"/>', "small", number=2000),
)
def odd_movement(look: Look) -> Occurrences:
    """Turn rates and speeds that look like those of their kind with a slipped decimal point."""
    kin = {name: kin_of(look, read) for name, read in _READ.items()}
    for vessel in look.vessels:
        role, performance = look.role(vessel), vessel.performance
        if role is Role.STATION or performance is None or vessel.element in look.once(strays):
            continue
        for name, other in (*_PAIRS, *(_BY_ITSELF if role.is_flown else ())):
            value, beside = _value(vessel, name), _value(vessel, other) if other else 0.0
            is_told = value and (beside or not other)
            typical = _slipped_from(kin[name](role), value) if is_told else None
            if typical is None or (other and _is_as_far(kin[other](role), beside, value > typical)):
                continue
            if not other and not _is_much_alone(look, name, value, typical):
                continue
            if not _is_of_stock(look, role, name, value):
                yield look.element(
                    performance.element,
                    of_many(
                        vessel.shown_name,
                        f": {name}={value:g} is far from that of any other "
                        f"{kin[name](role).shown}, most have about {typical:g}; is the decimal "
                        "point right?",
                        more=" and {others} more",
                    ),
                    kind=(name, value, vessel.side),
                    attribute=name,
                )


def _value(vessel: Vessel, name: str) -> float:
    """A turn rate or speed by its name in the file; 0 where there is none."""
    return next((value or 0 for value in _READ[name](vessel)), 0.0)


def _slipped_from(kin: Kin, value: float) -> float | None:
    typical = kin.typical_for(value, far=_FAR)
    if typical is None:
        return None
    mended = (value * slip for slip in _SLIPS)
    is_mended = any(typical / _TYPICAL <= one <= typical * _TYPICAL for one in mended)
    return typical if is_mended else None


def _is_as_far(kin: Kin, value: float, upwards: bool) -> bool:
    """Whether the other value lies as far to the same side: who is slow in both is meant so."""
    middle = kin.values[len(kin.values) // 2] if kin.values else value
    return value >= middle * _FAR if upwards else value <= middle / _FAR


def _is_much_alone(look: Look, name: str, value: float, typical: float) -> bool:
    """Whether no second ship has the value; use of little energy, or of 100 by some, is meant."""
    return value > typical and sum(_value(vessel, name) == value for vessel in look.vessels) == 1


def _is_of_stock(look: Look, role: Role, name: str, value: float) -> bool:
    """Whether a value lies between those of the ships of stock, or of its single-seat craft."""
    roles = roles_of(look.stock.races)
    known = [
        _value(vessel, name)
        for vessel in look.stock.vessels
        if roles.of(vessel).is_craft is role.is_craft
    ]
    scale = look.once(_scales)[name]
    moving = [one * scale for one in known if one > 0]
    return bool(moving) and min(moving) <= value <= max(moving)


def _scales(look: Look) -> dict[str, float]:
    """How many times stock's most values are of the ships that stock has too, 1 or more."""
    stock = {vessel.id: vessel for vessel in look.stock_look.vessels}
    scales = {}
    for name in _READ:
        both = [
            (_value(vessel, name), _value(stock[vessel.id], name))
            for vessel in look.vessels
            if vessel.id in stock
        ]
        ratios = sorted(own / was for own, was in both if own and was)[:-1]  # the last may be odd
        scales[name] = max(1.0, ratios[len(ratios) // 2]) if ratios else 1.0
    return scales
