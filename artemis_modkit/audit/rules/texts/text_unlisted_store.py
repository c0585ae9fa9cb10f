"""Torpedoes that a player ship carries and that the list in its text leaves out."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import at_claim
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.munitions import Munition

_LEAST_LISTED = 3
"""A text that names so many kinds means to list all of them."""
_LISTED = (Munition.HOMING, Munition.NUKE, Munition.MINE, Munition.EMP, Munition.PSHOCK)
"""The kinds that lists name; beacons, probes and tags came later, and stock lists none of them."""


@Rule(
    title="the text leaves out a kind of torpedo",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Players who choose a ship by the stores that its text lists do not know of the others.",
    repair="Add the kind to the text, or set its amount to 0.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="1"/>'
        '<torpedo_storage type="min" amount="4"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores for 8 homing, 1 nuke and 2 EMP."/></vessel>'
    ),
    says="3:263 20 Lantern: the text lists the stores without its 4 mines; add them to the text "
    "or set the amount to 0",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="1"/>'
        '<torpedo_storage type="min" amount="0"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores for 8 homing, 1 nuke and 2 EMP."/></vessel>'
    ),
)
def text_unlisted_store(look: Look) -> Occurrences:
    for vessel in look.vessels:
        text = vessel.long_description
        if text is None or not text.text or not look.role(vessel).is_flown:
            continue
        claims = claims_of(text.text)
        things = {claim.thing for claim in claims}
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
            found = look.element(
                text.element,
                f"{vessel.shown_name}: the text lists the stores without {names}; "
                "add them to the text or set the amount to 0",
                attribute="text",
                also=[store.element for store in left_out],
                kind="stores",
            )
            yield at_claim(look, vessel, [one for one in claims if one.thing.munition], found)
