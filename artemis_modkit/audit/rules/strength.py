"""Shields that a ship lacks, and figures that make it far stronger or weaker than its kind."""

from collections import Counter

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.ship_parts import lacking, living, strays
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import Outlier, outliers
from artemis_modkit.balance.ship import Ship
from artemis_modkit.descriptions.figures import says_no_shield
from artemis_modkit.groups import grouped
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import Shields
from artemis_modkit.model.vessels import Vessel

_LACKS = {
    "player": "it has no strength in a player's hands; write shields player= over 0",
    "station": "its front shield, the one that stations use, is 0; write its strength",
    "all": "it is armed and has no shields at all; write front and back over 0",
    "front": "its front shield is 0, the other one is not; write a strength over 0",
    "back": "its back shield is 0, the other one is not; write a strength over 0",
}
"""What a vessel can lack, and what to do about it."""

_OFTEN_MEANT = ("all", "back")
"""What authors like to give a ship for its character: a glass cannon, a raider that never turns."""

_SIDES = ("front", "back")
"""What is meant where it is so of several ships of a race, or of beasts: trolls turn no back."""


@Rule(
    title="a vessel has no shields where it needs some",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Shields are nearly all that a ship has against fire. Single-seat craft may have 0 in "
    "both, as long as player= gives those that players fly a strength, and bases use front alone. "
    "A ship without any, or without a rear one, may be meant so: that is a notice, and nothing "
    "where its text says so.",
    repair="Write the strength that is missing, or arm nothing on a ship that is to have none.",
    fires=ships(
        '<vessel uniqueID="1500" side="0" broadType="medium warship"><shields front="80" back="0"/>'
        '<performance turnrate="0.004" topspeed="0.6"/></vessel>'
    ),
    says="3:81 1500 without a class name: its back shield is 0, the other one is not; write a "
    "strength over 0",
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><shields front="400" back="0"/></vessel>'
        '<vessel uniqueID="2010" side="0" broadType="singleseat"><shields front="0" back="0"/>'
        '<performance turnrate="0.01" topspeed="1.2"/></vessel>'
    ),
)
def zero_shields(look: Look) -> Occurrences:
    """Fighting ships without shields."""
    lacks = {
        vessel.element: lack
        for vessel in look.vessels
        if vessel.shields and (lack := _lack(vessel, vessel.shields, look.role(vessel)))
    }
    of_race = Counter((one.side, lacks.get(one.element)) for one in look.vessels)
    beasts = look.once(living)
    for vessel in look.vessels:
        shields, lack = vessel.shields, lacks.get(vessel.element)
        is_meant = lack in _SIDES and (vessel.side in beasts or of_race[vessel.side, lack] > 1)
        is_meant |= lack in _OFTEN_MEANT and says_no_shield(vessel.description, back=lack == "back")
        if shields is not None and lack is not None and not is_meant:
            yield look.element(
                shields.element,
                f"{vessel.shown_name}: {_LACKS[lack]}",
                kind=lack,
                attribute=lack if lack in ("player", "back") else "front",
                severity=Severity.NOTICE if lack in _OFTEN_MEANT else None,
            )

    for vessel in lacking(look, _is_players_craft, _says_strength):
        assert vessel.shields is not None
        if vessel.element not in lacks:
            yield look.element(
                vessel.shields.element,
                f"{vessel.shown_name}: shields without player=, which the other craft of players "
                "have; write its strength in their hands",
                kind="unsaid",
            )


def _is_players_craft(look: Look, vessel: Vessel) -> bool:
    return vessel.shields is not None and look.role(vessel) is Role.PLAYER_CRAFT


def _says_strength(vessel: Vessel) -> bool:
    """Whether it has `player`, or an attribute one slip away, which another rule tells."""
    names = vessel.shields.element.attributes if vessel.shields else ()
    return any(name == "player" or is_one_slip(name, "player") for name in names)


def _lack(vessel: Vessel, shields: Shields, role: Role) -> str | None:
    """Which of `_LACKS` a vessel has; `None` where its shields are as they should be."""
    no_front, no_back = shields.front == 0, shields.back == 0
    if role is Role.ENEMY_CRAFT:
        return None
    if role is Role.PLAYER_CRAFT:
        has_none = shields.player == 0 or (shields.player is None and no_front)
        return "player" if has_none else None
    if role is Role.STATION:
        is_meant = "base" in vessel.words or _is_armed(vessel)
        return "station" if no_front and is_meant else None
    if no_front and no_back:
        return "all" if _is_armed(vessel) else None
    return "front" if no_front else "back" if no_back else None


def _is_armed(vessel: Vessel) -> bool:
    return bool(vessel.beam_ports or vessel.drone_ports or vessel.torpedo_tubes)


