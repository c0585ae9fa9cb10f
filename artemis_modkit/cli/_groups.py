"""Options that stand together: a class declares them once, commands take an object of it.

Typer knows no groups of options. It asks for the signature of a command, so that is where the
fields of the class are put, in the place of the one parameter.
"""

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """The command with an option for every field of each class of options that it takes."""
    parameters = inspect.signature(command, eval_str=True).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if is_dataclass(parameter.annotation)
    }

    @wraps(command)
    def run(**values: Any) -> int:
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        return command(**values)

    spread_out: list[inspect.Parameter] = []
    for name, parameter in parameters.items():
        if name not in groups:
            spread_out.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        spread_out += (
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=field.type,
            )
            for field in fields(groups[name])
        )
    run.__signature__ = inspect.Signature(spread_out)  # type: ignore[attr-defined]
    return run
