"""Under which conditions ships are compared, what those do to recharge times, and crews by name.

Power is a fraction (1.0 is 100 %), and every figure comes from the `Mechanics`
in the conditions. Formulas and their sources: docs/balance.md.
"""

import math
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.model.mechanics import Mechanics
from artemis_modkit.parsers.errors import ModkitError

HARDEST = 11
"""The greatest difficulty that the game offers."""


class Mode(Enum):
    """Who fires the beams of a player ship."""

    AUTO = "auto"
    MANUAL = "manual"


class ManualModel(Enum):
    """How manual fire changes the recharge time of a beam.

    `MEASURED` is how it is. `PLUS50` is what players proposed instead, `MINUS1` what they
    believed before they measured; neither is what the game does.
    """

    MEASURED = "measured"
    PLUS50 = "plus50"
    MINUS1 = "minus1"


class Conditions(Struct, frozen=True):
    """What holds for all ships of a comparison.

    `power` is the setting of beams and torpedoes in engineering as a fraction (0 to 3),
    `focuser` whether a Tauron focuser is at work, `difficulty` that of the game (1 to 11),
    `distance` that to the target in units (`None`: within every range), `spread` the number
    of homing torpedoes loaded into a tube at once (the game does 1; players wish for 3).
    Raises `ModkitError` for what lies outside.
    """

    power: float = 1.0
    mode: Mode = Mode.AUTO
    focuser: bool = False
    difficulty: int = 10
    manual_model: ManualModel = ManualModel.MEASURED
    distance: float | None = None
    spread: int = 1
    mechanics: Mechanics = field(default_factory=Mechanics.of_the_game)

    def __post_init__(self) -> None:
        greatest = self.mechanics["greatest_power"]
        if not 0 <= self.power <= greatest:
            raise ModkitError(
                f"power {self.power * 100:.9g}: engineering goes from 0 to "
                f"{greatest * 100:g} percent"
            )
        if not 1 <= self.difficulty <= HARDEST:
            raise ModkitError(f"difficulty {self.difficulty}: the game has 1 to {HARDEST}")
        if self.distance is not None and not 0 <= self.distance < math.inf:
            raise ModkitError(f"range {self.distance:g}: a distance is 0 units or more")
        if not 1 <= self.spread <= 100:
            raise ModkitError(f"spread {self.spread}: load 1 torpedo at a time, or a few")

    @property
    def best(self) -> "Conditions":
        """The same with all that players can do for their beams: full power, manual, focuser."""
        greatest = self.mechanics["greatest_power"]
        return replace(self, power=greatest, mode=Mode.MANUAL, focuser=True)

    @property
    def plain(self) -> "Conditions":
        """The same with nothing done for them: 100 %, automatic, no focuser."""
        return replace(self, power=1.0, mode=Mode.AUTO, focuser=False)

    @property
    def beam_multiplier(self) -> float:
        """What the damage of a hit of the computer's beams is multiplied by.

        Source: wiki, Beam Weapons (difficulty 11 counts as 15).
        """
        if self.difficulty == HARDEST:
            return self.mechanics["hardest_difficulty"]
        return float(self.difficulty)

    @property
    def _focus(self) -> float:
        return self.mechanics["focuser_factor"] if self.focuser else 1.0

    def recharge(self, cycle_time: float) -> float:
        """Seconds between two shots of a player's beam, by its cycle time in seconds.

        Automatic `cycle / power`, manual `cycle / power²`, a focuser halves both: measured by
        players, all 20 rows of their table. Infinite without power.
        """
        if self.power == 0:
            return math.inf
        is_minus1 = self.mode is Mode.MANUAL and self.manual_model is ManualModel.MINUS1
        least = self.mechanics["minus1_least_recharge" if is_minus1 else "least_recharge"]
        return max(self._unfocused(cycle_time) / self._focus, least)

    def _unfocused(self, cycle_time: float) -> float:
        if self.mode is Mode.AUTO:
            return cycle_time / self.power
        match self.manual_model:
            case ManualModel.MEASURED:
                return cycle_time / math.pow(self.power, self.mechanics["manual_power_exponent"])
            case ManualModel.PLUS50:
                return cycle_time / (self.power + self.mechanics["manual_bonus_power"])
            case ManualModel.MINUS1:
                return cycle_time / self.power - self.mechanics["manual_bonus_seconds"]

    def tube_load(self, coefficient: float) -> float:
        """Seconds to load a torpedo tube; `coefficient` is torpedoTubeLoadingCoeff.

        `15.2 s × coefficient / power`, halved by a focuser: measured by players at 100 %, the
        rest follows from their table. Infinite without power.
        """
        if self.power == 0:
            return math.inf
        return self.mechanics["tube_load"] * coefficient / (self.power * self._focus)


class Crew(Struct, frozen=True):
    """A crew; `power` as a fraction."""

    name: str
    power: float
    mode: Mode
    focuser: bool = False

    @property
    def title(self) -> str:
        """The crew in words: `by hand 250 %`."""
        hands = "automatic" if self.mode is Mode.AUTO else "by hand"
        return f"{hands} {self.power * 100:.0f} %{', focused' if self.focuser else ''}"

    def at(self, conditions: Conditions) -> Conditions:
        """The conditions with this crew at work."""
        return replace(conditions, power=self.power, mode=self.mode, focuser=self.focuser)


CREWS = {
    crew.name: crew
    for crew in (
        Crew("auto-100", 1.0, Mode.AUTO),
        Crew("auto-250", 2.5, Mode.AUTO),
        Crew("manual-250", 2.5, Mode.MANUAL),
        Crew("manual-300-focuser", 3.0, Mode.MANUAL, focuser=True),
    )
}
"""Presets by name: casual crews let beams fire by themselves, veterans fire them by hand (the
thread, posts 5, 11 and 15)."""
