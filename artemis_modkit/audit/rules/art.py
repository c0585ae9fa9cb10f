"""Which mesh, textures and system grid a ship has, and whether they are its own."""

from collections import Counter
from collections.abc import Iterator
from posixpath import basename, split, splitext

from msgspec import Struct

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.game_files import GameTree
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.files.trees import normal_path
from artemis_modkit.groups import grouped
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element


@Rule(
    title="a ship has two meshes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Only stations are put together from several meshes. A second <art> in a ship is usually a "
    "pasted line or the rest of another ship, and which one is shown is not known.",
    repair="Remove the <art> that is not the ship's.",
    fires=ship(
        '<art meshfile="dat/heron.dxs" scale="0.2"/><art meshfile="dat/heron.dxs"/>', "player"
    ),
    says="3:93 1 without a class name: 2 <art>, as only stations have; keep the one of this ship",
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><art meshfile="dat/tower.dxs" '
        'scale="0.2"/><art meshfile="dat/ring.dxs"/></vessel>'
    ),
)
def second_mesh(look: Look) -> Occurrences:
    """Ships with more than one <art>, as only stations are built."""
    for vessel in look.vessels:
        if len(vessel.art) > 1 and look.role(vessel) is not Role.STATION:
            yield look.again(
                [art.element for art in vessel.art],
                f"{vessel.shown_name}: {len(vessel.art)} <art>, as only stations have; keep the "
                "one of this ship",
                kind="mesh",
            )


_LEAST_ALIKE = 3
"""Files of a ship with one name, from which on it is the name of the ship's art."""
_HABIT = 5
"""Ships whose art has one name each, from which on the mod names its art so."""
_MOST_ODD = 0.2
"""Share of the ships that may have a file of another; more share their art on purpose."""

_KINDS = {
    "meshfile": "mesh",
    "diffuseFile": "diffuse texture",
    "glowFile": "glow texture",
    "specularFile": "specular texture",
    "file": "system grid",
}


def _birds(glow: str) -> dict[str, bytes]:
    bird = (
        '<vessel uniqueID="{0}" side="0" classname="Bird {0}" broadType="player">'
        '<art meshfile="dat/Bird{0}.dxs" diffuseFile="dat/Bird{0}_D.png" glowFile="dat/{1}_G.png" '
        'specularFile="dat/Bird{0}_S.png"/></vessel>\n'
    )
    body = "".join(bird.format(at, f"Bird{at}" if at else glow) for at in range(6))
    names = [f"Bird{at}_{kind}.png" for at in range(6) for kind in "DGS"]
    files = {f"dat/{name}": b"\x89PNG\r\n\x1a\n" for name in names}
    files |= {f"dat/Bird{at}.dxs": b"<scene></scene>" for at in range(6)}
    return {**ships(body), **files}


@Rule(
    title="a file of a ship's art is that of another ship",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The block of the ship was copied from another one, and the name of one file was not "
    "changed: the ship glows, looks or breaks as the other does, and what was made for it lies "
    "unused.",
    repair="Name the ship's own file, if it is not shared on purpose.",
    fires=_birds("Bird3"),
    says="3:129 0 Bird 0: its glow texture dat/Bird3_G.png is that of 3 Bird 3, the rest of its "
    "art is called Bird0; was dat/Bird0_G.png meant?",
    silent=_birds("Bird0"),
)
def other_art(look: Look) -> Occurrences:
    """Ships of which one file of art is that of another, in a mod that names art after its ship."""
    tree = look.mod.once(GameTree.of)
    every = {vessel: [*_files(vessel)] for vessel in look.vessels}
    called = {vessel: name for vessel, files in every.items() if (name := _name_of(files))}
    owners: dict[str, Vessel] = {name: vessel for vessel, name in reversed(called.items())}
    counts = Counter(called.values())
    odd = [
        (vessel, file, owners[file.name])
        for vessel, name in called.items()
        for file in every[vessel]
        if file.name != name and file.name in owners and counts[name] == 1
    ]
    whole = sum(all(file.name == name for file in every[vessel]) for vessel, name in called.items())
    if whole < _HABIT or len(odd) > _MOST_ODD * (whole + len(odd)):
        return
    for vessel, file, owner in odd:
        own = file.path.replace(file.name, called[vessel])
        there = tree.find(own) is not None
        if there and file.kind == "file":
            continue  # another rule tells of an unused grid
        if not there and (file.is_texture or tree.find(file.path) is not None):
            continue  # what is not there was not made, and ships often share textures
        yield look.element(
            file.element,
            f"{vessel.shown_name}: its {_KINDS[file.kind]} {file.path} is that of "
            f"{owner.shown_name}, the rest of its art is called {called[vessel]}; was {own} meant?",
            attribute=file.kind,
            kind="art",
            severity=None if there else Severity.NOTICE,
        )


class _File(Struct, frozen=True):
    """A file that a ship names, and the name in it without the ending for a kind of texture."""

    element: Element
    kind: str
    path: str
    name: str

    @property
    def is_texture(self) -> bool:
        """Whether it is a picture, of which ships often share one."""
        return self.kind.endswith("File")


def _files(vessel: Vessel) -> Iterator[_File]:
    parts = [art.element for art in vessel.art[:1]]
    if vessel.internal_data is not None:
        parts.append(vessel.internal_data.element)
    for element in parts:
        for kind in _KINDS:
            if path := normal_path(element.attributes.get(kind, "")):
                stem = splitext(basename(path))[0]
                is_texture = kind.endswith("File")
                yield _File(element, kind, path, stem.rpartition("_")[0] if is_texture else stem)


def _name_of(files: list[_File]) -> str | None:
    """The name that most files of a ship have; `None` where too few have one."""
    names = Counter(file.name for file in files).most_common(1)
    name, count = names[0] if names else ("", 0)
    is_own = len({split(file.path)[0] for file in files}) == 1
    return name if name and is_own and count >= _LEAST_ALIKE else None


def _gridded(grid: str) -> dict[str, bytes]:
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
    fires=_gridded("Heron"),
    says="4:95 1 Egret: its grid dat/Heron.snt is that of 0 Heron; its own, dat/Egret.snt, lies "
    "unused",
    silent=_gridded("Egret"),
)
def other_grid(look: Look) -> Occurrences:
    """Ships that use the system grid of another, while their own lies unused beside their mesh."""
    tree = look.mod.once(GameTree.of)
    users = grouped(
        (grid.lower(), vessel) for vessel in look.vessels if (grid := _grid(vessel)) is not None
    )
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
    return f"{splitext(mesh)[0]}.snt" if mesh else None
