"""What a run has done by now, so that its exit code tells the truth whatever stops it.

Once a change is made, the code is that of the change (0, or 1 for what is left to
mend). That nobody reads what is said of it, or that it cannot be said, undoes no change.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum

from artemis_modkit.parsers.errors import ModkitError


class Done(Enum):
    """How far a run has come."""

    NOTHING = "nothing was changed"
    BEGUN = "of a mod that was being changed, `restore DIR --dry-run` says how its files stand"
    WRITING = "what was being written is there whole or not at all"
    MADE = "all changes are made"


class Outcome:
    """How far the run of this process has come; `code` is what it then exits with."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing is done yet."""
        self.done = Done.NOTHING
        self.code = 0

    @property
    def is_made(self) -> bool:
        """Whether what was asked for is done, but for saying so."""
        return self.done is Done.MADE

    @contextmanager
    def change(self, begun: Done = Done.BEGUN) -> Iterator[None]:
        """While files are changed: what is refused leaves nothing, what comes through is made.

        `begun` is how far the run has come meanwhile.
        """
        earlier = self.done
        self.done = begun
        try:
            yield
        except ModkitError:
            self.done = earlier
            raise
        self.done = Done.MADE

    def writing(self) -> AbstractContextManager[None]:
        """The same while something new is written, which is put in place as a whole."""
        return self.change(Done.WRITING)


outcome = Outcome()
"""The one of this process: `run` begins it, commands tell it of their changes."""
