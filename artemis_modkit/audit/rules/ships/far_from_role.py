"""Ships whose weapons or shields are far from those of their role; for speed see odd-movement."""

from collections import defaultdict
from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import Outlier, outliers
from artemis_modkit.balance.ship import Ship

_BEAMS = "beam_strength_sum"
_PLACES = {
    _BEAMS: ("beam_port", None),
    "shield_front": ("shields", "front"),
    "shield_back": ("shields", "back"),
    "hit_points": ("shields", "player"),
}
"""The metrics that are looked at, and where in the file their figures stand."""

_FAR_IN_MOD = 5.0
_FAR_FROM_STOCK = 2.0
"""Times the usual of the role in the mod, and beyond all of the role in stock."""


def _example(last: str) -> str:
    moves = '<performance turnrate="0.004" topspeed="0.6"/>'
    usual = "".join(
        f'<vessel uniqueID="{n}" side="0" broadType="player">{moves}'
        f'<shields front="{80 + n}" back="80"/></vessel>\n'
        for n in range(6)
    )
    return (
        f'{usual}<vessel uniqueID="6" side="0" broadType="player" classname="Cutter">{moves}'
        f'<shields front="{last}" back="80"/></vessel>'
    )


@rule(
    title="a figure is far from those of the ship's role",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="A ship that is many times as strong as all others of its role decides every fight, and "
    "one with far weaker shields loses it. Often it is a slipped decimal point.",
    repair="Correct the figure, or leave it if it is meant. `ship MOD ID` shows what it does.",
    fires=ships(_example("8000")),
    silent=ships(_example("150")),
)
def far_from_role(subject: Subject) -> Iterator[Hit]:
    yield from habits(("figures", hit) for hit in _hits(subject))


def _hits(subject: Subject) -> Iterator[Hit]:
    if subject.vessel_data is None or subject.stock.vessel_data is None:
        return
    conditions = Conditions()
    fleet = Fleet.of(subject.mod, subject.stock, conditions)
    stock: tuple[Ship, ...] = ()
    found: dict[int, list[Outlier]] = defaultdict(list)
    for one in outliers(fleet.ships, _PLACES):
        if not _is_far_here(one) or not one.ship.assigned.is_told:
            continue
        stock = stock or Fleet.of(subject.stock, subject.stock, conditions).ships
        if _is_far_from(one, stock):
            found[id(one.ship)].append(one)
    for far in found.values():
        yield _hit(subject, far)


def _is_far_here(one: Outlier) -> bool:
    """Whether a figure is far from the usual; weak beams never are, since many ships have few."""
    ratio = one.value / one.usual
    return ratio >= _FAR_IN_MOD or (one.metric != _BEAMS and ratio <= 1 / _FAR_IN_MOD)


def _is_far_from(one: Outlier, stock: tuple[Ship, ...]) -> bool:
    figures = [
        value
        for ship in stock
        if ship.role is one.ship.role and (value := one.figure(ship)) is not None and value > 0
    ]
    if not figures:
        return True
    return one.value > _FAR_FROM_STOCK * max(figures) or one.value < min(figures) / _FAR_FROM_STOCK


def _hit(subject: Subject, far: list[Outlier]) -> Hit:
    vessel = far[0].ship.vessel
    name, attribute = _PLACES[far[0].metric]
    at = next((one for one in vessel.element.children if one.name == name), vessel.element)
    said = "; ".join(_said(one) for one in far)
    return subject.element(at, f"{vessel.shown_name}: {said}", attribute=attribute)


def _said(one: Outlier) -> str:
    metric = all_metrics()[one.metric]
    what = "all beams together" if one.metric == _BEAMS else metric.title
    ratio = one.value / one.usual
    much = f"{ratio:.3g} times" if ratio > 1 else f"1/{1 / ratio:.3g} of"
    return (
        f"{what} {one.value:.4g} {metric.unit}, {much} the usual here "
        f"({one.ship.role.shown}: {one.usual:.4g})"
    )
