"""What ships can do: the mechanics of the game, metrics of ships, and scores.

One decision: a name is loaded when it is first asked for, since the audit needs a part of this
floor at every start and scores only some commands.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artemis_modkit.balance.assessment import Assessment, assess
    from artemis_modkit.balance.conditions import Conditions, ManualModel, Mode
    from artemis_modkit.balance.fleet import Fleet
    from artemis_modkit.balance.scale import Scale, scales
    from artemis_modkit.balance.scores import Part, Score, Scored
    from artemis_modkit.balance.ship import Ship
    from artemis_modkit.balance.weights import Weights

__all__ = [
    "Assessment",
    "Conditions",
    "Fleet",
    "ManualModel",
    "Mode",
    "Part",
    "Scale",
    "Score",
    "Scored",
    "Ship",
    "Weights",
    "assess",
    "scales",
]

_HOMES = {
    "assessment": ("Assessment", "assess"),
    "conditions": ("Conditions", "ManualModel", "Mode"),
    "fleet": ("Fleet",),
    "scale": ("Scale", "scales"),
    "scores": ("Part", "Score", "Scored"),
    "ship": ("Ship",),
    "weights": ("Weights",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
