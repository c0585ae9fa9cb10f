"""One run at a time may change a folder.

The lock is one of the operating system's, which ends with the process that holds
it. The file stays; that it is there says nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from artemis_modkit.files.disk import OWN_FOLDER, cannot_write
from artemis_modkit.parsers.errors import ModkitError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a mod's folder. Raises `ModkitError` where another run holds it."""
    from filelock import FileLock, Timeout

    own = folder / OWN_FOLDER
    try:
        own.mkdir(exist_ok=True)
        if own.resolve() != folder.resolve() / OWN_FOLDER:
            raise ModkitError(f"{own}: is a link that leads out of {folder}; remove it first")
        lock = FileLock(own / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise ModkitError(
            f"{folder}: another run is changing this folder; try again when it has ended"
        ) from None
    except OSError as error:
        raise cannot_write(own, error) from None
    try:
        yield
    finally:
        lock.release()
