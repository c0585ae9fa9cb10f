"""Ships that use the system grid of another, while their own lies unused beside their mesh."""

from posixpath import splitext

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import GameTree
from artemis_modkit.files.trees import normal_path
from artemis_modkit.model.vessels import Vessel

_GRID = ".snt"


def _mod(grid: str) -> dict[str, bytes]:
    body = "".join(
        f'<vessel uniqueID="{number}" side="0" classname="{name}">'
        f'<art meshfile="dat/{name}.dxs"/><internal_data file="dat/{used}.snt"/></vessel>\n'
        for number, name, used in ((0, "Heron", "Heron"), (1, "Egret", grid))
    )
    art = {f"dat/{name}.dxs": b"<scene></scene>" for name in ("Heron", "Egret")}
    grids = {f"dat/{name}.snt": bytes(4 * 8 * 250) for name in ("Heron", "Egret")}
    return {**ships(body), **art, **grids}


@Rule(
    title="a ship uses the system grid of another",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Engineering shows the rooms of another ship, and this one breaks as that one would, while "
    "the grid that was made for it lies beside its mesh and nothing names it.",
    repair="Name the ship's own grid in <internal_data>, or delete that file.",
    fires=_mod("Heron"),
    says="4:95 1 Egret: its grid dat/Heron.snt is that of 0 Heron; its own, dat/Egret.snt, lies "
    "unused",
    silent=_mod("Egret"),
)
def other_grid(look: Look) -> Occurrences:
    tree = GameTree.of(look.mod)
    users: dict[str, list[Vessel]] = {}
    for vessel in look.vessels:
        if (grid := _grid(vessel)) is not None:
            users.setdefault(grid.lower(), []).append(vessel)
    for vessel in look.vessels:
        grid, own = _grid(vessel), _own_grid(vessel)
        if grid is None or own is None or own.lower() in users or vessel.internal_data is None:
            continue
        others = [user for user in users[grid.lower()] if _own_grid(user) == grid]
        there = tree.find(own)
        if there is not None and others:
            yield look.element(
                vessel.internal_data.element,
                f"{vessel.shown_name}: its grid {grid} is that of {others[0].shown_name}; its own, "
                f"{there}, lies unused",
                attribute="file",
                kind="grid",
            )


def _grid(vessel: Vessel) -> str | None:
    """The grid that a ship names, as a path in the game's folder; `None` without one."""
    return None if vessel.internal_data is None else normal_path(vessel.internal_data.file or "")


def _own_grid(vessel: Vessel) -> str | None:
    """Where a grid of the name of its mesh would lie; `None` without a mesh."""
    mesh = normal_path(vessel.art[0].mesh_file or "") if vessel.art else None
    return splitext(mesh)[0] + _GRID if mesh else None
