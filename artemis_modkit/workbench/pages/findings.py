"""Findings: what is wrong, where, why, and its repair, which is always shown before it is made."""

from functools import partial

from starlette.responses import Response

from artemis_modkit.audit import Finding, Severity
from artemis_modkit.audit.findings import ships_by_line, touched
from artemis_modkit.audit.rule import rule_named
from artemis_modkit.audit.silencing import silenced
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.views.audit import audit_report
from artemis_modkit.report.views.explain import rule_blocks
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, as_json, part, shown, to


def findings(bench: Bench, asked: Asked) -> Response:
    """All findings, the worst first, or those of a severity, a rule and a ship."""
    result = bench.result
    if asked.is_for_json:
        return as_json(audit_report(result, Severity.ERROR))
    severity, rule, ship = (asked.text(name) for name in ("severity", "rule", "ship"))
    told = [
        finding
        for finding in result.findings
        if severity in ("", finding.severity.value)
        and rule in ("", finding.rule)
        and (not ship or _touches(bench, finding, ship))
    ]
    return shown(
        bench, asked, "findings.html", "Findings", result=result, told=told,
        rules=sorted({finding.rule for finding in result.findings}), severities=list(Severity),
        ships=[(str(one.id), one.shown_name) for one in bench.mod.vessels if one.id is not None],
        fixable=sum(finding.is_fixable for finding in result.findings),
    )  # fmt: skip


def of_ship(bench: Bench, number: str) -> list[Finding]:
    """The findings that touch a ship: also those that are told at the place of another one."""
    return [finding for finding in bench.result.findings if _touches(bench, finding, number)]


def _touches(bench: Bench, finding: Finding, ship: str) -> bool:
    by_line = bench.once("lines", lambda: ships_by_line(bench.mod))
    return ship.isdecimal() and int(ship) in touched(finding, bench.mod, by_line)


def explained(bench: Bench, asked: Asked) -> Response:
    """What a rule is about."""
    return part(bench, asked, "explained.html", blocks=rule_blocks(rule_named(asked.text("rule"))))


def repair(bench: Bench, asked: Asked) -> Response:
    """What a repair would write."""
    print = asked.text("finding")
    fixed = bench.fixed(print)
    diff = unified_diff(fixed.before, fixed.after)
    if not diff:
        raise ModkitError("there is nothing here that can be repaired for certain")
    finding = bench.finding(print) if print else None
    return shown(bench, asked, "repair.html", "Findings", fixed=fixed, diff=diff, finding=finding)


def do_repair(bench: Bench, asked: Asked) -> Response:
    """Write a repair, which the list of changes can take back."""
    backup = bench.repair(asked.text("finding"))
    said = "Nothing was to be repaired."
    if backup is not None:
        said = f"Repaired: {', '.join(backup.files)}. Changes has the way back."
    bench.said.append(said)
    return to(asked, "/findings")


def accept(bench: Bench, asked: Asked) -> Response:
    """Accept a finding: it is told no more."""
    bench.accept([bench.finding(asked.text("finding"))])
    bench.said.append("Accepted: it stands in accepted.json beside the mod's files.")
    return to(asked, "/findings")


def silence(bench: Bench, asked: Asked, *, is_done: bool = False) -> Response:
    """What a comment that silences a finding would write; it is written if `is_done`."""
    finding, reason = bench.finding(asked.text("finding")), asked.text("reason").strip()
    if not reason:
        raise ModkitError("say why it is right as it is; the reason is kept in the file")
    after = silenced(bench.mod, finding, reason)
    before = {path: bench.mod.tree.read(path) for path in after}
    if is_done:
        bench.replace(before, after, f"silence {finding.rule}")
        bench.said.append(f"{finding.rule} is silent there. Changes has the way back.")
        return to(asked, "/findings")
    diff = unified_diff(before, after)
    return shown(
        bench, asked, "silence.html", "Findings", finding=finding, diff=diff, reason=reason
    )


BENCH_PAGES = {
    "/findings": findings,
    "/explained": explained,
    "/repair": repair,
    "/do/repair": do_repair,
    "/do/accept": accept,
    "/silence": silence,
    "/do/silence": partial(silence, is_done=True),
}
