"""Ships for the page: what a card shows besides figures, and the figures and what moves them.

Of a description those words are marked that the audit holds against the ship; a text without a
finding has none. Every metric goes along as it is at the start, so a new one shows up in the page
by itself. Which ones a control moves is found by trying; one of them that mechanics.js has no
formula for is shown as it was at the start, and says so.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from artemis_modkit.audit import AuditResult
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.promises import broken
from artemis_modkit.balance import (
    Conditions,
    Fleet,
    ManualModel,
    Mode,
    Ship,
    Weights,
    conditions,
    mounts,
    outliers,
    scores,
)
from artemis_modkit.balance import ship as ship_at_work
from artemis_modkit.balance.game import Game
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.metrics.threat import CRUISER
from artemis_modkit.balance.power import HANDS, POWERS
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import COMPLEMENT, STORES, Thing
from artemis_modkit.model.grids import grid_of
from artemis_modkit.model.mechanics import Mechanics, mechanic_facts
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import Group
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.snt import GRID_SHAPE, Room
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.chart import Datasets, OfFiles, finite

_LONGEST_TEXT = 6000
_OF_ALL = (Thing.BEAMS, Thing.TUBES, Thing.LAUNCHERS, Thing.DRONES, *COMPLEMENT, Thing.UNARMED)
_OF_THE_FLOWN = (*_OF_ALL, *STORES, Thing.TORPEDOES)
_CLASS_RULE = "text-class-name"
_SIGNS = {kind.value: sign for kind, sign in zip(Room, ".hbtsmiwfr", strict=True)}
_UNKNOWN_NODE = "?"


def systems_payload() -> dict[str, Any]:
    """The shape of a system grid, and what each sign in one means."""
    return {
        "shape": list(GRID_SHAPE),
        "kinds": {
            _SIGNS[kind.value]: kind.name.lower().replace("_", " ") for kind in Room
        },
    }  # fmt: skip


class Cards:
    """The cards of a mod's ships; each system grid is read once, and told once."""

    def __init__(self, mod: Mod, result: AuditResult) -> None:
        self._mod = mod
        self._texts = _Contradictions(mod, result)
        self._charts = {
            chart.name: chart.datasets.of(mod)
            for chart in charts_of_page()
            if isinstance(chart.datasets, OfFiles)
        }
        self.grids: dict[str, str] = {}

    def of(self, ship: Ship) -> dict[str, Any]:
        """The card of a ship as data; empty parts are left out."""
        vessel = ship.vessel
        found = {
            "words": vessel.broad_type,
            "why": ship.assigned.reason,
            "stores": [
                [munition.title, ship.stores[munition]]
                for munition in Munition
                if ship.stores[munition]
            ],
            "text": self._text(vessel),
            "grid": self._grid(vessel),
            **{name: _known(of(vessel)) for name, of in self._charts.items()},
            "craft": list(dict.fromkeys(one.name for one in ship.wing)) or None,
        }
        return {name: value for name, value in found.items() if value}

    def _text(self, vessel: Vessel) -> dict[str, Any] | None:
        text = vessel.description
        if not text:
            return None
        spans = [claim.span for claim in self._texts.claims(vessel)]
        return {
            "text": text[:_LONGEST_TEXT],
            "marks": [[span.start, span.end] for span in spans if span.end <= _LONGEST_TEXT],
            "said": self._texts.of(vessel),
        }

    def _grid(self, vessel: Vessel) -> str | None:
        """Where in `grids` its rooms are; `None` without a system grid that can be read."""
        grid = grid_of(self._mod, vessel)
        if grid is None:
            return None
        if grid.name not in self.grids:
            signs = (_SIGNS.get(node.code, _UNKNOWN_NODE) for node in grid.nodes)
            self.grids[grid.name] = "".join(signs)
        return grid.name


def _known(rows: Datasets) -> dict[str, Any] | None:
    """The rows of a chart; `None` where it has nothing to show."""
    return {name: list(some) for name, some in rows.items()} if any(rows.values()) else None


