"""Options that stand together: a class declares them once, commands take an object of it.

Typer knows no groups of options. It asks for the signature of a command, so that is where the
fields of the class are put, in the place of the one parameter.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from msgspec import Struct


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """The command with an option for every field of each class of options that it takes."""
    parameters = inspect.signature(command, eval_str=True).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if isinstance(parameter.annotation, type) and issubclass(parameter.annotation, Struct)
    }

    @wraps(command)
    def run(**values: Any) -> int:
        for name, group in groups.items():
            fields = group.__struct_fields__
            values[name] = group(**{field: values.pop(field) for field in fields})
        return command(**values)

    spread_out: list[inspect.Parameter] = []
    for name, parameter in parameters.items():
        if name not in groups:
            spread_out.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        of_the_group = inspect.signature(groups[name], eval_str=True).parameters.values()
        spread_out += (one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in of_the_group)
    run.__signature__ = inspect.Signature(spread_out)  # type: ignore[attr-defined]
    return run
