"""Run the rules over a mod and sort what they find.

One decision: what stock itself does is never reported. A finding that the same rule makes with
the same words on the stock that the mod is measured by is a habit of the game and is left out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from artemis_modkit.audit.accepted import Accepted
from artemis_modkit.audit.bounded import bounded
from artemis_modkit.audit.findings import Finding, Hit, Severity
from artemis_modkit.audit.rule import Check, Rule, all_rules
from artemis_modkit.audit.subject import Subject, nearest
from artemis_modkit.audit.suppression import Silence, suppressions, unsuppressed
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.characters import clean
from artemis_modkit.parsers.errors import ModkitError


@dataclass(frozen=True)
class AuditResult:
    """All findings of an audit, in order of file and place.

    `suppressed` counts those left out because a comment silences them or they are accepted.
    """

    mod: Mod
    stock: Mod
    findings: tuple[Finding, ...]
    suppressed: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def has_at_least(self, severity: Severity) -> bool:
        """Whether any finding is as severe as this, or more."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)


@dataclass(frozen=True)
class Scope:
    """What an audit looks at besides the mod, and what it leaves out.

    `select` and `ignore` name rules, empty `select` means all. `previous` is an earlier
    release, `history` the releases before it, the oldest first. `accepted` are findings that
    are not reported again.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    previous: Mod | None = None
    history: tuple[Mod, ...] = ()
    accepted: Accepted = Accepted({})


def audit(
    mod: Mod,
    stock: Mod,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    scope: Scope | None = None,
) -> AuditResult:
    """Audit a mod against a stock. Empty `select` means every rule.

    `scope` says more than `select` and `ignore`, and stands for them. Raises `ModkitError` for
    a rule that does not exist.
    """
    scope = scope or Scope(tuple(select), tuple(ignore))
    subject = Subject(mod, stock, scope.previous, scope.history)
    rules = _chosen(scope.select, scope.ignore)
    hits = [(one, hit) for one in rules for hit in bounded(one.check(subject))]
    kept, silenced = _unsilenced(subject, _without_habits(hits, subject))
    found = [
        Finding(
            one.name, hit.severity or one.severity, one.confidence, hit, *_excerpt(subject, hit)
        )
        for one, hit in kept
    ]
    new, accepted = scope.accepted.split(sorted(found, key=lambda finding: finding.order))
    return AuditResult(mod, stock, tuple(new), silenced + accepted)


def _without_habits(hits: Sequence[tuple[Rule, Hit]], audited: Subject) -> list[tuple[Rule, Hit]]:
    """The hits that stock has not just so; only the rules that found anything look at it.

    An audit of the stock itself leaves nothing out.
    """
    stock = audited.stock
    if not hits or _is_same(audited.mod, stock):
        return list(hits)
    return [
        (one, hit)
        for one, hit in hits
        if (hit.vessel, hit.message) not in stock.once(_habits, one.check)
    ]


def _habits(stock: Mod, check: Check) -> frozenset[tuple[int | None, str]]:
    """What a rule says of the stock itself: of which vessel, in which words."""
    return frozenset((hit.vessel, hit.message) for hit in check(stock.once(_measured_by_itself)))


def _measured_by_itself(stock: Mod) -> Subject:
    return Subject(stock, stock)


def _is_same(mod: Mod, stock: Mod) -> bool:
    """Whether a mod is measured by itself."""
    if stock.is_embedded_stock:
        return stock.name == mod.name
    lies = (mod.tree.folder, mod.tree.paths)
    return stock is mod or (lies[0] is not None and lies == (stock.tree.folder, stock.tree.paths))


def _unsilenced(
    subject: Subject, hits: Sequence[tuple[Rule, Hit]]
) -> tuple[list[tuple[Rule, Hit]], int]:
    """The hits, or their places, that no comment silences, and how many hits are silenced."""
    silence = Silence(subject.once(suppressions)) if hits else None
    if not silence:
        return list(hits), 0
    sources = {document.source.name: document.source for document in subject.documents}
    kept = [
        (one, left)
        for one, hit in hits
        if (left := unsuppressed(one.name, hit, silence, sources.get(hit.file))) is not None
    ]
    return kept, len(hits) - len(kept)


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


def _excerpt(subject: Subject, hit: Hit) -> tuple[str, int]:
    for document in subject.documents:
        if document.source.name == hit.file:
            text, column = document.source.excerpt(hit.location)
            return clean(text), column
    return "", 1
