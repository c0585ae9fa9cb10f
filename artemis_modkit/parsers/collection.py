"""Python's garbage collection, put off while many small objects come into being at once.

Reading a file makes no garbage, yet every few hundred new objects would have all
older ones searched for it, so that the cost of a large file grew faster than the file.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection inside the block; after it as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
