"""`audit`: find what is broken, contradictory or a slip."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit import LIST_OF_ACCEPTED, Accepted, AuditResult, Finding, Scope, Severity
from artemis_modkit.audit import audit as run_audit
from artemis_modkit.audit import fix as run_fix
from artemis_modkit.audit.rule import rules
from artemis_modkit.cli._console import outcome, say
from artemis_modkit.cli._shared import (
    BaselineOption,
    IgnoreOption,
    MissionsOption,
    PairOptions,
    ReportOptions,
    StockOption,
    accepted_in,
    check_blanks,
    measure_of,
    missions_in,
    mod_of,
    written,
)
from artemis_modkit.files.outputs import check_output
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.report.views.audit import Display

_OF_ONE = ("sarif", "github", "lines")
"""Formats that hold the findings of one mod."""


def _severities(text: str) -> tuple[Severity, ...]:
    """The severities that an option names, with commas between."""
    known = {severity.value: severity for severity in Severity}
    names = [name.strip().lower().removesuffix("s") for name in text.split(",")]
    for name in names:
        if name not in known:
            raise ModkitError(f"'{name}' is no severity; there are {', '.join(known)}")
    return tuple(known[name] for name in names)


class ShownOptions(Struct):
    """Which findings are told, and how; the verdict and the exit code are of all."""

    only: Annotated[
        str | None,
        typer.Option(metavar="SEVERITY", help="Show these alone: error, warning, notice."),
    ] = None
    severity: Annotated[
        str | None, typer.Option(metavar="SEVERITY", help="Show these and what is worse.")
    ] = None
    all: Annotated[
        bool, typer.Option(help="Show each notice, and every finding with its lines.")
    ] = False
    statistics: Annotated[bool, typer.Option(help="Show how many findings each rule has.")] = False

    def display(self, *, is_chosen: bool) -> "Display":
        """How findings are told; notices one by one where they, or their rules, are chosen."""
        from artemis_modkit.report.views.audit import Display

        is_chosen = is_chosen or self.only is not None or self.severity is not None
        return Display(self._severities(), is_chosen, self.all, self.statistics)

    def _severities(self) -> tuple[Severity, ...]:
        """The severities that are told. Raises `ModkitError` for what is none."""
        if self.only is not None and self.severity is not None:
            raise ModkitError("--only and --severity say two things; use one of them")
        if self.only is not None:
            return _severities(self.only)
        if self.severity is not None:
            least = max(one.rank for one in _severities(self.severity))
            return tuple(one for one in Severity if one.rank <= least)
        return tuple(Severity)


def audit(
    mods: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MOD]...",
            help="Folder, .zip, single file, or stock[:VERSION]; else the folder you are in.",
        ),
    ] = None,
    *,
    stock: StockOption = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Only these (text-*,xml-syntax); `explain` lists all."),
    ] = None,
    ignore: IgnoreOption = None,
    shown: ShownOptions,
    fail_on: Annotated[
        Severity, typer.Option(help="Exit with 1 for findings of this weight.")
    ] = Severity.ERROR,
    baseline: BaselineOption = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Accept today's findings into it.")
    ] = None,
    previous: Annotated[
        str | None, typer.Option(metavar="MOD", help="Compare with this earlier release.")
    ] = None,
    history: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|RANGE",
            help="Earlier releases: a folder of them, or a range of git commits.",
        ),
    ] = None,
    missions: MissionsOption = None,
    fix: Annotated[
        bool, typer.Option(help="Repair what is certain; the old files are kept.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option(help="With --fix: show the repairs, write nothing.")
    ] = False,
    ask: Annotated[
        bool, typer.Option(help="With --fix: ask for each repair that is only likely.")
    ] = False,
    pairs: PairOptions,
    to: ReportOptions,
) -> int:
    """Find what is broken in a mod, with file, line, cause and repair.

    Several mods get a line each. Exit code 0 without errors, 1 with, 2 where there is nothing to
    audit.

    Examples:
      artemis-modkit audit "C:\\Games\\Artemis\\MyMod"
      artemis-modkit audit MyMod --only error
      artemis-modkit audit MyMod.zip --format json -o findings.json
      artemis-modkit audit MyMod --fix --dry-run
      artemis-modkit audit MyMod --fix --ask
      artemis-modkit audit MyMod --baseline accepted.json --fail-on warning
      artemis-modkit audit MyMod --missions "C:\\Games\\Artemis\\dat\\Missions"
      artemis-modkit audit MyMod --previous MyMod-1.0.zip --history v1.0..HEAD
    """
    from artemis_modkit.model import Mod
    from artemis_modkit.model.releases import releases
    from artemis_modkit.report.views.audit import audit_report, fix_report

    if ask and not fix:
        raise ModkitError("--ask goes with --fix: it asks before it repairs what is only likely")
    if ask and not (sys.stdin is not None and sys.stdin.isatty()):
        raise ModkitError("--ask asks at a terminal, and there is none; --fix alone asks nothing")
    if dry_run and not fix:
        raise ModkitError("--dry-run goes with --fix; an audit alone writes nothing")
    if write_baseline is not None and (fix or baseline is not None):
        raise ModkitError("--write-baseline accepts all of today's findings; use it by itself")
    display = shown.display(is_chosen=bool(select))
    to.check("audit")
    if write_baseline is not None:
        check_output(write_baseline, LIST_OF_ACCEPTED)
    scope = Scope(tuple(select or ()), tuple(ignore or ()))
    names = mods or []
    if len(names) > 1:
        check_blanks(names)
        if fix or write_baseline or baseline or previous or history or missions:
            raise ModkitError(
                "of several mods there is an audit alone; --fix, baselines, missions and earlier "
                "releases are of one mod: name one"
            )
        return _several(names, stock, scope, fail_on, to)
    mod = mod_of(names)
    measure = measure_of(mod, stock)
    scope = replace(
        scope,
        previous=None if previous is None else Mod.open(previous),
        history=() if history is None else releases(history, mod),
        accepted=accepted_in(baseline),
        told=pairs.told,
        missions=missions_in(missions or (), mod),
    )
    if not fix:
        result = _checked(run_audit(mod, measure, scope=scope))
        if write_baseline is not None:
            return _accept(result, write_baseline)
        return to.show(audit_report(result, fail_on, display))
    fixed = run_fix(mod, measure, scope=scope, only=display.only, ask=_asked if ask else None)
    backup = None
    if not dry_run:
        with outcome.change():
            backup = mod.replace_files(fixed.before, fixed.after, what="audit --fix")
    report = fix_report(fixed, fail_on, None if backup is None else backup.folder)
    return to.show(report)


def _asked(finding: Finding) -> bool:
    """Ask the author whether a likely repair is right."""
    line = finding.excerpts[0].text.strip() if finding.excerpts else ""
    shown = ", ".join(dict.fromkeys(f"'{edit.text}'" for edit in finding.likely[:3]))
    places = f" in {1 + len(finding.also)} places" if finding.also else ""
    asked = f"\n{finding.file}:{finding.location.line}: {finding.message}\n  {line}\n"
    print(f"{asked}Write {shown}{places}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _several(
    names: list[str], stock: str | None, scope: Scope, fail_on: Severity, to: ReportOptions
) -> int:
    """Audit mods one after the other; one that cannot be does not keep the others from it."""
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.audit import several_report

    if to.format in _OF_ONE:
        raise ModkitError(f"--format {to.format} is of one mod; audit each by itself")
    rules(scope.select, scope.ignore)  # of a wrong name once, not of each mod
    outcomes: dict[str, AuditResult | ModkitError] = {}
    for name in dict.fromkeys(names):
        try:
            mod = Mod.open(name)
            outcomes[name] = _checked(run_audit(mod, measure_of(mod, stock), scope=scope))
        except ModkitError as error:
            outcomes[name] = error
    return to.show(several_report(outcomes, fail_on))


def _checked(result: AuditResult) -> AuditResult:
    """The result; raises `ModkitError` where nothing stood in the mod that could be found wrong."""
    mod = result.mod
    has_settings = mod.settings is not None and bool(mod.settings.document.settings)
    has_grids = any(path.lower().endswith(".snt") for path in mod.tree.paths)
    if mod.vessels or has_settings or has_grids or result.findings or result.suppressed:
        return result
    raise ModkitError(
        f"{mod.name}: nothing was checked: there is no ship and no setting in it that is not "
        "commented out"
    )


def _accept(result: AuditResult, path: Path) -> int:
    written(path, Accepted.of(result.findings).to_text().encode(), LIST_OF_ACCEPTED)
    count = len(result.findings)
    shown = "1 finding is" if count == 1 else f"{count} findings are"
    say(f"{shown} accepted in {path}.\n")
    return 0
