"""Text between elements, where vesselData.xml has none."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.lazy import pattern
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.source import Span

_LOST_BRACKET = pattern(r"(\w+)\s[^<>]*=")


@Rule(
    title="text stands between the elements",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="vesselData.xml keeps everything in attributes. Text between the elements is usually what "
    "is left of a tag or of a comment that lost its beginning: an engine or a weapon that is gone.",
    repair="Give the tag its '<' back, remove the text, or put it into a comment: <!-- … -->.",
    fires=ships('<vessel uniqueID="1" side="0">beam_port x="1"/></vessel>'),
    says="3:31 1 without a class name: 'beam_port x=\"1\"/>' stands between the elements, where "
    "the game reads nothing; a <beam_port> that lost its '<'?",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port x="1"/></vessel>'),
)
def stray_text(look: Look) -> Occurrences:
    data = look.data
    document = look.document
    for span in document.stray_texts:
        text = document.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        begun = _LOST_BRACKET.match(text.strip())
        element = nearest(begun[1], KNOWN_ELEMENTS, cutoff=0.9) if begun else None
        hint = f"; a <{element}> that lost its '<'?" if element else ""
        place = document.in_source(Span(start, start + min(len(text.strip()), 40)))
        vessel = data.vessel_at(place.start)
        who = f"{vessel.shown_name}: " if vessel else ""
        yield look.text(
            document.source,
            place,
            f"{who}'{shortened(text)}' stands between the elements, where the game reads "
            f"nothing{hint}",
            value=shortened(text),
        )
