"""Comments that are meant to silence a rule and do not."""

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.rule import rule_modules
from artemis_modkit.audit.silencing import ALL, suppressions
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.faults import shortened


def _example(name: str) -> str:
    return (
        f"<!-- modkit: ignore {name} -->\n"
        '<vessel uniqueID="1" side="0" classname="Scout" broadType="player"/>'
    )


@Rule(
    title="a comment to silence a rule does nothing",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Whoever wrote it believes a finding to be silenced.",
    repair="Write the name of a rule, as findings show it in brackets, in the vessel or race or "
    "right before it; for a whole file write ignore-file.",
    fires=ships(_example("unknown-rase")),
    says="3:6 'unknown-rase' is no rule of the audit; did you mean 'unknown-race'?",
    silent=ships(_example("unknown-race")),
)
def unknown_suppression(look: Look) -> Occurrences:
    known = (*rule_modules(), ALL)
    for comment in look.once(suppressions):
        wrong = next((name for name in comment.rules if name not in known), None)
        if wrong is not None:
            hint = did_you_mean(nearest(wrong, known))
            told = f"'{shortened(wrong)}' is no rule of the audit{hint}"
        elif not comment.rules:
            told = "the comment names no rule of the audit, so it silences none"
        elif comment.is_idle:
            told = "the comment stands in or before nothing that it could silence"
        else:
            continue
        here = look.file(comment.file, told, value=comment.rules)
        yield replace(here, location=comment.location)
