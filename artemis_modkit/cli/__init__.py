"""The command line. A command is one file of this package with a function of its name."""

import importlib
import os
import pkgutil
import sys
import traceback
from typing import Annotated

import typer

from artemis_modkit.cli._progress import sign_of_life
from artemis_modkit.parsers.errors import ModkitError

_EXIT_REQUEST = 2
_EXIT_BUG = 3
_LONGEST_COMPLAINT = 1000


def main() -> None:
    """Run a command and exit with its code: 0 clean, 1 findings, 2 impossible request, 3 bug."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", newline="\n")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command with its arguments (without any, its help); the exit code."""
    sign_of_life.start()
    try:
        result = build_app(arguments)(
            args=arguments or ["--help"], prog_name="artemis-modkit", standalone_mode=False
        )
    except ModkitError as error:
        return _complain(str(error))
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read us has gone
        return 0
    except OSError as error:
        return _complain(f"{error.filename or 'the output'}: {error.strerror or error}")
    except Exception as error:
        if hasattr(error, "format_message"):
            return _complain(error.format_message())
        return _own_bug(error)
    except KeyboardInterrupt:
        return _complain("stopped")
    finally:
        sign_of_life.stop()
    return result if isinstance(result, int) else 0


def _complain(message: str) -> int:
    sign_of_life.stop()
    from artemis_modkit.report.text import visible

    line = visible(" ".join(message.split()))
    shown = line if len(line) <= _LONGEST_COMPLAINT else f"{line[:_LONGEST_COMPLAINT]}…"
    print(f"artemis-modkit: {shown}", file=sys.stderr)
    return _EXIT_REQUEST


def _own_bug(error: Exception) -> int:
    sign_of_life.stop()
    if os.environ.get("ARTEMIS_MODKIT_DEBUG"):
        traceback.print_exception(error)
    _complain(
        f"a bug of ours ({type(error).__name__}: {error}); please report it with the file. "
        "ARTEMIS_MODKIT_DEBUG=1 shows where it happened"
    )
    return _EXIT_BUG


def build_app(arguments: list[str]) -> typer.Typer:
    """The application; with the one command that is asked for, or every one for help and slips."""
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        help="Audit, rebalance and compare mods of Artemis Spaceship Bridge Simulator.",
        epilog="MOD is a folder, a .zip, a single file, or stock:2.8 (2.1, 2.4, 2.7.1, 2.7.4).",
    )
    app.callback()(_options)
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    names = [name for name in modules if not name.startswith("_")]
    asked = arguments[0] if arguments and arguments[0] in names else None
    for name in names if asked is None else [asked]:
        command = getattr(importlib.import_module(f"{__name__}.{name}"), name)
        app.command(name)(command)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from artemis_modkit import __version__

        print(f"artemis-modkit {__version__}")
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
