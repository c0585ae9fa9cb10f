"""What was packed, built, installed, checked and taken back, as reports."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted

if TYPE_CHECKING:
    from artemis_modkit.files.journal import Generation
    from artemis_modkit.files.restoring import Restored, Standing
    from artemis_modkit.files.trees import Refused
    from artemis_modkit.patcher.verification import Verification
    from artemis_modkit.release.installing import GameChange, InstalledMod
    from artemis_modkit.release.packing import Contents

_MOST_LINES = 20


def _left_out(left_out: "Sequence[Refused]") -> list[dict[str, str]]:
    return [{"path": one.path, "reason": one.reason} for one in left_out]


# Packing -------------------------------------------------------------------------------------


def pack_report(mod: str, output: Path, data: bytes, choice: "Contents") -> Report:
    """A mod that was packed."""
    left_out, digest = _left_out(choice.left_out), sha256(data).hexdigest()
    blocks = [
        Paragraph(
            f"Written: {output.as_posix()}, {counted(len(choice.files), 'file')} of {mod} "
            "and what players and loaders read of it.",
            Tone.GOOD,
        ),
        Paragraph(f"SHA-256: {digest}"),
        *_told_left_out(left_out),
        Paragraph("Players unpack it and check it with `artemis-modkit verify`.", Tone.QUIET),
    ]
    payload = {"mod": mod, "left_out": left_out, "written": [output.as_posix()], "sha256": digest}
    return Report("pack", payload, blocks, rows=Table.of(left_out, ("path", "reason")))


def refusal_report(mod: str, place: str, errors: int, left_out: "Sequence[Refused]") -> Report:
    """A mod that was not packed, for the errors in it."""
    blocks = [
        Paragraph(
            f"{mod} has {counted(errors, 'error')}, so nothing was written. "
            f"`artemis-modkit audit {place}` shows them; --force packs it all the same.",
            Tone.BAD,
        )
    ]
    payload = {"mod": mod, "left_out": _left_out(left_out), "written": [], "sha256": None}
    return Report("pack", payload, blocks, 1, Table.of(_left_out(left_out), ("path", "reason")))


def _told_left_out(left_out: Sequence[dict[str, str]]) -> Iterator[Block]:
    if left_out:
        yield Paragraph(f"Left out, {counted(len(left_out), 'file')}:")
    for one in left_out[:_MOST_LINES]:
        yield Paragraph(f"  {one['path']}: {one['reason']}", Tone.QUIET)
    if (more := len(left_out) - _MOST_LINES) > 0:
        yield Paragraph(f"  and {more} more (--format json lists all)", Tone.QUIET)


# Building ------------------------------------------------------------------------------------


class BuildStep(Struct, frozen=True):
    """A step of a build: whether it went well, and what it found."""

    name: str
    is_passed: bool
    said: str


def build_report(
    mod: str, steps: Sequence[BuildStep], output: Path | None, data: bytes, choice: "Contents"
) -> Report:
    """A build; without an `output` it was stopped by a step that failed, with exit code 1."""
    payload: dict[str, Any] = {
        "mod": mod,
        "steps": [
            {"step": step.name, "passed": step.is_passed, "said": step.said} for step in steps
        ],
        "written": [] if output is None else [output.as_posix()],
        "sha256": None if output is None else sha256(data).hexdigest(),
        "left_out": _left_out(choice.left_out),
    }
    blocks = [
        Paragraph(f"{step.name}: {step.said}", Tone.GOOD if step.is_passed else Tone.BAD)
        for step in steps
    ]
    if output is None:
        blocks.append(Paragraph("Nothing was written; mend what failed first.", Tone.BAD))
    else:
        files = counted(len(choice.files), "file")
        out = f"; {len(choice.left_out)} left out" if choice.left_out else ""
        blocks.append(Paragraph(f"pack: {output.as_posix()}, {files} of {mod}{out}", Tone.GOOD))
        blocks.append(Paragraph(f"SHA-256: {payload['sha256']}"))
    rows = Table.of(payload["steps"], ("step", "passed", "said"))
    return Report("build", payload, blocks, int(output is None), rows)


# Installing ----------------------------------------------------------------------------------


def install_report(
    game: Path,
    done: "Sequence[GameChange]",
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
                "name": change.name,
                "written": list(change.written),
                "over": list(change.over),
                "left_out": _left_out(change.left_out),
            }
            for change in done
        ],
    }
    blocks: list[Block] = []
    for change in done:
        covers = (
            f"; it covers {counted(len(change.over), 'file')} of mods below" if change.over else ""
        )
        files = counted(len(change.written), "file")
        blocks.append(Paragraph(f"Installed: {change.name}, {files} changed{covers}.", Tone.GOOD))
        blocks += (
            Paragraph(f"  left out: {out.path}: {out.reason}", Tone.QUIET)
            for out in change.left_out
        )
    blocks += (Paragraph(doubt, Tone.BAD) for doubt in doubts)
    where = "a copy of the game" if is_copy else "the game's own folder"
    blocks.append(Paragraph(f"In {where}: {game}. Do the same on the server and on every client."))
    if is_of_steam:
        blocks.append(Paragraph("Steam's 'verify files' would undo it.", Tone.BAD))
    named = f'artemis-modkit uninstall "{done[-1].name}" --game "{game}"'
    blocks.append(Paragraph(f"To take it out again: {named}", Tone.QUIET))
    rows = [{"name": change.name, "written": len(change.written)} for change in done]
    return Report("install", payload, blocks, rows=Table.of(rows, ("name", "written")))


def uninstall_report(game: Path, done: "GameChange", left: "Sequence[InstalledMod]") -> Report:
    """A mod that was taken out, and what is left."""
    payload: dict[str, Any] = {
        "game": game.as_posix(),
        "name": done.name,
        "written": list(done.written),
        "removed": list(done.removed),
        "left": [mod.name for mod in left],
    }
    back = counted(len(done.written), "file is", "files are")
    gone = counted(len(done.removed), "is gone", "are gone")
    blocks = [
        Paragraph(f"Taken out: {done.name}; {back} as before it, {gone}.", Tone.GOOD),
        Paragraph(f"Still installed: {', '.join(payload['left']) or 'no mod'}."),
    ]
    rows = [{"path": path, "what": what} for what in ("written", "removed")
            for path in payload[what]]  # fmt: skip
    return Report("uninstall", payload, blocks, rows=Table.of(rows, ("path", "what")))


def installed_report(game: Path, mods: "Sequence[InstalledMod]") -> Report:
    """The mods in a game's folder, the lowest first."""
    payload = {"game": game.as_posix(), "left": [mod.name for mod in mods]}
    blocks = [
        Paragraph(f"{at}. {mod.name}, {counted(len(mod.files), 'file')}")
        for at, mod in enumerate(mods, 1)
    ] or [Paragraph(f"{game}: no mod is installed there by this tool.")]
    rows = [{"name": mod.name, "files": len(mod.files)} for mod in mods]
    return Report("uninstall", payload, blocks, rows=Table.of(rows, ("name", "files")))


