"""Names that are loaded, patterns that are compiled and lists that are made when first asked for.

A command needs a part of each floor only; to load all of it would take longer than most work.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any, AnyStr, TypeVar, cast, overload

T = TypeVar("T")


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


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that is compiled when it is first used; half of them never are in a run."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    """Stands for a pattern; what was asked of it once is its own from then on."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self.pattern: Any = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


class Later(Sequence[T]):
    """Things that are made when they are first looked at."""

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        """What `make` gives."""
        self._make = make

    @cached_property
    def _made(self) -> Sequence[T]:
        return tuple(self._make())

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """One of them, or some."""
        return self._made[place]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._made)
