"""The JSON envelope that other programs rely on; `docs/json.md` describes its keys."""

import json
import re

from artemis_modkit import __version__
from artemis_modkit.report.report import Report

SCHEMA = 1
"""Number of the envelope; it changes when a key changes its meaning or goes."""


def mark(command: str) -> re.Pattern[bytes]:
    """What a file of a command's data begins with, written by whatever version."""
    return re.compile(
        rb'\{\s*"artemis_modkit":\s*"[^"]{1,40}",\s*"schema":\s*\d{1,9},\s*"command":\s*"%s"'
        % command.encode()
    )


def render(report: Report, *, color: bool, width: int) -> str:
    """The report's data. Pure ASCII, so that no console or pipe can spoil it."""
    envelope = {
        "artemis_modkit": __version__,
        "schema": SCHEMA,
        "command": report.command,
        **report.payload,
    }
    return json.dumps(envelope, indent=2) + "\n"
