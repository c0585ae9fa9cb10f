"""What a build did, step by step, as a report."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from artemis_modkit.report.report import Block, Paragraph, Report, Tone, table_of
from artemis_modkit.report.words import counted

if TYPE_CHECKING:
    from artemis_modkit.release.packing import Selection


class BuildStep(Struct, frozen=True):
    """A step of a build: whether it went well, and what it found."""

    name: str
    is_passed: bool
    said: str


def build_report(
    mod: str, steps: Sequence[BuildStep], output: Path | None, data: bytes, choice: "Selection"
) -> Report:
    """A build; without an `output` it was stopped by a step that failed, with exit code 1."""
    payload: dict[str, Any] = {
        "mod": mod,
        "steps": [{"step": one.name, "passed": one.is_passed, "said": one.said} for one in steps],
        "written": [] if output is None else [output.as_posix()],
        "sha256": None if output is None else sha256(data).hexdigest(),
        "left_out": [{"path": one.path, "reason": one.reason} for one in choice.left_out],
    }
    blocks: list[Block] = [
        Paragraph(f"{one.name}: {one.said}", Tone.GOOD if one.is_passed else Tone.BAD)
        for one in steps
    ]
    if output is None:
        blocks.append(Paragraph("Nothing was written; mend what failed first.", Tone.BAD))
    else:
        files = counted(len(choice.files), "file", "files")
        out = f"; {len(choice.left_out)} left out" if choice.left_out else ""
        blocks.append(Paragraph(f"pack: {output.as_posix()}, {files} of {mod}{out}", Tone.GOOD))
        blocks.append(Paragraph(f"SHA-256: {payload['sha256']}"))
    return Report(
        "build",
        payload,
        blocks,
        exit_code=int(output is None),
        rows=table_of(payload["steps"], ("step", "passed", "said")),
    )
