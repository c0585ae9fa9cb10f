"""Which ships a finding touches: the one it is told at, and all in whose lines it is met, too."""

from artemis_modkit.audit.findings import Finding
from artemis_modkit.model.mod import Mod


def ships_by_line(mod: Mod) -> dict[int, int]:
    """The uniqueID of the ship that each line of the mod's file of ships is of."""
    data = mod.vessel_data
    if data is None:
        return {}
    place = data.document.location
    return {
        line: vessel.id
        for vessel in data.vessels
        if vessel.id is not None
        for line in range(
            place(vessel.element.start).line, place(vessel.element.close_end).line + 1
        )
    }


def touched(finding: Finding, mod: Mod, by_line: dict[int, int]) -> set[int]:
    """The uniqueIDs of the ships that a finding touches; `by_line` as `ships_by_line` has them."""
    found = {finding.vessel}
    if finding.file == mod.vessel_file:
        found |= {by_line.get(place.line) for place in finding.also}
    return {one for one in found if one is not None}
