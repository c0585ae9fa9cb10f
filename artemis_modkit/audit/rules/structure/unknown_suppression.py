"""Comments that are meant to silence a rule and do not."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import all_rules, rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest
from artemis_modkit.audit.suppression import ALL, suppressions
from artemis_modkit.parsers.faults import shortened


def _example(name: str) -> str:
    return (
        f"<!-- modkit: ignore {name} -->\n"
        '<vessel uniqueID="1" side="0" classname="Scout" broadType="player"/>'
    )


@rule(
    title="a comment to silence a rule does nothing",
    severity=Severity.NOTICE,
    confidence=Confidence.CERTAIN,
    why="Whoever wrote it believes a finding to be silenced.",
    repair="Write the name of a rule, as findings show it in brackets, in the vessel or race or "
    "right before it; for a whole file write ignore-file.",
    fires=ships(_example("unknown-rase")),
    silent=ships(_example("unknown-race")),
)
def unknown_suppression(subject: Subject) -> Iterator[Hit]:
    known = (*all_rules(), ALL)
    for one in subject.once(suppressions):
        wrong = next((name for name in one.rules if name not in known), None)
        if wrong is not None:
            what = (
                f"'{shortened(wrong)}' is no rule of the audit{did_you_mean(nearest(wrong, known))}"
            )
        elif not one.rules:
            what = "the comment names no rule of the audit, so it silences none"
        elif one.is_idle:
            what = "the comment stands in or before nothing that it could silence"
        else:
            continue
        yield Hit(one.file, one.location, what)
