"""Torpedo stores of a kind that the game does not have."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest
from artemis_modkit.model.munitions import Munition

_SHIP = (
    '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="{}" amount="2"/>'
    "</vessel>"
)


@rule(
    title="the game has no such torpedo",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A store of a kind that the game does not know is not loaded, and the ship goes without.",
    repair="Write one of trp, nuk, min, emp, shk, bea, pro and tag (0 to 4 up to game 2.6).",
    fires=ships(_SHIP.format("nuke")),
    silent=ships(_SHIP.format("nuk")),
)
def unknown_torpedo(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    codes = [munition.code for munition in Munition]
    for vessel in data.vessels:
        for store in vessel.torpedo_storages:
            if store.munition is None:
                hint = did_you_mean(nearest(store.type or "", codes, cutoff=0.5))
                hit = subject.element(
                    store.element,
                    f'{vessel.shown_name}: the game has no torpedo of type "{store.type or ""}"; '
                    f"there are {', '.join(codes)}{hint}",
                    attribute="type",
                )
                yield store.type, hit
