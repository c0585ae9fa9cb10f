"""Tests see the same surroundings everywhere, whatever the user, the shell or a service has set."""

import os
import sys

_OF_TERMINALS = (
    "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "COLUMNS", "FORCE_COLOR", "JUPYTER_COLUMNS",
    "JUPYTER_LINES", "LINES", "NO_COLOR", "PY_COLORS", "TERM", "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
)  # fmt: skip
_OF_SERVICES = ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE")

for _name in list(os.environ):
    if _name in (*_OF_TERMINALS, *_OF_SERVICES) or _name.startswith(
        ("_TYPER_", "ARTEMIS_MODKIT_", "GIT_", "TYPER_")
    ):
        del os.environ[_name]
if os.name == "posix":  # under Wine the same files are those of another system
    sys.dont_write_bytecode = False  # a program that compiles all of itself takes twice as long
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ |= {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}
