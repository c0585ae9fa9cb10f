"""Parts of a report that are made when a format asks for them, and not before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Payload(Mapping[str, Any]):
    """Data that is made when it is first looked at: most formats show blocks alone."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        """The data that `make` gives."""
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, key: str) -> Any:
        """What is under a key."""
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        """Its keys, in order."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many keys it has."""
        return len(self._made)


class Later(Sequence[T]):
    """Blocks or rows that are made when they are first looked at."""

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
