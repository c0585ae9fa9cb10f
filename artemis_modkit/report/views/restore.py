"""What a restore found and put back, or would put back, as a report."""

from collections.abc import Iterator, Sequence

from artemis_modkit.files.generation import Generation, Phase
from artemis_modkit.files.restoring import Restored, Standing
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone, table_of
from artemis_modkit.report.words import counted

_WORDS = {"restored": "brought back", "removed": "removed", "kept": "the edited file, kept"}


def changes_report(name: str, changes: Sequence[Generation]) -> Report:
    """The changes of a mod that can be taken back, the newest first."""
    rows = [
        {"number": one.number, "what": one.what or "not known", "files": len(one.entries),
         "complete": one.phase is Phase.DONE}
        for one in changes
    ]  # fmt: skip
    shown = [[str(row["number"]), str(row["what"]), str(row["files"])] for row in rows]
    blocks: list[Block] = [Table(["change", "what it was", "files"], shown)]
    if rows:
        said = "`restore DIR` takes back the first of these, `--to N` all down to change N."
        blocks.append(Paragraph(said, Tone.QUIET))
    else:
        blocks = [Paragraph(f"{name}: no change by this tool is kept here.")]
    payload = {"mod": name, "changes": rows}
    return Report(
        "restore", payload, blocks, rows=table_of(rows, ("number", "what", "files", "complete"))
    )


def restore_report(name: str, restored: Restored, changes: Sequence[Generation]) -> Report:
    """What a restore of a mod did; `changes` are those that it took back, the newest first."""
    done = {"restored": restored.files, "removed": restored.removed, "kept": restored.kept}
    rows = [[path, _WORDS[key]] for key, paths in done.items() for path in paths]
    table = Table(["file", "what was done"], rows)
    payload = {
        **_payload(name, restored.found),
        **{key: list(paths) for key, paths in done.items()},
        "older": restored.older,
    }
    return Report("restore", payload, list(_blocks(name, restored, changes, table)), rows=table)


def standing_report(name: str, standing: Standing, hindrance: str | None) -> Report:
    """How a mod stands, and what a restore would do, or what hinders it; then the code is 1."""
    table = Table(["file", "what it holds"], [[path, words] for path, words in _files(standing)])
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


def _payload(name: str, standing: Standing) -> dict[str, object]:
    return {
        "mod": name,
        "change": standing.number,
        "found": standing.state.value,
        "complete": standing.is_complete,
    }


def _files(standing: Standing) -> Iterator[tuple[str, str]]:
    said = {
        "changed": standing.new, "edited since": standing.edited, "not there": standing.gone,
        "as before": sorted(standing.old),
    }  # fmt: skip
    yield from ((path, words) for words, paths in said.items() for path in paths)


def _blocks(
    name: str, restored: Restored, changes: Sequence[Generation], table: Table
) -> Iterator[Block]:
    yield Paragraph(f"Found in {name}: {restored.found.sentence}.")
    if said := "; ".join(one.what for one in changes if one.what):
        yield Paragraph(f"Taken back: {said}.")
    if table.rows:
        yield table
    yield Paragraph("All its files are as they were before it.", Tone.GOOD)
    if restored.older:
        older = counted(restored.older, "older change")
        yield Paragraph(f"Kept: {older}; `restore` again takes the next one back.", Tone.QUIET)
