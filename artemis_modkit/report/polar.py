"""A small picture of which way a ship fires, in characters that every console has.

The farther a direction is filled, the more damage a second is done in it; the
edge of the picture is the most.
"""

import math
from collections.abc import Sequence

from artemis_modkit.balance.mounts import Sector

_ROWS = 13
_COLUMNS = 27
_SHIP_RADIUS = 0.12


def polar_picture(fire: Sequence[Sector]) -> str:
    """The picture, bow up, for damage a second by bearing."""
    most = max((sector.value for sector in fire), default=0.0)
    lines = ["bow".center(_COLUMNS)]
    for row in range(_ROWS):
        y = 1 - (2 * row + 1) / _ROWS
        cells = (
            _cell(1 - (2 * column + 1) / _COLUMNS, y, fire, most) for column in range(_COLUMNS)
        )
        lines.append("".join(cells))
    return "\n".join(line.rstrip() for line in (*lines, "stern".center(_COLUMNS)))


def _cell(port: float, ahead: float, fire: Sequence[Sector], most: float) -> str:
    """The character at a place, from -1 to 1 to port and ahead."""
    away = math.hypot(port, ahead)
    if away < _SHIP_RADIUS:
        return "o"
    if away > 1:
        return " "
    value = _value_at(math.degrees(math.atan2(-port, ahead)) % 360, fire)
    return "#" if most > 0 and away <= value / most else "."


def _value_at(bearing: float, fire: Sequence[Sector]) -> float:
    found = (sector.value for sector in fire if 0 <= bearing - sector.start < sector.width)
    return next(found, 0.0)
