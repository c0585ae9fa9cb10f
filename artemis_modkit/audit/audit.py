"""Run the rules over a mod and sort what they find.

What stock does too is never told: an occurrence that the same rule has in the stock that the mod
is measured by, in the same ship at the same place, is how the game is. Then those of a kind are
grouped, silenced places and accepted ones are left out, and only what is left is put into words.

The copies by which players switch a mod on (vesselDataMOD.xml) are looked at as the files in use
are; what those show too is told once.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit.accepted import Accepted
from artemis_modkit.audit.findings import Finding, Occurrence, Severity
from artemis_modkit.audit.following import following
from artemis_modkit.audit.grouping import Cluster, bounded, causes_of, clusters, joined
from artemis_modkit.audit.look import Look, measured_by_itself
from artemis_modkit.audit.rule import Check, Rule, rules
from artemis_modkit.audit.silencing import silence_of, unsuppressed
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import all_documents, switched_on
from artemis_modkit.parsers.characters import clean
from artemis_modkit.parsers.source import Excerpt, Source

if TYPE_CHECKING:
    from artemis_modkit.changes.pairing import Told
    from artemis_modkit.model.missions import Mission


class AuditResult(Struct, frozen=True):
    """All findings of an audit, the worst first.

    `suppressed` counts those left out because a comment silences them or they are accepted,
    `held_back` what only follows from a fault of the file.
    """

    mod: Mod
    stock: Mod
    findings: tuple[Finding, ...]
    suppressed: int = 0
    held_back: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def has_at_least(self, severity: Severity) -> bool:
        """Whether any finding is as severe as this, or more."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)


