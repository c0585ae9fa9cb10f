"""How far recipes may go: what a run may add to a file, and how often it may read it anew.

Bounds are in characters, not in seconds, so that a recipe runs on every machine or
on none. Both grow with the file. (`add_element` on every element triples it at each step.)
"""

from collections.abc import Iterable

from artemis_modkit.parsers.source import Edit

_MOST_TIMES_LONGER = 4
_MAY_ALWAYS_ADD = 250_000
_MOST_TIMES_READ = 16
_MAY_ALWAYS_READ = 16_000_000


class TooMuch(Exception):
    """A step goes farther than any recipe for a mod; the message says what it would do."""


class Bounds:
    """What is left to a run over a file of a size, in characters."""

    def __init__(self, size: int) -> None:
        self._to_add = (_MOST_TIMES_LONGER - 1) * size + _MAY_ALWAYS_ADD
        self._to_read = max(_MOST_TIMES_READ * size, _MAY_ALWAYS_READ)

    def adding(self, edits: Iterable[Edit]) -> list[Edit]:
        """The edits, counted as they come. Raises `TooMuch` for more than a run may add."""
        counted = []
        for edit in edits:
            self._to_add -= len(edit.text) - (edit.span.end - edit.span.start)
            if self._to_add < 0:
                raise TooMuch(
                    f"would make the file more than {_MOST_TIMES_LONGER} times as long (and "
                    f"{_MAY_ALWAYS_ADD:,} characters)"
                )
            counted.append(edit)
        return counted

    def reading(self, size: int) -> None:
        """Count a new reading of so many characters. Raises `TooMuch` for too many in all."""
        self._to_read -= size
        if self._to_read < 0:
            raise TooMuch(
                f"would make the tool read more than {_MOST_TIMES_READ} times the file (and "
                f"{_MAY_ALWAYS_READ:,} characters); put changes that do not build on each other "
                "into one step"
            )
