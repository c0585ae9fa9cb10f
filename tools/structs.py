"""A plugin of mypy: functions of `dataclasses` that are called on structs of msgspec.

msgspec declares its structs as dataclasses, for what their `__init__` takes, so mypy lets them
through; as the program runs they are none, and the call fails.
"""

from collections.abc import Callable
from functools import partial

from mypy.plugin import FunctionContext, Plugin
from mypy.types import (
    CallableType,
    Instance,
    Type,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

NAMES = ("replace", "asdict", "astuple", "fields")
"""Functions that `msgspec.structs` has for its own, under the same names."""


class Structs(Plugin):
    """Looks at what the functions are called with."""

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """What looks at each call of a function, if it is one of these."""
        module, _, name = fullname.rpartition(".")
        return partial(_checked, name) if module == "dataclasses" and name in NAMES else None


def _checked(name: str, call: FunctionContext) -> Type:
    if any(map(_may_be_struct, call.arg_types[0])):
        message = f"dataclasses.{name} fails on a struct; use msgspec.structs.{name}"
        call.api.fail(message, call.context)
    return call.default_return_type


def _may_be_struct(given: Type) -> bool:
    """Whether an object, or a class, can be one of a struct."""
    found = get_proper_type(given)
    if isinstance(found, UnionType):
        return any(map(_may_be_struct, found.items))
    if isinstance(found, TypeVarType):
        return _may_be_struct(found.upper_bound)
    if isinstance(found, TypeType):
        return _may_be_struct(found.item)
    if isinstance(found, CallableType):
        return found.is_type_obj() and _may_be_struct(found.ret_type)
    return isinstance(found, Instance) and found.type.has_base("msgspec.Struct")


def plugin(version: str) -> type[Plugin]:
    """What mypy asks for."""
    return Structs
