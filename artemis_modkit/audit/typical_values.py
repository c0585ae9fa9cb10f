"""What is typical: the values of ships like a ship, and those of an attribute.

A value is measured by the other vessels of its role in the mod, and where the mod has few by
those of stock too, never by bounds written down here. It is no slip if others lie between it and
their median.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from msgspec import Struct

from artemis_modkit.audit.look import Look
from artemis_modkit.groups import grouped
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import Usual, read_decimal
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel

ValuesOf = Callable[[Vessel], Iterable[float | None]]

_ENOUGH = 6
"""Values of one role by which the others are measured without a look at stock."""

_FEW = 4
"""Other values without which none can be called typical."""

_BEYOND = 2.0
"""How far beyond all others a value lies, at least, that can be a slip."""


class Kin(Struct, frozen=True):
    """The values over 0 of one kind of vessel, in rising order; `shown` is how texts call it.

    `own` are those of the mod, where its few vessels are measured by stock too.
    """

    shown: str
    values: tuple[float, ...]
    own: tuple[float, ...] = ()

    def typical_for(self, value: float, *, far: float) -> float | None:
        """The median of the others where a value is a slip among them, else `None`.

        `far` is the least factor from that median. Vessels with the very same value count as
        one slip copied, as long as they are no more than a quarter of all. What two or more of the
        mod's own have, and most of them, is the habit of the mod, whatever stock has.
        """
        has_habit = self.own.count(value) > max(1, len(self.own) // 2)

        low, high = bisect_left(self.values, value), bisect_right(self.values, value)
        alike = high - low
        count = len(self.values) - alike
        if has_habit or count < _FEW or alike * 4 > len(self.values):
            return None

        def other(at: int) -> float:
            return self.values[at if at < low else at + alike]

        middle = (other((count - 1) // 2) + other(count // 2)) / 2
        is_beyond = value > other(count - 1) * _BEYOND or value < other(0) / _BEYOND
        is_far = not middle / far < value < middle * far
        return middle if is_beyond and is_far else None


_POWERS = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
_NEAR = 1e-6
"""How far from a power of ten, as a share of it: what figures lose when they are divided."""


def power_of_ten(factor: float) -> float | None:
    """The power of ten that a factor is, but for what floats lose; `None` for any other."""
    return next((power for power in _POWERS if abs(factor / power - 1) < _NEAR), None)


def times(factor: float) -> str:
    """A power of ten as messages say it: `10 times`, `1/100 of`."""
    return f"{factor:g} times" if factor > 1 else f"1/{1 / factor:g} of"


def kin_of(look: Look, values: ValuesOf) -> Callable[[Role], Kin]:
    """The values of the vessels of each role, read from a vessel by `values`, always the same one.

    Where even stock has few of a role, all ships, or all single-seat craft, are its kind.
    """
    own = look.mod.once(_of_all, values)
    stock: dict[Role, list[float]] = {}
    if any(len(of_role) < _ENOUGH for of_role in own.values()):
        stock = look.stock.once(_of_all, values)

    def kin(role: Role) -> Kin:
        found = own[role]
        of_mod: tuple[float, ...] = ()
        if len(found) < _ENOUGH:
            found, of_mod = [*found, *stock.get(role, ())], tuple(found)
        if len(found) >= _ENOUGH or role is Role.STATION:
            return Kin(role.shown, tuple(sorted(found)), of_mod)
        wider = [one for one in Role if one.is_craft is role.is_craft and one is not Role.STATION]
        everything = (value for one in wider for value in (*own.get(one, ()), *stock.get(one, ())))
        of_mod = tuple(value for one in wider for value in own.get(one, ()))
        shown = "single-seat craft" if role.is_craft else "ship"
        return Kin(shown, tuple(sorted(everything)), of_mod)

    kins = {role: kin(role) for role in own}
    return lambda role: kins[role]


def _of_all(mod: Mod, values: ValuesOf) -> dict[Role, list[float]]:
    """The values over 0."""
    return {
        role: [
            value
            for vessel in vessels
            for value in values(vessel)
            if value is not None and value > 0
        ]
        for role, vessels in mod.once(_by_role).items()
    }


def _by_role(mod: Mod) -> dict[Role, list[Vessel]]:
    roles = roles_of(mod.races)
    return grouped((roles.of(vessel), vessel) for vessel in mod.vessels)


def usual_values(look: Look, element: str, attribute: str) -> Usual | None:
    """From the least to the greatest value; `None` where neither stock nor the mod has any.

    Signs and zeros are left out: a place of 0 says nothing about how large the others are.
    """
    known = [mod.once(_usual, element, attribute) for mod in (look.stock, look.mod)]
    there = [usual for usual in known if usual is not None]
    if not there:
        return None
    return Usual(min(usual.low for usual in there), max(usual.high for usual in there))


def _usual(mod: Mod, element: str, attribute: str) -> Usual | None:
    texts = (one.attributes.get(attribute, "") for one in mod.elements if one.name == element)
    written = [abs(number) for text in texts if (number := read_decimal(text))]
    return Usual(min(written), max(written)) if written else None
