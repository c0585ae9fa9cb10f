"""How good each rule is, as docs/audit-quality.md shows it: fired where, and judged how.

    python -m tests.audit.quality CORPUS > docs/audit-quality.md

Real mods are audited; what is judged stands in judgements.toml.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from artemis_modkit.audit import audit
from artemis_modkit.audit.rule import all_rules
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.stock import NEWEST
from artemis_modkit.model.wording import listed
from tests.audit.planting import found_by_rule, planted
from tests.audit.slips_of_files import RELEASES, SLIPS
from tests.audit.slips_of_parts import ALL_KINDS
from tests.audit.test_planted_defects import DEFECTS

JUDGEMENTS = Path(__file__).with_name("judgements.toml")
VERDICTS = ("fix", "true", "false")
ROUNDS, SEED = 8, 2026
PLANTED_IN = ("mods/bens-4.2", "mods/tsn-3.1")
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

*Found* says of how many planted slips a rule told how many, at their line: {rounds} of each kind
planted by chance into each of {places}, and those planted by hand into
stock (ships, settings, missions, files), of which a test wants all. `python -m tests.audit.planting MOD`
plants with other chances, and tells what follows from them. A slip that several rules may tell counts
for those that did; one that none told counts for the likeliest. Every rule has an example besides, by
which docs/rules.md shows it and a test holds it.

| rule | severity | real states | judged | true | worth fixing | found |
|---|---|--:|--:|--:|--:|--:|
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


def by_hand() -> Counter[str]:
    """How many slips are planted by hand, by rule; tests hold that each is told."""
    defects = (rule for rule, *_ in DEFECTS.values())
    return Counter((*defects, *(rule for slips in (SLIPS, RELEASES) for rule, _ in slips.values())))


def found_of(mods: Iterable[Mod], kinds: Sequence[str] = ()) -> Mapping[str, str]:
    """By rule: `12 of 13`, how many of the slips that are planted into some mods it told."""
    count = ROUNDS * len(kinds or ALL_KINDS)
    outcomes = [
        one
        for mod in mods
        for one in planted(mod, seed=SEED, count=count, is_quick=True, kinds=kinds)
    ]
    by_chance, hand = found_by_rule(outcomes), by_hand()
    both = {
        rule: [count + hand[rule] for count in by_chance.get(rule, (0, 0))]
        for rule in {*by_chance, *hand}
    }
    return {rule: f"{told} of {count}" for rule, (told, count) in both.items()}


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
    planted_in = [Mod.open(f"stock:{NEWEST}"), *(Mod.open(corpus / one) for one in PLANTED_IN)]
    for rule, found in known.items():
        for one in found:
            if (rule, one.place) not in places:
                print(f"no longer told: {rule} {one.place}", file=sys.stderr)
    return "".join(_lines(known, fired, len(mods), found_of(planted_in)))


def _lines(
    known: Mapping[str, Sequence[Judged]],
    fired: Mapping[str, int],
    mods: int,
    told: Mapping[str, str],
) -> Iterator[str]:
    every = [one.verdict for found in known.values() for one in found]
    yield HEAD.format(
        mods=mods,
        rules=len(all_rules()),
        fired=len(fired),
        judged=len(every),
        true=len(every) - every.count("false"),
        fix=every.count("fix"),
        rounds=ROUNDS,
        places=listed([f"stock {NEWEST}", *(one.partition("/")[2] for one in PLANTED_IN)]),
    )
    for name, rule in all_rules().items():
        verdicts = [one.verdict for one in known.get(name, ())]
        counts = (len(verdicts), len(verdicts) - verdicts.count("false"), verdicts.count("fix"))
        shown = " | ".join(str(one) if verdicts else "" for one in counts)
        share = told.get(name, "")
        yield f"| {name} | {rule.severity.value} | {fired.get(name, 0)} | {shown} | {share} |\n"


if __name__ == "__main__":
    print(page(Path(sys.argv[1])), end="")
