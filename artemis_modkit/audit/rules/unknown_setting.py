"""Keys of artemis.ini that no version of the game knows."""

import re
from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.parsers.source import Edit

_SURE = 0.9
"""Likeness of names from which on a misspelling is certain."""

_NAME = re.compile(r"\w+")
"""What a misspelt key looks like; `!stationEnergy` may be one that somebody switched off."""


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
    meanings = [nearest(setting.key, facts, cutoff=0.8) for setting in unknown]
    for setting, meant in zip(unknown, meanings, strict=True):
        is_sure = (
            meant is not None
            and _NAME.fullmatch(setting.key) is not None
            and nearest(setting.key, [meant], cutoff=_SURE) is not None
            and document.get(meant) is None
            and meanings.count(meant) == 1
        )
        yield subject.setting(
            setting.key_span,
            f"the game knows no setting '{setting.key}'{did_you_mean(meant)}",
            edits=[Edit(setting.key_span, meant)] if is_sure and meant else [],
        )
