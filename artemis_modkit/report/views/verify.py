"""A check of a mod by its manifest, or by another mod, as a report."""

from collections.abc import Iterator
from typing import Any

from artemis_modkit.patcher.verification import Verification
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone


def verify_report(found: Verification) -> Report:
    """What a check found. The exit code is 1 where a file is not what it should be."""
    rows = [[one.path, one.mismatch.value, one.message] for one in found.deviations]
    table = Table(["file", "difference", "what is wrong"], rows)
    return Report(
        "verify",
        _payload(found),
        list(_blocks(found)),
        exit_code=int(bool(found.deviations)),
        rows=table,
    )


def _payload(found: Verification) -> dict[str, Any]:
    manifest = found.manifest
    return {
        "mod": found.mod,
        "against": found.against,
        "manifest": manifest
        and {
            "tool": manifest.tool,
            "mod": manifest.mod,
            "dialect": manifest.dialect,
            "settings_of": manifest.settings_of,
            "recipes": [
                {"name": one.name, "parameters": dict(one.parameters)} for one in manifest.recipes
            ],
        },
        "equal": found.equal,
        "differences": [
            {"file": one.path, "difference": one.mismatch.value, "message": one.message}
            for one in found.deviations
        ],
        "unchecked": found.unchecked,
    }


def _blocks(found: Verification) -> Iterator[Block]:
    if found.manifest is not None:
        recipes = ", ".join(one.name for one in found.manifest.recipes) or "no recipe"
        yield Paragraph(f"{found.mod}, as made from {found.manifest.mod} by {recipes}.")
    count = len(found.deviations)
    files = "1 file" if found.equal == 1 else f"{found.equal} files"
    if found.deviations:
        yield Table(
            ["file", "what is wrong"], [[one.path, one.message] for one in found.deviations]
        )
        differ = "1 differs" if count == 1 else f"{count} differ"
        yield Paragraph(f"By {found.against}, {files} equal, {differ}.", Tone.BAD)
    else:
        yield Paragraph(f"By {found.against}, {files} equal, none differs.", Tone.GOOD)
    if found.unchecked:
        others = "1 other file" if found.unchecked == 1 else f"{found.unchecked} other files"
        yield Paragraph(f"Not checked: {others} (meshes, pictures, sounds).", Tone.QUIET)
