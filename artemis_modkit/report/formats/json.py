"""The JSON envelope that other programs rely on; `docs/json.md` describes its keys."""

import json

from artemis_modkit import __version__
from artemis_modkit.report.report import Report

SCHEMA = 1
"""Number of the envelope; it changes when a key changes its meaning or goes."""


def render(report: Report, *, color: bool, width: int) -> str:
    """The report's data. Pure ASCII, so that no console or pipe can spoil it."""
    envelope = {
        "artemis_modkit": __version__,
        "schema": SCHEMA,
        "command": report.command,
        **report.payload,
    }
    return json.dumps(envelope, indent=2) + "\n"
