"""Turn rates and speeds that look like those of their kind with a slipped decimal point."""

from collections.abc import Iterator
from dataclasses import dataclass

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.kinds import Kin, Values, kin_of
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessel_parts import Performance
from artemis_modkit.model.vessels import Vessel

_FAR = 5.0
"""Least factor from the median of its kind; a slipped point that counts is a factor of 10."""

_TYPICAL = 2.5
_SLIPS = (1e-4, 1e-3, 1e-2, 0.1, 10.0, 100.0)
"""What mends a slip: points are lost for good (0.4 as 4, 0.004 as 4), or a zero is too many."""


def _ship(turn_rate: str) -> str:
    return (
        f'<vessel uniqueID="2000" side="0" broadType="small"><performance '
        f'turnrate="{turn_rate}" topspeed="0.3"/></vessel>'
    )


_READ: dict[str, Values] = {
    "turnrate": lambda one: [one.performance.turn_rate] if one.performance else [],
    "topspeed": lambda one: [one.performance.top_speed] if one.performance else [],
}


@dataclass(frozen=True, slots=True)
class _Slip:
    vessel: str
    kind: str
    typical: float
    performance: Performance


@rule(
    title="a ship turns or flies unlike any of its kind",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="A turn rate of .04 among .004 is a cruiser that turns like a fighter: the slip of one "
    "digit that is easily made and seen only in battle.",
    repair="Correct the value, or leave it if it is meant.",
    fires=ships(_ship("0.04")),
    silent=ships(_ship("0.004")),
)
def odd_movement(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    slips: dict[tuple[str, float, int | None], list[_Slip]] = {}
    kin = {name: kin_of(subject, read) for name, read in _READ.items()}
    for vessel in data.vessels:
        role, performance = roles.of(vessel), vessel.performance
        if role is Role.STATION or performance is None:
            continue
        for name, other in (("turnrate", "topspeed"), ("topspeed", "turnrate")):
            value, beside = (_value(vessel, one) for one in (name, other))
            typical = _slipped_from(kin[name](role), value) if value and beside else None
            if typical is None or _is_as_far(kin[other](role), beside, value > typical):
                continue
            if not _is_of_stock(subject, role, name, value):
                slip = _Slip(vessel.shown_name, kin[name](role).shown, typical, performance)
                slips.setdefault((name, value, vessel.side), []).append(slip)
    for (name, value, _), alike in slips.items():
        first = alike[0]
        more = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
        yield subject.element(
            first.performance.element,
            f"{first.vessel}{more}: {name}={value:g} is far from that of any other "
            f"{first.kind}, most have about {first.typical:g}; is the decimal point right?",
            attribute=name,
            also=[slip.performance.element for slip in alike[1:]],
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


def _is_of_stock(subject: Subject, role: Role, name: str, value: float) -> bool:
    """Whether a value lies between those of the ships of stock, or of its single-seat craft."""
    stock = subject.stock.vessel_data
    if stock is None:
        return False
    roles = roles_of(stock.races)
    known = [_value(one, name) for one in stock.vessels if roles.of(one).is_craft is role.is_craft]
    moving = [one for one in known if one > 0]
    return bool(moving) and min(moving) <= value <= max(moving)