_FAR = 8.0
"""How many times one shield is the other, at least; real ships have up to 5."""

_MOST_ODD = 2
"""So many ships may be slips; where more are so, the mod means it."""


def _ship(front: int) -> str:
    return (
        f'<vessel uniqueID="1" side="0" broadType="player" classname="Heron"><shields '
        f'front="{front}" back="80"/></vessel>'
    )


@Rule(
    title="one shield of a ship is ten times the other",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Of all known ships of stock and of mods the stronger shield is at most five times the "
    "other. More than that is mostly a digit too many or too few.",
    repair="Correct the figure, or leave it if it is meant.",
    fires=ships(_ship(800)),
    says='3:68 1 Heron: shields front="800" back="80"; is a digit too many or too few?',
    silent=ships(_ship(400)),
)
def uneven_shields(look: Look) -> Occurrences:
    """Ships of a mod's own whose front and back shields are further apart than those of all others.

    Those of ships of stock are held against stock, by ten-times-stock and uneven-scale.
    """
    stock = {(one.id, one.class_name) for one in look.stock_look.vessels}
    own = [vessel for vessel in look.vessels if (vessel.id, vessel.class_name) not in stock]
    odd = [vessel for vessel in own if _times(vessel) >= _FAR]
    for vessel in odd if len(odd) <= _MOST_ODD else ():
        assert vessel.shields is not None
        front, back = (f"{one:g}" for one in (vessel.shields.front, vessel.shields.back))
        yield look.element(
            vessel.shields.element,
            f'{vessel.shown_name}: shields front="{front}" back="{back}"; is a digit too many or '
            "too few?",
            kind="shields",
            value=(front, back),
        )


def _times(vessel: Vessel) -> float:
    """How many times the weaker shield the stronger is; 0 where a vessel has not both."""
    both = (vessel.shields.front, vessel.shields.back) if vessel.shields else (0, 0)
    known = sorted(one for one in both if one is not None and one > 0)
    return known[-1] / known[0] if len(known) == len(both) else 0.0


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
    """Ships whose weapons or shields are far from their role's; for speed see odd-movement."""
    if not look.vessels or look.stock.vessel_data is None:
        return
    conditions = Conditions()
    fleet = Fleet.of(look.mod, look.stock, conditions)
    here = [
        outlier
        for outlier in outliers(fleet.ships, _PLACES)
        if _is_far_here(outlier)
        and outlier.ship.assigned.is_told
        and outlier.ship.vessel.element not in look.once(strays)  # else it may have another's role
    ]
    stock = Fleet.of(look.stock, look.stock, conditions).ships if here else ()
    found = grouped(
        (outlier.ship.vessel.element, outlier) for outlier in here if _is_far_from(outlier, stock)
    )
    for far in found.values():
        far.sort(key=lambda outlier: list(_PLACES).index(outlier.metric))
        vessel, (name, attribute) = far[0].ship.vessel, _PLACES[far[0].metric]
        parts = (child for child in vessel.element.children if child.name == name)
        yield look.element(
            next(parts, vessel.element),
            f"{vessel.shown_name}: {'; '.join(map(_said, far))}",
            attribute=attribute,
        )


def _is_far_here(outlier: Outlier) -> bool:
    """Whether a figure is far from the usual; weak beams never are, since many ships have few."""
    ratio = outlier.value / outlier.usual
    if outlier.metric == _DRONES and not outlier.ship.vessel.drone_ports:
        return False
    return ratio >= _FAR_IN_MOD or (
        outlier.metric not in (_BEAMS, _DRONES) and ratio <= 1 / _FAR_IN_MOD
    )


def _is_far_from(outlier: Outlier, stock: tuple[Ship, ...]) -> bool:
    """Whether no ship of stock comes near; what stock has none of, as the back shields of bases,
    of which the game uses the front alone, nobody can tell."""
    figures = [
        value
        for ship in stock
        if ship.role is outlier.ship.role
        and (value := outlier.figure(ship)) is not None
        and value > 0
    ]
    if not figures:
        return False
    return (
        outlier.value > _FAR_FROM_STOCK * max(figures)
        or outlier.value < min(figures) / _FAR_FROM_STOCK
    )


def _said(outlier: Outlier) -> str:
    metric = all_metrics()[outlier.metric]
    conditions = f"at difficulty {Conditions().difficulty}, without caps"
    what = f"all beams together ({conditions})" if outlier.metric == _BEAMS else metric.title
    ratio = outlier.value / outlier.usual
    much = f"{ratio:.3g} times" if ratio > 1 else f"1/{1 / ratio:.3g} of"
    return (
        f"{what} {outlier.value:.4g} {metric.unit}, {much} the usual here "
        f"({outlier.ship.group.shown}: {outlier.usual:.4g})"
    )
