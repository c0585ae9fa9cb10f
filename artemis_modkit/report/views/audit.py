"""The audit as a report: findings by file, each with its line."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from artemis_modkit.audit import AuditResult, Finding, FixResult, Severity
from artemis_modkit.model import Mod
from artemis_modkit.model.settings import GAMES_OF
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.places import base_of
from artemis_modkit.report.report import (
    Block,
    Code,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
    Tone,
    table_of,
)
from artemis_modkit.report.words import counted

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.NOTICE: Tone.QUIET}
_MOST_PLACES = 12


def audit_report(result: AuditResult, fail_on: Severity) -> Report:
    """What an audit found. The exit code is 1 for findings at or above `fail_on`."""
    return _report(result, fail_on, [], {})


def fix_report(fix: FixResult, fail_on: Severity, backup: Path | None) -> Report:
    """What a fix repaired, and what an audit still finds.

    `backup` is where the old files are kept, `None` where nothing was written.
    """
    diff = unified_diff(fix.before, fix.after)
    blocks: list[Block] = []
    if not fix.after:
        blocks.append(Paragraph("Nothing to repair.", Tone.GOOD))
    elif backup is not None:
        files = ", ".join(fix.after)
        blocks.append(Paragraph(f"Repaired {_counted(len(fix.fixed), 'finding')} in {files}:"))
        blocks += (_note(finding, "repaired") for finding in fix.fixed)
        blocks.append(
            Paragraph(
                f"The files as they were lie in {backup.as_posix()}; `restore` brings them back.",
                Tone.QUIET,
            )
        )
    else:
        blocks.append(Code(diff))
        blocks.append(Paragraph(f"Would repair {_counted(len(fix.fixed), 'finding')}; after that:"))
    fixed = {
        "fixed": [_as_json(finding) for finding in fix.fixed],
        "written": [] if backup is None else list(fix.after),
        "diff": diff,
    }
    return _report(fix.remaining, fail_on, blocks, fixed)


def _report(
    result: AuditResult, fail_on: Severity, before: list[Block], more: dict[str, Any]
) -> Report:
    payload = _payload(result)
    return Report(
        "audit",
        {**payload, **more},
        [*before, *_findings(result), *_summary(result)],
        exit_code=int(result.has_at_least(fail_on)),
        rows=_rows(payload),
        base=base_of(result.mod),
    )


def _payload(result: AuditResult) -> dict[str, Any]:
    data, settings = result.mod.vessel_data, result.mod.settings
    return {
        "mod": result.mod.name,
        "stock": result.stock.name,
        "dialect": None if data is None else data.dialect.dialect.label,
        "settings_of": None if settings is None else settings.generation,
        "summary": {
            **{severity.value: result.count(severity) for severity in Severity},
            "suppressed": result.suppressed,
        },
        "findings": [_as_json(finding) for finding in result.findings],
    }


def _as_json(finding: Finding) -> dict[str, Any]:

    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "file": finding.file,
        "line": finding.location.line,
        "column": finding.location.column,
        "message": finding.message,
        "vessel": finding.vessel,
        "fixable": finding.is_fixable,
        "fingerprint": finding.fingerprint,
        "also": [{"line": place.line, "column": place.column} for place in finding.also],
    }


def _rows(payload: dict[str, Any]) -> Table:
    """Every finding in a row, for tables of other programs."""
    columns = ("file", "line", "column", "severity", "confidence", "rule", "vessel", "message")
    return table_of(payload["findings"], columns, 1, 2, 6)


def _findings(result: AuditResult) -> Iterator[Block]:
    for file, findings in groupby(result.findings, key=lambda finding: finding.file):
        yield Heading(file, level=2)
        for finding in findings:
            fixable = ", fixable" if finding.is_fixable else ""
            yield _note(finding, finding.severity.value, more=fixable, with_line=True)


def _note(finding: Finding, label: str, *, more: str = "", with_line: bool = False) -> Note:

    return Note(
        label,
        _TONES[finding.severity],
        f"{finding.location.line}:{finding.location.column}",
        finding.message + _also(finding),
        finding.rule + more,
        finding.excerpt if with_line else "",
        finding.excerpt_column,
        finding.width,
    )


def _also(finding: Finding) -> str:
    lines = [str(place.line) for place in finding.also]
    if not lines:
        return ""
    more = f" and {len(lines) - _MOST_PLACES} more" if len(lines) > _MOST_PLACES else ""
    return f" (also in line {', '.join(lines[:_MOST_PLACES])}{more})"


def _summary(result: AuditResult) -> Iterator[Block]:
    counts = [(severity, result.count(severity)) for severity in Severity]
    left_out = f" {result.suppressed} silenced or accepted." if result.suppressed else ""
    if not result.findings:
        yield Paragraph(f"{result.mod.name}: no findings.{left_out}", Tone.GOOD)
        yield Paragraph(_what_it_is(result.mod), Tone.QUIET)
        return
    shown = ", ".join(_counted(count, severity.value) for severity, count in counts if count)
    fixable = sum(finding.is_fixable for finding in result.findings)
    hint = f" {fixable} can be repaired with --fix." if fixable else ""
    yield Heading(f"{result.mod.name}: {shown}.{hint}{left_out}")
    yield Paragraph(_what_it_is(result.mod), Tone.QUIET)


def _what_it_is(mod: Mod) -> str:
    """What was read, in one line: ships, races, and the games that write such files."""
    parts = []
    if (data := mod.vessel_data) is not None:
        dialect = data.dialect.dialect
        count = f"{len(data.vessels)} vessels of {len(data.races)} races"
        parts.append(f"{count}, written as for {dialect.games}")
    if (settings := mod.settings) is not None:
        count = f"{len(settings.document.settings)} settings"
        parts.append(f"{count} of game {GAMES_OF[settings.generation]}")
    return f"Read: {'; '.join(parts)}." if parts else "Read: no ships and no settings."


def _counted(count: int, what: str) -> str:
    return counted(count, what, f"{what}s")
