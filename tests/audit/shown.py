"""Findings as text, so that expected outputs can be read and reviewed like a report."""

from collections.abc import Iterable

from artemis_modkit.audit import Finding
from artemis_modkit.model import Mod
from artemis_modkit.parsers.source import Source


def shown(mod: Mod, findings: Iterable[Finding]) -> str:
    """Everything that some findings say, one paragraph each."""
    return "\n".join("\n".join((*_lines(mod, finding), "")) for finding in findings)


def _lines(mod: Mod, finding: Finding) -> Iterable[str]:
    hit = finding.hit
    place = f"{hit.file}:{hit.location.line}:{hit.location.column}"
    yield f"{place} {finding.severity.value} {finding.rule} ({finding.confidence.value})"
    yield f"    {hit.message}"
    yield f"    | {finding.excerpt.strip()}"
    if hit.vessel is not None:
        yield f"    vessel {hit.vessel}"
    if hit.also:
        yield f"    also {', '.join(f'{one.line}:{one.column}' for one in hit.also)}"
    if hit.encoding is not None:
        yield f"    write as {hit.encoding}"
    text = Source.from_bytes(hit.file, mod.tree.read(hit.file)).text if hit.edits else ""
    for edit in hit.edits:
        yield f"    write '{edit.text}' for '{text[edit.span.start : edit.span.end]}'"
