"""The audit of several mods: the verdict, and a line for each."""

from collections.abc import Mapping

from artemis_modkit.audit import AuditResult, Severity
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone, table_of
from artemis_modkit.report.views.audit import COLUMNS, USUAL, audit_payload
from artemis_modkit.report.words import counted


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
    blocks: list[Block] = [Heading(_verdict(len(results), failing, len(refused), fail_on))]
    blocks += (Paragraph(f"Not audited: {message}", Tone.BAD) for message in refused.values())
    if results:
        blocks.append(_table(results))
    return Report(
        "audit",
        payload,
        blocks,
        exit_code=2 if refused else int(failing > 0),
        rows=table_of(rows, ("mod", *COLUMNS), 2, 3, 7),
    )


def _verdict(audited: int, failing: int, refused: int, fail_on: Severity) -> str:
    said = f"{counted(audited, 'mod', 'mods')} audited"
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
    return Table(columns, rows, frozenset({1, 2, 3, 4}))
