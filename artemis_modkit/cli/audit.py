"""`audit`: find what is broken, contradictory or a slip."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.audit import LIST_OF_ACCEPTED, Accepted, AuditResult, Scope, Severity
from artemis_modkit.audit import audit as run_audit
from artemis_modkit.audit import fix as run_fix
from artemis_modkit.cli._console import say
from artemis_modkit.cli._outcome import outcome
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption, measure_of, written
from artemis_modkit.files.disk import read_file
from artemis_modkit.files.outputs import check_output
from artemis_modkit.parsers.errors import ModkitError


def audit(
    mod: ModArgument,
    *,
    stock: StockOption = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these; `explain` lists all.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")
    ] = None,
    fail_on: Annotated[
        Severity, typer.Option(help="Exit with 1 for findings of this weight.")
    ] = Severity.ERROR,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Report only what is not accepted in it.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Accept today's findings into it.")
    ] = None,
    previous: Annotated[
        str | None, typer.Option(metavar="MOD", help="Compare with this earlier release.")
    ] = None,
    history: Annotated[
        str | None,
        typer.Option(
            "--history",
            metavar="DIR|RANGE",
            help="Earlier releases: a folder of them, or a range of git commits.",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair what is certain; the old files are kept.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: show the repairs, write nothing.")
    ] = False,
    to: ReportOptions,
) -> int:
    """Find what is broken in a mod, with file, line, cause and repair.

    Exit code 0 without errors, 1 with, 2 where there is nothing to audit.

    Examples:
      artemis-modkit audit "C:\\Games\\Artemis\\MyMod"
      artemis-modkit audit MyMod.zip --format json -o findings.json
      artemis-modkit audit MyMod --fix --dry-run
      artemis-modkit audit MyMod --baseline accepted.json --fail-on warning
      artemis-modkit audit MyMod --previous MyMod-1.0.zip --history v1.0..HEAD
    """
    from artemis_modkit.model import Mod
    from artemis_modkit.model.releases import releases
    from artemis_modkit.report.views.audit import audit_report, fix_report

    if dry_run and not fix:
        raise ModkitError("--dry-run goes with --fix; an audit alone writes nothing")
    if write_baseline is not None and (fix or baseline is not None):
        raise ModkitError("--write-baseline accepts all of today's findings; use it by itself")
    to.check("audit")
    if write_baseline is not None:
        check_output(write_baseline, LIST_OF_ACCEPTED)
    opened = Mod.open(mod)
    measure = measure_of(opened, stock)
    scope = Scope(
        tuple(select or ()),
        tuple(ignore or ()),
        None if previous is None else Mod.open(previous),
        () if history is None else releases(history, opened),
        Accepted({}) if baseline is None else Accepted.read(str(baseline), _read(baseline)),
    )
    if not fix:
        result = run_audit(opened, measure, scope=scope)
        if write_baseline is not None:
            return _accept(result, write_baseline)
        return to.show(audit_report(result, fail_on))
    fixed = run_fix(opened, measure, scope=scope)
    backup = None
    if not dry_run:
        with outcome.change():
            backup = opened.replace_files(fixed.before, fixed.after)
    report = fix_report(fixed, fail_on, None if backup is None else backup.folder)
    return to.show(report)


def _read(path: Path) -> str:
    if not path.exists():
        raise ModkitError(f"{path}: no such file; --write-baseline {path} writes it")
    return read_file(path, str(path)).decode("utf-8-sig", "replace")


def _accept(result: AuditResult, path: Path) -> int:
    written(path, Accepted.of(result.findings).to_text().encode(), LIST_OF_ACCEPTED)
    count = len(result.findings)
    shown = "1 finding is" if count == 1 else f"{count} findings are"
    say(f"{shown} accepted in {path}.\n")
    return 0
