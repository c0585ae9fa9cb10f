"""One ship as a report: all that is known of it, as data and as a card."""

from collections.abc import Sequence
from typing import Any

from artemis_modkit.balance import Assessment, Conditions, Scored, Ship
from artemis_modkit.balance.fight.duels import Duel, Duels
from artemis_modkit.balance.fight.ladder import headline
from artemis_modkit.balance.fight.verdict import Result
from artemis_modkit.balance.metrics.threat import strikes, takes
from artemis_modkit.balance.power import power_table
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import Role
from artemis_modkit.report.report import Report
from artemis_modkit.report.views.fight import span_json
from artemis_modkit.report.views.ship_card import card
from artemis_modkit.report.views.ships import (
    finite,
    fleets_json,
    head_json,
    numbers_json,
    ranks,
    ship_json,
    ship_table,
)


def ship_report(
    assessment: Assessment, ship: Ship, *, with_reasons: bool, only_certain: bool = False
) -> Report:
    """The card of a ship of the assessed mod; `with_reasons` expands its scores.

    `only_certain` leaves out what comes out otherwise where figures are not known.
    """
    scored = next(one for one in assessment.scored if one.ship is ship)
    duels = Duels.of(ship, assessment.fleet.ships)
    is_player = ship.role is Role.PLAYER
    stands = headline(assessment.ladder, ship) if is_player else None
    payload: dict[str, Any] = {
        **head_json(assessment),
        "ship": {
            **ship_json(scored),
            "ranks": ranks(assessment, scored),
            "why": _why_json(scored),
            "why_threat": {
                "damage_a_second": {name: finite(one) for name, one in strikes(ship).items()},
                "damage_taken": {name: finite(one) for name, one in takes(ship).items()},
            },
            "arcs": [
                {
                    "from": finite(sector.start),
                    "degrees": finite(sector.width),
                    "dps": finite(sector.value),
                }
                for sector in ship.fire
            ],
            "power_table": [_power_json(*row) for row in power_table(ship)],
            "torpedoes": _torpedoes_json(ship),
            "stands_up_to": None if stands is None else stands.number,
            "fleets": None
            if stands is None
            else fleets_json({name: rungs.value for name, rungs in stands.reaches.items()}),
            "kills": _opponents_json(duels.kills),
            "killed_by": _opponents_json(duels.killed_by),
            "duels": [_duel_json(duel, only_certain=only_certain) for duel in duels.in_full],
        },
        "notes": list(ship.game.notes),
    }
    blocks = card(
        assessment, scored, duels, stands, with_reasons=with_reasons, only_certain=only_certain
    )
    return Report("ship", payload, list(blocks), rows=ship_table(lambda: [payload["ship"]]))


def _why_json(scored: Scored) -> dict[str, Any]:
    return {
        name: [
            {"part": part.name, **numbers_json(part, "value", "usual", "factor", "share")}
            for part in score.parts
        ]
        for name, score in scored.scores.items()
    }


def _power_json(conditions: Conditions, ship: Ship) -> dict[str, Any]:
    return {
        "power": finite(conditions.power * 100),
        "mode": conditions.mode.value,
        "focuser": conditions.focuser,
        "beams": [numbers_json(beam, "recharge", "dps") for beam in ship.beams],
        "best_dps": finite(ship.best_volley.dps),
    }


def _torpedoes_json(ship: Ship) -> dict[str, Any]:
    return {
        "tubes": ship.tubes,
        "load": finite(ship.game.tube_load),
        "homing_dps": finite(ship.torpedo_dps),
        "stores": {kind.code: ship.stores[kind] for kind in Munition if ship.stores[kind]},
    }


def _duel_json(duel: Duel, *, only_certain: bool) -> dict[str, Any]:
    verdict = duel.verdict
    is_told = verdict.is_sure or not only_certain
    return {
        "id": duel.opponent.id,
        "name": duel.opponent.name,
        "result": verdict.result.value if is_told else Result.OPEN.value,
        "likely": verdict.likely.value if is_told else None,
        "seconds": span_json(verdict.seconds, is_told=not only_certain),
        "kills": span_json(duel.kills, is_told=not only_certain),
        "killed_by": span_json(duel.killed_by, is_told=not only_certain),
    }


def _opponents_json(found: Sequence[tuple[Ship, float]]) -> list[dict[str, Any]]:
    return [
        {"id": ship.id, "name": ship.name, "race": ship.race, "seconds": finite(seconds)}
        for ship, seconds in found
    ]