class _Contradictions:
    """What the audit holds against descriptions, by vessel."""

    def __init__(self, mod: Mod, result: AuditResult) -> None:
        self._messages: dict[Element, list[str]] = defaultdict(list)
        self._broken: dict[Element, set[Claim]] = defaultdict(set)
        data = mod.vessel_data
        if data is None:
            return
        places = {}
        for vessel in data.vessels:
            if vessel.long_description is not None:
                element = vessel.long_description.element
                places[data.document.location(element.start)] = vessel
                if (place := data.document.places(element).get("text")) is not None:
                    places[data.document.location(place.name.start)] = vessel
        for finding in (one for one in result.findings if one.rule.startswith("text-")):
            for location in (finding.location, *finding.also):
                if (found := places.get(location)) is not None:
                    self._messages[found.element].append(finding.message)
                    if finding.rule == _CLASS_RULE:
                        claims = claims_of(found.description)
                        named = (claim for claim in claims if claim.thing is Thing.CLASS)
                        self._broken[found.element].update(named)
        look = Look(mod, result.stock)
        for things, is_flown in ((_OF_THE_FLOWN, True), (_OF_ALL, False)):
            for promise in broken(look, *things, is_flown=is_flown):
                self._broken[promise.vessel.element].update(promise.claims)

    def of(self, vessel: Vessel) -> list[str]:
        """The messages of findings about a vessel's text."""
        return self._messages.get(vessel.element, [])

    def claims(self, vessel: Vessel) -> list[Claim]:
        """The claims of a text that the vessel does not keep; none where no finding says so."""
        broken = self._broken[vessel.element] if self.of(vessel) else ()
        return sorted(broken, key=lambda claim: claim.span)


# Figures at the start, and the weapons that those which move come from -----------------------

FleetUnder = Callable[[Conditions | None], Fleet]
"""The ships of a mod under some conditions; under those of the start for `None`."""

ArcPart = tuple[float, float, list[int]]


def moved(subjects: FleetUnder) -> list[str]:
    """The metrics that a control of the page moves for some ship, found by moving each control."""
    start = subjects(None)
    figures = _figures(start)
    found: set[str] = set()
    for elsewhere in _controls_moved(start):
        now = _figures(subjects(elsewhere))
        found |= {name for name, values in figures.items() if values != now[name]}
    return [name for name in all_metrics() if name in found]


def _figures(fleet: Fleet) -> dict[str, list[float | None]]:
    return {name: [metric(ship) for ship in fleet.ships] for name, metric in all_metrics().items()}


