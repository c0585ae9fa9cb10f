"""Stations of players and their friends whose production keeps them from being used.

An enemy's base arms nobody, so what it builds is nothing to judge.
"""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.model.vessels import HullRace

_MOST = 4.0
"""The sum of coefficients at which the game stops to place friendly stations."""


@Rule(
    title="a station builds too much to appear, or nothing",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game places friendly stations until their coefficients add up to 4, so one with more "
    "is never placed; torpedoes take their time divided by coeff, so with 0 none is built.",
    repair="Write a coeff over 0 and up to 4; stock has 0.5 to 3.",
    fires=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><production coeff="5"/></vessel>'
    ),
    says="3:63 1000 without a class name: with production coeff=5 the game never places it; write "
    "a number over 0 and up to 4",
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><production coeff="0.5"/></vessel>'
    ),
)
def production_rate(look: Look) -> Occurrences:
    enemies = {race.id for race in look.races if _may_be_enemy(race)}
    for vessel in look.vessels:
        if vessel.side in enemies:
            continue
        rate = vessel.production.coefficient if vessel.production else None
        if vessel.production is None or rate is None or 0 < rate <= _MOST or rate < 0:
            continue
        effect = "it never builds a torpedo" if rate == 0 else "the game never places it"
        yield look.element(
            vessel.production.element,
            f"{vessel.shown_name}: with production coeff={rate:g} {effect}; "
            f"write a number over 0 and up to {_MOST:g}",
            attribute="coeff",
            kind="rate",
        )


def _may_be_enemy(race: HullRace) -> bool:
    """Whether its keys say enemy, or a word one slip away, which another rule tells."""
    return any(word == "enemy" or is_one_slip(word, "enemy") for word in race.words)
