"""Options of the commands that compute what ships do, or let them fight, and what they say."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from artemis_modkit.balance.conditions import CREWS, Crew, ManualModel, Mode
from artemis_modkit.balance.fight.combatant import Facing, Hit, Torpedoes
from artemis_modkit.cli._shared import looked_at, measure_of
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artemis_modkit.balance import Assessment, Conditions, Weights
    from artemis_modkit.balance.fight.combatant import Encounter
    from artemis_modkit.model import Mod
    from artemis_modkit.patcher.what_if import WhatIf
    from artemis_modkit.report.report import Block


class BalanceOptions(Struct, dict=True):
    """Under which conditions ships are looked at, and what counts how much."""

    power: Annotated[
        float, typer.Option(metavar="PERCENT", help="Power of beams and torpedo tubes, 0 to 300.")
    ] = 100
    mode: Annotated[
        Mode, typer.Option(help="Beams fire by themselves (auto) or by hand (manual).")
    ] = Mode.AUTO
    focuser: Annotated[bool, typer.Option(help="With a Tauron focuser, which doubles rates.")] = (
        False
    )
    difficulty: Annotated[
        int, typer.Option(metavar="N", help="Difficulty of the game, 1 to 11.")
    ] = 10
    manual_model: Annotated[
        ManualModel,
        typer.Option(
            help="measured is how the game works; plus50 is what players proposed, "
            "minus1 what they once believed."
        ),
    ] = ManualModel.MEASURED
    distance: Annotated[
        float | None,
        typer.Option(
            "--range", metavar="UNITS", help="Distance to the target; without it all weapons reach."
        ),
    ] = None
    spread: Annotated[
        int, typer.Option(metavar="N", help="Homing torpedoes loaded into a tube at once.")
    ] = 1
    setting: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Set a figure of the game (mechanics.NAME) or a weight (weights.NAME).",
        ),
    ] = None

    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="CHANGE",
            help="What if: 0:shields.front=120, recipe:scale:factor=0.5 or a .toml file; nothing "
            "is written. May be repeated.",
        ),
    ] = None

    def __post_init__(self) -> None:
        self.what_if: WhatIf | None = None

    @cached_property
    def conditions(self) -> "Conditions":
        """The conditions that were asked for. Raises `ModkitError` for what they cannot be."""
        from artemis_modkit.balance import Conditions, Weights
        from artemis_modkit.model.mechanics import Mechanics

        weighs = Weights.standard().names
        figures = [text for text in self.setting or () if not weighs(text)]
        return Conditions(
            power=self.power / 100,
            mode=self.mode,
            focuser=self.focuser,
            difficulty=self.difficulty,
            manual_model=self.manual_model,
            distance=self.distance,
            spread=self.spread,
            mechanics=Mechanics.of_the_game().with_settings(figures),
        )

    @cached_property
    def weights(self) -> "Weights":
        """The weights that were asked for. Raises `ModkitError` for what they cannot be."""
        from artemis_modkit.balance import Weights

        standard = Weights.standard()
        return standard.with_settings(filter(standard.names, self.setting or ()))

    def opened(self, place: str) -> "Mod":
        """A mod with what `--with` changes of it. Raises `ModkitError`."""
        mod = looked_at(place)
        if not self.changes:
            return mod
        from artemis_modkit.patcher.what_if import what_if

        self.what_if = what_if(mod, self.changes)
        return self.what_if.mod

    def assess(self, place: str, stock: str | None) -> "Assessment":
        """A mod assessed. Raises `ModkitError` for what cannot be opened or has no ships."""
        from artemis_modkit.balance import assess

        conditions, weights = self.conditions, self.weights
        mod = self.opened(place)
        return assess(mod, measure_of(mod, stock), conditions, weights)

    def before(self, assessment: "Assessment") -> "Assessment | None":
        """The mod without what `--with` changes, by the same stock; `None` without a change."""
        from artemis_modkit.balance import assess

        if self.what_if is None:
            return None
        stock = assessment.stock.mod
        return assess(self.what_if.before, stock, self.conditions, self.weights)

    def with_changes(self, report: Report, more: "Sequence[Block]" = ()) -> Report:
        """A report that says what `--with` changed, and `more` of that."""
        from artemis_modkit.report.views.ships import with_changes

        return report if self.what_if is None else with_changes(report, self.what_if, more)


CertainOption = Annotated[bool, typer.Option(help="Only what comes out whatever is not known.")]


class FightOptions(Struct, dict=True):
    """How two sides meet."""

    crew: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"Power and hands at once: {', '.join(CREWS)}."),
    ] = None
    facing: Annotated[
        Facing | None,
        typer.Option(help="Where ships have their targets; else players best, the others ahead."),
    ] = None
    hit: Annotated[Hit, typer.Option(help="Which shield is hit.")] = Hit.FRONT
    torpedoes: Annotated[
        Torpedoes,
        typer.Option(help="What crews load; groups saves nukes, mines and EMPs for two and more."),
    ] = Torpedoes.GROUPS
    loading: Annotated[bool, typer.Option(help="No weapon is ready when the fight begins.")] = False
    endless: Annotated[bool, typer.Option(help="Torpedoes and energy never run out.")] = False
    closing: Annotated[
        float, typer.Option(metavar="SPEED", min=0, help="Units a second by which --range shrinks.")
    ] = 0
    without_wings: Annotated[bool, typer.Option(help="Carriers keep their craft aboard.")] = False
    certain: CertainOption = False

    @cached_property
    def encounter(self) -> "Encounter":
        """How the sides meet."""
        from artemis_modkit.balance.fight.combatant import Encounter

        return Encounter(
            facing=self.facing,
            hit=self.hit,
            torpedoes=self.torpedoes,
            is_loaded=not self.loading,
            is_endless=self.endless,
            closing=self.closing,
            has_wings=not self.without_wings,
        )

    def crewed(self, conditions: "Conditions") -> "Conditions":
        """The conditions with the crew that was asked for. Raises `ModkitError` for no crew."""
        return conditions if self.crew is None else crew_named(self.crew).at(conditions)


def crew_named(name: str) -> Crew:
    """A crew by its name. Raises `ModkitError` for another."""
    if name in CREWS:
        return CREWS[name]
    hint = did_you_mean(nearest(name, CREWS), f"there are {', '.join(CREWS)}")
    raise ModkitError(f"--crew {name}: there is no such crew{hint}")
