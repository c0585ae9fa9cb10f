"""Earlier releases of a mod: folders and zips side by side, or the commits of a git checkout.

One decision: git is only asked for what it holds (`log`, `cat-file`); nothing is checked out,
nothing fetched, and nothing that a repository configures is run.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE, Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import MAX_FILE_BYTES

MOST_RELEASES = 100
"""Releases that are looked at, the newest ones. Reading one takes some hundredths of a second."""

_SAFE = (
    "--no-pager", "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=",
    "-c", "log.showSignature=false",
)  # fmt: skip
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}
"""A repository may leave out files, name a command that fetches them, and wait to be asked."""

_SECONDS = 60


def releases(spec: str, mod: Mod) -> tuple[Mod, ...]:
    """Earlier releases of a mod, the oldest first.

    `spec` is a folder that holds them as folders or zips (in the order of their names, numbers
    by value), or a range of commits such as `v1.0..HEAD` of the checkout that the mod lies in;
    the folder of the mod itself, or a checkout, stands for all of its commits. Raises
    `ModkitError` where there are none.
    """
    folder = Path(spec)
    if not folder.is_dir():
        found = list(_in_git(spec, spec, mod))
    elif _is_checkout(folder, mod):
        found = list(_in_git(spec, "HEAD", mod))
    else:
        found = list(_in_folder(folder))
    if not found:
        raise ModkitError(f"--history {spec}: there is no release of a mod in it")
    return tuple(found[-MOST_RELEASES:])


def _in_folder(folder: Path) -> Iterator[Mod]:
    for path in sorted(folder.iterdir(), key=lambda path: _natural(path.name)):
        if path.is_dir() or path.suffix.lower() == ".zip":
            try:
                yield Mod.open(path)
            except ModkitError:
                continue


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts `1.9` before `1.10`."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", name.lower())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _is_checkout(folder: Path, mod: Mod) -> bool:
    own = mod.tree.folder
    return (folder / ".git").exists() or (own is not None and folder.resolve() == own.resolve())


def _in_git(spec: str, commits: str, mod: Mod) -> Iterator[Mod]:
    folder = mod.tree.folder
    if folder is None:
        raise ModkitError(f"--history {spec}: is no folder, and {mod.name} is no git checkout")
    paths = [path for path in (mod.vessel_file, mod.settings_file) if path is not None]
    log = _git(folder, spec, "log", "--format=%h", "--reverse", "--end-of-options", commits, "--",
               *paths)  # fmt: skip
    for commit in log.decode("ascii", "replace").split()[-MOST_RELEASES:]:
        files = {}
        for path, known in ((mod.vessel_file, VESSEL_FILE), (mod.settings_file, SETTINGS_FILE)):
            data = _blob(folder, spec, f"{commit}:./{path}") if path is not None else None
            if data is not None:
                files[known] = data
        if files:
            yield Mod.from_files(commit, files)


def _blob(folder: Path, spec: str, name: str) -> bytes | None:
    """A file as it was in a commit; `None` where it was not there or is too large."""
    try:
        size = int(_git(folder, spec, "cat-file", "-s", name))
        return _git(folder, spec, "cat-file", "blob", name) if size <= MAX_FILE_BYTES else None
    except ModkitError:
        return None


def _git(folder: Path, spec: str, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():  # Windows also finds those of a mod
        raise ModkitError(f"--history {spec}: git is not installed, so its commits cannot be read")
    try:
        done = subprocess.run(
            [program, "-C", str(folder), *_SAFE, *arguments],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_OFFLINE},
        )
    except subprocess.TimeoutExpired:
        raise ModkitError(f"--history {spec}: git did not answer in {_SECONDS} s") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise ModkitError(f"--history {spec}: git says: {said[0]}")
    return done.stdout