# Checking ------------------------------------------------------------------------------------


def verify_report(verification: "Verification") -> Report:
    """What a check by a manifest or by another mod found; the exit code is 1 where a file differs
    from what it should be."""
    manifest = verification.manifest
    differences = [
        {
            "file": deviation.path,
            "difference": deviation.mismatch.value,
            "message": deviation.message,
        }
        for deviation in verification.deviations
    ]
    payload = {
        "mod": verification.mod,
        "against": verification.against,
        "manifest": manifest
        and {
            "tool": manifest.tool,
            "mod": manifest.mod.name,
            "dialect": manifest.mod.dialect,
            "settings_of": manifest.mod.settings_of,
            "recipes": [
                {"name": recipe.name, "parameters": dict(recipe.parameters)}
                for recipe in manifest.recipes
            ],
        },
        "equal": verification.equal,
        "differences": differences,
        "unchecked": verification.unchecked,
    }
    columns = {"file": "file", "difference": "difference", "message": "what is wrong"}
    rows = Table.of(differences, columns)
    blocks = list(_checked(verification, differences))
    return Report("verify", payload, blocks, int(bool(verification.deviations)), rows)


def _checked(
    verification: "Verification", differences: Sequence[dict[str, str]]
) -> Iterator[Block]:
    if verification.manifest is not None:
        recipes = ", ".join(recipe.name for recipe in verification.manifest.recipes) or "no recipe"
        yield Paragraph(
            f"{verification.mod}, as made from {verification.manifest.mod.name} by {recipes}."
        )
    equal = f"By {verification.against}, {counted(verification.equal, 'file')} equal"
    if differences:
        yield Table.of(differences, {"file": "file", "message": "what is wrong"})
        yield Paragraph(f"{equal}, {counted(len(differences), 'differs', 'differ')}.", Tone.BAD)
        other = "A B" if verification.manifest is None else "MOD-AS-IT-WAS MOD"
        yield Paragraph(f"`compare {other}` shows what differs in ships and settings.", Tone.QUIET)
    else:
        yield Paragraph(f"{equal}, none differs.", Tone.GOOD)
    if verification.unchecked:
        others = counted(verification.unchecked, "other file")
        yield Paragraph(f"Not checked: {others} (meshes, pictures, sounds).", Tone.QUIET)


