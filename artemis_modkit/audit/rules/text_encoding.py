"""Text that is not UTF-8, and characters that no text file may hold."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.characters import CHARACTER_FAULTS


@rule(
    title="a text file is not UTF-8, or holds characters that it must not",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads its files byte by byte. A file saved as UTF-16 ('Unicode' in old Windows "
    "editors) is not understood at all; single bytes of Windows-1252 come out as wrong letters.",
    repair="Save the file as UTF-8; `audit --fix` does it and keeps what the letters look like.",
    fires=settings("ServerNetworkName=Bridge\x00Crew\n"),
    silent=settings("ServerNetworkName=Bridge Crew\n"),
)
def text_encoding(subject: Subject) -> Iterator[Hit]:
    for document in subject.documents:
        for fault in document.faults:
            if fault.code in CHARACTER_FAULTS:
                yield subject.fault(document.source, fault)
