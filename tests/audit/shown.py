"""Findings as text, so that expected outputs can be read and reviewed like a report."""

from collections.abc import Iterable

from artemis_modkit.audit import Finding
from artemis_modkit.model import Mod
from artemis_modkit.parsers.source import Source


def shown(mod: Mod, findings: Iterable[Finding]) -> str:
    """Everything that some findings say, one paragraph each."""
    return "\n".join("\n".join((*_lines(mod, finding), "")) for finding in findings)


def _lines(mod: Mod, finding: Finding) -> Iterable[str]:

    place = f"{finding.file}:{finding.location.line}:{finding.location.column}"
    yield f"{place} {finding.severity.value} {finding.rule} ({finding.confidence.value})"
    yield f"    {finding.message}"
    yield from (f"    | {one.text.strip()}" for one in finding.excerpts)
    if finding.vessel is not None:
        yield f"    vessel {finding.vessel}"
    if finding.also:
        yield f"    also {', '.join(f'{one.line}:{one.column}' for one in finding.also)}"
    if finding.encoding is not None:
        yield f"    write as {finding.encoding}"
    text = (
        Source.from_bytes(finding.file, mod.tree.read(finding.file)).text if finding.edits else ""
    )
    for edit in finding.edits:
        yield f"    write '{edit.text}' for '{text[edit.span.start : edit.span.end]}'"
