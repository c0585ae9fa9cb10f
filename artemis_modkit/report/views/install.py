"""What was installed into a game's folder and taken out of it, as reports."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artemis_modkit.report.report import Block, Paragraph, Report, Tone, table_of
from artemis_modkit.report.words import counted

if TYPE_CHECKING:
    from artemis_modkit.release.installing import Done, InstalledMod


def install_report(
    game: Path,
    done: Sequence["Done"],
    doubts: Sequence[str] = (),
    *,
    is_copy: bool,
    is_of_steam: bool,
) -> Report:
    """Mods that were installed, in their order, and what should be looked at before a game."""
    payload: dict[str, Any] = {
        "game": game.as_posix(),
        "copy": is_copy,
        "doubts": list(doubts),
        "installed": [
            {
                "name": one.name,
                "written": list(one.written),
                "over": list(one.over),
                "left_out": [{"path": out.path, "reason": out.reason} for out in one.left_out],
            }
            for one in done
        ],
    }
    blocks: list[Block] = []
    for one in done:
        over = counted(len(one.over), "file", "files")
        covers = f"; it covers {over} of mods below" if one.over else ""
        files = counted(len(one.written), "file", "files")
        blocks.append(Paragraph(f"Installed: {one.name}, {files} changed{covers}.", Tone.GOOD))
        blocks += (
            Paragraph(f"  left out: {out.path}: {out.reason}", Tone.QUIET) for out in one.left_out
        )
    blocks += (Paragraph(doubt, Tone.BAD) for doubt in doubts)
    where = "a copy of the game" if is_copy else "the game's own folder"
    blocks.append(Paragraph(f"In {where}: {game}. Do the same on the server and on every client."))
    if is_of_steam:
        blocks.append(Paragraph("Steam's 'verify files' would undo it.", Tone.BAD))
    named = f'artemis-modkit uninstall "{done[-1].name}" --game "{game}"'
    blocks.append(Paragraph(f"To take it out again: {named}", Tone.QUIET))
    return Report("install", payload, blocks, rows=_rows(payload["installed"]))


def uninstall_report(game: Path, done: "Done", left: Sequence["InstalledMod"]) -> Report:
    """A mod that was taken out, and what is left."""
    payload: dict[str, Any] = {
        "game": game.as_posix(),
        "name": done.name,
        "written": list(done.written),
        "removed": list(done.removed),
        "left": [one.name for one in left],
    }
    back = counted(len(done.written), "file is", "files are")
    gone = counted(len(done.removed), "is gone", "are gone")
    blocks: list[Block] = [
        Paragraph(f"Taken out: {done.name}; {back} as before it, {gone}.", Tone.GOOD),
        Paragraph(f"Still installed: {', '.join(payload['left']) or 'no mod'}."),
    ]
    paths = [{"path": one, "what": "written"} for one in done.written]
    paths += [{"path": one, "what": "removed"} for one in done.removed]
    return Report("uninstall", payload, blocks, rows=table_of(paths, ("path", "what")))


def installed_report(game: Path, mods: Sequence["InstalledMod"]) -> Report:
    """The mods in a game's folder, the lowest first."""
    payload: dict[str, Any] = {
        "game": game.as_posix(),
        "left": [one.name for one in mods],
    }
    blocks: list[Block] = [
        Paragraph(f"{at}. {one.name}, {counted(len(one.files), 'file', 'files')}")
        for at, one in enumerate(mods, 1)
    ] or [Paragraph(f"{game}: no mod is installed there by this tool.")]
    rows = [{"name": one.name, "files": len(one.files)} for one in mods]
    return Report("uninstall", payload, blocks, rows=table_of(rows, ("name", "files")))


def _rows(installed: Sequence[dict[str, Any]]) -> Any:
    rows = [{"name": one["name"], "written": len(one["written"])} for one in installed]
    return table_of(rows, ("name", "written"))
