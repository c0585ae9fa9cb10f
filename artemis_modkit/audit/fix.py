"""Apply the repairs that are certain, and nothing else.

One decision: repairs are applied in rounds, each on the text as it is then, until none is
left. A repair that would overlap another one waits for the next round.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from artemis_modkit.audit.audit import AuditResult, audit
from artemis_modkit.audit.findings import Finding
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.source import Edit, Source, in_order

_MOST_ROUNDS = 5


@dataclass(frozen=True)
class FixResult:
    """The files that a fix changes, with their bytes before and after, and what stays found."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    fixed: tuple[Finding, ...]
    remaining: AuditResult


def fix(
    mod: Mod, stock: Mod, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> FixResult:
    """Repair a mod in memory. Raises `ModkitError` for a rule that does not exist."""
    chosen, unwanted = tuple(select), tuple(ignore)
    fixed: list[Finding] = []
    after: dict[str, bytes] = {}
    result = audit(mod, stock, select=chosen, ignore=unwanted)
    for _ in range(_MOST_ROUNDS):
        fixable = [finding for finding in result.findings if finding.is_fixable]
        if not fixable:
            break
        applied, changed = _round(result.mod, fixable)
        fixed += applied
        after |= changed
        result = audit(mod.with_files(after), stock, select=chosen, ignore=unwanted)
    before = {path: mod.tree.read(path) for path in after}
    return FixResult(before, after, tuple(fixed), result)


def _round(mod: Mod, findings: list[Finding]) -> tuple[list[Finding], dict[str, bytes]]:
    changed: dict[str, bytes] = {}
    applied: list[Finding] = []
    for path in sorted({finding.hit.file for finding in findings}):
        source = Source.from_bytes(path, mod.tree.read(path))
        chosen: list[Edit] = []
        encoding: str | None = None
        for finding in findings:
            if finding.hit.file != path:
                continue
            if not _overlap(chosen, finding.hit.edits):
                chosen += finding.hit.edits
                encoding = encoding or finding.hit.encoding
                applied.append(finding)
        changed[path] = source.edited(chosen, encoding=encoding).to_bytes()
    return applied, changed


def _overlap(chosen: list[Edit], more: tuple[Edit, ...]) -> bool:
    done = 0
    for edit in in_order([*chosen, *more]):
        if edit.span.start < done:
            return True
        done = edit.span.end
    return False
