"""`watch`: audit a mod again each time that it is saved."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from artemis_modkit.cli._console import say, sign_of_life
from artemis_modkit.cli._shared import (
    BaselineOption,
    IgnoreOption,
    MissionsOption,
    ModArgument,
    StockOption,
    audit_as_asked,
    measure_of,
)
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.audit import Finding

_QUIET = 200
"""Milliseconds without a further change after which files count as saved."""


def watch(
    mod: ModArgument,
    *,
    stock: StockOption = None,
    ignore: IgnoreOption = None,
    baseline: BaselineOption = None,
    missions: MissionsOption = None,
) -> int:
    """Audit a mod at each save, and tell what is new and what is gone since the last; Ctrl-C ends.

    Examples:
      artemis-modkit watch MyMod
    """
    from artemis_modkit.model import Mod

    first = Mod.open(mod)
    folder = first.tree.folder
    if folder is None:
        raise ModkitError(f"{first.name}: only a folder, or a file, can be watched")

    def found() -> "tuple[Finding, ...]":
        own = Mod.open(mod)
        return audit_as_asked(own, measure_of(own, stock), ignore, baseline, missions).findings

    for text in round_words(rounds(found, saves_in(folder))):
        sign_of_life.stop()
        say(text)
    return 0


def saves_in(folder: Path) -> Iterator[object]:
    """Something each time that files of a folder are saved."""
    from watchfiles import DefaultFilter
    from watchfiles import watch as changes

    from artemis_modkit.files.trees import SKIPPED_FOLDERS

    ignored = (*DefaultFilter.ignore_dirs, *SKIPPED_FOLDERS)
    yield from changes(
        folder, watch_filter=DefaultFilter(ignore_dirs=ignored), step=_QUIET, raise_interrupt=True
    )


def rounds(
    find: "Callable[[], tuple[Finding, ...]]", saves: Iterable[object]
) -> "Iterator[tuple[Finding, ...] | ModkitError]":
    """The findings of now and after each save, or why there are none."""
    yield find()
    for _ in saves:
        try:
            yield find()
        except (ModkitError, OSError) as error:  # a file that is half saved, or gone for a moment
            yield ModkitError(str(error))


def round_words(rounds: "Iterable[tuple[Finding, ...] | ModkitError]") -> Iterator[str]:
    """What is said of each round: all in numbers, then what is new and what is gone."""
    last: dict[str, Finding] | None = None
    for findings in rounds:
        if isinstance(findings, ModkitError):
            yield f"{findings}\n"
            continue
        now = {finding.fingerprint: finding for finding in findings}
        if last is None:
            yield f"{_counts(findings)}. Watching; Ctrl-C ends.\n"
        else:
            new = [f"  new   {_line(finding)}" for key, finding in now.items() if key not in last]
            gone = [f"  gone  {_line(finding)}" for key, finding in last.items() if key not in now]
            changed = [*new, *gone] or ["  nothing new, nothing gone"]
            yield "\n".join([f"Saved: {_counts(findings)}", *changed, ""])
        last = now


def _counts(findings: "tuple[Finding, ...]") -> str:
    from artemis_modkit.audit import Severity
    from artemis_modkit.report.words import counted

    return ", ".join(
        counted(sum(finding.severity is severity for finding in findings), severity.value,
                f"{severity.value}s")
        for severity in Severity
    )  # fmt: skip


def _line(finding: "Finding") -> str:
    from artemis_modkit.report.text import visible

    place = f"{finding.file}:{finding.location.line}:{finding.location.column}"
    return f"{place}: {finding.severity.value}: {visible(finding.message)} [{finding.rule}]"
