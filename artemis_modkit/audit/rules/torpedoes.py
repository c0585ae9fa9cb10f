"""Torpedoes: tubes, stores and what is in them."""

from collections.abc import Iterable

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.ship_parts import having, is_player_ship, lacking, means_player
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.words import Thing, plural
from artemis_modkit.groups import grouped
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import median
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import did_you_mean, listed
from artemis_modkit.parsers.xml import Element


@Rule(
    title="the game has no such torpedo",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A store of a kind that the game does not know is not loaded, and the ship goes without.",
    repair="Write one of trp, nuk, min, emp, shk, bea, pro and tag (0 to 4 up to game 2.6).",
    fires=ship('<torpedo_storage type="nuke" amount="2"/>', "player"),
    says='3:67 1 without a class name: the game has no torpedo of type "nuke"; there are trp, '
    "nuk, min, emp, shk, bea, pro, tag; did you mean 'nuk'?",
    silent=ship('<torpedo_storage type="nuk" amount="2"/>', "player"),
)
def unknown_torpedo(look: Look) -> Occurrences:
    """Torpedo stores of a kind that the game does not have."""
    codes = [munition.code for munition in Munition]
    for vessel in look.vessels:
        for store in vessel.torpedo_storages:
            if store.munition is None:
                hint = did_you_mean(nearest(store.type or "", codes, cutoff=0.5))
                yield look.element(
                    store.element,
                    f'{vessel.shown_name}: the game has no torpedo of type "{store.type or ""}"; '
                    f"there are {', '.join(codes)}{hint}",
                    kind=store.type or "",
                    attribute="type",
                )


@Rule(
    title="a ship has two stores of one torpedo",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Whether the game takes the first, the last or both is not known. Usually the line was "
    "copied and its type forgotten, so that another kind of torpedo is missing.",
    repair="Correct the type of one of the two, or remove it.",
    fires=ship(
        '<torpedo_storage type="nuk" amount="2"/><torpedo_storage type="nuk" amount="6"/>', "player"
    ),
    says="3:107 1 without a class name: 2 stores for one kind, nuke (2 and 6); keep one, or "
    "correct the type of the other",
    silent=ship(
        '<torpedo_storage type="nuk" amount="2"/><torpedo_storage type="min" amount="6"/>', "player"
    ),
)
def store_twice(look: Look) -> Occurrences:
    """Stores of one kind of torpedo that stand twice in a ship."""
    for vessel in look.vessels:
        stores = grouped(
            (store.munition, store)
            for store in vessel.torpedo_storages
            if store.munition is not None
        )
        for munition, alike in stores.items():
            if len(alike) > 1:
                amounts = " and ".join(
                    str(storage.element.attributes.get("amount")) for storage in alike[:2]
                )
                yield look.again(
                    [storage.element for storage in alike],
                    f"{vessel.shown_name}: {len(alike)} stores for one kind, {munition.title} "
                    f"({amounts}); keep one, or correct the type of the other",
                    attribute="type",
                    kind=munition.code,
                )


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
    """Stores of a player ship that hold many times what those of all other ships do."""
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
    return any(claim.thing.munition is munition and claim.number == amount for claim in claims)


def _stores(vessels: Iterable[Vessel]) -> Iterable[tuple[Munition, list[float]]]:
    """The amounts of each torpedo that player ships have at all."""
    found = grouped((munition, amount) for vessel in vessels for _, munition, amount in _of(vessel))
    return found.items()


def _of(vessel: Vessel) -> list[tuple[TorpedoStorage, Munition, float]]:
    return [
        (store, store.munition, float(store.amount))
        for store in (vessel.torpedo_storages if is_player_ship(vessel) else ())
        if store.munition in _HARMFUL and store.amount
    ]


_STORED = (
    '<vessel uniqueID="{}" side="0" broadType="player">{}<torpedo_storage type="trp" amount="8"/>'
    "</vessel>\n"
)
_TUBE = '<torpedo_tube x="0" y="8" z="250"/>'
_OTHERS = "".join(_STORED.format(number, _TUBE) for number in range(3))


