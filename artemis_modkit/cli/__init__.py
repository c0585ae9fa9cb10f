"""The command line. A command is one file of this package with a function of its name."""

import atexit
import gc
import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Annotated, Any

import typer

from artemis_modkit.cli._console import (
    Stopped,
    close_streams,
    complain,
    has_own_console,
    open_streams,
    outcome,
    say,
    sign_of_life,
    stoppable,
)
from artemis_modkit.parsers.errors import ModkitError

_EXIT_REQUEST = 2
_EXIT_BUG = 3

_LONGEST_NAME = 40
_HELP = ("-h", "--help")
_NOT_IN_HELP = ("rich.markdown", "rich.traceback")
"""Modules that typer loads for help, which ours has nothing of: a third of the work."""

_COMPLETES = "_ARTEMIS_MODKIT_COMPLETE"
"""A variable by which the shell asks what may come next."""

_OTHER_WORDS = {
    "fix": "audit --fix", "repair": "audit --fix",
    "lint": "audit", "check": "audit", "validate": "audit", "test": "audit", "scan": "audit",
    "diff": "compare", "changes": "compare", "changelog": "compare", "undo": "restore",
    "revert": "restore", "rollback": "restore", "apply": "patch", "generate": "patch",
    "rebalance": "patch", "presets": "recipes", "list": "recipes", "simulate": "fight",
    "duel": "fight", "battle": "fight", "stats": "score", "balance": "score", "show": "ship",
    "rules": "explain", "html": "report", "page": "report", "join": "merge",
}  # fmt: skip
"""What other programs call our commands."""

_READING = {"audit", "compare", "recipes", "fight", "score", "ship", "explain"}
"""Commands that write nothing where they are not told to: other words for them are understood."""


def main() -> None:
    """Run a command and exit with its code.

    0 clean, 1 findings, 2 impossible request, 3 a bug of ours, 128 and more stopped by a signal.
    """
    # A start makes a hundred thousand objects and hardly any garbage: look for it less often,
    # and as seldom as whoever calls this wants.
    gc.set_threshold(max(50_000, gc.get_threshold()[0]))
    atexit.register(gc.freeze)  # what is left goes with the process, without a last search
    open_streams()
    try:
        with stoppable():
            code = run(sys.argv[1:])
    except Stopped as stopped:
        code = stopped.code
        complain(f"stopped; {outcome.done.value}")
    close_streams()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command with its arguments (without any, its help); the exit code."""
    outcome.begin()
    sign_of_life.start()
    try:
        arguments = _meant(arguments)
        result = build_app(arguments)(
            args=arguments, prog_name="artemis-modkit", standalone_mode=False
        )
    except SystemExit:  # how typer takes it that whoever read its help has gone
        close_streams()
        return 0
    except ModkitError as error:
        return _ended(str(error))
    except OSError as error:
        close_streams()
        return _ended(f"{error.filename or 'the output'}: {error.strerror or error}")
    except Exception as error:
        if hasattr(error, "format_message"):
            from artemis_modkit.cli._usage import usage_words

            return _ended(usage_words(error))
        return _own_bug(error)
    finally:
        sign_of_life.stop()
    return result if isinstance(result, int) else 0


def _meant(arguments: list[str]) -> list[str]:
    """The arguments, with help where it is asked for in other words.

    Who double-clicks the program, drops a mod on it, or names a mod alone, wants the workbench.

    A word of other programs for a command that only reads is taken for it, and that is said.

    Raises `ModkitError` for a command that there is not, with the one that may be meant.
    """
    first, *rest = arguments or ["--help"]
    names = command_names()
    if not arguments and has_own_console():
        return ["open"]
    if first == "help":
        return _meant([*rest[:1], "--help"])
    if first.startswith("-") or first in names:
        return [first, *rest]
    if not rest and is_mod_place(first):
        return ["open", first]
    other = _OTHER_WORDS.get(first.lower())
    if other in _READING:
        complain(f"'{first}' is '{other}' here")
        return [other, *rest]
    if Path(first).exists():
        raise ModkitError(f"{first}: what with it? E.g. `artemis-modkit audit {first}`")
    from artemis_modkit.model.wording import did_you_mean, nearest

    near = other or nearest(first, names)
    hint = did_you_mean(near, "`artemis-modkit --help` lists all")
    raise ModkitError(f"there is no command '{first[:_LONGEST_NAME]}'{hint}")


def is_mod_place(argument: str) -> bool:
    """Whether an argument is what people drop on a program to see it: a folder or an archive."""
    path = Path(argument)
    return path.is_dir() or (path.suffix.lower() == ".zip" and path.is_file())


@cache
def command_names() -> tuple[str, ...]:
    """The commands, in the order of the alphabet."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(name for name in names if not name.startswith("_"))


