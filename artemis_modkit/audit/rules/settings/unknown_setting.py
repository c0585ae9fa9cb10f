"""Keys of artemis.ini that no version of the game knows."""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest_of
from artemis_modkit.audit.vocabulary import surely_meant_of
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.parsers.faults import shortened


@rule(
    title="no version of the game knows a setting",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="The game passes over keys that it does not know, and its default applies to the one that "
    "was meant.",
    repair="Correct the key. `audit --fix` does it where the key meant is beyond doubt.",
    fires=settings("playerShieldRechargRate=0.1\n"),
    silent=settings("playerShieldRechargeRate=0.1\n"),
)
def unknown_setting(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    facts = setting_facts()
    document = subject.settings.document
    unknown = [setting for setting in document.settings if setting.key not in facts]
    sure = surely_meant_of((setting.key for setting in unknown), facts)
    near = nearest_of(sure, facts, cutoff=0.8)
    times = Counter(sure[setting.key] for setting in unknown)
    for setting in unknown:
        meant = sure[setting.key]
        is_sure = meant is not None and document.get(meant) is None and times[meant] == 1
        yield subject.setting(
            setting.key_span,
            f"the game knows no setting '{shortened(setting.key, most=60)}'"
            f"{did_you_mean(meant or near[setting.key])}",
            edits=[document.renamed(setting, meant)] if is_sure and meant else [],
        )