@Rule(
    title="a player ship has torpedoes and no tube",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Without a tube a ship cannot fire what it carries. Some mods want it so, because "
    "torpedoes can be turned into energy; then its description should say so.",
    repair="Add a <torpedo_tube>, or remove the stores.",
    fires=ships(_OTHERS + _STORED.format(3, "")),
    says="6:1 3 without a class name: torpedoes and no tube to fire them from; add a "
    "torpedo_tube, unless they are there for their energy",
    silent=ships(_OTHERS + _STORED.format(3, _TUBE)),
)
def stores_without_tubes(look: Look) -> Occurrences:
    """Player ships with torpedoes and no tube to fire them from."""
    for vessel in lacking(look, _is_stocked, having("torpedo_tube")):
        stored = [store.munition for store in _stored(vessel) if store.munition]
        names = "torpedoes"
        if stored and not any(munition.is_weapon for munition in stored):
            names = listed([plural(munition.title) for munition in dict.fromkeys(stored)])
        yield look.element(
            vessel.element,
            f"{vessel.shown_name}: {names} and no tube to fire them from; add a torpedo_tube, "
            "unless they are there for their energy",
            kind="lacking",
        )


def _is_stocked(look: Look, vessel: Vessel) -> bool:
    """Whether players fly it and it has torpedoes."""
    return look.role(vessel) is Role.PLAYER and bool(_stored(vessel))


def _stored(vessel: Vessel) -> list[TorpedoStorage]:
    return [store for store in vessel.torpedo_storages if (store.amount or 0) > 0]


_TUBED = (
    '<vessel uniqueID="1" side="0" broadType="player"><torpedo_tube x="0" y="8" z="250"/>'
    '<torpedo_storage type="nuk" amount="0"/><torpedo_storage type="trp" amount="{}"/></vessel>'
)


@Rule(
    title="a player ship has tubes and no torpedoes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A store's amount is what the ship starts with and what it can hold at most, so it cannot "
    "take torpedoes on at a base either. Its tubes are of no use.",
    repair="Write the amounts of its stores, or remove the tubes.",
    fires=ships(_TUBED.format(0)),
    says="3:1 1 without a class name: 1 torpedo tube, and all its stores are 0; write what it "
    "carries, or remove what it cannot load",
    silent=ships(_TUBED.format(6)),
)
def tubes_without_stores(look: Look) -> Occurrences:
    """Player ships with torpedo tubes and nothing to load them with."""
    bare = {one.element for one in lacking(look, _is_armed, having("torpedo_storage"))}
    for vessel in look.vessels:
        if vessel.element in bare or (_is_armed(look, vessel) and _is_empty(vessel)):
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: {Thing.TUBES.named(len(vessel.torpedo_tubes))}, and "
                f"{'all its stores are 0' if vessel.torpedo_storages else 'no stores'}; write what "
                "it carries, or remove what it cannot load",
                also=[tube.element for tube in vessel.torpedo_tubes],
                kind="tubes",
            )


def _is_armed(look: Look, vessel: Vessel) -> bool:
    return bool(vessel.torpedo_tubes) and look.role(vessel) is Role.PLAYER


def _is_empty(vessel: Vessel) -> bool:
    stores = vessel.torpedo_storages
    return bool(stores) and all(store.amount == 0 for store in stores)


_ARMS = '<torpedo_tube x="0" y="8" z="250"/><torpedo_storage type="trp" amount="6"/>'


@Rule(
    title="a vessel of the computer has torpedo tubes or stores",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Only ships that players fly load torpedoes into tubes; the computer shoots with beams, "
    "with drone ports, and from bases with torpedo_station_port. Either the word player is "
    "missing in broadType, and nobody can choose the ship, or its torpedoes are of no use.",
    repair="Add player to broadType, or remove the tubes and stores.",
    fires=ship(_ARMS, "base", number=3),
    says="3:31 3 without a class name: it has torpedo_tube and torpedo_storage, which only ships "
    "that players fly use, and broadType does not say player; add the word, or remove them",
    silent=ship(_ARMS, "player", number=3),
)
def torpedoes_of_computer(look: Look) -> Occurrences:
    """Torpedo tubes and stores of vessels that no player flies."""
    for vessel in look.vessels:
        role = look.role(vessel)
        is_meant = role.is_flown or role.is_craft or means_player(vessel)
        parts = () if is_meant else _parts(vessel)
        if parts:
            names = tuple(dict.fromkeys(part.name for part in parts))
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: it has {' and '.join(names)}, which only ships that "
                "players fly use, and broadType does not say player; add the word, or remove them",
                attribute="broadType",
                also=parts,
                kind=names,
            )


def _parts(vessel: Vessel) -> tuple[Element, ...]:
    """Tubes, and stores that hold anything; single-seat craft are known to be given stores."""
    return tuple(part.element for part in (*vessel.torpedo_tubes, *_stored(vessel)))
