"""What the batch files of a folder copy, and to where."""

from contextlib import suppress
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.files.trees import FileTree
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Source

SCRIPTS = (".bat", ".cmd")


class Copy(Struct, frozen=True):
    """What a line of a batch file copies, moves or renames. `line` counts from 1.

    `source` and `target` are without quotes and with the values of variables, as far as these are
    known; `target` is empty where none is given. `is_asked` where the script asks somewhere whether
    a file of the source's name is there, so it knows that there may be none.
    """

    script: str
    line: int
    source: str
    target: str
    is_asked: bool = False


def name_of(path: str) -> str:
    """The last part of a path as batch files write it, in small letters."""
    return PurePosixPath(path.replace("\\", "/").lower()).name.rstrip("*")


def text_in(tree: FileTree, path: str) -> str:
    """The text of a file; empty where it cannot be read."""
    with suppress(ModkitError):
        return Source.from_bytes(path, tree.read(path)).text
    return ""
