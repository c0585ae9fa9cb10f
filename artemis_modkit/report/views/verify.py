"""A check of a mod by its manifest, or by another mod, as a report."""

from collections.abc import Iterator
from typing import Any

from artemis_modkit.patcher.verification import Verification
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone, table_of
from artemis_modkit.report.words import counted


def verify_report(found: Verification) -> Report:
    """What a check found. The exit code is 1 where a file is not what it should be."""
    payload = _payload(found)
    columns = {"file": "file", "difference": "difference", "message": "what is wrong"}
    table = table_of(payload["differences"], columns)
    code = int(bool(found.deviations))
    return Report("verify", payload, list(_blocks(found)), exit_code=code, rows=table)


def _payload(found: Verification) -> dict[str, Any]:
    manifest = found.manifest
    return {
        "mod": found.mod,
        "against": found.against,
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
        "equal": found.equal,
        "differences": [
            {
                "file": deviation.path,
                "difference": deviation.mismatch.value,
                "message": deviation.message,
            }
            for deviation in found.deviations
        ],
        "unchecked": found.unchecked,
    }


def _blocks(found: Verification) -> Iterator[Block]:
    if found.manifest is not None:
        recipes = ", ".join(recipe.name for recipe in found.manifest.recipes) or "no recipe"
        yield Paragraph(f"{found.mod}, as made from {found.manifest.mod.name} by {recipes}.")
    count = len(found.deviations)
    files = counted(found.equal, "file", "files")
    if found.deviations:
        yield Table(
            ["file", "what is wrong"],
            [[deviation.path, deviation.message] for deviation in found.deviations],
        )
        differ = counted(count, "differs", "differ")
        yield Paragraph(f"By {found.against}, {files} equal, {differ}.", Tone.BAD)
        other = "A B" if found.manifest is None else "MOD-AS-IT-WAS MOD"
        yield Paragraph(f"`compare {other}` shows what differs in ships and settings.", Tone.QUIET)
    else:
        yield Paragraph(f"By {found.against}, {files} equal, none differs.", Tone.GOOD)
    if found.unchecked:
        others = counted(found.unchecked, "other file", "other files")
        yield Paragraph(f"Not checked: {others} (meshes, pictures, sounds).", Tone.QUIET)
