"""`matrix`: every player ship against every enemy, marked against stock."""

from enum import Enum
from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions, FightOptions
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption


class By(Enum):
    """What the rows and columns are."""

    SHIP = "ship"
    RACE = "race"


def matrix(
    mod: ModArgument,
    *,
    by: Annotated[By, typer.Option(help="Ship against ship, or race against race.")] = By.SHIP,
    meets: FightOptions,
    under: BalanceOptions,
    stock: StockOption = None,
    to: ReportOptions,
) -> int:
    """Let every player ship fight every enemy, and mark what is not as in stock.

    Examples:
      artemis-modkit matrix stock:2.8
      artemis-modkit matrix MyMod --crew manual-250 --format csv -o matrix.csv
      artemis-modkit matrix MyMod --by race
    """
    from artemis_modkit.balance.fight.duels import matrix as fought
    from artemis_modkit.report.views.matrix import matrix_report

    to.check("matrix")
    under.conditions = meets.crewed(under.conditions)
    assessment = under.assess(mod, stock)
    pairs = fought(assessment, meets.encounter)
    earlier = under.before(assessment)
    before = None if earlier is None else fought(earlier, meets.encounter)
    report = matrix_report(assessment, pairs, before, only_certain=meets.certain, by=by.value)
    return to.show(under.with_changes(report))
