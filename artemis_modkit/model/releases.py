"""Earlier releases of a mod: folders and zips side by side, or the commits of a git checkout.

One decision: git is only asked for what it holds (`log`, `cat-file`); nothing is checked out,
nothing fetched, and nothing that a repository configures is run.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from artemis_modkit.model.mod import MAX_TEXT_BYTES, SETTINGS_FILE, VESSEL_FILE, Mod
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
_READ = (".xml", ".ini", ".snt")
"""The ends of the names of files that figures stand in."""


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


def at_commit(path: Path, commit: str) -> Mod:
    """A mod as it was in a commit: `path` is its folder in a git checkout, or one of its files.

    Raises `ModkitError` where there is no such commit, or no mod in it there.
    """
    what = f"{path.resolve().name} at {commit}"
    if commit.startswith("-"):
        raise ModkitError(f"{what}: no commit is called so")
    folder = path if path.is_dir() else path.parent
    if not folder.is_dir():
        raise ModkitError(f"{path}: no such file or folder")
    only = () if path.is_dir() else (path.name,)
    listed = _git(folder, what, "ls-tree", "-r", "-l", "-z", commit, "--", *only)
    wanted = dict(_wanted(listed.decode("utf-8", "surrogateescape")))
    blobs = _blobs(folder, what, list(wanted.values()))
    files = {name: blobs[blob] for name, blob in wanted.items() if blob in blobs}
    if path.is_dir():
        return Mod.from_files(what, files)
    if path.name not in files:
        raise ModkitError(f"{what}: there is no such file")
    known = SETTINGS_FILE if path.suffix.lower() == ".ini" else VESSEL_FILE
    return Mod.from_files(what, {known: files[path.name]})


def _wanted(listed: str) -> Iterator[tuple[str, str]]:
    """The files of a listing that figures stand in, with the names of their blobs."""
    room = MAX_TEXT_BYTES
    for line in listed.split("\0"):
        about, _, name = line.partition("\t")
        fields = about.split()
        if len(fields) == 4 and fields[1] == "blob" and fields[3].isdecimal():
            size = int(fields[3])
            if name.lower().endswith(_READ) and size <= min(room, MAX_FILE_BYTES):
                room -= size
                yield name, fields[2]


def _blobs(folder: Path, what: str, names: Sequence[str]) -> dict[str, bytes]:
    """What blobs hold, all by one question to git."""
    asked = "".join(f"{name}\n" for name in names).encode("ascii")
    said = _git(folder, what, "cat-file", "--batch", asked=asked)
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
    what = f"--history {spec}"
    if folder is None:
        raise ModkitError(f"--history {spec}: is no folder, and {mod.name} is no git checkout")
    paths = [path for path in (mod.vessel_file, mod.settings_file) if path is not None]
    log = _git(folder, what, "log", "--format=%h", "--reverse", "--end-of-options", commits, "--",
               *paths)  # fmt: skip
    for commit in log.decode("ascii", "replace").split()[-MOST_RELEASES:]:
        files = {}
        for path, known in ((mod.vessel_file, VESSEL_FILE), (mod.settings_file, SETTINGS_FILE)):
            data = _blob(folder, what, f"{commit}:./{path}") if path is not None else None
            if data is not None:
                files[known] = data
        if files:
            yield Mod.from_files(commit, files)


def _blob(folder: Path, what: str, name: str) -> bytes | None:
    """A file as it was in a commit; `None` where it was not there or is too large."""
    try:
        size = int(_git(folder, what, "cat-file", "-s", name))
        return _git(folder, what, "cat-file", "blob", name) if size <= MAX_FILE_BYTES else None
    except ModkitError:
        return None


def _git(folder: Path, what: str, *arguments: str, asked: bytes = b"") -> bytes:
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
