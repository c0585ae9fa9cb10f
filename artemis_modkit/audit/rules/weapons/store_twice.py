"""Stores of one kind of torpedo that stand twice in a ship."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_parts import TorpedoStorage


@Rule(
    title="a ship has two stores of one torpedo",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Whether the game takes the first, the last or both is not known. Usually the line was "
    "copied and its type forgotten, so that another kind of torpedo is missing.",
    repair="Correct the type of one of the two, or remove it.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="nuk" amount="2"/>'
        '<torpedo_storage type="nuk" amount="6"/></vessel>'
    ),
    says="3:107 1 without a class name: 2 stores for one kind, nuke (2 and 6); keep one, or "
    "correct the type of the other",
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="nuk" amount="2"/>'
        '<torpedo_storage type="min" amount="6"/></vessel>'
    ),
)
def store_twice(look: Look) -> Occurrences:
    for vessel in look.vessels:
        stores: dict[Munition, list[TorpedoStorage]] = {}
        for store in vessel.torpedo_storages:
            if store.munition is not None:
                stores.setdefault(store.munition, []).append(store)
        for munition, alike in stores.items():
            if len(alike) > 1:
                amounts = " and ".join(
                    str(one.element.attributes.get("amount")) for one in alike[:2]
                )
                yield look.element(
                    alike[1].element,
                    f"{vessel.shown_name}: {len(alike)} stores for one kind, {munition.title} "
                    f"({amounts}); keep one, or correct the type of the other",
                    attribute="type",
                    also=[alike[0].element, *(one.element for one in alike[2:])],
                    kind=munition.code,
                )