def _ended(message: str) -> int:
    """Say what went wrong; the exit code, which after a change is that of the change."""
    if outcome.is_made:
        complain(f"{outcome.done.value}, but {message}")
        return outcome.code
    complain(message)
    return _EXIT_REQUEST


def _own_bug(error: Exception) -> int:
    if os.environ.get("ARTEMIS_MODKIT_DEBUG"):
        import traceback

        sign_of_life.stop()
        traceback.print_exception(error)
    made = f"{outcome.done.value}; " if outcome.is_made else ""
    complain(
        f"{made}a bug of ours ({type(error).__name__}: {error}); please report it with the file. "
        "ARTEMIS_MODKIT_DEBUG=1 shows where it happened"
    )
    return _EXIT_BUG


def build_app(arguments: list[str]) -> typer.Typer:
    """The application, with the command that is asked for; for help and slips all by name alone."""
    asked, names = arguments[0], command_names()
    is_completing = _COMPLETES in os.environ
    if is_completing:  # the shell asks what may come next
        words = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
        asked = next(iter(words.split()[1:2]), "")
    if {*_HELP} & {*arguments}:
        with _standing_in({name: _Empty(name) for name in _NOT_IN_HELP}):
            import_module("typer.rich_utils")
    app = typer.Typer(
        add_completion=is_completing or asked not in names,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        help="Audit, rebalance and compare mods of Artemis Spaceship Bridge Simulator.",
        context_settings={"help_option_names": [*_HELP]},
        epilog="MOD is a folder, a .zip, a single file, or stock:2.8 (2.1, 2.4, 2.7.1, 2.7.4).",
    )
    app.callback()(_options)
    if asked in names:
        with _standing_in({"typing_extensions": None}):  # of which msgspec has no need since 3.11
            import_module("msgspec")
        from artemis_modkit.cli._command import ProjectCommand, spread

        command = getattr(import_module(f"{__name__}.{asked}"), asked)
        app.command(asked, cls=ProjectCommand)(spread(command))
    if asked not in names or is_completing:
        for name in (one for one in names if one != asked):
            app.command(name, help=_meaning_of(name))(_not_asked_for)
    return app


@contextmanager
def _standing_in(stand_ins: dict[str, ModuleType | None]) -> Iterator[None]:
    """Let others stand for modules that are not loaded yet, while what would load them is.

    `None` stands for one that is not installed. Whoever asks afterwards gets the real ones.
    """
    new = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(new)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in new:
            del sys.modules[name]


class _Empty(ModuleType):
    """A module with an empty class for every name."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def _meaning_of(command: str) -> str | None:
    """What a command is for: its docstring, read off the compiled module, which is not run.

    To load eleven commands for their first lines would take as long as the help itself.
    """
    module = f"{__name__}.{command}"
    loader: Any = getattr(find_spec(module), "loader", None)
    for constant in loader.get_code(module).co_consts:
        if isinstance(constant, CodeType) and constant.co_name == command:
            first = constant.co_consts[0]
            return first if isinstance(first, str) else None  # none with `python -OO`
    return None


def _not_asked_for() -> None:
    """Stands for a command in the list of all."""


def _show_version(wanted: bool) -> None:
    if wanted:
        from artemis_modkit import __version__

        say(f"artemis-modkit {__version__}\n")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Options of every command."""
