"""What players call the parts and values of ships, and what a setting is about.

What has no name here is called what the file calls it.
"""

from artemis_modkit.descriptions.words import plural
from artemis_modkit.model.roles import Role
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessel_parts import Art, InternalData

THINGS = {
    "beam_port": ("beam", "beams"),
    "drone_port": ("drone launcher", "drone launchers"),
    "torpedo_station_port": ("torpedo launcher", "torpedo launchers"),
    "torpedo_tube": ("torpedo tube", "torpedo tubes"),
    "impulse_point": ("impulse engine", "impulse engines"),
    "maneuver_point": ("thruster", "thrusters"),
}
"""What players call the parts of a ship; parts without a name here are looks or single figures."""

LOOKS = (Art.NAME, InternalData.NAME)
"""The elements of the kind art that are looks; the others hold coordinates."""

OWNERS = {
    "drone_port": "ships that launch drones",
    "torpedo_station_port": "stations that launch torpedoes",
    "torpedo_storage": "ships with torpedoes",
    "carrierload": "carriers",
    "carrier": "carriers",
    "production": "stations that build torpedoes",
}
"""What players call ships that have a part which only some have."""

FIGURES = {
    "damage": "damage",
    "playerdamage": "damage in players' hands",
    "arcwidth": "arc",
    "cycletime": "recharge time",
    "range": "range",
    "turnrate": "turn rate",
    "topspeed": "top speed",
    "efficiency": "efficiency",
    "shipefficiency": "ship efficiency",
    "warpefficiency": "warp efficiency",
    "jumpefficiency": "jump efficiency",
    "baycount": "bays",
    "complement": "fighters",
    "fighter": "fighters",
    "bomber": "bombers",
    "coeff": "torpedo production",
    "commonality": "frequency in fleets",
    "player": "hit points",
    "broadType": "type",
    "side": "race",
    "uniqueID": "number",
}
"""What players call the values of ships, by attribute."""

_UNKNOWN = "unknown to the game"


def group_of(key: str) -> str:
    """What a setting is about: `torpedoes`, `sounds`."""
    fact = setting_facts().get(key)
    return _UNKNOWN if fact is None else fact.group


def ships_of_role(role: Role) -> str:
    """Several ships of a role: `player ships`, `allies`."""
    if role.is_craft:
        return role.shown
    return plural(role.shown)
