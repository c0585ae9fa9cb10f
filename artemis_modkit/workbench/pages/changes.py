"""Changes: those that are not written yet, as a list, a diff and a recipe; and those that are."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from artemis_modkit.files.disk import write_folder
from artemis_modkit.files.journal import Generation, kept
from artemis_modkit.files.restoring import has_own_folder, hindrance, restore, state_of
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.views.changes import release_files
from artemis_modkit.report.views.patch import Written, patch_report
from artemis_modkit.report.words import counted
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, back, report_blocks, shown, to

_NAME = pattern(r"[A-Za-z][\w.-]{0,60}", re.ASCII)


def changes(bench: Bench, asked: Asked) -> Response:
    """What is changed and not written yet, and what was written before."""
    diff, blocks = "", []
    if bench.changes:
        result = bench.patched()
        diff = unified_diff(result.before, result.after)
        blocks = report_blocks(patch_report(result, Written(), with_diff=False), without_title=True)
    folder = bench.folder
    return shown(
        bench, asked, "changes.html", "Changes", diff=diff, blocks=blocks,
        recipe=bench.recipe() if bench.changes else "",
        kept=_written(folder),
        standing=None if folder is None else state_of(folder),
        hindrance=None if folder is None else hindrance(folder),
    )  # fmt: skip


def _written(folder: Path | None) -> list[Generation]:
    """The changes that are written and can be taken back, the newest first."""
    return list(kept(folder)) if folder is not None and has_own_folder(folder) else []


def _done(step: Callable[[Bench], None]) -> Callable[[Bench, Asked], Response]:
    """The page of a step through the list of changes."""

    def done(bench: Bench, asked: Asked) -> Response:
        step(bench)
        return back(asked)

    return done


def change(bench: Bench, asked: Asked) -> Response:
    """Make a change of many ships at once, or of a setting, as `--with` takes it."""
    bench.change(asked.text("change").strip())
    return back(asked)


def write(bench: Bench, asked: Asked) -> Response:
    """Write the changes into the files of the mod."""
    backup = bench.write()
    what = "Nothing was to be written" if backup is None else f"Written: {', '.join(backup.files)}"
    bench.said.append(f"{what}. The old files are kept.")
    return to(asked, "/changes")


def copy(bench: Bench, asked: Asked) -> Response:
    """Write the mod with its changes into a new folder."""
    place = asked.new_folder()
    files = release_files(bench.patched())
    write_folder(place, files, outside_of=bench.mod.tree.whole_folder)
    bench.said.append(
        f"Written: {place}, with {counted(len(files), 'file')}. Open it from the start."
    )
    return to(asked, "/changes")


def export(bench: Bench, asked: Asked) -> Response:
    """The changes as a file, for `patch --recipe` and for later releases."""
    name = asked.text("name").strip().removesuffix(".toml") or "my-changes"
    if not _NAME.fullmatch(name):
        raise ModkitError(f"'{name[:60]}' is no name for a recipe; write letters and numbers")
    headers = {"Content-Disposition": f'attachment; filename="{quote(name)}.toml"'}
    return Response(bench.recipe(name), media_type="application/toml", headers=headers)


def take_back(bench: Bench, asked: Asked) -> Response:
    """Bring the files back as they were before a written change, and those after it."""
    folder, number = bench.folder, asked.text("number")
    if folder is None or not number.isdecimal():
        raise ModkitError("there is no such change")
    count = sum(generation.number >= int(number) for generation in _written(folder))
    try:
        for _ in range(count):
            restore(folder)
    finally:
        bench.read()
    bench.said.append(f"Taken back: {counted(count, 'written change')}.")
    return to(asked, "/changes")


def read(bench: Bench, asked: Asked) -> Response:
    """Read the files anew, which another program has changed."""
    bench.read()
    bench.said.append("The files were read anew.")
    return back(asked)


BENCH_PAGES = {
    "/changes": changes,
    "/do/undo": _done(Bench.undo),
    "/do/redo": _done(Bench.redo),
    "/do/forget": _done(Bench.forget),
    "/do/change": change,
    "/do/write": write,
    "/do/copy": copy,
    "/recipe.toml": export,
    "/do/restore": take_back,
    "/do/read": read,
}
