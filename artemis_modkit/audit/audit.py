"""Run the rules over a mod and sort what they find."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from artemis_modkit.audit.findings import Finding, Hit, Severity
from artemis_modkit.audit.rule import Rule, all_rules
from artemis_modkit.audit.subject import Subject, nearest
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.characters import clean
from artemis_modkit.parsers.errors import ModkitError


@dataclass(frozen=True)
class AuditResult:
    """All findings of an audit, in order of file and place."""

    mod: Mod
    stock: Mod
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def has_at_least(self, severity: Severity) -> bool:
        """Whether any finding is as severe as this, or more."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)


def audit(
    mod: Mod, stock: Mod, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> AuditResult:
    """Audit a mod against a stock. Empty `select` means every rule.

    Raises `ModkitError` for a rule that does not exist.
    """
    subject = Subject(mod, stock)
    found = [finding for one in _chosen(select, ignore) for finding in _findings(one, subject)]
    return AuditResult(mod, stock, tuple(sorted(found, key=lambda finding: finding.order)))


def _chosen(select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    rules = all_rules()
    wanted, unwanted = set(select), set(ignore)
    for name in sorted(wanted | unwanted):
        if name not in rules:
            close = nearest(name, rules)
            hint = f"did you mean '{close}'?" if close else f"there are {', '.join(rules)}"
            raise ModkitError(f"'{name}' is no rule of the audit; {hint}")
    return [
        one
        for name, one in rules.items()
        if (not wanted or name in wanted) and name not in unwanted
    ]


def _findings(one: Rule, subject: Subject) -> Iterator[Finding]:
    for hit in one.check(subject):
        yield Finding(one.name, one.severity, one.confidence, hit, *_excerpt(subject, hit))


def _excerpt(subject: Subject, hit: Hit) -> tuple[str, int]:
    for document in subject.documents:
        if document.source.name == hit.file:
            text, column = document.source.excerpt(hit.location)
            return clean(text), column
    return "", 1
