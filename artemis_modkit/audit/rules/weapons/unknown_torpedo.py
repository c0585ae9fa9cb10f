"""Torpedo stores of a kind that the game does not have."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.wording import did_you_mean

_SHIP = (
    '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="{}" amount="2"/>'
    "</vessel>"
)


@Rule(
    title="the game has no such torpedo",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A store of a kind that the game does not know is not loaded, and the ship goes without.",
    repair="Write one of trp, nuk, min, emp, shk, bea, pro and tag (0 to 4 up to game 2.6).",
    fires=ships(_SHIP.format("nuke")),
    says='3:67 1 without a class name: the game has no torpedo of type "nuke"; there are trp, '
    "nuk, min, emp, shk, bea, pro, tag; did you mean 'nuk'?",
    silent=ships(_SHIP.format("nuk")),
)
def unknown_torpedo(look: Look) -> Occurrences:
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
