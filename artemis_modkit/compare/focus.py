"""A part of a comparison: some kinds of values, some ships, the ships of some races."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.compare.comparison import Changed, Comparison, Matched
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import Role, Roles, roles_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError


class Focus(Struct, frozen=True):
    """What is wanted of a comparison; what is empty chooses all. `races` are names or IDs.

    A ship is of a role that it has in either mod.
    """

    kinds: Sequence[Area] = ()
    ships: Sequence[int] = ()
    races: Sequence[str] = ()
    roles: Sequence[Role] = ()

    @property
    def is_of_ships(self) -> bool:
        """Whether only some ships are wanted."""
        return bool(self.ships or self.races or self.roles)

    @property
    def has_balance(self) -> bool:
        """Whether figures are wanted."""
        return not self.kinds or Area.BALANCE in self.kinds


def role_called(name: str) -> Role:
    """The role of a name such as `enemy-small`. Raises `ModkitError` for any other."""
    known = {role.label: role for role in Role}
    found = known.get(name.strip().lower())
    if found is None:
        hint = did_you_mean(nearest(name, known), f"there are {', '.join(known)}")
        raise ModkitError(f"'{name}' is no role{hint}")
    return found


def focused(whole: Comparison, focus: Focus) -> Comparison:
    """The part of a comparison that is wanted; settings and scales of whole mods are balance.

    Raises `ModkitError` for a ship or race that neither mod has.
    """
    _check_ships(whole, focus.ships)
    sides = _sides(whole, focus.races)
    roles = [roles_of(mod.races) for mod in (whole.a, whole.b)]
    ships = [item for item in whole.vessels.items if _is_wanted(item, focus, sides, roles)]
    part = replace(
        whole,
        vessels=_part(whole.vessels, ships, focus),
        races=_part(whole.races, () if focus.is_of_ships else whole.races.items, focus),
    )
    if focus.has_balance and not focus.is_of_ships:
        return part
    return replace(part, settings=(), scale=(), scale_of_a=(), scale_of_b=())


def _is_wanted(item: Matched, focus: Focus, sides: frozenset[int], roles: Sequence[Roles]) -> bool:
    pairs = zip((item.a, item.b), roles, strict=True)
    of_roles = [known.of(one) for one, known in pairs if isinstance(one, Vessel)]
    if focus.roles and not set(of_roles) & set(focus.roles):
        return False
    vessels = [one for one in (item.a, item.b) if isinstance(one, Vessel)]
    if focus.ships and not any(vessel.id in focus.ships for vessel in vessels):
        return False
    return not focus.races or any(vessel.side in sides for vessel in vessels)


def _part(whole: Changed, items: Sequence[Matched], focus: Focus) -> Changed:
    kinds = frozenset(focus.kinds or Area)
    narrowed = (
        item if item.kinds <= kinds else replace(item, kinds=item.kinds & kinds) for item in items
    )
    return replace(whole, items=tuple(narrowed))


def _check_ships(whole: Comparison, ships: Sequence[int]) -> None:
    known = sorted(whole.vessels.names)
    for number in ships:
        if number not in whole.vessels.names:
            near = sorted(sorted(known, key=lambda one: abs(one - number))[:3])
            hint = f"; near it are {', '.join(map(str, near))}" if near else ""
            raise ModkitError(
                f"neither {whole.a.name} nor {whole.b.name} has a vessel {number}{hint}"
            )


def _sides(whole: Comparison, races: Sequence[str]) -> frozenset[int]:
    """The IDs of races by their names or IDs."""
    names = _race_names(whole.a) | _race_names(whole.b)
    found: set[int] = set()
    for race in races:
        numbers = names.get(race.strip().lower(), set())
        if not numbers:
            hint = did_you_mean(nearest(race, names))
            raise ModkitError(
                f"neither {whole.a.name} nor {whole.b.name} has a race '{race}'{hint}"
            )
        found |= numbers
    return frozenset(found)


def _race_names(mod: Mod) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for race in mod.races:
        if race.id is not None:
            for name in (str(race.id), (race.name or "").strip().lower()):
                found.setdefault(name, set()).add(race.id)
    return found
