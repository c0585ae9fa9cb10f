"""Words of the game in capitals in one place and small in another."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.vocabulary import BROAD_TYPES
from artemis_modkit.model.vessels import Vessel


@rule(
    title="a word of broadType is written large here and small elsewhere",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="Missions match these words in capitals and small letters alike; other tools and scripts "
    "do not. Stock writes them small.",
    repair="Write the word in small letters.",
    fires=ships(
        '<vessel uniqueID="8000" side="0" broadType="large"/>\n'
        '<vessel uniqueID="8001" side="0" broadType="Large"/>'
    ),
    silent=ships(
        '<vessel uniqueID="8000" side="0" broadType="large"/>\n'
        '<vessel uniqueID="8001" side="0" broadType="large Sweeper"/>'
    ),
)
def word_case(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    places: dict[str, list[Vessel]] = {}
    for vessel in data.vessels:
        for word in dict.fromkeys((vessel.broad_type or "").split()):
            if word.lower() in BROAD_TYPES:
                places.setdefault(word, []).append(vessel)
    for word, vessels in places.items():
        small = word.lower()
        if word == small or small not in places:
            continue
        more = f" and {len(vessels) - 1} more" if len(vessels) > 1 else ""
        yield subject.element(
            vessels[0].element,
            f"{vessels[0].shown_name}{more}: broadType says '{word}', the rest of the file "
            f"'{small}' as stock does; write '{small}'",
            attribute="broadType",
            also=[vessel.element for vessel in vessels[1:]],
        )
