"""The audit as a report: the verdict, what is wrong from the worst on, notices by their rule.

A person reads the first screen: the verdict and the errors stand there. What programs read holds
every finding, in the same order.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from artemis_modkit.audit import AuditResult, Finding, FixResult, Severity
from artemis_modkit.audit.rule import rule_named
from artemis_modkit.model import Mod
from artemis_modkit.model.settings import GAMES_OF
from artemis_modkit.model.wording import first_of, listed
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.report import (
    Block,
    Code,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
    Tone,
    base_of,
)
from artemis_modkit.report.words import counted

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.NOTICE: Tone.QUIET}
_MOST_PLACES = 12
_MOST_WITH_LINES = 5
"""So many errors fit on the first screen, of 40 lines, with what stands in the file."""

_LETTER_CASE = "letters are large here and small there; the game on Windows does not mind"
COLUMNS = ("file", "line", "column", "severity", "confidence", "rule", "vessel", "message")
"""The keys of a finding that stand in tables of other programs."""


class Display(Struct, frozen=True):
    """Which findings are told and how; the verdict and the exit code are of all.

    With `each_notice` notices are not folded, with `in_full` every finding has its lines too;
    with `statistics` only numbers are told.
    """

    only: Collection[Severity] = tuple(Severity)
    each_notice: bool = False
    in_full: bool = False
    statistics: bool = False

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that are told, in their order."""
        return [finding for finding in findings if finding.severity in self.only]


USUAL = Display()


def audit_report(result: AuditResult, fail_on: Severity, display: Display = USUAL) -> Report:
    """What an audit found. The exit code is 1 for findings at or above `fail_on`."""
    payload = audit_payload(result, display)
    told = display.of(result.findings)
    if display.statistics:
        payload["statistics"] = [
            {"rule": rule, "severity": severity.value, "findings": count}
            for (severity, rule), count in _numbers(told).items()
        ]
    said = _statistics(told) if display.statistics else _told(told, display)
    return _report(result, fail_on, payload, [*_verdict(result), *said])


def _report(
    result: AuditResult, fail_on: Severity, payload: dict[str, Any], blocks: Sequence[Block]
) -> Report:
    rows = Table.of(payload["findings"], COLUMNS, 1, 2, 6)
    code = int(result.has_at_least(fail_on))
    return Report("audit", payload, blocks, code, rows, base_of(result.mod))


def fix_report(fix: FixResult, fail_on: Severity, backup: Path | None) -> Report:
    """What a fix repaired, where the old files are, and how the mod stands then.

    `backup` is where the old files are kept, `None` where nothing was written.
    """
    diff = unified_diff(fix.before, fix.after)
    number, blocks = counted(len(fix.fixed), "finding"), list[Block]()
    if not fix.after:
        blocks.append(Paragraph("Nothing to repair.", Tone.GOOD))
    elif backup is not None:
        blocks.append(Paragraph(f"Repaired {number} in {', '.join(fix.after)}:"))
        blocks += (_note(finding, "repaired") for finding in fix.fixed)
        kept = f"The old files lie in {backup.as_posix()}; `restore` brings them back."
        blocks.append(Paragraph(kept))
    else:
        blocks += (Code(diff), Paragraph(f"Would repair {number}; after that:"))
    payload = {
        **audit_payload(fix.remaining, USUAL),
        "fixed": [_as_json(finding) for finding in fix.fixed],
        "written": [] if backup is None else list(fix.after),
        "diff": diff,
    }
    return _report(fix.remaining, fail_on, payload, [*blocks, *_verdict(fix.remaining)])


def audit_payload(result: AuditResult, display: Display) -> dict[str, Any]:
    """The JSON of an audit; `summary` is of all findings, also where not all are told."""
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
        **({"held_back": result.held_back} if result.held_back else {}),
        **({"kit": _kit(result.mod)} if result.mod.is_kit else {}),
        "findings": [_as_json(finding) for finding in display.of(result.findings)],
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
        **({"rules": list(finding.rules)} if finding.rules else {}),
    }


