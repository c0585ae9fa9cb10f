"""Slips of whole parts, planted by chance: what was left out, and what was copied from elsewhere."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from posixpath import splitext

from artemis_modkit.model import Mod
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessel_parts import CarrierLoad
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.source import Edit, Span
from tests.audit.slips import (
    KINDS,
    Kind,
    Plant,
    Slip,
    any_of,
    kind,
    mirrored_pairs,
    scaled,
    slip_at,
    vessels_of,
)

# What is lost ------------------------------------------------------------------------------------


def _lost(part: str, word: str) -> Plant:
    """All of a kind of part are left out of a ship with a word; "": of any."""

    def plant(mod: Mod, chance: random.Random) -> Slip | None:
        having = (one for one in vessels_of(mod) if getattr(one, part) and word in (*one.words, ""))
        vessel = any_of(chance, having)
        if vessel is None:
            return None
        found = getattr(vessel, part)
        items: Sequence[Item] = found if isinstance(found, tuple) else (found,)
        edits = [Edit(item.element.span, "") for item in items]
        return Slip(edits, vessel.location.line, frozenset())

    return plant


LOST = {
    "shields lost": ("shields", "", "missing-shields"),
    "performance lost": ("performance", "", "missing-performance"),
    "art lost": ("art", "", "missing-mesh"),
    "bays lost": ("carrier_load", "carrier", "carrier-without-bays"),
    "engines lost": ("engine_ports", "", "missing-engine"),
    "impulse points lost": ("impulse_points", "", "missing-points"),
    "place in fleets lost": ("fleet_ai", "", "missing-fleet-ai", "no-common-hull"),
    "stores lost": ("torpedo_storages", "player", "tubes-without-stores", "text-stores"),
    "tubes lost": ("torpedo_tubes", "player", "stores-without-tubes", "text-tubes"),
}
"""Parts that are left out: the field, a word of the ships that they are missed in, the rules."""

for _name, (_part, _word, *_rules) in LOST.items():
    KINDS[_name] = Kind(tuple(_rules), _lost(_part, _word))


@kind("missing-grid")
def _grid_lost(mod: Mod, chance: random.Random) -> Slip | None:
    vessel = any_of(chance, _with_grids(mod))
    if not isinstance(vessel, Vessel) or vessel.internal_data is None:
        return None
    return Slip([Edit(vessel.internal_data.element.span, "")], vessel.location.line, frozenset())


def _with_grids(mod: Mod) -> list[Vessel]:
    return [
        one
        for one in vessels_of(mod)
        if "player" in one.words and "singleseat" not in one.words and one.internal_data
    ]


@kind("race-without-base")
def _base_of_enemies_lost(mod: Mod, chance: random.Random) -> Slip | None:
    bases: dict[int | None, list[Vessel]] = defaultdict(list)
    for vessel in vessels_of(mod):
        if "base" in vessel.words:
            bases[vessel.side].append(vessel)
    races = () if mod.vessel_data is None else mod.vessel_data.races
    enemies = [one for one in races if "enemy" in one.words and len(bases[one.id]) == 1]
    race = any_of(chance, enemies)
    if not isinstance(race, HullRace):
        return None
    [base] = bases[race.id]
    return Slip([Edit(base.element.span, "")], race.location.line, frozenset())


@kind("bays-without-carrier")
def _word_of_a_carrier_lost(mod: Mod, chance: random.Random) -> Slip | None:
    having = (one for one in vessels_of(mod) if one.carrier_load and "carrier" in one.words)
    vessel = any_of(chance, having)
    if not isinstance(vessel, Vessel):
        return None
    words = " ".join(word for word in vessel.words if word != "carrier")
    return slip_at(vessel, vessel.edit(broad_type=words))


@kind("torpedoes-of-computer", "player-id-gap")
def _word_of_a_player_ship_lost(mod: Mod, chance: random.Random) -> Slip | None:
    having = [one for one in _with_grids(mod) if one.torpedo_tubes]
    vessel = any_of(chance, having)
    if not isinstance(vessel, Vessel):
        return None
    words = " ".join(word for word in vessel.words if word != "player")
    return slip_at(vessel, vessel.edit(broad_type=words))


# What is copied ----------------------------------------------------------------------------------


@kind("second-mesh")
def _mesh_of_another_pasted(mod: Mod, chance: random.Random) -> Slip | None:
    ships = [one for one in vessels_of(mod) if len(one.art) == 1 and "warship" in one.words]
    if len(ships) < 2:
        return None
    ship, other = chance.sample(ships, 2)
    span = other.art[0].element.span
    at = ship.art[0].element.span.end
    pasted = other.document.source.text[span.start : span.end]
    return slip_at(ship.art[0], [Edit(Span(at, at), pasted)])


@kind("crooked-pair", "mirror-slip")
def _crooked_engines_copied(mod: Mod, chance: random.Random) -> Slip | None:
    """A pair that is level on one side only, written into three ships of a pair of engines."""
    pairs = {
        ship.art[0].mesh_file: (ship, pair)
        for ship in vessels_of(mod)
        if ship.art and len(ship.engine_ports) == 2
        for pair in mirrored_pairs(ship, "engine_ports")
    }
    if len(pairs) < 3:
        return None
    chosen = sorted(chance.sample(list(pairs.values()), 3), key=lambda one: one[0].element.start)
    _, model = chosen[0]
    y = round(abs(model[0].y or 0) + 40)
    edits = [
        edit
        for _, ports in chosen
        for port, like, height in zip(ports, model, (y, -y), strict=True)
        for edit in port.edit(x=f"{like.x:g}", y=str(height), z=f"{like.z:g}")
    ]
    return slip_at(chosen[0][1][0], edits)


@kind("other-grid")
def _grid_of_another(mod: Mod, chance: random.Random) -> Slip | None:
    """Only of ships with a grid of their own beside the mesh, which the tree of the mod holds."""
    grids = {
        vessel: vessel.internal_data.file or ""
        for vessel in _with_grids(mod)
        if vessel.internal_data
    }
    users = Counter(grids.values())
    paths = {path.lower() for path in mod.tree.paths}
    own = [
        vessel
        for vessel, grid in grids.items()
        if users[grid] == 1
        and grid.lower() in paths
        and vessel.art
        and splitext(vessel.art[0].mesh_file or "")[0] == splitext(grid)[0]
    ]
    if len(own) < 2:
        return None
    ship, other = chance.sample(own, 2)
    assert ship.internal_data is not None
    return slip_at(ship.internal_data, ship.internal_data.edit(file=grids[other]))


@kind("duplicate-taunt", "taunt-count")
def _taunt_of_its_neighbour(mod: Mod, chance: random.Random) -> Slip | None:
    races = () if mod.vessel_data is None else mod.vessel_data.races
    race = any_of(chance, (one for one in races if len(one.taunts) > 1))
    if not isinstance(race, HullRace):
        return None
    first, second = chance.sample(race.taunts, 2)
    return slip_at(second, second.edit(text=first.text or ""))


# Figures of a whole ship -------------------------------------------------------------------------


@kind("many-bays", "ten-times-stock")
def _bays_tenfold(mod: Mod, chance: random.Random) -> Slip | None:
    loads = [one.carrier_load for one in vessels_of(mod) if "player" in one.words]
    load = any_of(chance, (one for one in loads if one is not None and one.bay_count))
    if not isinstance(load, CarrierLoad):
        return None
    return slip_at(load, load.edit(bay_count=f"{load.bay_count}0"))


for _name, _field, _factor in (
    ("energy for warp tenfold", "warp_efficiency", 10),
    ("energy of the ship tenfold", "ship_efficiency", 10),
):
    KINDS[_name] = Kind(
        ("odd-movement", "ten-times-stock"),
        partial(scaled, part="performance", field=_field, factor=_factor),
    )

KINDS["commonality with a digit too many"] = Kind(
    ("negative-value", "ten-times-stock"),
    partial(scaled, part="fleet_ai", field="commonality", factor=10),
)
KINDS["drones of tenfold damage"] = Kind(
    ("far-from-role", "ten-times-stock", "uneven-pair"),
    partial(scaled, part="drone_ports", field="damage", factor=10),
)


@kind("craft-without-singleseat")
def _word_of_a_craft_lost(mod: Mod, chance: random.Random) -> Slip | None:
    words = {"player", "singleseat", "fighter"}
    vessel = any_of(chance, (one for one in vessels_of(mod) if words <= {*one.words}))
    if not isinstance(vessel, Vessel):
        return None
    left = " ".join(word for word in vessel.words if word != "singleseat")
    return slip_at(vessel, vessel.edit(broad_type=left))


@kind("zero-shields")
def _strength_of_craft_lost(mod: Mod, chance: random.Random) -> Slip | None:
    craft = [one for one in vessels_of(mod) if {"player", "singleseat"} <= {*one.words}]
    having = [one for one in craft if one.shields and one.shields.player is not None]
    vessel = any_of(chance, having)
    if not isinstance(vessel, Vessel) or vessel.shields is None:
        return None
    text, span = vessel.document.text, vessel.shields.element.span
    bare = re.sub(r'\splayer="[^"]*"', "", text[span.start : span.end])
    return slip_at(vessel.shields, [Edit(span, bare)])


ALL_KINDS = KINDS
"""Every kind of slip that is planted by chance, those of figures and texts too."""