# Restoring -----------------------------------------------------------------------------------

_WORDS = {"restored": "brought back", "removed": "removed", "kept": "the edited file, kept"}


def changes_report(name: str, changes: "Sequence[Generation]") -> Report:
    """The changes of a mod that can be taken back, the newest first."""
    from artemis_modkit.files.journal import Phase

    rows = [
        {"number": change.number, "what": change.what or "not known", "files": len(change.entries),
         "complete": change.phase is Phase.DONE}
        for change in changes
    ]  # fmt: skip
    columns = {"number": "change", "what": "what it was", "files": "files"}
    said = "`restore DIR` takes back the first of these, `--to N` all down to change N."
    blocks: list[Block] = [Table.of(rows, columns), Paragraph(said, Tone.QUIET)]
    if not rows:
        blocks = [Paragraph(f"{name}: no change by this tool is kept here.")]
    table = Table.of(rows, ("number", "what", "files", "complete"))
    return Report("restore", {"mod": name, "changes": rows}, blocks, rows=table)


def restore_report(name: str, restored: "Restored", changes: "Sequence[Generation]") -> Report:
    """What a restore of a mod did; `changes` are those that it took back, the newest first."""
    done = {"restored": restored.files, "removed": restored.removed, "kept": restored.kept}
    rows = [[path, _WORDS[key]] for key, paths in done.items() for path in paths]
    table = Table(["file", "what was done"], rows)
    kept = {key: list(paths) for key, paths in done.items()}
    payload = {**_payload(name, restored.found), **kept, "older": restored.older}
    return Report("restore", payload, list(_blocks(name, restored, changes, table)), rows=table)


def standing_report(name: str, standing: "Standing", hindrance: str | None) -> Report:
    """How a mod stands, and what a restore would do, or what hinders it; then the code is 1."""
    said = {
        "changed": standing.new, "edited since": standing.edited, "not there": standing.gone,
        "as before": sorted(standing.old),
    }  # fmt: skip
    rows = [[path, words] for words, paths in said.items() for path in paths]
    table = Table(["file", "what it holds"], rows)
    if hindrance is not None:
        words = f"`restore` would do nothing: {hindrance}."
    elif standing.edited:
        words = "`restore --force` would bring the old files back and keep the edited ones beside."
    else:
        words = "`restore` would bring the old files back."
    blocks: list[Block] = [
        Paragraph(f"{name}: {standing.sentence}."),
        table,
        Paragraph(words, Tone.QUIET if hindrance is None else Tone.BAD),
    ]
    payload = {**_payload(name, standing), "hindrance": hindrance}
    return Report("restore", payload, blocks, int(hindrance is not None), rows=table)


def _payload(name: str, standing: "Standing") -> dict[str, object]:
    return {
        "mod": name,
        "change": standing.number,
        "found": standing.state.value,
        "complete": standing.is_complete,
    }


def _blocks(
    name: str, restored: "Restored", changes: "Sequence[Generation]", table: Table
) -> Iterator[Block]:
    yield Paragraph(f"Found in {name}: {restored.found.sentence}.")
    if said := "; ".join(change.what for change in changes if change.what):
        yield Paragraph(f"Taken back: {said}.")
    if table.rows:
        yield table
    yield Paragraph("All its files are as they were before it.", Tone.GOOD)
    if restored.older:
        older = counted(restored.older, "older change")
        yield Paragraph(f"Kept: {older}; `restore` again takes the next one back.", Tone.QUIET)
