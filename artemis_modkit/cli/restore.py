"""`restore`: take a change in place back."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._console import outcome
from artemis_modkit.cli._shared import FormatOption, show
from artemis_modkit.parsers.errors import ModkitError


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that was changed.")],
    force: Annotated[
        bool, typer.Option(help="Also where files were edited since; those are kept beside.")
    ] = False,
    dry_run: Annotated[bool, typer.Option(help="Say how the files stand, write nothing.")] = False,
    list: Annotated[bool, typer.Option(help="List the changes that can be taken back.")] = False,
    to: Annotated[
        int | None, typer.Option(metavar="N", help="Take back change N and all that came after it.")
    ] = None,
    format: FormatOption = "terminal",
) -> int:
    """Bring back the files as they were before the last change in place, byte for byte.

    That is what `patch --in-place` and `audit --fix` changed, also where they were stopped in
    the middle. A second restore takes back the change before.

    Examples:
      artemis-modkit restore MyMod --dry-run
      artemis-modkit restore MyMod
      artemis-modkit restore MyMod --list
      artemis-modkit restore MyMod --to 2
    """
    from artemis_modkit.files.journal import kept
    from artemis_modkit.files.restoring import FolderState, hindrance, state_of
    from artemis_modkit.files.restoring import restore as run_restore
    from artemis_modkit.report.views.release import (
        changes_report,
        restore_report,
        standing_report,
    )

    place = _changed_folder(folder)
    if list:
        return show(changes_report(place.name or place.resolve().name, tuple(kept(place))), format)
    standing = state_of(place)
    if standing.state is FolderState.UNTOUCHED:
        raise ModkitError(f"{folder}: there is nothing to restore; {standing.sentence}")
    name = place.name or place.resolve().name
    if dry_run:
        return show(standing_report(name, standing, hindrance(place)), format)
    changes = tuple(kept(place))
    numbers = [change.number for change in changes]
    if to is not None and to not in numbers:
        there = ", ".join(map(str, sorted(numbers)))
        raise ModkitError(f"{folder}: there is no change {to} to take back; there are {there}")
    with outcome.change():
        restored = run_restore(place, force=force)
        taken_back = changes[: numbers.index(to) + 1] if to is not None else changes[:1]
        for _ in taken_back[1:]:
            restored = run_restore(place, force=force)
    return show(restore_report(name, restored, taken_back), format)


def _changed_folder(folder: Path) -> Path:
    """Where the old files of a mod are kept: in its folder, or in the one that the mod is in."""
    from artemis_modkit.files.restoring import has_own_folder
    from artemis_modkit.model import Mod

    if not folder.is_dir():
        what = "is a file; name the folder of it" if folder.exists() else "no such folder"
        raise ModkitError(f"{folder}: {what}")
    if not has_own_folder(folder):
        try:
            return Mod.open(folder).tree.folder or folder
        except ModkitError:
            pass
    return folder
