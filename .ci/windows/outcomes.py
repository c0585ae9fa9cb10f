"""What became of the tests of each part, as pytest's report log and its own words tell."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field

_PROGRESS = re.compile(
    r"^(\[gw\d+\] .* (PASSED|SKIPPED) .*|tests/[^:\n]+\.py::.* )\n", re.MULTILINE
)
_BEGUN = re.compile(r"^(tests/[^:\n]+\.py)::(.+) $", re.MULTILINE)
"""What pytest says of a test that a process begins, with `-v` and `-n`."""


@dataclass
class Outcome:
    """Of one part: what passed, failed or was skipped and why, seconds of processes."""

    part: str
    seconds: float = 0
    passed: int = 0
    failed: int = 0
    skipped: Counter = field(default_factory=Counter)
    not_done: str = ""

    @property
    def left_out(self):
        """How many tests were left out, and for what; a dash for none."""
        told = [f"{count}: {reason}" for reason, count in self.skipped.items()]
        return "; ".join([*told, *filter(None, [self.not_done])]) or "-"


def outcomes_of(parts, log, said):
    """An outcome for each part, a name with its files, in order. The log may end anywhere."""
    outcomes = {name: Outcome(name) for name in parts}
    part_of = {file: name for name, files in parts.items() for file in files}
    done = set()
    for report in _reports(log):
        outcome = outcomes[part_of[report["nodeid"].split("::")[0]]]
        outcome.seconds += report["duration"]
        if report["outcome"] == "failed":
            outcome.failed += 1
        elif report["outcome"] == "skipped":
            outcome.skipped[report["longrepr"][2].removeprefix("Skipped: ")] += 1
        elif report["when"] == "call":
            outcome.passed += 1
        if report["when"] == "teardown":
            done.add(report["nodeid"])
    begun = _BEGUN.findall(said)
    started = {part_of[file] for file, _ in begun}
    cut = {part_of[file] for file, test in begun if f"{file}::{test}" not in done}
    for name, outcome in outcomes.items():
        if name not in started:
            outcome.not_done = "was not begun"
        elif name in cut:
            outcome.not_done = "was not ended"
    return list(outcomes.values())


def without_progress(said):
    """What pytest says, but for the tests that begin and those that are well."""
    return _PROGRESS.sub("", said)


def _reports(log):
    if not log.exists():
        return
    for line in log.read_text("utf-8").splitlines():
        try:
            report = json.loads(line)
        except ValueError:  # cut off in the middle
            return
        if report["$report_type"] == "TestReport":
            yield report
