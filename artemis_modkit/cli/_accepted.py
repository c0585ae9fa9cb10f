"""What commands that audit read beside the mod, accepted findings and missions, and their audit."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.audit import Accepted, AuditResult
    from artemis_modkit.model import Mod
    from artemis_modkit.model.missions import Mission

IgnoreOption = Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")]
BaselineOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Report only what is not accepted in it.")
]
MissionsOption = Annotated[
    list[str] | None,
    typer.Option(metavar="DIR", help="Missions beside those in the mod: a folder, zip, file."),
]


def audit_as_asked(
    mod: "Mod",
    measure: "Mod",
    ignore: Sequence[str] | None,
    baseline: Path | None,
    missions: Sequence[str] | None,
) -> "AuditResult":
    """The audit of a mod by what commands are asked for. Raises `ModkitError`."""
    from artemis_modkit.audit import Scope, audit

    scope = Scope(
        ignore=tuple(ignore or ()),
        accepted=accepted_in(baseline),
        missions=missions_in(missions or (), mod),
    )
    return audit(mod, measure, scope=scope)


def accepted_in(path: Path | None) -> "Accepted":
    """The findings that are accepted in a file; none without one. Raises `ModkitError`."""
    from artemis_modkit.audit import Accepted
    from artemis_modkit.files.disk import read_file

    if path is None:
        return Accepted({})
    if not path.exists():
        raise ModkitError(f"{path}: no such file; --write-baseline {path} writes it")
    text = read_file(path, str(path)).decode("utf-8-sig", "replace")
    return Accepted.read(str(path), text)


def missions_in(places: Sequence[str], mod: "Mod") -> "tuple[Mission, ...]":
    """The missions of some places that are not the mod's. Raises `ModkitError` where none is."""
    if not places:
        return ()
    from artemis_modkit.model.missions import missions_of, open_missions

    folder = mod.tree.folder or Path()
    own = {(folder / mission.path).resolve() for mission in missions_of(mod)}
    found = (mission for place in places for mission in open_missions(place))
    return tuple(
        replace(mission, file=_from(folder, mission.file))
        for mission in found
        if Path(mission.file).resolve() not in own
    )


def _from(folder: Path, file: str) -> str:
    """A path as files of a mod are named, from its folder."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(file).resolve().as_posix()
