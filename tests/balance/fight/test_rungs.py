"""How a ladder is climbed, with fights whose ends are drawn: harder ones may be easier to win."""

import random
from collections.abc import Mapping

import pytest

from artemis_modkit.balance.conditions import HARDEST
from artemis_modkit.balance.fight import ladder as module
from artemis_modkit.balance.fight.ladder import Ladder, Rungs
from artemis_modkit.model.mechanics import mechanic_facts
from tests.balance.fleets import fleet

RUNGS = range(1, HARDEST + 1)
ENDS = [
    (name, place, fact.better)
    for name, fact in mechanic_facts().items()
    if fact.low is not None
    for place in ("low", "high")
]


def alone(value: int, wins: Mapping[tuple[str, str], list[bool]]) -> Rungs:
    """What is reached where each end of a figure is looked at by itself."""
    low, high = [value], [value]
    for name, place, better in ENDS:
        won = wins[name, place]
        if better != place:
            low.append(max((rung for rung in RUNGS if rung <= value and won[rung]), default=0))
        if better in (place, ""):
            lost = (rung for rung in RUNGS if rung > value and not won[rung])
            high.append(next(lost, HARDEST + 1) - 1)
    return Rungs(value, min(low), max(high))


@pytest.mark.parametrize("seed", range(60))
def test_each_figure_counts_alone_whichever_is_tried_first(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    drawn = random.Random(seed)
    share = drawn.random()
    value = drawn.randint(0, HARDEST)
    wins = {
        (name, place): [drawn.random() < share for _ in range(HARDEST + 1)]
        for name, place, _ in ENDS
    }
    facts = mechanic_facts()
    values = {(name, end): getattr(facts[name], end) for name, end in wins}
    told = {(name, values[name, end]): won for (name, end), won in wins.items()}

    def won(_: object, difficulty: int, changed: Mapping[str, float]) -> bool:
        (figure,) = changed.items()
        return told[figure][difficulty]

    climber = module._Climber
    monkeypatch.setattr(climber, "_wins", won)
    monkeypatch.setattr(climber, "reach", lambda _: value)
    stock = fleet("stock:2.8")
    names = list(dict.fromkeys(name for name, _, _ in ENDS))
    for _ in range(3):
        drawn.shuffle(names)
        spans = {name: (values[name, "low"], values[name, "high"]) for name in names}
        monkeypatch.setattr(climber, "_uncertain", lambda *_, spans=spans: spans)
        climbed = Ladder(stock).rungs_of(stock.ship(0))
        assert climbed == alone(value, wins)
