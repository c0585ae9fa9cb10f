"""What was packed and what was left out, as a report."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from artemis_modkit.release.packing import LeftOut, Selection
from artemis_modkit.report.report import Block, Paragraph, Report, Tone, table_of
from artemis_modkit.report.words import counted

_MOST_LINES = 20


def pack_report(mod: str, output: Path, data: bytes, choice: Selection) -> Report:
    """A mod that was packed."""
    digest = sha256(data).hexdigest()
    payload = {**_payload(mod, choice.left_out), "written": [output.as_posix()], "sha256": digest}
    blocks: list[Block] = [
        Paragraph(
            f"Written: {output.as_posix()}, {counted(len(choice.files), 'file', 'files')} of {mod} "
            "and what players and loaders read of it.",
            Tone.GOOD,
        ),
        Paragraph(f"SHA-256: {digest}"),
        *_left_out(choice.left_out),
        Paragraph("Players unpack it and check it with `artemis-modkit verify`.", Tone.QUIET),
    ]
    return Report("pack", payload, blocks, rows=_rows(payload))


def refusal_report(mod: str, place: str, errors: int, left_out: Sequence[LeftOut]) -> Report:
    """A mod that was not packed, for the errors in it."""
    payload = {**_payload(mod, left_out), "written": [], "sha256": None}
    blocks: list[Block] = [
        Paragraph(
            f"{mod} has {counted(errors, 'error', 'errors')}, so nothing was written. "
            f"`artemis-modkit audit {place}` shows them; --force packs it all the same.",
            Tone.BAD,
        )
    ]
    return Report("pack", payload, blocks, exit_code=1, rows=_rows(payload))


def _payload(mod: str, left_out: Sequence[LeftOut]) -> dict[str, Any]:
    return {
        "mod": mod,
        "left_out": [{"path": one.path, "reason": one.reason} for one in left_out],
    }


def _rows(payload: dict[str, Any]) -> Any:
    return table_of(payload["left_out"], ("path", "reason"))


def _left_out(left_out: Sequence[LeftOut]) -> list[Block]:
    if not left_out:
        return []
    lines = [f"{one.path}: {one.reason}" for one in left_out[:_MOST_LINES]]
    more = len(left_out) - _MOST_LINES
    if more > 0:
        lines.append(f"and {more} more (--format json lists all)")
    said = f"Left out, {counted(len(left_out), 'file', 'files')}:"
    return [Paragraph(said), *(Paragraph(f"  {line}", Tone.QUIET) for line in lines)]
