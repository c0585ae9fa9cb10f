"""Slips of the pen, planted by chance into whole mods, one at a time: does the audit tell them?

    python -m tests.audit.planting --count 150 --seed 7 MOD ...

Each kind of slip is a small change that authors of real mods have made. Told is a slip when a new
finding of a rule that may tell it stands at its line; all other new findings are follow-ups.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from artemis_modkit.audit import Finding, Scope, audit
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.audit.slips import Slip, vessels_of
from tests.audit.slips_of_parts import ALL_KINDS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the audit made of a slip: the rules that told it, and those of what else it told."""

    kind: str
    line: int
    told_by: frozenset[str]
    follow_ups: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether a rule that may tell it did, at its line."""
        return bool(self.told_by)


def planted(
    mod: Mod, *, seed: int, count: int, is_quick: bool = False, kinds: Sequence[str] = ()
) -> Iterator[Outcome]:
    """Slips of all kinds in turn, planted one at a time into a mod; kinds that do not fit go by.

    `is_quick` asks only the rules that may tell a slip, so what follows from it is not seen.
    """
    chance = random.Random(seed)
    shown: dict[tuple[str, ...], Counter[str]] = {}
    for name in islice(cycle(kinds or ALL_KINDS), count):
        slip = ALL_KINDS[name](mod, chance)
        asked = ALL_KINDS[name].rules if is_quick else ()
        if slip is not None and mod.vessel_data is not None and mod.vessel_file is not None:
            document = mod.vessel_data.document
            data = document.source.edited(slip.edits).to_bytes()
            spoilt = mod.with_files({mod.vessel_file: data})
            if mod.is_embedded_stock:  # which is its own measure
                spoilt = Mod.from_files("planted", {**mod.text_files(), mod.vessel_file: data})
            lines = _lines_of(mod, slip)
            if asked not in shown:
                shown[asked] = Counter(one.fingerprint for one in _findings(mod, asked))
            known = Counter(shown[asked])
            new = []
            for one in _findings(spoilt, asked):
                if known[one.fingerprint]:
                    known[one.fingerprint] -= 1
                else:
                    new.append(one)
            told_by = {
                rule
                for one in new
                for rule in slip.rules.intersection(one.rules or (one.rule,))
                if any(place.line in lines for place in (one.location, *one.also))
            }
            others = tuple(
                one.rule for one in new if slip.rules.isdisjoint(one.rules or (one.rule,))
            )
            yield Outcome(name, slip.line, frozenset(told_by), others)


def found_by_rule(outcomes: Iterable[Outcome]) -> Mapping[str, tuple[int, int]]:
    """By rule: of how many slips it told how many.

    A slip that nobody told counts for the rule that its kind names first.
    """
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for outcome in outcomes:
        found.update(outcome.told_by)
        planted.update(outcome.told_by or ALL_KINDS[outcome.kind].rules[:1])
    return {rule: (found[rule], count) for rule, count in planted.items()}


def _lines_of(mod: Mod, slip: Slip) -> set[int]:
    """The line of a slip, those beside it, and the one where the vessel begins that it is in."""
    owners = [one.location.line for one in vessels_of(mod) if one.location.line <= slip.line]
    return {slip.line - 1, slip.line, slip.line + 1, *owners[-1:]}


def _findings(mod: Mod, rules: Collection[str]) -> Sequence[Finding]:
    return audit(mod, fitting_stock(mod), scope=Scope(select=rules)).findings


def main() -> int:
    """Print what was told of the slips in some mods, kind by kind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("mods", nargs="+")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in options.mods:
        outcomes = list(planted(Mod.open(name), seed=options.seed, count=options.count))
        told = sum(outcome.is_told for outcome in outcomes)
        follow = sum(len(outcome.follow_ups) for outcome in outcomes)
        print(f"{name}: told {told} of {len(outcomes)}, {follow} follow-ups")
        for outcome in outcomes:
            if not outcome.is_told:
                print(f"  not told: {outcome.kind}, line {outcome.line}")
            for rule in outcome.follow_ups:
                print(f"  follow-up: {rule} of {outcome.kind}, line {outcome.line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
