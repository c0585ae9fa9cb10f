"""Text between elements, where vesselData.xml has none."""

import re
from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, nearest
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS
from artemis_modkit.parsers.faults import shortened

_LOST_BRACKET = re.compile(r"(\w+)\s[^<>]*=")


@rule(
    title="text stands between the elements",
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    why="vesselData.xml keeps everything in attributes. Text between the elements is usually what "
    "is left of a tag or of a comment that lost its beginning: an engine or a weapon that is gone.",
    repair="Give the tag its '<' back, remove the text, or put it into a comment: <!-- … -->.",
    fires=ships('<vessel uniqueID="1" side="0">beam_port x="1"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><beam_port x="1"/></vessel>'),
)
def stray_text(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    document = data.document
    for span in document.stray_texts:
        text = document.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        begun = _LOST_BRACKET.match(text.strip())
        element = nearest(begun[1], KNOWN_ELEMENTS, cutoff=0.9) if begun else None
        hint = f"; a <{element}> that lost its '<'?" if element else ""
        vessel = data.vessel_at(document.in_source(span).start)
        who = f"{vessel.shown_name}: " if vessel else ""
        yield Hit(
            document.source.name,
            document.location(start),
            f"{who}'{shortened(text)}' stands between the elements, where the game reads "
            f"nothing{hint}",
            None if vessel is None else vessel.id,
            width=max(1, min(len(text.strip()), 40)),
        )
