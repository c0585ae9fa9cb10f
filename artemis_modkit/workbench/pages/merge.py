"""Merge: two people's work on one mod put together, conflict by conflict."""

from typing import Any

from starlette.responses import Response

from artemis_modkit.changes.decide import Strategy
from artemis_modkit.changes.delta import Delta
from artemis_modkit.changes.sides import Side, Sides
from artemis_modkit.compare.merge import Conflict, Merged, merged_files
from artemis_modkit.compare.merge import merge as run_merge
from artemis_modkit.compare.texts import both_texts
from artemis_modkit.files.disk import write_folder
from artemis_modkit.model.declarations import Area
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.views.merge import done_by, merge_report, subject_of, value_words
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, report_blocks, shown, to
from artemis_modkit.workbench.pages.compare import places

_SIDES = {"ours": Side.OURS, "theirs": Side.THEIRS, "base": Side.BASE}


def merge(bench: Bench, asked: Asked) -> Response:
    """What would be merged, and the conflicts with the answers given so far."""
    if not asked.text("theirs").strip():
        return shown(
            bench, asked, "merge.html", "Merge", places=places(asked), result=None, questions=[],
            blocks=[], diff="",
        )  # fmt: skip
    result = merged(bench, asked)
    conflicts = [*result.conflicts, *(conflict for conflict, _ in result.settled)]
    before = {path: bench.mod.tree.read(path) for path in result.after}
    return shown(
        bench, asked, "merge.html", "Merge", places=places(asked), result=result,
        questions=[_question(conflict, asked) for conflict in conflicts],
        blocks=report_blocks(merge_report(result, [])), diff=unified_diff(before, result.after),
    )  # fmt: skip


def merged(bench: Bench, asked: Asked) -> Merged:
    """The mod with theirs, by the answers in the form. Raises `ModkitError`."""
    theirs = asked.benches.opened[asked.benches.open(asked.text("theirs").strip())].mod
    base = asked.text("base").strip()
    chosen = asked.benches.opened[asked.benches.open(base)].mod if base else None
    answers = {
        name.removeprefix("c:"): text for name, text in asked.fields.items() if name[:2] == "c:"
    }
    strategies = [Strategy(path, None) for path, text in answers.items() if text == "both"]

    def ask(conflict: Delta) -> Side | str | None:
        answer = answers.get(conflict.path, "")
        if answer == "edit":
            return asked.text(f"e:{conflict.path}") or None
        if answer == "both" and conflict.ours is not None and conflict.theirs is not None:
            return both_texts(conflict.ours, conflict.theirs)
        return _SIDES.get(answer)

    return run_merge(bench.mod, theirs, chosen, strategies, ask)


def _question(conflict: Conflict, asked: Asked) -> dict[str, Any]:
    """A conflict as it is asked, and the answer so far."""
    delta = conflict.delta
    has_values = None not in (delta.ours, delta.theirs)
    offers = ["ours", "theirs", "base"]
    if delta.attribute is None or (has_values and delta.kind is Area.TEXT):
        offers.append("both")
    if delta.attribute is not None and has_values:
        offers.append("edit")
    return {
        "path": delta.path, "title": f"{subject_of(delta)}: {value_words(delta) or 'the whole'}",
        "ours": done_by(delta, Side.OURS), "theirs": done_by(delta, Side.THEIRS),
        "texts": delta.texts, "offers": offers, "answer": asked.text(f"c:{delta.path}"),
        "written": asked.text(f"e:{delta.path}") or delta.theirs or "",
    }  # fmt: skip


def write(bench: Bench, asked: Asked) -> Response:
    """Write the merged mod into a new folder, or into this one."""
    result = merged(bench, asked)
    if asked.text("where") == "here":
        before = {path: bench.mod.tree.read(path) for path in result.after}
        bench.replace(before, result.after, f"merge with {asked.text('theirs').strip()}")
        bench.said.append("Merged into the files of this mod; the old ones are kept.")
        return to(asked, "/changes")
    place = asked.new_folder()
    files, notes = merged_files(Sides(result.base, result.ours, result.theirs))
    write_folder(place, {**files, **result.after}, outside_of=result.ours.tree.whole_folder)
    bench.said += [f"Written: {place}.", *notes]
    return to(asked, "/merge")


BENCH_PAGES = {"/merge": merge, "/do/merge": write}
