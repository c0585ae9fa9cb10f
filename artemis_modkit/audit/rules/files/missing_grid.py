"""Player ships without the grid of systems that engineering works with."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import told_lacking
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0" broadType="player"><internal_data '
    'file="dat/artemis.snt"/></vessel>\n'
    for number in range(3)
)


@Rule(
    title="a player ship has no system grid",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="Engineering shows the inside of the ship from its .snt file. Without one there are no "
    "systems to damage and no rooms for damage teams. Single-seat craft need none.",
    repair="Add <internal_data file=/> with a grid of the mod or of stock.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="player"/>'),
    says="6:1 3 without a class name: players fly it, and it has no system grid for engineering; "
    "add <internal_data> with the .snt file of a ship of its size",
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="player singleseat"/>'),
)
def missing_grid(look: Look) -> Occurrences:
    said = (
        "players fly it, and it has no system grid for engineering; add <internal_data> with the "
        ".snt file of a ship of its size"
    )
    yield from told_lacking(look, _is_flown, _has_grid, said, as_stock=True)


def _is_flown(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel) is Role.PLAYER


def _has_grid(vessel: Vessel) -> bool:
    return vessel.internal_data is not None and bool((vessel.internal_data.file or "").strip())
