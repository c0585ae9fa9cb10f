"""Words of the game in capitals in one place and small in another."""

import re

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.model.roles import BROAD_TYPES
from artemis_modkit.model.vessels import Vessel


@Rule(
    title="a word of broadType is written large here and small elsewhere",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Missions match these words in capitals and small letters alike; other tools and scripts "
    "do not. Stock writes them small.",
    together=2,
    repair="Write the word in small letters.",
    fires=ships(
        '<vessel uniqueID="8000" side="0" broadType="large"/>\n'
        '<vessel uniqueID="8001" side="0" broadType="Large"/>'
    ),
    says="4:34 8001 without a class name: broadType says 'Large', the rest of the file 'large' as "
    "stock does; write 'large'",
    silent=ships(
        '<vessel uniqueID="8000" side="0" broadType="large"/>\n'
        '<vessel uniqueID="8001" side="0" broadType="large Sweeper"/>'
    ),
)
def word_case(look: Look) -> Occurrences:
    places: dict[str, list[Vessel]] = {}
    for vessel in look.vessels:
        for word in dict.fromkeys((vessel.broad_type or "").split()):
            if word.lower() in BROAD_TYPES:
                places.setdefault(word, []).append(vessel)
    for word, vessels in places.items():
        small = word.lower()
        if word == small or small not in places:
            continue
        for vessel in vessels:
            yield look.element(
                vessel.element,
                of_many(
                    vessel.shown_name,
                    f": broadType says '{word}', the rest of the file '{small}' as stock does; "
                    f"write '{small}'",
                    more=" and {others} more",
                ),
                kind=word,
                attribute="broadType",
                likely=[look.layout.with_value(vessel.element, "broadType", _small(vessel, word))],
            )


def _small(vessel: Vessel, word: str) -> str:
    """The broadType of a vessel with a word in small letters."""
    pattern = rf"(?<!\S){re.escape(word)}(?!\S)"
    return re.sub(pattern, word.lower(), vessel.element.attributes["broadType"])
