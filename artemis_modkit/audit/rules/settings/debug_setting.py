"""Settings that are for the author's own tests, left on for players."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.settings import setting_facts

_DEBUG = "debug"


@Rule(
    title="a setting for debugging is left on",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Players see a console window, or other things that only help whoever makes the mod.",
    repair="Set it to 0 before the release.",
    fires=settings("useDebugConsoleWindow=1\n"),
    says="1:23 useDebugConsoleWindow=1 is for debugging; set it to 0 before the release",
    silent=settings("useDebugConsoleWindow=0\n"),
)
def debug_setting(look: Look) -> Occurrences:
    facts = setting_facts()
    for setting in look.settings:
        if setting.key in facts and _DEBUG in setting.key.lower() and setting.value.strip() == "1":
            yield look.setting(
                setting, f"{setting.key}=1 is for debugging; set it to 0 before the release"
            )
