"""What a restore found and put back, or would put back, as a report."""

from collections.abc import Iterator

from artemis_modkit.files.restoring import Restored
from artemis_modkit.files.standing import Standing
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted

_WORDS = {"restored": "brought back", "removed": "removed", "kept": "the edited file, kept"}


def restore_report(name: str, restored: Restored) -> Report:
    """What a restore of a mod did."""
    done = {"restored": restored.files, "removed": restored.removed, "kept": restored.kept}
    rows = [[path, _WORDS[key]] for key, paths in done.items() for path in paths]
    table = Table(["file", "what was done"], rows)
    payload = {
        **_payload(name, restored.found),
        **{key: list(paths) for key, paths in done.items()},
        "older": restored.older,
    }
    return Report("restore", payload, list(_blocks(name, restored, table)), rows=table)


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


def _blocks(name: str, restored: Restored, table: Table) -> Iterator[Block]:
    yield Paragraph(f"Found in {name}: {restored.found.sentence}.")
    if table.rows:
        yield table
    yield Paragraph("All its files are as they were before it.", Tone.GOOD)
    if restored.older:
        changes = counted(restored.older, "older change", "older changes")
        yield Paragraph(f"Kept: {changes}; `restore` again takes the next one back.", Tone.QUIET)
