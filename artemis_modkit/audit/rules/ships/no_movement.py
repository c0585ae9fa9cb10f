"""Ships that can turn but not fly, or fly but not turn."""

import re

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.lazy import pattern
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS, STATION_WORDS
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
    fires=ships(
        '<vessel uniqueID="2000" side="0" broadType="small"><performance turnrate="0.002" '
        'topspeed="0"/></vessel>'
    ),
    says="3:82 2000 without a class name: topspeed is 0 and turnrate 0.002, so it turns on the "
    "spot; write a topspeed",
    silent=ships(
        '<vessel uniqueID="1050" side="0" broadType="static"><performance turnrate="0" '
        'topspeed="0"/></vessel>'
    ),
)
def no_movement(look: Look) -> Occurrences:
    for vessel in look.vessels:
        performance = vessel.performance
        if performance is None or not STATION_WORDS.isdisjoint(vessel.words):
            continue
        if fault := _fault(vessel, performance):
            name, lack = fault
            is_platform = name == "topspeed" and performance.turn_rate != 0
            if name == "topspeed" and _STANDS.search(vessel.description):
                continue
            found = look.element(
                performance.element, f"{vessel.shown_name}: {lack}", attribute=name, kind=name
            )
            yield replace(found, severity=Severity.NOTICE) if is_platform else found


def _fault(vessel: Vessel, performance: Performance) -> tuple[str, str] | None:
    speed, turn = performance.top_speed, performance.turn_rate
    is_flown = not (SINGLE_SEAT_WORDS | {"player"}).isdisjoint(vessel.words)
    if speed == 0 and turn == 0 and is_flown:
        return "topspeed", "topspeed and turnrate are 0, so it cannot move; write both"
    if speed == 0 and turn is not None and turn >= _TURNS:
        return (
            "topspeed",
            f"topspeed is 0 and turnrate {turn:g}, so it turns on the spot; write a topspeed",
        )
    if turn == 0 and speed is not None and speed > 0:
        return (
            "turnrate",
            f"turnrate is 0 and topspeed {speed:g}, so it only flies straight on; write a turnrate",
        )
    return None