class Scope(Struct, frozen=True):
    """What an audit looks at besides the mod, and what it leaves out.

    `select` and `ignore` name rules, empty `select` means all. `previous` is an earlier
    release, `history` the releases before it, the oldest first. `accepted` are findings that
    are not reported again. `told` is what is known of pairs of ships of `previous` and the mod,
    `missions` are scripts beside those of the mod.
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()
    previous: Mod | None = None
    history: tuple[Mod, ...] = ()
    accepted: Accepted = Accepted()
    told: "Told | None" = None
    missions: "tuple[Mission, ...]" = ()


WHOLE = Scope()
"""All rules, on the mod alone."""


def audit(mod: Mod, stock: Mod, *, scope: Scope = WHOLE) -> AuditResult:
    """Audit a mod against a stock. Raises `ModkitError` for a rule that does not exist."""
    missions = (*_own_missions(mod), *scope.missions)
    looks = [
        Look(mod, stock, scope.previous, scope.history, scope.told, missions),
        *(Look(copy, stock) for copy in switched_on(mod)),
    ]
    is_measured = not stock.is_embedded_stock and not _is_same(mod, stock)
    sources = {document.source.name: document.source for document in all_documents(mod)}
    sources |= {mission.file: mission.document.source for mission in missions}
    found: list[tuple[Rule, Cluster]] = []
    silenced = held_back = 0
    for rule in rules(scope.select, scope.ignore):
        heard: list[Cluster] = []
        known: set[Hashable] = set()
        for look in looks:
            shown = _not_in_stock(rule, look, is_measured)
            if (follow := look.once(following)) is not None:
                every = list(shown)
                left = [occurrence for occurrence in every if not follow.holds(rule, occurrence)]
                held_back += len(every) - len(left)
                shown = iter(left)
            if look is not looks[0]:
                shown = _only_there(shown, look.mod, mod, known)
            alike = list(clusters(shown, rule.together))
            if look is not looks[-1]:
                known.update(
                    occurrence.identity for cluster in alike for occurrence in cluster.occurrences
                )
            audible = list(_heard(rule, alike, look, sources))
            silenced += len(alike) - len(audible)
            heard += audible
        found += ((rule, cluster) for cluster in bounded(heard))
    found.sort(key=lambda pair: (pair[1].first.file, pair[1].first.location, pair[0].name))
    new_of = scope.accepted.left((rule.name, cluster) for rule, cluster in found)
    told = (
        _worded(rule, cluster, sources)
        for (rule, _), cluster in zip(found, new_of, strict=True)
        if cluster is not None
    )
    new = scope.accepted.unknown(sorted(told, key=lambda finding: finding.by_place))
    ordered = tuple(sorted(joined(new), key=lambda finding: finding.by_harm))
    return AuditResult(mod, stock, ordered, silenced + len(found) - len(new), held_back)


def _own_missions(mod: Mod) -> "tuple[Mission, ...]":
    """The missions of a mod; most have none, and then nothing is loaded to read them."""
    if not any("missions/" in path.lower() for path in mod.tree.paths):
        return ()
    from artemis_modkit.model.missions import missions_of

    return missions_of(mod)


def _only_there(
    occurrences: Iterable[Occurrence], copy: Mod, mod: Mod, told: Collection[Hashable]
) -> Iterator[Occurrence]:
    """What stands in the files by which a mod is switched on and is not told of others."""
    files = {copy.vessel_file, copy.settings_file} - {mod.vessel_file, mod.settings_file}
    return (
        occurrence
        for occurrence in occurrences
        if occurrence.file in files and occurrence.identity not in told
    )


def _is_same(mod: Mod, stock: Mod) -> bool:
    """Whether a mod is measured by itself, which leaves nothing out."""
    lies = (mod.tree.folder, mod.tree.paths)
    return stock is mod or (lies[0] is not None and lies == (stock.tree.folder, stock.tree.paths))


def _not_in_stock(rule: Rule, look: Look, is_measured: bool) -> Iterator[Occurrence]:
    """The occurrences of a rule that stock has not; it is looked at once there is one.

    Embedded stock shows none at all, to any rule (a test holds that), so nothing is measured by it.
    """
    known: Counter[Hashable] | None = None
    for occurrence in rule.check(look):
        if is_measured:
            if known is None:
                known = Counter(look.stock.once(_shown, rule.check))
            if known[occurrence.identity] > 0:
                known[occurrence.identity] -= 1
                continue
        yield occurrence


def _shown(stock: Mod, check: Check) -> tuple[Hashable, ...]:
    """What a stock, measured by itself, shows to a rule."""
    return tuple(occurrence.identity for occurrence in check(stock.once(measured_by_itself)))


def _heard(
    rule: Rule, found: Iterable[Cluster], look: Look, sources: Mapping[str, Source]
) -> Iterator[Cluster]:
    """What no comment silences of each cluster, if anything."""
    for cluster in found:
        silence = look.once(silence_of)
        left = [
            heard
            for occurrence in cluster.occurrences
            if (heard := unsuppressed(rule.name, occurrence, silence, sources.get(occurrence.file)))
            is not None
        ]
        if left:
            yield replace(cluster, occurrences=left)


def _worded(rule: Rule, cluster: Cluster, sources: Mapping[str, Source]) -> Finding:
    first, source = cluster.first, sources.get(cluster.first.file)
    excerpts = tuple(_excerpts(source, first)) if source else ()
    return Finding(
        rule.name,
        first.severity or rule.severity,
        rule.confidence,
        first.file,
        first.location,
        cluster.message,
        first.vessel,
        cluster.also,
        cluster.edits,
        first.encoding,
        cluster.fingerprint(rule.name),
        cluster.places(rule.name),
        excerpts,
        causes_of(rule.name, cluster),
        likely=() if cluster.edits else cluster.likely,
    )


def _excerpts(source: Source, occurrence: Occurrence) -> Iterator[Excerpt]:
    """The line of an occurrence, and that beside it which it contradicts, as reports show them."""
    place, width = occurrence.shown or (occurrence.location, occurrence.width)
    beside = occurrence.beside or next(iter(occurrence.also), None)
    places = [(place, width)]
    if beside is not None and beside.line != place.line:
        places.append((beside, 0))
    for shown in (source.excerpt(*one) for one in places):
        yield replace(shown, text=clean(shown.text))
