"""Ships whose weapons or shields are far from those of their role; for speed see odd-movement."""

from collections import defaultdict

from artemis_modkit.audit.frame import (
    Confidence,
    Look,
    Occurrence,
    Occurrences,
    Rule,
    Severity,
    ships,
)
from artemis_modkit.audit.id_blocks import strays
from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import Outlier, outliers
from artemis_modkit.balance.ship import Ship
from artemis_modkit.parsers.xml import Element

_BEAMS = "beam_strength_sum"
_DRONES = "launched_dps"
_PLACES = {
    _BEAMS: ("beam_port", None),
    "shield_front": ("shields", "front"),
    "shield_back": ("shields", "back"),
    "hit_points": ("shields", "player"),
    _DRONES: ("drone_port", None),
}
"""The metrics that are looked at, and where in the file their figures stand."""

_FAR_IN_MOD = 5.0
"""Times the median of the role in the mod, from which on a figure is told."""

_FAR_FROM_STOCK = 2.0
"""Times the greatest figure of the role in stock beyond which it is told, or below the least."""


def _example(last: str) -> str:
    moves = '<performance turnrate="0.004" topspeed="0.6"/>'
    usual = "".join(
        f'<vessel uniqueID="{n}" side="0" broadType="player">{moves}'
        f'<shields front="{80 + n}" back="80"/></vessel>\n'
        for n in range(6)
    )
    return (
        f'{usual}<vessel uniqueID="6" side="0" broadType="player" classname="Cutter">{moves}'
        f'<shields front="{last}" back="{last}"/></vessel>'
    )


@Rule(
    title="a figure is far from those of the ship's role",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="A ship that is many times as strong as all others of its role decides every fight, and "
    "one with far weaker shields loses it. Often it is a slipped decimal point.",
    repair="Correct the figure, or leave it if it is meant. `ship MOD ID` shows what it does.",
    fires=ships(_example("8000")),
    says="9:124 6 Cutter: front shield 8000 damage, 96.4 times the usual here (player ship: 83); "
    "back shield 8000 damage, 100 times the usual here (player ship: 80)",
    silent=ships(_example("150")),
)
def far_from_role(look: Look) -> Occurrences:
    if not look.vessels or look.stock.vessel_data is None:
        return
    conditions = Conditions()
    fleet = Fleet.of(look.mod, look.stock, conditions)
    stock: tuple[Ship, ...] = ()
    found: dict[Element, list[Outlier]] = defaultdict(list)
    for outlier in outliers(fleet.ships, _PLACES):
        if not _is_far_here(outlier) or not outlier.ship.assigned.is_told:
            continue
        if outlier.ship.vessel.element in look.once(strays):
            continue  # its side is told, by which it may have another's role
        stock = stock or Fleet.of(look.stock, look.stock, conditions).ships
        if _is_far_from(outlier, stock):
            found[outlier.ship.vessel.element].append(outlier)
    for far in found.values():
        far.sort(key=lambda one: list(_PLACES).index(one.metric))
        yield _hit(look, far)


def _is_far_here(one: Outlier) -> bool:
    """Whether a figure is far from the usual; weak beams never are, since many ships have few."""
    ratio = one.value / one.usual
    if one.metric == _DRONES and not one.ship.vessel.drone_ports:
        return False
    return ratio >= _FAR_IN_MOD or (
        one.metric not in (_BEAMS, _DRONES) and ratio <= 1 / _FAR_IN_MOD
    )


def _is_far_from(one: Outlier, stock: tuple[Ship, ...]) -> bool:
    """Whether no ship of stock comes near; what stock has none of, as the back shields of bases,
    of which the game uses the front alone, nobody can tell."""
    figures = [
        value
        for ship in stock
        if ship.role is one.ship.role and (value := one.figure(ship)) is not None and value > 0
    ]
    if not figures:
        return False
    return one.value > _FAR_FROM_STOCK * max(figures) or one.value < min(figures) / _FAR_FROM_STOCK


def _hit(look: Look, far: list[Outlier]) -> Occurrence:
    vessel = far[0].ship.vessel
    name, attribute = _PLACES[far[0].metric]
    at = next((child for child in vessel.element.children if child.name == name), vessel.element)
    said = "; ".join(_said(one) for one in far)
    return look.element(at, f"{vessel.shown_name}: {said}", attribute=attribute)


def _said(one: Outlier) -> str:
    metric = all_metrics()[one.metric]
    conditions = f"at difficulty {Conditions().difficulty}, without caps"
    what = f"all beams together ({conditions})" if one.metric == _BEAMS else metric.title
    ratio = one.value / one.usual
    much = f"{ratio:.3g} times" if ratio > 1 else f"1/{1 / ratio:.3g} of"
    return (
        f"{what} {one.value:.4g} {metric.unit}, {much} the usual here "
        f"({one.ship.group.shown}: {one.usual:.4g})"
    )
