"""Earlier releases of a mod: folders and zips side by side, or the commits of a git checkout.

`files/git.py` asks git; here its answers become mods.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from artemis_modkit.files import git
from artemis_modkit.model.mod import MAX_TEXT_BYTES, SETTINGS_FILE, VESSEL_FILE, Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import MAX_FILE_BYTES

MOST_RELEASES = 100
"""Releases that are looked at, the newest ones. Reading one takes some hundredths of a second."""

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
        mods = list(_in_git(spec, spec, mod))
    elif _is_checkout(folder, mod):
        mods = list(_in_git(spec, "HEAD", mod))
    else:
        mods = list(_in_folder(folder))
    if not mods:
        raise ModkitError(f"--history {spec}: there is no release of a mod in it")
    return tuple(mods[-MOST_RELEASES:])


def at_commit(path: Path, commit: str) -> Mod:
    """A mod as it was in a commit: `path` is its folder in a git checkout, or one of its files.

    `path` is as it is called now; the commit may know it by an earlier name. Raises `ModkitError`
    where there is no such commit, or no mod in it there.
    """
    what = f"{path.resolve().name} at {commit}"
    if commit.startswith("-"):
        raise ModkitError(f"{what}: no commit is called so")
    folder = path if path.is_dir() else path.parent
    if not folder.is_dir():
        raise ModkitError(f"{path}: no such file or folder")
    inside = "" if path.is_dir() else path.name
    files = _files_at(folder, what, commit, inside) or _followed(path, folder, what, commit)
    if path.is_dir():
        return Mod.from_files(what, files)
    if path.name not in files:
        raise ModkitError(f"{what}: there is no such file")
    known = SETTINGS_FILE if path.suffix.lower() == ".ini" else VESSEL_FILE
    return Mod.from_files(what, {known: files[path.name]})


def _files_at(folder: Path, what: str, commit: str, inside: str, *options: str) -> dict[str, bytes]:
    """The files of a commit that figures stand in, below a path or all, by their paths."""
    only = ("--", inside) if inside else ()
    listed = git.ask(folder, what, "ls-tree", "-r", "-l", "-z", *options, commit, *only)
    wanted = dict(_wanted(listed.decode("utf-8", "surrogateescape")))
    blobs = git.blobs(folder, what, list(wanted.values()))
    return {name: blobs[blob] for name, blob in wanted.items() if blob in blobs}


def _followed(path: Path, folder: Path, what: str, commit: str) -> dict[str, bytes]:
    """The same by the name that a commit knows them by, with the names of now; else nothing."""
    mod = Mod.open(path)
    now = (mod.vessel_file or mod.settings_file or "") if path.is_dir() else path.name
    revisions = git.revisions(folder, what, "HEAD", now) if now else []
    for name in dict.fromkeys(revision.before for revision in revisions):
        if git.blob(folder, what, f"{commit}:{name}") is not None:
            top = name
            if path.is_dir():
                top = re.sub("(^|/)dat$", "", name.rpartition("/")[0], flags=re.IGNORECASE)
            found = _files_at(folder, what, commit, top, "--full-tree")
            files = {one.removeprefix(top).lstrip("/"): data for one, data in found.items()}
            own = files.pop(name.removeprefix(top).lstrip("/"))
            return {**files, now: own}
    return {}


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
    log = _log(folder, what, commits)
    followed = [
        (known, _Renames(path, git.revisions(folder, what, commits, path)))
        for path, known in ((mod.vessel_file, VESSEL_FILE), (mod.settings_file, SETTINGS_FILE))
        if path is not None
    ]
    mods: list[Mod] = []
    for commit in log:
        if any(commit in name.revisions for _, name in followed) and len(mods) < MOST_RELEASES:
            files = {
                known: data
                for known, name in followed
                if (data := git.blob(folder, what, f"{commit}:{name.at(commit)}")) is not None
            }
            if files:
                mods.append(Mod.from_files(commit, files))
    yield from reversed(mods)


def _log(folder: Path, what: str, commits: str) -> list[str]:
    """The commits of a range, the newest first. Raises `ModkitError` where some are not here."""
    asked = ("log", "--format=%h %p", "--end-of-options", commits)
    try:
        lines = git.ask(folder, what, *asked).decode("ascii", "replace").splitlines()
        is_cut = any(not line.partition(" ")[2] for line in lines)
    except ModkitError:
        if not git.is_shallow(folder, what):
            raise
        is_cut = True
    if is_cut and git.is_shallow(folder, what):
        raise ModkitError(
            f"{what}: this checkout has its newest commits only; get the others by "
            "`git fetch --unshallow`, in GitHub Actions by fetch-depth: 0"
        )
    return [line.partition(" ")[0] for line in lines]


class _Renames:
    """What a file was called in each commit, asked from the newest to the oldest."""

    def __init__(self, path: str, revisions: Sequence[git.Revision]) -> None:
        self.revisions = {revision.commit: revision for revision in revisions}
        self._now = revisions[0].name if revisions else f"./{path}"

    def at(self, commit: str) -> str:
        """Its name from the top folder."""
        revision = self.revisions.get(commit)
        name = self._now if revision is None else revision.name
        self._now = name if revision is None else revision.before
        return name
