"""Apply the repairs that are certain, and nothing else.

Repairs are applied in rounds, each on the text as it is then, until none is
left. A repair that would overlap another one waits for the next round. A copy that a mod keeps of
a file (vesselDataMOD.xml) is repaired too; an equal one is kept equal. What is repaired is
written only where another reader reads it alike.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit.audit import WHOLE, AuditResult, Scope, audit
from artemis_modkit.audit.findings import Finding, Severity
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import alike_copies, switched_on
from artemis_modkit.model.writable import check_writable
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Source, Span
from artemis_modkit.parsers.xml import XmlDocument

_MOST_ROUNDS = 5

Confirm = Callable[[Finding], bool]
"""Whether the author says yes to the likely repair of a finding."""


class FixResult(Struct, frozen=True):
    """The files that a fix changes, with their bytes before and after, and what stays found."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    fixed: tuple[Finding, ...]
    remaining: AuditResult


def fix(
    mod: Mod,
    stock: Mod,
    *,
    scope: Scope = WHOLE,
    only: Collection[Severity] = tuple(Severity),
    finding: Finding | None = None,
    ask: Confirm | None = None,
) -> FixResult:
    """Repair a mod in memory: what is found of some severities, or just one `finding`.

    `ask` is asked for each repair that is likely and not certain, once the certain ones are made.
    Raises `ModkitError` for a rule that does not exist, where a file must not be repaired, and
    where lxml or configupdater reads what is repaired otherwise than we do.
    """
    check_writable(mod)
    fixed: list[Finding] = []
    after: dict[str, bytes] = {}
    answers: dict[str, bool] = {}

    def chosen(result: AuditResult) -> list[Finding]:
        findings = [
            each
            for each in result.findings
            if each.severity in only
            and (finding is None or each.fingerprint == finding.fingerprint)
        ]
        certain = [each for each in findings if each.is_fixable]
        if certain or ask is None:
            return certain
        for each in findings:
            if each.likely and each.fingerprint not in answers:
                answers[each.fingerprint] = ask(each)
        return [
            replace(each, edits=each.likely) for each in findings if answers.get(each.fingerprint)
        ]

    for state in (*switched_on(mod), mod):
        result = audit(state.with_files(after), stock, scope=scope)
        of_state: list[Finding] = []
        for _ in range(_MOST_ROUNDS):
            fixable = chosen(result)
            if not fixable:
                break
            applied, changed = _round(result.mod, fixable)
            of_state += applied
            after |= changed
            result = audit(state.with_files(after), stock, scope=scope)
        _check_read_alike(result.mod, after)
        fixed = of_state + fixed
    before = {path: mod.tree.read(path) for path in after}
    return FixResult(before, after, tuple(fixed), result)


def _check_read_alike(mod: Mod, changed: Collection[str]) -> None:
    """Ask lxml and configupdater for their opinion on what is to be written."""
    documents: list[IniDocument | XmlDocument] = []
    if mod.settings is not None:
        documents.append(mod.settings.document)
    data = mod.vessel_data
    if data is not None and data.root is not None and not data.document.uses_namespaces:
        documents.append(data.document)
    for document in documents:
        name = document.source.name
        if name in changed and (refused := document.verdict()):
            raise ModkitError(
                f"{name}: not repaired, since another reader of such files reads it "
                f"differently: {refused}"
            )


def _round(mod: Mod, findings: list[Finding]) -> tuple[list[Finding], dict[str, bytes]]:
    changed: dict[str, bytes] = {}
    applied: list[Finding] = []
    findings = sorted(findings, key=lambda finding: finding.by_place)
    for path in sorted({finding.file for finding in findings}):
        source = Source.from_bytes(path, mod.tree.read(path))
        of_file = [finding for finding in findings if finding.file == path]
        chosen = list(_without_clashes(of_file))
        edits = [edit for finding in chosen for edit in finding.edits]
        encoding = next((finding.encoding for finding in chosen if finding.encoding), None)
        changed[path] = source.edited(edits, encoding=encoding).to_bytes()
        changed |= alike_copies(mod, path, changed[path])
        applied += chosen
    return applied, changed


def _without_clashes(findings: list[Finding]) -> Iterator[Finding]:
    """The findings whose edits overlap none of an earlier one's."""
    taken: list[Span] = []
    for finding in findings:
        spans = [edit.span for edit in finding.edits]
        if any(_clashes(span, taken) for span in spans):
            continue
        for span in spans:
            insort(taken, span)
        yield finding


def _clashes(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, span)
    before = taken[at - 1].end > span.start if at > 0 else False
    after = taken[at].start < span.end if at < len(taken) else False
    return before or after
