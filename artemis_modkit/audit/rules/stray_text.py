"""Text between elements, where vesselData.xml has none."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject


@rule(
    title="text stands between the elements",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="vesselData.xml keeps everything in attributes. Text between the elements is usually what "
    "is left of a tag or of a comment that lost its beginning, so something may be missing.",
    repair="Remove the text, or put it into a comment: <!-- … -->.",
    fires=ships('<vessel uniqueID="1" side="0">beam_port x="1"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><!-- beam_port x="1"/ --></vessel>'),
)
def stray_text(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    document = data.document
    outside = [fault.span for fault in document.faults if fault.code == "text-outside-root"]
    for span in document.stray_texts:
        text = document.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        place = document.in_source(span)
        if any(one.start <= place.start <= one.end for one in outside):
            continue
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 40 else shown[:40] + "…"
        yield Hit(
            document.source.name,
            document.location(start),
            f"'{shown}' stands between the elements, where the game reads nothing",
            width=max(1, min(len(text.strip()), 40)),
        )
