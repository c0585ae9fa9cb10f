"""`explain`: what a rule of the audit is about."""

from typing import Annotated

import typer

from artemis_modkit.cli._shared import FormatOption, show


def explain(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="Explain this one.")] = None,
    format: FormatOption = "terminal",
) -> int:
    """List the rules of the audit, or explain one: why it matters and how to repair it.

    Examples:
      artemis-modkit explain
      artemis-modkit explain unreadable-value
    """
    from artemis_modkit.report.views.explain import explain_report

    return show(explain_report(rule), format)
