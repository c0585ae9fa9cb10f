"""Options of the commands that let ships fight, and what they stand for."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from artemis_modkit.balance.conditions import CREWS, Crew
from artemis_modkit.balance.fight.combatant import Facing, Hit, Torpedoes
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.balance import Conditions
    from artemis_modkit.balance.fight.combatant import Encounter


CertainOption = Annotated[
    bool, typer.Option("--certain", help="Only what comes out whatever is not known.")
]


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
    loading: Annotated[
        bool, typer.Option("--loading", help="No weapon is ready when the fight begins.")
    ] = False
    endless: Annotated[
        bool, typer.Option("--endless", help="Torpedoes and energy never run out.")
    ] = False
    closing: Annotated[
        float, typer.Option(metavar="SPEED", min=0, help="Units a second by which --range shrinks.")
    ] = 0
    without_wings: Annotated[
        bool, typer.Option("--without-wings", help="Carriers keep their craft aboard.")
    ] = False
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
