"""How good each rule is, as docs/audit-quality.md shows it: fired where, and judged how.

    python -m tests.audit.quality CORPUS > docs/audit-quality.md

Real mods are audited; what is judged stands in judgements.toml.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from artemis_modkit.audit import audit
from artemis_modkit.audit.rule import all_rules
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.audit.slips_of_files import RELEASES, SLIPS
from tests.audit.slips_of_parts import ALL_KINDS
from tests.audit.test_planted_defects import DEFECTS

JUDGEMENTS = Path(__file__).with_name("judgements.toml")
VERDICTS = ("fix", "true", "false")
HEAD = """\
# How good the findings are

An audit is worth what its readers make of it: a false finding costs as much trust as a missed one.
`python -m tests.audit.quality CORPUS` makes this page: it audits {mods} real states of public mods
(whole mods, states with a defect that their authors mended later, two sides of a merge, broken
files), each by itself, text files without art. A sample of the distinct findings of each rule was
judged by opening the file; the judgements, with what the file says, stand in
`tests/audit/judgements.toml`. The mods are mostly of one family, so the shares say less of others.

| | |
|---|--:|
| rules | {rules} |
| fired on a real mod | {fired} |
| distinct findings judged | {judged} |
| true | {true} |
| worth fixing | {fix} |

A rule is *planted* where slips of its kind are planted by chance into whole mods
(`python -m tests.audit.planting MOD`) or by hand into stock (ships, settings, missions, files), and told at their line. Every rule has
an example besides, by which docs/rules.md shows it and a test holds it.

| rule | severity | real states | judged | true | worth fixing | planted |
|---|---|--:|--:|--:|--:|:-:|
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding that a person looked at: the verdict, its place (`mods/sdn:267`), what is there."""

    verdict: str
    place: str
    seen: str


def judgements() -> Mapping[str, Sequence[Judged]]:
    """What was judged, by rule."""
    entries: dict[str, list[str]] = tomllib.loads(JUDGEMENTS.read_text("utf-8"))
    return {
        rule: [Judged(*entry.split(" ", 2)) for entry in found] for rule, found in entries.items()
    }


def planted_rules() -> frozenset[str]:
    """The rules of which slips are planted into whole mods."""
    by_chance = (rule for kind in ALL_KINDS.values() for rule in kind.rules)
    by_hand = [rule for rule, *_ in DEFECTS.values()] + [
        rule for slips in (SLIPS, RELEASES) for rule, _ in slips.values()
    ]
    return frozenset((*by_chance, *by_hand))


def real_mods(corpus: Path) -> Iterator[Path]:
    """The mods of a folder of real files, in order."""
    for pattern in ("mods/*", "broken/*.xml", "history/*", "merge/*/*.xml"):
        yield from sorted(corpus.glob(pattern))


def page(corpus: Path) -> str:
    """The page, from the audits of all mods."""
    fired: Counter[str] = Counter()
    places: set[tuple[str, str]] = set()
    mods = list(real_mods(corpus))
    for path in mods:
        mod = Mod.open(path)
        findings = audit(mod, fitting_stock(mod)).findings
        told = [(rule, one) for one in findings for rule in one.rules or (one.rule,)]
        fired.update({rule for rule, _ in told})
        name = path.relative_to(corpus).as_posix()
        places |= {
            (rule, f"{name}:{place.line}")
            for rule, one in told
            for place in (one.location, *one.also)
        }
    known = judgements()
    for rule, found in known.items():
        for one in found:
            if (rule, one.place) not in places:
                print(f"no longer told: {rule} {one.place}", file=sys.stderr)
    return "".join(_lines(known, fired, len(mods)))


def _lines(
    known: Mapping[str, Sequence[Judged]], fired: Mapping[str, int], mods: int
) -> Iterator[str]:
    every = [one.verdict for found in known.values() for one in found]
    yield HEAD.format(
        mods=mods,
        rules=len(all_rules()),
        fired=len(fired),
        judged=len(every),
        true=len(every) - every.count("false"),
        fix=every.count("fix"),
    )
    planted = planted_rules()
    for name, rule in all_rules().items():
        verdicts = [one.verdict for one in known.get(name, ())]
        counts = (len(verdicts), len(verdicts) - verdicts.count("false"), verdicts.count("fix"))
        shown = " | ".join(str(one) if verdicts else "" for one in counts)
        mark = "yes" if name in planted else ""
        yield f"| {name} | {rule.severity.value} | {fired.get(name, 0)} | {shown} | {mark} |\n"


if __name__ == "__main__":
    print(page(Path(sys.argv[1])), end="")