def _controls_moved(fleet: Fleet) -> Iterator[Conditions]:
    """Conditions that differ from those of a fleet in one control, or in power and hand."""
    start = fleet.game.conditions
    greatest = start.mechanics["greatest_power"]
    yield from (replace(start, power=power) for power in (0.0, greatest / 2, greatest))
    for model in ManualModel:
        yield replace(start, power=greatest, mode=Mode.MANUAL, manual_model=model)
    yield replace(start, focuser=not start.focuser)
    yield from (replace(start, difficulty=one) for one in (1, conditions.HARDEST))
    ranges = {beam.range for ship in fleet.ships for beam in ship.beams if beam.range}
    known = sorted(reach for reach in ranges if 0 < reach < math.inf)
    if known:
        ends = (known[0] / 2, known[len(known) // 2], known[-1] + 1)
        yield from (replace(start, distance=end) for end in ends if end < math.inf)


def metrics_payload() -> dict[str, Any]:
    """Title and unit of every metric by name."""
    return {
        name: {"title": metric.title, "unit": metric.unit, "meaning": metric.meaning.split("\n")[0]}
        for name, metric in all_metrics().items()
    }


def roles_payload() -> list[dict[str, Any]]:
    """Every group of a role, in order; ships name theirs by its place here."""
    return [
        {"label": group.role.label, "group": group.label, "shown": group.shown,
         "is_flown": group.role.is_flown, "is_craft": group.role.is_craft,
         "is_enemy": group.role.is_enemy}
        for group in Group
    ]  # fmt: skip


def rules_payload(mechanics: Mechanics, weights: Weights) -> dict[str, Any]:
    """All that figures depend on besides ships: mechanics, weights and the limits of the engine."""
    return {
        "mechanics": {name: mechanics[name] for name in mechanic_facts()},
        "weights": {name: dict(table) for name, table in weights.tables.items()},
        "powers": list(POWERS),
        "hands": [[mode.value, focuser] for mode, focuser in HANDS],
        "limits": {
            "hardest": conditions.HARDEST,
            "sharp": mounts.SHARP,
            "shortest": mounts.SHORTEST,
            "median_score": scores.MEDIAN_SCORE,
            "cruiser": CRUISER,
            "minute": ship_at_work.MINUTE,
            "scaled": scores.SCALED,
            "share_of_nothing": scores.SHARE_OF_NOTHING,
            "least": scores.LEAST,
            "smallest": scores.SMALLEST,
            "greatest": scores.GREATEST,
            "to_normal_mad": outliers.TO_NORMAL_MAD,
            "to_normal_mean": outliers.TO_NORMAL_MEAN,
            "far": outliers.FAR,
            "giant": outliers.GIANT,
            "fewest": outliers.FEWEST,
            "least_ratio": outliers.LEAST_RATIO,
        },
    }


def fleet_payload(fleet: Fleet, ships: Sequence[Ship] | None = None) -> dict[str, Any]:
    """The ships of a fleet, or some of them, and the rules that they fight by."""
    chosen = fleet.ships if ships is None else ships
    places = {ship.vessel.element: at for at, ship in enumerate(chosen)}
    return {
        "name": fleet.mod.name,
        "game": game_payload(fleet.game),
        "ships": [_ship(ship, places) for ship in chosen],
    }


def game_payload(game: Game) -> dict[str, Any]:
    """What a mod's settings make of the rules, as far as no control changes it.

    `tube_load` is that at 100 % without a focuser, in seconds.
    """
    plain = replace(game, conditions=game.conditions.plain)
    segments = None if game.settings is None else game.settings.number("droneDamageSegmentCount")
    return {
        "beam_delay": game.beam_delay,
        "shot_energy": game.shot_energy,
        "torpedo_energy": game.torpedo_energy,
        "homing_damage": game.homing_damage,
        "tube_load": finite(plain.tube_load),
        "hits_of_drone": max(1.0, segments or 1.0),
        "notes": list(game.notes),
    }


def _ship(ship: Ship, places: dict[Element, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": ship.id,
        "name": ship.name,
        "race": ship.race,
        "role": list(Group).index(ship.group),
        "figures": [metric(ship) for metric in all_metrics().values()],
        "beams": _beams(ship),
        "cuts": list(_cuts(ship)),
        "shield": finite(ship.shields[0]),
        "fatal_hits": finite(ship.fatal_hits),
        "hull_damage": finite(ship.hull),
    }
    launches = {
        "drones": [_launch(drone) for drone in ship.drones],
        "launchers": [_launch(launcher) for launcher in ship.station_launchers],
        "tubes": ship.tubes,
        "homing": ship.stores[Munition.HOMING],
        "torpedoes": [[worth, aboard] for _, worth, aboard in ship.torpedoes],
    }
    found |= {name: value for name, value in launches.items() if value}
    if ship.wing and ship.bays is not None:
        elements = (one.vessel.element for one in ship.wing)
        found["bays"] = ship.bays
        found["wing"] = [places[element] for element in elements if element in places]
    return found


def _launch(launch: mounts.Launch) -> list[float | None]:
    return [finite(launch.damage), finite(launch.recharge), finite(launch.range)]


def _beams(ship: Ship) -> list[list[float | None]]:
    """Damage, damage without caps, cycle, range, bearing and width of the arc of each beam.

    Damage is that of a hit before difficulty; all in the units of the file, degrees for arcs.
    """
    capped = ship.under(replace(ship.game.conditions, difficulty=1))
    both = zip(capped.beams, capped.uncapped.beams, ship.vessel.beam_ports, strict=False)
    return [
        [
            finite(beam.damage),
            finite(other.damage),
            port.cycle_time if port.cycle_time and port.cycle_time > 0 else None,
            finite(beam.range),
            None if beam.arc is None else finite(beam.arc.centre),
            None if beam.arc is None else finite(beam.arc.width),
        ]
        for beam, other, port in both
    ]


def _cuts(ship: Ship) -> Iterator[tuple[float | None, list[int], list[ArcPart]]]:
    """Where its beams bear on a target within every range (`None`), and at most at each of theirs.

    Each has the places of the beams that reach it, and the parts of the circle: start and width
    in degrees, and the places of the beams that bear there.
    """
    everywhere = list(enumerate(ship.beams))
    ranges = {beam.range for _, beam in everywhere if beam.range is not None}
    for limit in (None, *sorted(reach for reach in ranges if reach < math.inf)):
        reaching = [
            (at, beam.arc)
            for at, beam in everywhere
            if beam.arc is not None and beam.arc.width > 0 and beam.reaches(limit)
        ]
        parts = [
            (sector.start, sector.width,
             [at for at, arc in reaching if arc.covers(sector.start + sector.width / 2)])
            for sector in mounts.sectors([arc for _, arc in reaching], lambda _: 0.0)
        ]  # fmt: skip
        yield limit, [at for at, _ in reaching], parts
