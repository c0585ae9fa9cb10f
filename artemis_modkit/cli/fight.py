"""`fight`: ships against ships, or against the fleets of the game."""

from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions, FightOptions
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.balance import Assessment
    from artemis_modkit.balance.conditions import Crew
    from artemis_modkit.balance.fight.ladder import Ladder
    from artemis_modkit.balance.fight.verdict import Verdict
    from artemis_modkit.balance.ship import Ship


def fight(
    mod: ModArgument,
    which: Annotated[
        str, typer.Argument(metavar="SHIPS", help="Its uniqueID or class name, or several: 0x2,3.")
    ],
    *,
    against: Annotated[
        str | None, typer.Option(metavar="SHIPS", help="Whom: 4002, or 2000x4,2001x2,4000.")
    ] = None,
    fleet: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            help="A usual fleet of difficulty N (1 to 11); all for each with each crew.",
        ),
    ] = None,
    meets: FightOptions,
    under: BalanceOptions,
    stock: StockOption = None,
    to: ReportOptions,
) -> int:
    """Let ships fight: who wins, after how long, how surely, and what is left.

    Nothing is random. What comes out otherwise within what is not known of the game is open.

    Examples:
      artemis-modkit fight stock:2.8 0 --against 4002
      artemis-modkit fight MyMod 0 --against 2000x4,2001x2,4000 --crew manual-250
      artemis-modkit fight MyMod "Light Cruiser" --fleet 8
      artemis-modkit fight MyMod 0x2,3 --fleet all
      artemis-modkit fight MyMod 0 --fleet 5 --with 0:shields.front=120
    """
    from msgspec.structs import replace

    from artemis_modkit.balance.conditions import CREWS
    from artemis_modkit.balance.fight.fleets import ships_named, usual_fleet
    from artemis_modkit.balance.fight.ladder import Ladder
    from artemis_modkit.balance.fight.verdict import Contender, judge
    from artemis_modkit.report.views.fight import fight_report, ladder_report

    to.check("fight")
    if (against is None) == (fleet is None):
        raise ModkitError("name whom: --against SHIPS, or --fleet N (1 to 11, or all)")
    under.conditions = meets.crewed(under.conditions)
    assessment, how = under.assess(mod, stock), meets.encounter
    if fleet is not None and fleet.strip().lower() == "all":

        def climbed(
            by: "Assessment",
        ) -> "tuple[list[Ship], dict[Crew, list[Verdict]], Ladder]":
            ours, ladder = ships_named(by.fleet, which), Ladder(by.fleet, how)
            _check_enemies(ladder.enemies(1), by.fleet.mod.name)
            verdicts = {
                crew: [ladder.verdict(ours, difficulty, crew) for difficulty in range(1, 12)]
                for crew in CREWS.values()
            }
            return ours, verdicts, ladder

        earlier = under.before(assessment)
        below = None if earlier is None else climbed(earlier)[1]
        return to.show(under.with_changes(ladder_report(assessment, *climbed(assessment), below)))
    if fleet is not None and not (fleet.strip().isdecimal() and 1 <= int(fleet) <= 11):
        raise ModkitError(f"--fleet {fleet}: a difficulty is 1 to 11; all is each of them")

    def fought(by: "Assessment") -> "tuple[tuple[list[Ship], list[Ship]], Verdict]":
        ours = ships_named(by.fleet, which)
        if fleet is None:
            theirs = ships_named(by.fleet, against or "")
        else:
            conditions = replace(under.conditions, difficulty=int(fleet))
            theirs = [ship.under(conditions) for ship in usual_fleet(by.fleet, int(fleet))]
            ours = [ship.under(conditions) for ship in ours]
            _check_enemies(theirs, by.fleet.mod.name)
        a, b = ([Contender(ship, how) for ship in ships] for ships in (ours, theirs))
        return (ours, theirs), judge(a, b, how)

    sides, verdict = fought(assessment)
    earlier = under.before(assessment)
    before = None if earlier is None else fought(earlier)[1]
    report = fight_report(assessment, sides, verdict, only_certain=meets.certain, before=before)
    return to.show(under.with_changes(report))


def _check_enemies(enemies: object, mod: str) -> None:
    if not enemies:
        raise ModkitError(f"{mod}: no enemies of it come in fleets; name whom by --against")
