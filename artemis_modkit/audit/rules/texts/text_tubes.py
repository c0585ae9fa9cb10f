"""Torpedo tubes that the text of a player ship promises, against its tubes."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR, occurrences
from artemis_modkit.descriptions.words import Thing


@Rule(
    title="the text promises another number of torpedo tubes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by its text, and the weapons officer counts on its tubes.",
    together=2,
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/><torpedo_tube x="2"/>'
        '<long_desc text="1 torpedo tube"/>'
        "</vessel>"
    ),
    says="3:124 20 Lantern: the text promises 1 torpedo tube, the vessel has 2; correct the text "
    "or the tubes",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/><torpedo_tube x="2"/>'
        '<long_desc text="A pair of torpedo tubes"/>'
        "</vessel>"
    ),
)
def text_tubes(look: Look) -> Occurrences:
    yield from occurrences(look, Thing.TUBES, Thing.LAUNCHERS, is_flown=True, what="tubes")
