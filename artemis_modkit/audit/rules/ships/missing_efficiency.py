"""Player ships that do not say how much energy they use."""

from functools import partial
from itertools import product

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import lacking
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_ATTRIBUTES = ("shipefficiency", "warpefficiency", "jumpefficiency")
_SOUND = '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'
_SHIP = '<vessel uniqueID="{}" side="0" broadType="player">{}</vessel>\n'
_OTHERS = "".join(_SHIP.format(number, _SOUND) for number in range(3))


@Rule(
    title="a player ship lacks a figure for its use of energy",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Since game 2.4 these three say how much energy systems, warp and jumps use. What the game "
    "takes where one is missing is not known: 0 would make warp free.",
    repair="Write shipefficiency, warpefficiency and jumpefficiency; 1 is plain, less is cheaper.",
    fires=ships(_OTHERS + _SHIP.format(3, '<performance shipefficiency="1" jumpefficiency="1"/>')),
    says="6:50 3 without a class name: no warpefficiency, which player ships of this file have; "
    "write 1 for plain use of energy, less for cheaper",
    silent=ships(_OTHERS + _SHIP.format(3, _SOUND)),
)
def missing_efficiency(look: Look) -> Occurrences:
    missing: dict[Element, list[str]] = {}
    for name, is_craft in product(_ATTRIBUTES, (False, True)):  # craft have habits of their own
        for vessel in lacking(look, partial(_is_flown, is_craft), partial(_has, name)):
            missing.setdefault(vessel.element, []).append(name)
    for vessel in look.vessels:
        without = [name for name in _ATTRIBUTES if not _has(name, vessel)]
        if 0 < len(without) < len(_ATTRIBUTES) and _is_flown(None, look, vessel):
            missing.setdefault(vessel.element, without)
    for vessel in look.vessels:
        if vessel.performance is not None and (names := missing.get(vessel.element)):
            yield look.element(
                vessel.performance.element,
                f"{vessel.shown_name}: no {' and no '.join(names)}, which player ships of this "
                "file have; write 1 for plain use of energy, less for cheaper",
                kind=tuple(names),
            )


def _is_flown(is_craft: bool | None, look: Look, vessel: Vessel) -> bool:
    """Whether players fly it, as a single-seat craft or not; `None`: either.

    Nothing of the dialect with one efficiency for all.
    """
    role = look.role(vessel)
    is_meant = is_craft is None or role.is_craft is is_craft
    return role.is_flown and is_meant and "efficiency" not in _performance(vessel)


def _has(name: str, vessel: Vessel) -> bool:
    """Whether it has the attribute; also one that is misspelt, which another rule tells."""
    return any(one == name or is_one_slip(one, name) for one in _performance(vessel))


def _performance(vessel: Vessel) -> dict[str, str]:
    return {} if vessel.performance is None else vessel.performance.element.attributes
