"""`build`: recipes, audit, goals and zip in one go."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._packing import PackOptions, check_whole, written_zip
from artemis_modkit.cli._shared import FormatOption, ModArgument, StockOption, measure_of, show
from artemis_modkit.report.words import counted

if TYPE_CHECKING:
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.release import BuildStep


def build(
    mod: ModArgument,
    *,
    recipe: Annotated[
        list[str] | None,
        typer.Option("--recipe", "-r", metavar="NAME|FILE", help="Recipes that the mod is for."),
    ] = None,
    set: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A parameter of them.")
    ] = None,
    goals: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the balance is held to.")
    ] = None,
    options: PackOptions,
    stock: StockOption = None,
    format: FormatOption = "terminal",
) -> int:
    """Build what players get: apply the recipes, audit, check the goals, and pack the result.

    The mod itself stays as it is. What fails stops it, with exit code 1, and writes nothing.

    Examples:
      artemis-modkit build
      artemis-modkit build MyMod --recipe tsn -o MyMod-1.2.zip
    """
    from artemis_modkit.audit import Severity
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.release import BuildStep, build_report

    own = before = Mod.open(mod)
    check_whole(own, mod)
    output = options.place(Path(mod))
    measure = measure_of(own, stock)
    steps: list[BuildStep] = []
    if recipe:
        from artemis_modkit.patcher import apply, load_recipes

        result = apply(own, load_recipes(recipe, set or ()))
        own = own.with_files(result.after)
        changed = counted(len(result.changes), "value", "values")
        steps.append(BuildStep("recipes", True, f"{', '.join(recipe)}: {changed} changed"))
    errors = options.audited(own, measure).count(Severity.ERROR)
    steps.append(BuildStep("audit", not errors or options.force, _errors(errors)))
    if goals is not None:
        steps.append(_goals(own, before, measure, goals))
    choice = options.selection(own)
    if not all(step.is_passed for step in steps):
        return show(build_report(own.name, steps, None, b"", choice), format)
    data = written_zip(output, own, measure, options.about(measure), choice)
    return show(build_report(own.name, steps, output, data, choice), format)


def _errors(count: int) -> str:
    shown = counted(count, "error", "errors")
    return f"{shown}; `audit` shows them" if count else "no errors"


def _goals(mod: "Mod", before: "Mod", measure: "Mod", path: Path) -> "BuildStep":
    """Whether a mod meets its goals; what they want kept is that of the mod before its recipes."""
    from artemis_modkit.balance import assess
    from artemis_modkit.balance.conditions import Conditions
    from artemis_modkit.balance.goals.checking import check
    from artemis_modkit.balance.goals.reading import goals_in
    from artemis_modkit.report.views.release import BuildStep

    wanted = goals_in(path)
    assessment = assess(mod, measure, Conditions())
    fleet = None if before is mod else assess(before, measure, Conditions()).fleet
    missed = [goal.name for goal in wanted if not check(goal, assessment, fleet).met]
    said = f"missed: {', '.join(missed)}" if missed else f"all {len(wanted)} met"
    return BuildStep("goals", not missed, said)
