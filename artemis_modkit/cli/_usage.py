"""What is said of words of a command line that cannot be taken, and what would be right."""

import re
from typing import Any

from artemis_modkit.lazy import pattern
from artemis_modkit.model.wording import did_you_mean, nearest

# Typer's own names of types changed: until 0.26 `integer`, then `int`.
_NO_NUMBER = pattern(
    r"'(?P<text>.*)' is not a valid (?P<type>int|integer|float)( range)?\.", re.DOTALL
)


def shape(context: Any) -> str:
    """A command with its arguments, as one types it: `goals check|init MOD`."""
    arguments = (param for param in context.command.params if param.param_type_name == "argument")
    # Typer shows a choice as `action:<check|init>`, until 0.26 as `{check|init}`.
    shown = (argument.make_metavar(context).split(":")[-1].strip("<>{}") for argument in arguments)
    return " ".join([context.info_name, *shown])


def is_of_a_missing_argument(error: Exception) -> bool:
    """Whether an error of typer's says that a word is missing that is no option."""
    parameter = getattr(error, "param", None)
    is_missing = not getattr(error, "message", "")
    return is_missing and parameter is not None and parameter.param_type_name == "argument"


def usage_words(error: Any) -> str:
    """One sentence for an error of typer's about the words of a command line."""
    help_of = f"`artemis-modkit {error.ctx.info_name} --help`" if error.ctx else ""
    if hasattr(error, "possibilities"):
        return _unknown(error, help_of)
    if hasattr(error, "option_name"):
        wants = "wants a value behind it" if "requires" in error.message else "takes no value"
        return f"{error.option_name} {wants}"
    if is_of_a_missing_argument(error):
        return f"something is missing: `{shape(error.ctx)}`"
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(error.format_message())
    own = str(error.message or "")
    name = max(parameter.opts, key=len)
    if not own:
        what = str(parameter.help).rstrip(".")
        return (
            f"{name} {parameter.metavar} is missing ({what[:1].lower()}{what[1:]}); {help_of} "
            "shows examples"
        )
    if (match := _NO_NUMBER.fullmatch(own)) is None:
        return f"{name}: {own.rstrip('.')}"
    kind = "number" if match["type"] == "float" else "whole number"
    return f"{name}: '{match['text']}' is no {kind}{_rightly(match['text'])}"


def _unknown(error: Any, help_of: str) -> str:
    names = [name for param in error.ctx.command.params for name in param.opts if name[:2] == "--"]
    near = nearest(error.option_name.strip("-"), [name.strip("-") for name in names])
    hint = did_you_mean(near and f"--{near}", f"{help_of} lists those of the command")
    return f"there is no option {error.option_name[:40]}{hint}"


def _rightly(text: str) -> str:
    """How `300%` and `1,5` are written, if it is one of these."""
    right = text.removesuffix("%").replace(",", ".")
    if right == text or not re.fullmatch(r"-?\d*\.?\d+", right):
        return ""
    hint = "write it without the %" if "%" in text else "decimals are written with a point"
    return f"; {hint}: {right}"
