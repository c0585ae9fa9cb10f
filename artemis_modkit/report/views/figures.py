"""What players call the parts and values of ships, and what a setting is about.

What has no name here is called what the file calls it.
"""

from artemis_modkit.model.settings import setting_facts

THINGS = {
    "beam_port": ("beam", "beams"),
    "drone_port": ("drone launcher", "drone launchers"),
    "torpedo_station_port": ("torpedo launcher", "torpedo launchers"),
    "torpedo_tube": ("torpedo tube", "torpedo tubes"),
    "impulse_point": ("impulse engine", "impulse engines"),
    "maneuver_point": ("thruster", "thrusters"),
}
"""What players call the parts of a ship; parts without a name here are looks or single figures."""

FIGURES = {
    "damage": "damage",
    "playerdamage": "damage in players' hands",
    "arcwidth": "arc",
    "cycletime": "recharge time",
    "range": "range",
    "turnrate": "turn rate",
    "topspeed": "top speed",
    "efficiency": "efficiency",
    "shipefficiency": "efficiency",
    "warpefficiency": "warp efficiency",
    "jumpefficiency": "jump efficiency",
    "baycount": "bays",
    "complement": "fighters",
    "fighter": "fighters",
    "bomber": "bombers",
    "coeff": "torpedo production",
    "commonality": "how often it is met",
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
