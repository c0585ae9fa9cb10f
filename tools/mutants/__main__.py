"""Mutants: small changes of the code, one at a time, each of which some test must notice.

    python tools/mutants --sample 5                       five places of each declared module
    python tools/mutants --packages compare               all places of one package's modules
    python tools/mutants --modules 'parsers/*.py'         all places of some modules

cosmic-ray makes the changes; this picks them by chance from a seed, lets the tests that reach the
changed line judge each one, and counts. It all happens in copies: the checkout is not touched.
Needs fork, so no Windows. mutants.toml declares modules, tests, kinds of change, the share that
must be killed, and the survivors that no test can kill, with why.
"""

import argparse
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from copies import PACKAGE, PROJECT, copied
from judging import judged
from mutation import Mutant, diff, equivalents, mutants_of, sampled, statement
from reach import Reach, reached


def main() -> int:
    """Run as asked; 0 when enough are killed, 1 when not, 2 when the tests fail by themselves."""
    declared = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))
    options = _options(declared)
    deadline = time.monotonic() + options.budget
    chosen = _chosen(declared["packages"], options)
    sources = _sources(options.modules or [one for each in chosen for one in each["modules"]])
    tests = options.tests or list(dict.fromkeys(one for each in chosen for one in each["tests"]))
    known = [entry for entry in declared.get("equivalent", ()) if entry["module"] in sources]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [copied(Path(folder) / f"copy{number}") for number in range(options.jobs)]
        without = {one for each in chosen for one in each.get("without", ())}
        reach = reached(copies, list(sources), tests, without, options.map)
        if reach is None:
            print("the tests fail without any mutant; mend them first", file=sys.stderr)
            return 2
        mutants: dict[str, list[Mutant]] = {}
        for name, source in sources.items():
            found = mutants_of(name, source, declared["operators"])
            equal = equivalents(found, source, [one for one in known if one["module"] == name])
            unequal = [one for one in found if one not in equal]
            mutants[name] = sampled(unequal, source, options.sample, options.seed)
        seconds = options.seconds
        killed: dict[str, int] = defaultdict(int)
        survivors: dict[str, int] = defaultdict(int)
        work = _in_turn(mutants, sources, reach, seconds)
        for mutant, survived in judged(work, copies, sources, seconds=seconds, deadline=deadline):
            (survivors if survived else killed)[mutant.name] += 1
            if survived:
                print(f"\n{PACKAGE}/{mutant.name}:{mutant.line}")
                for line in diff(mutant, sources[mutant.name]):
                    print(f"    {line}", flush=True)
    return _report(mutants, killed, survivors, options.share)


def _options(declared: dict[str, Any]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=(__doc__ or "").splitlines()[0])
    packages = tuple(declared["packages"])
    parser.add_argument("--packages", nargs="+", choices=packages, default=packages)
    parser.add_argument(
        "--turn", type=int, metavar="N", help="the Nth package only, round and round"
    )
    parser.add_argument("--modules", nargs="+", metavar="PATTERN", help="of the package, as paths")
    parser.add_argument("--tests", nargs="+", metavar="PATH")
    parser.add_argument("--sample", type=int, metavar="N", help="places of each module; else all")
    parser.add_argument("--seed", type=int, default=11, metavar="S")
    parser.add_argument(
        "--budget", type=float, default=float("inf"), metavar="SECONDS", help="begin none after"
    )
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--share", type=float, default=declared["share"], metavar="PERCENT")
    parser.add_argument("--seconds", type=float, default=declared["seconds"], metavar="SECONDS")
    parser.add_argument("--map", type=Path, metavar="FILE", help="keep here what the tests reach")
    return parser.parse_args()


def _chosen(packages: dict[str, Any], options: argparse.Namespace) -> list[Any]:
    """What is declared of the packages that are asked for, or of the one whose turn it is."""
    names = list(options.packages)
    if options.turn is not None:
        names = [names[options.turn % len(names)]]
    print("packages:", *names, flush=True)
    return [packages[name] for name in names]


def _sources(patterns: list[str]) -> dict[str, str]:
    """The text of each module that a pattern asks for, by its path below the package.

    `balance/*.py` asks for none of `balance/fight`, which has patterns and tests of its own.
    """
    below = PROJECT / PACKAGE
    found = {path for pattern in patterns for path in below.glob(pattern)}
    return {
        path.relative_to(below).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(found)
    }


def _in_turn(
    mutants: dict[str, list[Mutant]], sources: dict[str, str], reach: Reach, seconds: float
) -> Iterator[tuple[Mutant, list[str]]]:
    """One mutant of each module in turn, with its tests: an early end is fair to all modules."""
    for turn in range(max(map(len, mutants.values()), default=0)):
        for name, many in mutants.items():
            if turn < len(many):
                mutant = many[turn]
                around = statement(sources[name], mutant.line)
                yield mutant, reach.tests(name, mutant.line, around, seconds=seconds)


def _report(
    mutants: dict[str, list[Mutant]],
    killed: dict[str, int],
    survivors: dict[str, int],
    share: float,
) -> int:
    """A line for each module; the exit code."""
    print(f"\n{'module':36}{'mutants':>9}{'killed':>9}{'survived':>10}{'%':>6}")
    rows = {name: (len(many), killed[name], survivors[name]) for name, many in mutants.items()}
    for name, row in rows.items():
        if row[0]:
            print(_line(name, row))
    made, dead, alive = (sum(figures) for figures in zip(*rows.values(), strict=True))
    print(_line("all", (made, dead, alive)))
    if dead + alive < made:
        print(f"out of time: {made - dead - alive} of {made} were not tried")
    if not dead + alive:
        print("no mutant was tried", file=sys.stderr)
        return 1
    return 0 if 100 * dead >= share * (dead + alive) else 1


def _line(name: str, row: Iterable[int]) -> str:
    made, dead, alive = row
    percent = f"{100 * dead / (dead + alive):.0f}" if dead + alive else "-"
    return f"{name:36}{made:>9}{dead:>9}{alive:>10}{percent:>6}"


if __name__ == "__main__":
    sys.exit(main())