# The verdict -------------------------------------------------------------------------------------


def _verdict(result: AuditResult) -> Iterator[Block]:
    left_out = f" {result.suppressed} silenced or accepted." if result.suppressed else ""
    if not result.findings:
        yield Paragraph(f"{result.mod.name}: no findings.{left_out}", Tone.GOOD)
    else:
        fixable = sum(finding.is_fixable for finding in result.findings)
        hint = f" {fixable} can be repaired with --fix." if fixable else ""
        yield Heading(f"{result.mod.name}: {verdict(result)}.{hint}{left_out}")
    yield Paragraph(_what_it_is(result.mod), Tone.QUIET)
    if kit := _of_kit(result.mod):
        yield Paragraph(kit, Tone.QUIET)
    if result.held_back:
        number = counted(result.held_back, "finding that follows", "findings that follow")
        yield Paragraph(f"Held back: {number} from broken XML; mend that first.", Tone.QUIET)


def verdict(result: AuditResult) -> str:
    """How many findings of which severity: `2 errors, 1 notice`."""
    counts = ((severity.value, result.count(severity)) for severity in Severity)
    return ", ".join(counted(count, name) for name, count in counts if count)


def _what_it_is(mod: Mod) -> str:
    """What was read, in one line: ships, races, and the games that write such files."""
    parts = []
    if (data := mod.vessel_data) is not None:
        dialect = data.dialect.dialect
        vessels = counted(len(data.vessels), "vessel")
        count = f"{vessels} of {counted(len(data.races), 'race')}"
        parts.append(f"{count}, written as for {dialect.games}")
    if (settings := mod.settings) is not None:
        count = counted(len(settings.document.settings), "setting")
        parts.append(f"{count} of game {GAMES_OF[settings.generation]}")
    return f"Read: {'; '.join(parts)}." if parts else "Read: no ships and no settings."


def _of_kit(mod: Mod) -> str:
    """Which files were audited as those of the game, for a mod that has none in its place."""
    said = []
    for in_game, files in _kit(mod).items():
        audited, left = files["audited"], files["left_out"]
        rest = f", but not {listed(left)}" if left else ""
        said.append(f"{listed(audited, most=len(audited))} as {in_game}{rest}")
    return f"A kit: its batch files install what was audited: {'; '.join(said)}." if said else ""


def _kit(mod: Mod) -> dict[str, dict[str, list[str]]]:
    """By file of the game, which files of a kit stand for it; of those too many are left out."""
    if not mod.is_kit:
        return {}
    from artemis_modkit.model.switching import audited_as

    return {
        in_game: {"audited": paths, "left_out": left} for in_game, paths, left in audited_as(mod)
    }


# Findings ----------------------------------------------------------------------------------------


def _told(findings: Sequence[Finding], display: Display) -> Iterator[Block]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    has_lines = display.in_full or errors <= _MOST_WITH_LINES
    notices: list[Finding] = []
    for finding in findings:
        if finding.severity is Severity.NOTICE and not (display.each_notice or display.in_full):
            notices.append(finding)
        else:
            fixable = ", fixable" if finding.is_fixable else ""
            yield _note(finding, finding.severity.value, more=fixable, has_lines=has_lines)
    if notices:
        yield Heading(f"{counted(len(notices), 'notice')}; --all shows each", level=2)
        yield Table(("", "rule", "what it finds"), [*_folded(notices)], frozenset({0}))
    if not has_lines:
        yield Paragraph("--all shows what stands at each place.", Tone.QUIET)


def _note(finding: Finding, label: str, *, more: str = "", has_lines: bool = False) -> Note:
    return Note(
        label,
        _TONES[finding.severity],
        f"{finding.file}:{finding.location.line}:{finding.location.column}",
        finding.message + _also(finding),
        ", ".join(finding.rules or (finding.rule,)) + more,
        finding.excerpts if has_lines else (),
    )


