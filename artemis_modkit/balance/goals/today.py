"""Today's state of a mod as goals, so that tomorrow's is held to it."""

import math
from collections.abc import Iterator

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.conditions import CREWS
from artemis_modkit.balance.fight.combatant import Encounter
from artemis_modkit.balance.fight.verdict import Contender, Result, Verdict, judge
from artemis_modkit.balance.goals.checking import WORDS, threat_of
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError

_NEAR = 0.1
_FLEETS = (2, 5, 8)
_HEAD = """# What this mod's balance is held to: `artemis-modkit goals check`.
# Written from the mod as it was; change, add and delete as you like (docs/goals.md).
"""


def goals_today(assessment: Assessment) -> str:
    """A file of goals that the mod meets: fights, fleets, torpedoes, and the threat of enemies.

    Figures may go a tenth either way. Raises `ModkitError` for a mod without two sides.
    """
    found = list(_goals(assessment))
    if not found:
        raise ModkitError(
            f"{assessment.fleet.mod.name}: there are no player ships with enemies to make goals of"
        )
    return _HEAD + "".join(f"\n[[goal]]\n{goal}" for goal in found)


def _goals(assessment: Assessment) -> Iterator[str]:
    fleet, ladder, how = assessment.fleet, assessment.ladder, Encounter()
    usual, player = ladder.usual_enemy, ladder.usual_player
    if usual is None or player is None:
        return
    enemy, conditions = usual.ship, fleet.game.conditions
    names = [crew.name for crew in CREWS.values() if crew.at(conditions) == conditions]
    crew = "".join(f'crew = "{name}"\n' for name in names)
    under = f"{crew}difficulty = {conditions.difficulty}\n"
    for ship in fleet.ships:
        if ship.role is not Role.PLAYER or ship.id is None or enemy.id is None:
            continue
        verdict = judge([Contender(ship, how)], [Contender(enemy, how)], how, with_widest=False)
        told = _named(f"{ship.name} against {enemy.name}", ship)
        yield f'{told}against = "{enemy.id}"\n{under}{_outcome(verdict)}'
    for number in _FLEETS if player.id is not None and ladder.enemies(1) else ():
        likely = ladder.verdict([player], number).likely
        told = _named(f"{player.name} against a fleet of difficulty {number}", player)
        yield f'{told}fleet = {number}\n{crew}result = "{WORDS[likely]}"\n'
    ratio = assessment.contest and assessment.contest.per_second
    if ratio:
        wanted = f"torpedo_to_beam = {_about(ratio)}"
        yield f'name = "torpedoes beside beams"\n{crew}{wanted}\n'
    threat = threat_of(enemy)
    if threat and enemy.id is not None:
        yield f"{_named(f'threat of {enemy.name}', enemy)}{under}threat = {_about(threat)}\n"


def _named(name: str, who: Ship) -> str:
    return f'name = {_quoted(name)}\nwho = "{who.id}"\n'


def _outcome(verdict: Verdict) -> str:
    if verdict.likely is Result.A:
        return f"seconds = {_about(verdict.outcome.seconds)}\n"
    return f'result = "{WORDS[verdict.likely]}"\n'


def _about(value: float) -> str:
    """A tenth below to a tenth above, to three digits, outwards."""
    low, high = value * (1 - _NEAR), value * (1 + _NEAR)
    step = 10.0 ** (math.floor(math.log10(high)) - 2) if high > 0 else 1.0
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return f"[{low:.9g}, {high:.9g}]"


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
