"""Parts of a report that are made when a format asks for them, and not before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload


class LazyPayload(Mapping[str, Any]):
    """The data of a report, made at the first question."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, key: str) -> Any:
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class LazyRows(Sequence[Sequence[str]]):
    """The rows of a table, made at the first question."""

    def __init__(self, make: Callable[[], Sequence[Sequence[str]]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[Sequence[str]]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)
