"""Comments that are meant to silence a rule which there is none of."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import all_rules, rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest
from artemis_modkit.audit.suppression import ALL, suppressions


def _example(name: str) -> str:
    return (
        f"<!-- modkit: ignore {name} -->\n"
        '<vessel uniqueID="1" side="0" classname="Scout" broadType="player"/>'
    )


@rule(
    title="a comment silences a rule that does not exist",
    severity=Severity.NOTICE,
    confidence=Confidence.CERTAIN,
    why="The comment does nothing: whoever wrote it believes a finding to be silenced.",
    repair="Write the name of a rule, as findings show it in brackets.",
    fires=ships(_example("unknown-rase")),
    silent=ships(_example("unknown-race")),
)
def unknown_suppression(subject: Subject) -> Iterator[Hit]:
    known = (*all_rules(), ALL)
    for one in suppressions(subject.documents):
        wrong = [name for name in one.rules if name not in known]
        if wrong or not one.rules:
            name = wrong[0] if wrong else ""
            what = f"'{name}' is no rule" if wrong else "the comment names no rule"
            hint = did_you_mean(nearest(name, known)) if wrong else ""
            yield Hit(one.file, one.location, f"{what} of the audit{hint}")
