"""Faults of the XML as such, each where it is, with its smallest repair."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.parsers.characters import CHARACTER_FAULTS


@Rule(
    title="vesselData.xml is not well-formed",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game's reader is lenient in ways that nobody knows exactly: what follows a fault may "
    "be lost without a word. Other tools refuse the file or silently drop ships and weapons.",
    together=21,
    repair="`audit --fix` makes the smallest repair at the place shown and leaves all other bytes.",
    fires=ships('<vessel uniqueID="1" side="0"><long_desc text="Small & fast"/></vessel>'),
    says="3:54 1 without a class name: a bare '&'; XML wants '&amp;'",
    silent=ships('<vessel uniqueID="1" side="0"><long_desc text="Small &amp; fast"/></vessel>'),
)
def xml_syntax(look: Look) -> Occurrences:
    document = look.document
    if any(fault.blocks for fault in document.faults):
        return
    for fault in document.faults:
        if fault.code not in CHARACTER_FAULTS:
            yield look.fault(document.source, fault, kind=(fault.code, fault.repairable))
    refused = document.root is not None and look.data.root is not None and document.verdict()
    if refused:
        yield look.file(
            document.source.name,
            f"a strict XML parser still refuses the file: {refused.splitlines()[0]}",
        )
