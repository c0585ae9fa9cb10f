"""Which test runs which line of which module, and what each costs: one traced run of the tests."""

import ast
import hashlib
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest
from copies import PACKAGE, forked
from judging import QUIET, Repeatable

_SECONDS = 600  # of processor, for one file of tests


@dataclass(frozen=True, slots=True)
class Reach:
    """The cost of each test in seconds of processor, and the tests of each line of each module.

    `about` finds in the name of a test what it is about: the module, or a thing declared in it.
    """

    costs: dict[str, float]
    lines: dict[str, dict[int, set[str]]]
    about: dict[str, re.Pattern[str]]

    def tests(self, name: str, line: int, statement: int, *, seconds: float) -> list[str]:
        """Tests that run the line, or else its statement, for so many seconds, cheapest first.

        The tenth case of a test function counts as ten times as costly: it says little that is
        new. Tests that name the module, or a rule in it, come first: of all cases in which each
        rule is run, those are about it. What runs when a module is imported (statement 0:
        thresholds, defaults) or only then (what declares metrics and rules) is for all tests that
        use the module.
        """
        lines = self.lines.get(name, {})
        found = lines.get(line) or lines.get(statement) or set()
        is_run = line in lines or statement in lines
        if not statement or (is_run and not found):
            found = set().union(*lines.values())
        rounds: dict[str, int] = defaultdict(int)
        ranked = []
        for test in sorted(found, key=lambda test: (self.costs[test], test)):
            function = test.partition("[")[0]
            rounds[function] += 1
            is_of_others = not self.about[name].search(test.replace("-", "_"))
            ranked.append((is_of_others, rounds[function] * self.costs[test], test))
        chosen: list[str] = []
        spent = 0.0
        for _, _, test in sorted(ranked):
            if spent + self.costs[test] <= seconds or not chosen:
                chosen.append(test)
                spent += self.costs[test]
        return chosen


def reached(
    copies: list[Path],
    names: list[str],
    tests: list[str],
    without: Collection[str],
    kept: Path | None,
) -> Reach | None:
    """Run the tests once, traced, but those in files `without`; None where they fail.

    `kept` is a file that holds what was found for the next run: while no module changes, only
    changed tests are traced anew.
    """
    copy = copies[0]
    code = hashlib.sha256()
    for name in names:
        code.update(name.encode() + (copy / PACKAGE / name).read_bytes())
    files = {
        path.relative_to(copy).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for test in tests
        for path in ([copy / test] if (copy / test).is_file() else (copy / test).rglob("test_*.py"))
        if path.relative_to(copy).as_posix() not in without
    }
    held: dict[str, Any] = json.loads(kept.read_text()) if kept and kept.exists() else {}
    if held.get("code") != code.hexdigest():
        held = {"code": code.hexdigest(), "files": {}}
    stale = (name for name in sorted(files) if held["files"].get(name, [""])[0] != files[name])
    for name, where, passed in forked(
        stale, copies, lambda copy, test: _trace(copy, names, test), seconds=_SECONDS
    ):
        if not passed:
            print(f"{name} fails:", (where.parent / "log.txt").read_text()[-3000:], file=sys.stderr)
            return None
        held["files"][name] = [files[name], *json.loads((where / "reached.json").read_text())]
        if kept:
            kept.write_text(json.dumps(held))
    about = {name: _named(Path(name).stem, (copy / PACKAGE / name).read_text()) for name in names}
    reach = Reach({}, defaultdict(lambda: defaultdict(set)), about)
    for name in files:
        _, costs, lines = held["files"][name]
        tests_of_file = list(costs)
        reach.costs.update(costs)
        for module, of_module in lines.items():
            for line, numbers in of_module.items():
                found = (tests_of_file[number] for number in numbers)
                reach.lines[module][int(line)].update(found)
    return reach


def _named(stem: str, source: str) -> re.Pattern[str]:
    """A pattern of a module's name, and of what it declares, as whole words: `art` is no part."""
    functions = (one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef))
    declared = (function.name for function in functions if function.decorator_list)
    return re.compile(rf"(?<![a-z])({'|'.join([stem, *declared])})(?![a-z])")


def _trace(copy: Path, names: list[str], test: str) -> int:
    """Run one file of tests and write down, in the copy, what its tests cost and reach."""
    sources = {name: str(copy / PACKAGE / name) for name in names}
    measured = coverage.Coverage(data_file=None, include=list(sources.values()), config_file=False)
    costing = _Costing(measured)
    measured.start()
    code = pytest.main([test, *QUIET], plugins=[costing, Repeatable()])
    measured.stop()
    found = measured.get_data()
    numbers = {test: number for number, test in enumerate(costing.costs)}
    lines = {
        name: {
            line: [numbers[test] for test in tests if test in numbers]
            for line, tests in found.contexts_by_lineno(path).items()
        }
        for name, path in sources.items()
    }
    (copy / "reached.json").write_text(json.dumps([costing.costs, lines]))
    return 0 if code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else 1


class _Costing:
    """A plugin of pytest that notes what each test costs, and tells coverage whose turn it is."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.costs: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.measured.switch_context(item.nodeid)
        before = time.process_time()
        try:
            return (yield)
        finally:
            self.costs[item.nodeid] = time.process_time() - before
            self.measured.switch_context("")
