"""Whether a mutant survives: its tests, in a process that has loaded all but the project."""

from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path

import hypothesis
import pytest
from copies import PACKAGE, forked
from mutation import Mutant

# Plugins of pytest that are loaded here once cannot rewrite their asserts any more.
_REWRITE = "ignore::pytest.PytestAssertRewriteWarning"
# Not loaded: what shuffles tests, remembers them, or collects garbage behind them.
_LEFT_OUT = ("no:cacheprovider", "no:randomly", "no:unraisableexception", "no:threadexception")
QUIET = ("-q", "-x", "-W", _REWRITE, *(f"-p{one}" for one in _LEFT_OUT))

_MOST_EXAMPLES = 25
# Where hypothesis keeps what a test's own `settings` say, which go before those of a profile.
_SETTINGS = "_hypothesis_internal_use_settings"

# Loaded here once, so that no mutant's process has to.
for _shared in ("altair", "configupdater", "filelock", "lxml.etree", "rich.console", "typer"):
    __import__(_shared)


def judged(
    work: Iterator[tuple[Mutant, list[str]]],
    copies: list[Path],
    sources: dict[str, str],
    *,
    seconds: float,
    deadline: float,
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it survived; `seconds` are what its tests cost without it."""

    def run(copy: Path, task: tuple[Mutant, list[str]]) -> int:
        mutant, tests = task
        _write(copy / PACKAGE / mutant.name, mutant.text(sources[mutant.name]))
        return _tests(tests)

    limit = 30 + 3 * seconds
    for (mutant, _), copy, passed in forked(work, copies, run, seconds=limit, deadline=deadline):
        _write(copy / PACKAGE / mutant.name, sources[mutant.name])
        yield mutant, passed


def _write(module: Path, text: str) -> None:
    """Change a module, and forget its bytecode: both texts may be of one size and second."""
    module.write_text(text, encoding="utf-8")
    Path(cache_from_source(str(module))).unlink(missing_ok=True)


def _tests(tests: list[str]) -> int:
    """Run the tests in their order until one fails; 0 where none does, or where there are none."""
    if not tests:
        return 0
    functions = dict.fromkeys(test.partition("[")[0] for test in tests)
    return int(pytest.main([*functions, *QUIET], plugins=[_Chosen(tests), Repeatable()]))


class Repeatable:
    """A plugin of pytest that lets hypothesis try the same few inputs each time, and shrink none.

    Fewer than in a real run, so that no mutant counts as killed that might live there.
    """

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            test = getattr(item, "obj", None)
            test = getattr(test, "__func__", test)
            own = getattr(test, _SETTINGS, None)
            if own is not None:
                few = hypothesis.settings(
                    own,
                    max_examples=min(own.max_examples, _MOST_EXAMPLES),
                    derandomize=True,
                    database=None,
                    deadline=None,
                    suppress_health_check=list(hypothesis.HealthCheck),
                    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
                )
                setattr(test, _SETTINGS, few)


class _Chosen:
    """A plugin of pytest that runs the chosen tests only, in their order."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])
