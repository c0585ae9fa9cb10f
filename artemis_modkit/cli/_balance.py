"""Options of the commands that compute what ships do, and what they stand for."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._shared import measure_of

if TYPE_CHECKING:
    from artemis_modkit.balance import Assessment, Conditions, Weights


class ModeChoice(Enum):
    """Who fires the beams of player ships."""

    AUTO = "auto"
    MANUAL = "manual"


class ManualChoice(Enum):
    """How manual fire is taken to work."""

    MEASURED = "measured"
    PLUS50 = "plus50"
    MINUS1 = "minus1"


PowerOption = Annotated[
    float,
    typer.Option("--power", metavar="PERCENT", help="Power of beams and torpedo tubes, 0 to 300."),
]
ModeOption = Annotated[
    ModeChoice, typer.Option("--mode", help="Beams fire by themselves (auto) or by hand (manual).")
]
FocuserOption = Annotated[
    bool, typer.Option("--focuser", help="With a Tauron focuser, which doubles rates.")
]
DifficultyOption = Annotated[
    int, typer.Option("--difficulty", metavar="N", help="Difficulty of the game, 1 to 11.")
]
ManualModelOption = Annotated[
    ManualChoice,
    typer.Option(
        "--manual-model",
        help="measured is how the game works; plus50 is what players proposed, "
        "minus1 what they once believed.",
    ),
]
RangeOption = Annotated[
    float | None,
    typer.Option(
        "--range", metavar="UNITS", help="Distance to the target; without it all weapons reach."
    ),
]
SpreadOption = Annotated[
    int, typer.Option("--spread", metavar="N", help="Homing torpedoes loaded into a tube at once.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Set a figure of the game (mechanics.NAME) or a weight (weights.NAME).",
    ),
]


def conditions_of(
    power: float,
    mode: ModeChoice,
    focuser: bool,
    difficulty: int,
    manual_model: ManualChoice,
    distance: float | None,
    spread: int,
    settings: Sequence[str] | None,
) -> "tuple[Conditions, Weights]":
    """The conditions and weights that options stand for. Raises `ModkitError`."""
    from artemis_modkit.balance import Conditions, ManualModel, Mode, Weights
    from artemis_modkit.model.mechanics import Mechanics

    standard = Weights.standard()
    weights = [one for one in settings or () if standard.names(one)]
    figures = [one for one in settings or () if not standard.names(one)]
    conditions = Conditions(
        power=power / 100,
        mode=Mode(mode.value),
        focuser=focuser,
        difficulty=difficulty,
        manual_model=ManualModel(manual_model.value),
        distance=distance,
        spread=spread,
        mechanics=Mechanics.of_the_game().with_settings(figures),
    )
    return conditions, standard.with_settings(weights)


def assessed(
    place: str, stock: str | None, conditions: "Conditions", weights: "Weights"
) -> "Assessment":
    """A mod assessed. Raises `ModkitError` for what cannot be opened or has no ships."""
    from artemis_modkit.balance import assess
    from artemis_modkit.model import Mod

    mod = Mod.open(place)
    return assess(mod, measure_of(mod, stock), conditions, weights)
