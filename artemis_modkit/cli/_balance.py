"""Options of the commands that compute what ships do, and what they stand for."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.balance.conditions import ManualModel, Mode
from artemis_modkit.cli._shared import measure_of

if TYPE_CHECKING:
    from artemis_modkit.balance import Assessment, Conditions, Weights


@dataclass
class BalanceOptions:
    """Under which conditions ships are looked at, and what counts how much."""

    power: Annotated[
        float, typer.Option(metavar="PERCENT", help="Power of beams and torpedo tubes, 0 to 300.")
    ] = 100
    mode: Annotated[
        Mode, typer.Option(help="Beams fire by themselves (auto) or by hand (manual).")
    ] = Mode.AUTO
    focuser: Annotated[
        bool, typer.Option("--focuser", help="With a Tauron focuser, which doubles rates.")
    ] = False
    difficulty: Annotated[
        int, typer.Option(metavar="N", help="Difficulty of the game, 1 to 11.")
    ] = 10
    manual_model: Annotated[
        ManualModel,
        typer.Option(
            "--manual-model",
            help="measured is how the game works; plus50 is what players proposed, "
            "minus1 what they once believed.",
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

    def assess(self, place: str, stock: str | None) -> "Assessment":
        """A mod assessed. Raises `ModkitError` for what cannot be opened or has no ships."""
        from artemis_modkit.balance import assess
        from artemis_modkit.model import Mod

        conditions, weights = self.conditions, self.weights
        mod = Mod.open(place)
        return assess(mod, measure_of(mod, stock), conditions, weights)
