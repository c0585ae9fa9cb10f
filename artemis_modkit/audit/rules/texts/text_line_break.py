"""Line breaks in descriptions that are written as programmers write them."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Edit, Span

_BREAK = pattern(r"(?:\\r)?\\n|(?<![\w/])/n(?![a-z/])|(?<=\w\w)/n(?=\s|$)|(?<=[.,;:!?])/n")


@Rule(
    title="a line break is written as text",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The game begins a new line at ^ only. Players see '/n' or '\\n' as it stands, in the "
    "middle of the text.",
    repair="Write ^ instead; `--fix` does.",
    fires=ships('<vessel uniqueID="1" side="0"><long_desc text="Fast. /n Small hold."/></vessel>'),
    says="3:42 1 without a class name: the text says '/n' for a new line, which players see as it "
    "stands; write ^",
    silent=ships('<vessel uniqueID="1" side="0"><long_desc text="Fast. ^ Small hold."/></vessel>'),
)
def text_line_break(look: Look) -> Occurrences:
    document = look.document
    for vessel in look.vessels:
        if vessel.long_description is None or not _BREAK.search(vessel.long_description.text or ""):
            continue
        element = vessel.long_description.element
        place = document.places(element).get("text")
        if place is None:
            continue
        written = document.text[place.value.start : place.value.end]
        found = list(_BREAK.finditer(written))
        if found:
            start = place.value.start
            times = "" if len(found) == 1 else f" ({len(found)} times)"
            yield look.element(
                element,
                f"{vessel.shown_name}: the text says '{found[0][0]}' for a new line{times}, "
                "which players see as it stands; write ^",
                attribute="text",
                edits=[Edit(Span(start + one.start(), start + one.end()), "^") for one in found],
                kind="break",
            )
