"""Packages whose names are loaded when they are first asked for.

A command needs a part of each floor only; to load all of it would take longer than most work.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def names_of(package: str, **homes: str) -> Callable[[str], Any]:
    """The `__getattr__` of a package: the names that each of its modules is the home of.

    No module may be called like a name, since Python then puts the module in its place.
    """
    modules = {name: module for module, names in homes.items() for name in names.split()}

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return load
