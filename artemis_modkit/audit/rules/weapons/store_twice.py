"""Stores of one kind of torpedo that stand twice in a ship."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_parts import TorpedoStorage


@rule(
    title="a ship has two stores of one torpedo",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Whether the game takes the first, the last or both is not known. Usually the line was "
    "copied and its type forgotten, so that another kind of torpedo is missing.",
    repair="Correct the type of one of the two, or remove it.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="nuk" amount="2"/>'
        '<torpedo_storage type="nuk" amount="6"/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="nuk" amount="2"/>'
        '<torpedo_storage type="min" amount="6"/></vessel>'
    ),
)
def store_twice(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    for vessel in data.vessels:
        stores: dict[Munition, list[TorpedoStorage]] = {}
        for store in vessel.torpedo_storages:
            if store.munition is not None:
                stores.setdefault(store.munition, []).append(store)
        for munition, alike in stores.items():
            if len(alike) > 1:
                amounts = " and ".join(
                    str(one.element.attributes.get("amount")) for one in alike[:2]
                )
                yield (
                    munition,
                    subject.element(
                        alike[1].element,
                        f"{vessel.shown_name}: {len(alike)} stores for one kind, {munition.title} "
                        f"({amounts}); keep one, or correct the type of the other",
                        attribute="type",
                        also=[alike[0].element, *(one.element for one in alike[2:])],
                    ),
                )
