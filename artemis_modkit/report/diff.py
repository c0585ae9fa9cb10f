"""Unified diffs of changed files."""

import difflib
from collections.abc import Mapping

from artemis_modkit.parsers.source import Source


def unified_diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """The diff of files by path, three lines of context, line ends not shown."""
    pieces: list[str] = []
    for path in sorted(after):
        old, new = (_lines(path, files.get(path, b"")) for files in (before, after))
        pieces += difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="")
    return "".join(f"{line}\n" for line in pieces)


def _lines(path: str, data: bytes) -> list[str]:
    return Source.from_bytes(path, data).text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
