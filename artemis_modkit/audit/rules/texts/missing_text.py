"""Vessels without a description; the one of stock that has none is a civilian."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import having, told_lacking
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel

_SHIP = '<vessel uniqueID="{}" side="0" broadType="player">{}</vessel>\n'
_OTHERS = "".join(
    _SHIP.format(number, '<long_desc text="Small and swift."/>') for number in range(3)
)


@Rule(
    title="a vessel has no description",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Captains read it when they choose a ship, science officers when they scan one. Where all "
    "others have it, an empty page looks unfinished.",
    repair="Add <long_desc text=/>.",
    fires=ships(_OTHERS + _SHIP.format(3, "")),
    says="6:1 3 without a class name: no description, which others have; add <long_desc>",
    silent=ships(_OTHERS + _SHIP.format(3, '<long_desc text="Large and slow."/>')),
)
def missing_text(look: Look) -> Occurrences:
    said = "no description, which others have; add <long_desc>"
    yield from told_lacking(look, _is_read, _has_text, said)


def _is_read(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel) is not Role.CIVILIAN


def _has_text(vessel: Vessel) -> bool:
    is_misspelt = vessel.long_description is None and bool(having("long_desc")(vessel))
    return is_misspelt or bool(vessel.description.strip())
