"""What a git checkout holds, as git tells it.

Git is only asked for what it holds (`log`, `ls-tree`, `cat-file`); nothing is checked
out, nothing fetched, and nothing that a repository configures is run.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import MAX_FILE_BYTES

_SAFE = (
    "--no-pager", "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=",
    "-c", "log.showSignature=false",
)  # fmt: skip
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}
"""A repository may leave out files, name a command that fetches them, and wait to be asked."""

_SECONDS = 60


def ask(folder: Path, what: str, *arguments: str, asked: bytes = b"") -> bytes:
    """What git answers, `asked` on its standard input; `what` is what messages are about."""
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():  # Windows also finds those of a mod
        raise ModkitError(f"{what}: git is not installed, so its commits cannot be read")
    try:
        done = subprocess.run(
            [program, "-C", str(folder), *_SAFE, *arguments],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            input=asked,
            env={**os.environ, **_OFFLINE},
        )
    except subprocess.TimeoutExpired:
        raise ModkitError(f"{what}: git did not answer in {_SECONDS} s") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise ModkitError(f"{what}: git says: {said[0]}")
    return done.stdout


def is_shallow(folder: Path, what: str) -> bool:
    """Whether a checkout has the newest commits only, as those of CI mostly do."""
    return ask(folder, what, "rev-parse", "--is-shallow-repository").strip() == b"true"


class Revision(NamedTuple):
    """A commit that changed a file: its name from it on, and before it, from the top folder."""

    commit: str
    name: str
    before: str


def revisions(folder: Path, what: str, commits: str, path: str) -> list[Revision]:
    """The commits of a range that changed a file, the newest first, whatever it was called.

    `path` is its name in the newest of them, from `folder`. A repository that lacks files cannot
    tell what was renamed; then the file keeps its name.
    """
    asked = ("log", "--format=%x01%h", "--name-status", "-z")
    of_file = ("--end-of-options", commits, "--", path)
    try:
        said = ask(folder, what, *asked, "--follow", *of_file)
    except ModkitError:
        said = ask(folder, what, *asked, "--no-renames", *of_file)
    return list(_revisions(iter(said.decode("utf-8", "surrogateescape").split("\0"))))


def _revisions(words: Iterator[str]) -> Iterator[Revision]:
    commit = ""
    for word in words:
        if word.startswith("\x01"):
            commit = word[1:]
        elif word.strip():
            before = next(words)
            yield Revision(commit, next(words) if word.strip()[0] in "RC" else before, before)


def blobs(folder: Path, what: str, names: Sequence[str]) -> dict[str, bytes]:
    """What blobs hold, all by one question to git."""
    asked = "".join(f"{name}\n" for name in names).encode("ascii")
    said = ask(folder, what, "cat-file", "--batch", asked=asked)
    found: dict[str, bytes] = {}
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        name, *about = said[at:end].decode("ascii").split()
        if len(about) != 2:  # the repository lacks it
            at = end + 1
            continue
        size = int(about[1])
        found[name] = said[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def blob(folder: Path, what: str, name: str) -> bytes | None:
    """A file as it was in a commit; `None` where it was not there or is too large."""
    try:
        size = int(ask(folder, what, "cat-file", "-s", name))
        return ask(folder, what, "cat-file", "blob", name) if size <= MAX_FILE_BYTES else None
    except ModkitError:
        return None
