"""The second opinion on artemis.ini: what configupdater, the kept-up configparser, reads.

It is asked of what `audit --fix` is to write, and loaded only then. It reads a file by sections,
folds indented lines and takes any line for a key, so it cannot be the reader of a damaged file.
"""

from collections.abc import Iterable
from configparser import Error

from configupdater import ConfigUpdater, Option

from artemis_modkit.parsers.ini_lines import COMMENT, without_blanks

_SECTION = "settings"


class _CaseKeeping(ConfigUpdater):
    """configupdater with the case of keys kept."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def configupdater_pairs(lines: Iterable[str]) -> list[tuple[str, str]] | str:
    """Every key with its value as configupdater reads them, in order; what it objects to else.

    It gets the lines without outer blanks, since it takes an indented comment for a value's rest.
    """
    reader = _CaseKeeping(
        delimiters=("=",),
        comment_prefixes=COMMENT,
        strict=False,
        empty_lines_in_values=False,
    )
    try:
        reader.read_file([f"[{_SECTION}]\n", *(f"{without_blanks(line)}\n" for line in lines)])
    except Error as error:
        return " ".join(str(error).split())
    blocks = reader[_SECTION].iter_blocks()
    return [(block.key, block.value or "") for block in blocks if isinstance(block, Option)]