def _also(finding: Finding) -> str:
    lines = [str(line) for line in dict.fromkeys(place.line for place in finding.also)]
    return f" (also in line {first_of(lines, _MOST_PLACES)})" if lines else ""


def _folded(notices: Sequence[Finding]) -> Iterator[tuple[str, str, str]]:
    """A row for each rule; what only the case of letters is about, which most players' systems
    do not see, is one together."""
    counts = Counter(finding.rule for finding in notices)
    of_letters = [rule for rule in counts if rule.endswith("-case")]
    for rule, count in counts.items():
        if rule not in of_letters:
            yield str(count), rule, rule_named(rule).title
    if of_letters:
        total = sum(counts[rule] for rule in of_letters)
        yield str(total), listed(of_letters, most=len(of_letters)), _LETTER_CASE


def _statistics(findings: Sequence[Finding]) -> Iterator[Block]:
    if not (numbers := _numbers(findings)):
        return
    fixable = Counter(finding.rule for finding in findings if finding.is_fixable)
    rows = [
        (str(count), severity.value, rule, str(fixable[rule] or ""))
        for (severity, rule), count in numbers.items()
    ]
    yield Table.of_numbers(("", "severity", "rule", "fixable"), rows, (1, 2))


def _numbers(findings: Sequence[Finding]) -> Mapping[tuple[Severity, str], int]:
    """How many findings each rule has, the worst first, of those the most."""
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    ordered = sorted(counts, key=lambda one: (one[0].rank, -counts[one], one[1]))
    return {one: counts[one] for one in ordered}


# Several mods: the verdict, and a line for each -------------------------------------------------


def several_report(outcomes: Mapping[str, AuditResult | ModkitError], fail_on: Severity) -> Report:
    """What audits found, by the names that were given; an error where there was nothing to audit.

    The exit code is 2 where one could not be audited, else 1 for findings at or above `fail_on`.
    """
    results = {name: one for name, one in outcomes.items() if isinstance(one, AuditResult)}
    refused = {name: str(one) for name, one in outcomes.items() if isinstance(one, ModkitError)}
    failing = sum(result.has_at_least(fail_on) for result in results.values())
    payload = {
        "mods": [audit_payload(result, USUAL) for result in results.values()],
        "refused": [{"mod": name, "message": message} for name, message in refused.items()],
    }
    rows = [
        {"mod": mod["mod"], **finding} for mod in payload["mods"] for finding in mod["findings"]
    ]
    blocks: list[Block] = [Heading(_verdict_of_all(len(results), failing, len(refused), fail_on))]
    blocks += (Paragraph(f"Not audited: {message}", Tone.BAD) for message in refused.values())
    if results:
        blocks.append(_table(results))
    return Report(
        "audit",
        payload,
        blocks,
        exit_code=2 if refused else int(failing > 0),
        rows=Table.of(rows, ("mod", *COLUMNS), 2, 3, 7),
    )


def _verdict_of_all(audited: int, failing: int, refused: int, fail_on: Severity) -> str:
    said = f"{counted(audited, 'mod')} audited"
    left_out = f", {refused} not" if refused else ""
    worse = {Severity.ERROR: "errors", Severity.WARNING: "errors or warnings"}
    what = worse.get(fail_on, "findings")
    having = f"{failing} of them with {what}" if failing else f"none with {what}"
    return f"{said}{left_out}: {having}." if audited else f"{said}{left_out}."


def _table(results: Mapping[str, AuditResult]) -> Table:
    names = [result.mod.name for result in results.values()]
    is_clear = len({*names}) == len(names)
    rows = [
        (
            result.mod.name if is_clear else given,
            *(str(result.count(severity)) for severity in Severity),
            str(sum(finding.is_fixable for finding in result.findings)),
        )
        for given, result in results.items()
    ]
    columns = ("mod", *(f"{severity.value}s" for severity in Severity), "fixable")
    return Table.of_numbers(columns, rows)
