"""What the card of a ship shows besides its figures: text, systems, stores, plan.

Of a description those words are marked that the audit holds against the ship; a
text without a finding has none.
"""

from collections.abc import Callable
from typing import Any

from artemis_modkit.audit import AuditResult
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.promises import broken
from artemis_modkit.balance import Ship
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import COMPLEMENT, STORES, Thing
from artemis_modkit.model.grids import grid_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.snt import GRID_SHAPE, Room
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.chart import Datasets, OfFiles

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
            "stores": [[one.title, ship.stores[one]] for one in Munition if ship.stores[one]],
            "text": self._text(vessel),
            "grid": self._grid(vessel),
            **{name: self._chart(of, vessel) for name, of in self._charts.items()},
            "craft": []
            if ship.wing is None
            else list(dict.fromkeys(one.name for one in ship.wing.craft)),
        }
        return {name: value for name, value in found.items() if value}

    def _text(self, vessel: Vessel) -> dict[str, Any] | None:
        text = vessel.description
        if not text:
            return None
        said = self._texts.of(vessel)
        marks = [[claim.span.start, claim.span.end] for claim in self._texts.claims(vessel)]
        return {
            "text": text[:_LONGEST_TEXT],
            "marks": [mark for mark in marks if mark[1] <= _LONGEST_TEXT],
            "said": said,
        }

    def _chart(self, of: Callable[[Vessel], Datasets], vessel: Vessel) -> dict[str, Any] | None:
        """The rows of a chart; `None` where it has nothing to show."""
        found = {name: list(rows) for name, rows in of(vessel).items()}
        return found if any(found.values()) else None

    def _grid(self, vessel: Vessel) -> str | None:
        """Where in `grids` its rooms are; `None` without a system grid that can be read."""
        grid = grid_of(self._mod, vessel)
        if grid is None:
            return None
        if grid.name not in self.grids:
            signs = (_SIGNS.get(node.code, _UNKNOWN_NODE) for node in grid.nodes)
            self.grids[grid.name] = "".join(signs)
        return grid.name


class _Contradictions:
    """What the audit holds against descriptions, by vessel."""

    def __init__(self, mod: Mod, result: AuditResult) -> None:
        self._messages: dict[Element, list[str]] = {}
        self._broken: dict[Element, set[Claim]] = {}
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
        for finding in result.findings:
            if not finding.rule.startswith("text-"):
                continue
            for location in (finding.location, *finding.also):
                if (found := places.get(location)) is not None:
                    self._messages.setdefault(found.element, []).append(finding.message)
                    if finding.rule == _CLASS_RULE:
                        named = (
                            claim
                            for claim in claims_of(found.description)
                            if claim.thing is Thing.CLASS
                        )
                        self._broken.setdefault(found.element, set()).update(named)
        look = Look(mod, result.stock)
        for things, is_flown in ((_OF_THE_FLOWN, True), (_OF_ALL, False)):
            for promise in broken(look, *things, is_flown=is_flown):
                self._broken.setdefault(promise.vessel.element, set()).update(promise.claims)

    def of(self, vessel: Vessel) -> list[str]:
        """The messages of findings about a vessel's text."""
        return self._messages.get(vessel.element, [])

    def claims(self, vessel: Vessel) -> list[Claim]:
        """The claims of a text that the vessel does not keep; none where no finding says so."""
        broken = self._broken.get(vessel.element, set()) if self.of(vessel) else set()
        return sorted(broken, key=lambda claim: claim.span)
