"""Keys of artemis.ini that no version of the game knows."""

from collections import Counter

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.audit.spelling import nearest_of, surely_meant_of
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.faults import shortened


@Rule(
    title="no version of the game knows a setting",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The game passes over keys that it does not know, and its default applies to the one that "
    "was meant.",
    repair="Correct the key. `audit --fix` does it where the key meant is beyond doubt.",
    fires=settings("playerShieldRechargRate=0.1\n"),
    says="1:1 the game knows no setting 'playerShieldRechargRate'; did you mean "
    "'playerShieldRechargeRate'?",
    silent=settings("playerShieldRechargeRate=0.1\n"),
)
def unknown_setting(look: Look) -> Occurrences:
    facts = setting_facts()
    unknown = [setting for setting in look.settings if setting.key not in facts]
    present = {setting.key for setting in look.settings}
    sure = surely_meant_of((setting.key for setting in unknown), facts)
    near = nearest_of(sure, facts, cutoff=0.8)
    times = Counter(sure[setting.key] for setting in unknown)
    for setting in unknown:
        meant = sure[setting.key]
        is_sure = meant is not None and meant not in present and times[meant] == 1
        yield look.setting(
            setting,
            f"the game knows no setting '{shortened(setting.key, most=60)}'"
            f"{did_you_mean(meant or near[setting.key])}",
            span=setting.key_span,
            edits=[look.ini.renamed(setting, meant)] if is_sure and meant else [],
        )
