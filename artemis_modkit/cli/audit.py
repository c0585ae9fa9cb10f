"""`audit`: find what is broken, contradictory or a slip."""

from enum import Enum
from typing import Annotated

import typer

from artemis_modkit.cli._shared import (
    FormatOption,
    ModArgument,
    ReportOption,
    StockOption,
    show,
)


class FailOn(Enum):
    """The least severity that makes the command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


def audit(
    mod: ModArgument,
    stock: StockOption = "stock",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Only these rules.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not these rules.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 for findings of this weight.")
    ] = FailOn.ERROR,
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair what is certain; the old files are kept.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: show the repairs, write nothing.")
    ] = False,
    format: FormatOption = "terminal",
    output: ReportOption = None,
) -> int:
    """Find what is broken in a mod, with file, line, cause and repair.

    Exit code 0 without errors, 1 with, 2 where there is nothing to audit.

    Examples:
      artemis-modkit audit "C:\\Games\\Artemis\\MyMod"
      artemis-modkit audit MyMod.zip --format json -o findings.json
      artemis-modkit audit MyMod --fix --dry-run
    """
    from artemis_modkit.audit import Severity
    from artemis_modkit.audit import audit as run_audit
    from artemis_modkit.audit import fix as run_fix
    from artemis_modkit.model import Mod
    from artemis_modkit.parsers.errors import ModkitError
    from artemis_modkit.report.views.audit import audit_report, fix_report

    if dry_run and not fix:
        raise ModkitError("--dry-run goes with --fix; an audit alone writes nothing")
    opened, baseline = Mod.open(mod), Mod.open(stock)
    least = Severity[fail_on.name]
    if not fix:
        result = run_audit(opened, baseline, select=select or (), ignore=ignore or ())
        return show(audit_report(result, least), format, output)
    fixed = run_fix(opened, baseline, select=select or (), ignore=ignore or ())
    backup = ""
    is_written = bool(fixed.after) and not dry_run
    if is_written:
        backup = opened.replace_files(fixed.before, fixed.after)
    report = fix_report(fixed, least, is_written=is_written, backup=backup)
    return show(report, format, output)
