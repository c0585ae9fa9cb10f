"""Stores of a player ship that hold many times what those of all other ships do."""

from collections.abc import Iterable
from statistics import median

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import means_player
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel

_FEWEST = 5
"""Player ships that must store a torpedo before one of them can be far from the usual."""

_TIMES_THE_USUAL = 10.0
"""Times the median of the mod's player ships from which on an amount is told."""

_TIMES_STOCK = 2.0
"""And times the greatest amount in stock: mine layers carry many mines."""

_HARMFUL = (Munition.HOMING, Munition.NUKE, Munition.MINE, Munition.EMP, Munition.PSHOCK)


def _fleet(last: int) -> str:
    return "\n".join(
        f'<vessel uniqueID="{at}" side="0" classname="Hull {at}" broadType="player">'
        f'<torpedo_storage type="nuk" amount="{amount}"/></vessel>'
        for at, amount in enumerate((2, 2, 4, 2, last))
    )


@Rule(
    title="a store holds many times what others do",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="A figure that was typed twice, or in the wrong column, gives one ship torpedoes for a "
    "whole campaign.",
    repair="Correct the amount, or leave it if it is meant.",
    fires=ships(_fleet(20)),
    says="7:97 4 Hull 4: 20 x nuke is 10 times what player ships of this mod mostly store (2); is "
    "that meant?",
    silent=ships(_fleet(16)),
)
def odd_store(look: Look) -> Occurrences:
    most = {munition: max(amounts) for munition, amounts in _stores(look.stock_look.vessels)}
    usual = {
        munition: median(amounts)
        for munition, amounts in _stores(look.vessels)
        if len(amounts) >= _FEWEST
    }
    for vessel in look.vessels:
        stores = [one for one in _of(vessel) if usual.get(one[1])]
        large = [one for one in stores if 2 * one[2] >= _TIMES_THE_USUAL * usual[one[1]]]
        if len(large) != 1:
            continue  # none, or a ship that is meant to carry much of all
        store, munition, amount = large[0]
        times = amount / usual[munition]
        if _says(vessel, munition, amount):
            continue  # meant: `1 Torpedo Tube, 120 Homing` of a flying base
        if times >= _TIMES_THE_USUAL and amount > _TIMES_STOCK * most.get(munition, 0):
            yield look.element(
                store.element,
                f"{vessel.shown_name}: {amount:g} x {munition.title} is {times:.3g} times what "
                f"player ships of this mod mostly store ({usual[munition]:g}); is that meant?",
                attribute="amount",
                kind=munition.code,
            )


def _says(vessel: Vessel, munition: Munition, amount: float) -> bool:
    """Whether the text of the vessel promises just that amount."""
    claims = claims_of(vessel.description)
    return any(one.thing.munition is munition and one.number == amount for one in claims)


def _stores(vessels: Iterable[Vessel]) -> Iterable[tuple[Munition, list[float]]]:
    """The amounts of each torpedo that player ships have at all."""
    found: dict[Munition, list[float]] = {}
    for vessel in vessels:
        for _, munition, amount in _of(vessel):
            found.setdefault(munition, []).append(amount)
    return found.items()


def _of(vessel: Vessel) -> list[tuple[TorpedoStorage, Munition, float]]:
    if not means_player(vessel) or not SINGLE_SEAT_WORDS.isdisjoint(vessel.words):
        return []
    return [
        (store, store.munition, float(store.amount))
        for store in vessel.torpedo_storages
        if store.munition in _HARMFUL and store.amount
    ]
