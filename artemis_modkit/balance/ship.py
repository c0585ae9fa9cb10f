"""A vessel as the balance engine sees it: its weapons, shields, engines and stores at work.

Everything is computed when it is asked for, from the vessel, its role and the
`Game`; what is the same for several metrics is computed once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.conditions import Conditions, Mode
from artemis_modkit.balance.game import Game
from artemis_modkit.balance.mounts import (
    MOST_MOUNTS,
    Arc,
    Beam,
    Launch,
    Sector,
    Volley,
    bearing,
    sectors,
    volley,
)
from artemis_modkit.model.dialect import Dialect, detect_dialect
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import Assigned, Group, Role
from artemis_modkit.model.vessel_parts import BeamPort
from artemis_modkit.model.vessels import Vessel

MINUTE = 60.0
"""Seconds of a fight in which what is aboard is counted."""

_UNLIMITED = float("inf")

_WITHOUT_PLAYER_DAMAGE = (Dialect.V1_66, Dialect.V2_1A)


class Ship(Struct, frozen=True, eq=False, dict=True):
    """A vessel at work; none is the same as another, whatever they are made of.

    `nodes` are the rooms of its system grid, `None` without that file. `wing` are the
    single-seat craft that its race flies from its bays, `None` without any.
    """

    vessel: Vessel
    assigned: Assigned
    game: Game
    race: str | None = None
    is_friendly: bool = False
    nodes: int | None = None
    wing: Sequence["Ship"] = ()

    @cached_property
    def measured(self) -> dict[str, float | None]:
        """Its metrics by name, as far as they were asked for."""
        return {}

    @property
    def role(self) -> Role:
        """What it is for."""
        return self.assigned.role

    @property
    def group(self) -> Group:
        """The part of its role that it is ranked and measured in."""
        return self.assigned.group

    @property
    def flies_at_targets(self) -> bool:
        """Whether it has its target ahead, as the computer does; players and bases turn."""
        return not self.role.is_flown and self.role is not Role.STATION

    @property
    def id(self) -> int | None:
        """Its uniqueID."""
        return self.vessel.id

    @property
    def name(self) -> str:
        """Its class name; empty without one."""
        return self.vessel.class_name or ""

    @cached_property
    def dialect(self) -> Dialect | None:
        """The dialect that it is written in by itself; where it tells of none, that of stock."""
        element = self.vessel.element
        verdict = detect_dialect([element, *element.children])
        return verdict.dialect if verdict.signs else self.game.dialect

    def under(self, conditions: Conditions) -> "Ship":
        """The same vessel under other conditions."""
        return replace(self, game=replace(self.game, conditions=conditions))

    @cached_property
    def uncapped(self) -> "Ship":
        """The same vessel in a game whose settings cap no damage."""
        cap = self.game.damage_cap(is_friendly=self._is_friendly_ship)
        ports = self.vessel.beam_ports
        if self.role.is_flown or cap is None or all((port.damage or 0) <= cap for port in ports):
            return self
        return replace(self, game=replace(self.game, has_caps=False))

    @property
    def _is_friendly_ship(self) -> bool:
        """Whether it counts as friendly to the caps: a guess says that stations do not.

        Stock's stations have beams of 7, which would never count under a cap of 3.
        """
        return self.is_friendly and self.role is not Role.STATION

    @property
    def bays(self) -> int | None:
        """Single-seat craft it carries; `None` for what carries none or does not say."""
        load, old = self.vessel.carrier_load, self.vessel.carrier
        if load is not None:
            known = load.fighter if load.bay_count is None else load.bay_count
            return known if known is not None else load.bomber
        return None if old is None else old.complement

    # Beams ----------------------------------------------------------------------------------

    @cached_property
    def beams(self) -> tuple[Beam, ...]:
        """Its beams as they work under the conditions, in the order of the file."""
        return tuple(self._beam(port) for port in self.vessel.beam_ports[:MOST_MOUNTS])

    def _beam(self, port: BeamPort) -> Beam:
        centre = bearing(port.x, port.z)
        arc = None
        if centre is not None and port.arc_width is not None:
            arc = Arc.of_fraction(centre, port.arc_width)
        if self.role.is_flown:
            damage = self._player_hit(port)
        else:
            damage = self.game.computer_hit(port, is_friendly=self._is_friendly_ship)
        cycle = port.cycle_time if port.cycle_time and port.cycle_time > 0 else None
        if cycle is not None and self.role is Role.PLAYER:
            cycle = self.game.conditions.recharge(cycle)
        return Beam(None if damage is None else max(damage, 0.0), cycle, port.range, arc)

    def _player_hit(self, port: BeamPort) -> float | None:
        """Damage of a hit in a player's hands; in old dialects `damage` serves both."""
        if port.player_damage is None and self.dialect in _WITHOUT_PLAYER_DAMAGE:
            return port.damage
        return port.player_damage

    @property
    def most_shots(self) -> float:
        """Greatest number of shots a second: 1 / playerBeamDelay where beams fire themselves."""
        is_staggered = self.role is Role.PLAYER and self.game.conditions.mode is Mode.AUTO
        delay = self.game.beam_delay
        return 1 / delay if is_staggered and delay > 0 else _UNLIMITED

    @cached_property
    def reaching_beams(self) -> tuple[Beam, ...]:
        """The beams that have an arc, and reach the distance of the conditions."""
        distance = self.game.conditions.distance
        return tuple(
            beam
            for beam in self.beams
            if beam.arc is not None and beam.arc.width > 0 and beam.reaches(distance)
        )

    @cached_property
    def fire(self) -> tuple[Sector, ...]:
        """Damage a second of its beams by bearing: the circle, cut where it changes."""
        beams = self.reaching_beams
        arcs = [beam.arc for beam in beams if beam.arc is not None]
        limit = self.most_shots
        return sectors(arcs, lambda found: volley([beams[i] for i in found], limit).dps)

    def fire_at(self, degrees: float) -> float:
        """Damage a second of its beams in one direction, in degrees from the bow.

        Where fire changes just there, the better side: no target is so narrow that two arcs
        which only touch both bear on it.
        """
        return max(sector.value for sector in self.fire if sector.touches(degrees))

    @cached_property
    def best_volley(self) -> Volley:
        """What its beams do in the direction where they do most."""
        if not self.fire:
            return Volley(0.0, 0.0)
        best = max(self.fire, key=lambda sector: sector.value)
        beams = self.reaching_beams
        found = [beam for beam in beams if beam.arc is not None and beam.arc.covers(best.middle)]
        return volley(found, self.most_shots)

    # Launchers ------------------------------------------------------------------------------

    @property
    def is_skaraan(self) -> bool:
        """Whether its captain may have the special abilities of Skaraan."""
        return "skaraan" in (self.race or "").lower()

    @cached_property
    def drones(self) -> tuple[Launch, ...]:
        """Its drone launchers; none on ships that players fly, which have no use for them."""
        if self.role.is_flown:
            return ()
        return tuple(
            Launch(
                self.game.drone_hit(port, is_skaraan=self.is_skaraan), port.cycle_time, port.range
            )
            for port in self.vessel.drone_ports[:MOST_MOUNTS]
        )

    @cached_property
    def station_launchers(self) -> tuple[Launch, ...]:
        """Its torpedo launchers of the kind that stations have."""
        return tuple(
            Launch(port.damage, port.cycle_time, port.range)
            for port in self.vessel.torpedo_station_ports[:MOST_MOUNTS]
        )

    @property
    def tubes(self) -> int:
        """Torpedo tubes that something is loaded into: those of ships that players fly."""
        return len(self.vessel.torpedo_tubes) if self.role is Role.PLAYER else 0

    @cached_property
    def stores(self) -> Counter[Munition]:
        """Torpedoes aboard by kind; amounts that cannot be read or are below 0 count as none."""
        found: Counter[Munition] = Counter()
        for storage in self.vessel.torpedo_storages:
            if storage.munition is not None and (storage.amount or 0) > 0:
                found[storage.munition] += storage.amount or 0
        return found

    @cached_property
    def torpedo_dps(self) -> float:
        """Damage a second of homing torpedoes from all its tubes or, on craft, its rails.

        0 without any aboard, and at a distance that they do not reach.
        """
        conditions = self.game.conditions
        distance, reach = conditions.distance, conditions.mechanics["torpedo_reach"]
        is_too_far = distance is not None and distance > reach
        if not self.stores[Munition.HOMING] or is_too_far:
            return 0.0
        damage = self.game.homing_damage
        if self.role is Role.PLAYER_CRAFT:
            return damage / conditions.mechanics["craft_missile_reload"]
        load = self.game.tube_load
        return self.tubes * conditions.spread * damage / load if load else 0.0

    @cached_property
    def torpedoes(self) -> tuple[tuple[Munition, float, int], ...]:
        """What it can fire: kinds aboard, what one does at best, how many; the best first."""
        if not self.role.is_flown:
            return ()
        kinds = (Munition.HOMING,) if self.role.is_craft else tuple(Munition)
        found = [(kind, self.game.torpedo_worth(kind), self.stores[kind]) for kind in kinds]
        known = [one for one in found if one[1] > 0 and one[2] > 0]
        return tuple(sorted(known, key=lambda one: -one[1]))

    @cached_property
    def first_minute(self) -> Mapping[Munition, float]:
        """Damage a second by kind of torpedo in the first minute of a fight, the best fired first.

        From all its tubes or, on craft, its rails, with what is aboard; empty at a distance that
        torpedoes do not reach.
        """
        conditions = self.game.conditions
        distance, reach = conditions.distance, conditions.mechanics["torpedo_reach"]
        if distance is not None and distance > reach:
            return {}
        load, mounts = self.game.tube_load, self.tubes * conditions.spread
        if self.role.is_craft:
            load, mounts = conditions.mechanics["craft_missile_reload"], 1
        shots = mounts * MINUTE / load if load else 0.0
        found = {}
        for kind, worth, aboard in self.torpedoes:
            fired = min(float(aboard), shots)
            shots -= fired
            found[kind] = fired * worth / MINUTE
        return found

    @property
    def without_end_dps(self) -> float:
        """Damage a second of drones and of the launchers of stations, as far as they reach."""
        distance = self.game.conditions.distance
        launches = (*self.drones, *self.station_launchers)
        return sum(launch.dps for launch in launches if launch.reaches(distance))

    @cached_property
    def launched_dps(self) -> float:
        """Damage a second of all it launches that reaches the distance of the conditions."""
        return self.torpedo_dps + self.without_end_dps

    # Toughness ------------------------------------------------------------------------------

    @property
    def shields(self) -> tuple[float | None, float | None]:
        """Front and back shield in damage, as the file has them; for craft see `hit_points`."""
        shields = self.vessel.shields
        return (None, None) if shields is None else (shields.front, shields.back)

    @property
    def hit_points(self) -> float | None:
        """What a single-seat craft can take, in damage; `None` for what is no craft.

        `player` in a player's hands where the file has it, else the front shield.
        """
        shields = self.vessel.shields
        if not self.role.is_craft or shields is None:
            return None
        if self.role.is_flown and shields.player is not None:
            return shields.player
        return shields.front

    @property
    def fatal_hits(self) -> float | None:
        """Hits on the hull that a player ship is lost at; `None` for all other roles."""
        if self.role is not Role.PLAYER:
            return None
        mechanics = self.game.conditions.mechanics
        nodes = mechanics["player_hull_nodes"] if self.nodes is None else self.nodes
        return nodes * mechanics["fatal_share_of_nodes"]

    @property
    def hull(self) -> float | None:
        """Damage that the hull of a computer's ship takes; `None` for player ships and craft."""
        if self.role is Role.PLAYER or self.role.is_craft:
            return None
        return self.game.conditions.mechanics["enemy_hull"]
