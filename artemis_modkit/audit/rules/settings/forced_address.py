"""The address of a server that every player's client fills in."""

import re

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.lazy import pattern

_KEY = "forceAddress"
_AT_HOME = pattern(
    r"(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)", re.IGNORECASE
)
"""Addresses that only mean something in the network of a home."""


@Rule(
    title="every client looks for one server",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="forceAddress is filled in on the connect screen of whoever installs the mod. An address "
    "like 192.168.0.23 is that of a machine in the author's own network, where players have "
    "another one or none.",
    repair="Put ; before the line, as the game's own file has it.",
    fires=settings("forceAddress=192.168.0.23\n"),
    says="1:14 forceAddress=192.168.0.23 is an address in one home's network, and every player's "
    "client will fill it in; put ; before the line",
    silent=settings(";forceAddress=192.168.0.23\n"),
)
def forced_address(look: Look) -> Occurrences:
    for setting in look.settings:
        if setting.key == _KEY and setting.value.strip():
            is_at_home = _AT_HOME.match(setting.value.strip()) is not None
            what = "an address in one home's network, and every" if is_at_home else "what every"
            told = look.setting(
                setting,
                f"{_KEY}={setting.value} is {what} player's client will fill "
                f"{'it ' if is_at_home else ''}in; put ; before the line",
            )
            yield told if is_at_home else replace(told, severity=Severity.NOTICE)
