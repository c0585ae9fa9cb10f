"""Torpedoes that a player ship carries and that the list in its text leaves out."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import roles_of

_LEAST_LISTED = 3
"""A text that names so many kinds means to list all of them."""
_LISTED = (Munition.HOMING, Munition.NUKE, Munition.MINE, Munition.EMP, Munition.PSHOCK)
"""The kinds that lists name; beacons, probes and tags came later, and stock lists none of them."""


@rule(
    title="the text leaves out a kind of torpedo",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="Players who choose a ship by the stores that its text lists do not know of the others.",
    repair="Add the kind to the text, or set its amount to 0.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="1"/>'
        '<torpedo_storage type="min" amount="4"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores for 8 homing, 1 nuke and 2 EMP."/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="1"/>'
        '<torpedo_storage type="min" amount="0"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores for 8 homing, 1 nuke and 2 EMP."/></vessel>'
    ),
)
def text_unlisted_store(subject: Subject) -> Iterator[Hit]:
    yield from habits(("stores", hit) for hit in _hits(subject))


def _hits(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    for vessel in data.vessels:
        text = vessel.long_description
        if text is None or not text.text or not roles.of(vessel).is_flown:
            continue
        things = {claim.thing for claim in claims_of(text.text)}
        listed = {thing.munition for thing in things if thing.munition}
        if len(listed) < _LEAST_LISTED or Thing.TORPEDOES in things:
            continue
        left_out = [
            store
            for store in vessel.torpedo_storages
            if store.munition in _LISTED and store.munition not in listed and store.amount
        ]
        if left_out:
            names = " and ".join(
                f"its {Thing[store.munition.name].named(store.amount)}"
                for store in left_out
                if store.munition and store.amount
            )
            yield subject.element(
                text.element,
                f"{vessel.shown_name}: the text lists the stores without {names}; "
                "add them to the text or set the amount to 0",
                attribute="text",
                also=[store.element for store in left_out],
            )
