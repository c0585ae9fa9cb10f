"""Torpedoes that the text of a player ship promises, kind by kind, against its stores."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR, occurrences
from artemis_modkit.descriptions.words import STORES, Thing


@Rule(
    title="the text promises another number of torpedoes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by its text, and a captain plans with the torpedoes it "
    "promises. Stores that differ in many ships alike were changed without their texts.",
    together=2,
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores: 6 Ho / 2 EMP"/>'
        "</vessel>"
    ),
    says="3:183 20 Lantern: the text promises 6 homing torpedoes, the vessel has 8; correct the "
    "text or the stores",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores: 8 Ho / 2 EMP"/>'
        "</vessel>"
    ),
)
def text_stores(look: Look) -> Occurrences:
    yield from occurrences(look, *STORES, Thing.TORPEDOES, is_flown=True, what="stores")
