"""All ships of a mod at work under some conditions."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PureWindowsPath

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.game import Game
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.baseline import with_ships
from artemis_modkit.model.grids import grid_of
from artemis_modkit.model.mechanics import nodes_of_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import first_of, names_meant
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.snt import Room

_MOST_NAMESAKES = 5


class Fleet(Struct, frozen=True):
    """The ships of a mod, in the order of its file, and the rules they fight by."""

    mod: Mod
    game: Game
    ships: tuple[Ship, ...]

    @classmethod
    def of(cls, mod: Mod, stock: Mod, conditions: Conditions) -> "Fleet":
        """The ships of a mod; what it lacks of ships or settings is that of `stock`.

        Raises `ModkitError` for a mod without vesselData.xml.
        """
        own, mod = mod, with_ships(mod, stock)
        data = mod.vessel_data
        if data is None:
            raise ModkitError(f"{mod.name}: there is no vesselData.xml in it, so no ships to score")
        game = Game.of(mod, stock, conditions)
        if mod is not own:
            game = replace(game, ships_of=stock.name)
        roles = roles_of(data.races)
        races = {race.id: race.name for race in reversed(data.races)}
        ships = [
            Ship(
                vessel,
                roles.assigned(vessel),
                game,
                races.get(vessel.side),
                roles.stance(vessel) in ("player", "friendly"),
                _nodes(mod, vessel),
            )
            for vessel in data.vessels
        ]
        return cls(mod, game, tuple(_with_wings(ships)))

    def ship(self, number: int) -> Ship:
        """The ship of a uniqueID. Raises `ModkitError`, with the nearest ones, for none."""
        for ship in self.ships:
            if ship.id == number:
                return ship
        known = sorted({ship.id for ship in self.ships if ship.id is not None})
        near = sorted(known, key=lambda one: abs(one - number))[:3]
        hint = f"; near it are {', '.join(map(str, sorted(near)))}" if near else ""
        raise ModkitError(f"{self.mod.name}: no vessel has the uniqueID {number}{hint}")

    def find(self, which: str) -> Ship:
        """The ship of a uniqueID or class name. Raises `ModkitError` for none or several."""
        number = read_integer(which)
        found = [ship for ship in self.ships if ship.name.lower() == which.strip().lower()]
        if number is not None and (not found or any(ship.id == number for ship in self.ships)):
            return self.ship(number)
        if len(found) == 1:
            return found.pop()
        if found:
            names = [f"{one.vessel.shown_name} ({one.race or 'of no race'})" for one in found]
            several = first_of(names, _MOST_NAMESAKES)
            raise ModkitError(f"{self.mod.name}: '{which}' are several: {several}; name the ID")
        hint = names_meant(which, (ship.name for ship in self.ships)) or "; `score` lists all"
        raise ModkitError(f"{self.mod.name}: no ship is called '{which}'{hint}")


def _with_wings(ships: Sequence[Ship]) -> list[Ship]:
    """The ships, carriers with the craft of their side; shuttles are no fighting craft."""
    craft: dict[int | None, list[Ship]] = defaultdict(list)
    for ship in ships:
        if ship.role.is_craft and "shuttle" not in ship.vessel.words:
            craft[ship.vessel.side].append(ship)
    return [
        replace(ship, wing=craft.get(ship.vessel.side, ())) if ship.bays is not None else ship
        for ship in ships
    ]


def _nodes(mod: Mod, vessel: Vessel) -> int | None:
    """How many nodes of a ship can break: all but void ones of its system grid.

    That is the mod's, else stock's of that name; `None` where neither can be read.
    """
    named = vessel.internal_data.file if vessel.internal_data else None
    if named and mod.tree.resolve(named) is None:
        return nodes_of_stock().get(PureWindowsPath(named.strip()).name.lower())
    grid = grid_of(mod, vessel)
    return len(grid.nodes) - grid.count(Room.VOID) if grid and grid.nodes else None
