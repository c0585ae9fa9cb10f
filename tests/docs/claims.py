"""The claims of players on docs/claims.md: what to type, and what is printed then.

    python -m tests.docs.claims [FOLDER OF TSN]

types all commands of the page and says where something else comes out.
"""

import io
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass

from artemis_modkit.cli import run
from tests.conftest import PROJECT

_ROW = re.compile(
    r"^\| (?P<number>\d+) \| \d+ \| [^|]* \| (?:`(?P<command>[^`]+)`)? ?\| (?P<found>[^|]*) \|",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Claim:
    """A row: its number, the command, and the texts that it prints."""

    number: int
    command: str
    printed: tuple[str, ...]


def claims() -> list[Claim]:
    """The rows with a command."""
    text = (PROJECT / "docs" / "claims.md").read_text("utf-8")
    return [
        Claim(int(row["number"]), row["command"], tuple(re.findall(r"`([^`]+)`", row["found"])))
        for row in _ROW.finditer(text)
        if row["command"]
    ]


def untrue(claim: Claim, printed: Callable[[list[str]], str], tsn: str) -> Iterator[str]:
    """The texts of a claim that its command does not print, whatever the breaks of lines."""
    words = [tsn if word == "TSN" else word for word in shlex.split(claim.command)]
    output = " ".join(printed(words).split())
    yield from (one for one in claim.printed if one not in output)


def _printed(words: list[str]) -> str:
    with redirect_stdout(io.StringIO()) as out:
        run(words)
    return out.getvalue()


if __name__ == "__main__":
    for each in claims():
        for text in untrue(each, _printed, sys.argv[1] if len(sys.argv) > 1 else "TSN"):
            print(f"{each.number}: {each.command} does not print '{text}'")
