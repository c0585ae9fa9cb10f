"""Faults of the XML as such, each where it is, with its smallest repair."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.characters import CHARACTER_FAULTS
from artemis_modkit.parsers.source import Location

_MOST_ALIKE = 20
"""Faults of one kind that are shown one by one; more are one finding with its places."""


@rule(
    title="vesselData.xml is not well-formed",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game's reader is lenient in ways that nobody knows exactly: what follows a fault may "
    "be lost without a word. Other tools refuse the file or silently drop ships and weapons.",
    repair="`audit --fix` makes the smallest repair at the place shown and leaves all other bytes.",
    fires=ships('<vessel uniqueID="1" side="0"><long_desc text="Small & fast"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><long_desc text="Small &amp; fast"/></vessel>'),
)
def xml_syntax(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    document = data.document
    if any(fault.blocks for fault in document.faults):
        return
    faults = [fault for fault in document.faults if fault.code not in CHARACTER_FAULTS]
    kinds = Counter((fault.code, fault.repairable) for fault in faults)
    many = {kind for kind, count in kinds.items() if count > _MOST_ALIKE}
    for fault in faults:
        if (fault.code, fault.repairable) not in many:
            yield subject.fault(document.source, fault)
    for kind in sorted(many):
        alike = [
            subject.fault(document.source, fault)
            for fault in faults
            if (fault.code, fault.repairable) == kind
        ]
        yield replace(
            alike[0],
            message=f"{alike[0].message} ({len(alike):,} such places)",
            also=tuple(hit.location for hit in alike[1:]),
            edits=tuple(edit for hit in alike for edit in hit.edits),
        )
    refused = data.root is not None and document.verdict()
    if refused:
        yield Hit(
            document.source.name,
            Location(1, 1),
            f"a strict XML parser still refuses the file: {refused.splitlines()[0]}",
        )
