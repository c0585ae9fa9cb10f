"""What ships can do: the mechanics of the game, metrics of ships, and scores."""

from typing import TYPE_CHECKING

from artemis_modkit.lazy import names_of

if TYPE_CHECKING:
    from artemis_modkit.balance.assessment import Assessment, assess, assess_all
    from artemis_modkit.balance.conditions import Conditions, ManualModel, Mode
    from artemis_modkit.balance.fleet import Fleet
    from artemis_modkit.balance.scale import Scale, scales
    from artemis_modkit.balance.scores import Part, Score, Scored, Weights
    from artemis_modkit.balance.ship import Ship

__all__ = [
    "Assessment",
    "Conditions",
    "Fleet",
    "ManualModel",
    "Mode",
    "Part",
    "Scale",
    "Score",
    "Scored",
    "Ship",
    "Weights",
    "assess",
    "assess_all",
    "scales",
]
__getattr__ = names_of(
    __name__,
    assessment="Assessment assess assess_all",
    conditions="Conditions ManualModel Mode",
    fleet="Fleet",
    scale="Scale scales",
    scores="Part Score Scored Weights",
    ship="Ship",
)
