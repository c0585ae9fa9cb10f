"""Figures and names of ships as the rows of charts hold them.

One decision: they come from the metrics that `score` gives and that the page computes live, so
that a picture, the page and `score` say the same at the same settings.
"""

import math

from artemis_modkit.balance import Ship
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.model.vessels import NAMELESS
from artemis_modkit.report.text import visible

LONGEST_NAME = 30
"""Letters of a name in a chart."""


def finite(value: float | None) -> float | None:
    """A figure that JSON can hold, else `None`."""
    return value if value is not None and math.isfinite(value) else None


def name_of(ship: Ship) -> str:
    """Its class name, cut."""
    name = visible(ship.name[: 4 * LONGEST_NAME])
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"


def label_of(ship: Ship) -> str:
    """How charts call it: `20 Valkyrie`."""
    return f"{'?' if ship.id is None else ship.id} {name_of(ship) or NAMELESS}"


def figure(ship: Ship, name: str) -> float:
    """A metric; 0 where it means nothing for the ship."""
    return all_metrics()[name](ship) or 0.0


def dps_of(ship: Ship) -> float | None:
    """Damage a second of its beams in their best direction and of all it launches."""
    return finite(figure(ship, "beam_dps") + figure(ship, "launched_dps"))
