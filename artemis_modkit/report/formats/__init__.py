"""Formats of reports: each module here is one, by its name, with a function `render`.

`ONLY_FOR` in a module names the commands that it is for; without it, it is for all. `mark` gives
what a file of a command begins with in it; without it, files in it are never written over.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import Report


@cache
def format_names() -> tuple[str, ...]:
    """The names of all formats, found by looking into the folder."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


def check_format(format: str, command: str) -> None:
    """Raise `ModkitError` for a format that there is none of, or none for a command."""
    if format in format_names() and _is_for(format, command):
        return
    known = [name for name in format_names() if _is_for(name, command)]
    if format in format_names():
        raise ModkitError(
            f"the format '{format}' is not for {command}; {command} has {', '.join(known)}"
        )
    hint = did_you_mean(nearest(format, known), f"{command} has {', '.join(known)}")
    raise ModkitError(f"there is no format '{format}'{hint}")


def format_help() -> str:
    """The formats in words, for the option of all commands."""
    *names, last = format_names()
    return f"{', '.join(names)} or {last}; not every command has all of them."


def _is_for(format: str, command: str) -> bool:
    return command in getattr(_module(format), "ONLY_FOR", (command,))


def _module(format: str) -> ModuleType:
    return import_module(f"{__name__}.{format}")


def file_kind(format: str, command: str) -> OutputKind:
    """What a file is that holds a report of a command: of formats with a mark, to be replaced."""
    mark = getattr(_module(format), "mark", None)
    words = f"the output of {command} --format {format}"
    return OutputKind(words, None if mark is None else mark(command))


def render(report: Report, format: str, *, color: bool = False, width: int = 100) -> str:
    """The text of a report. `color` and `width` (columns) count on terminals only.

    Raises `ModkitError` where the report cannot be said in that format.
    """
    check_format(format, report.command)
    text = _module(format).render(report, color=color, width=width)
    assert isinstance(text, str)
    return text
