"""Installing mods into a game's folder, one over the other, and taking any of them out again.

What lay where a mod puts its files is kept by its digest, so that each mod knows what is under it:
to take out one in the middle hands that on to the mod above. Files change by the journal, with the
list of what is installed among them, so that both always agree.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.files.disk import (
    OWN_FOLDER,
    cannot_write,
    digest,
    make_folders,
    read_file,
    record_bytes,
    record_of,
    remove_empty,
    write_file,
)
from artemis_modkit.files.replacing import replace_files
from artemis_modkit.files.restoring import names_beside, restore, state_of
from artemis_modkit.files.trees import Refused, folder_tree, is_for_players
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.release.packing import OWN_FILES, selected

LIST = f"{OWN_FOLDER}/installed.json"
_KEPT = f"{OWN_FOLDER}/under"


class PlacedFile(Struct, frozen=True, array_like=True):
    """A file of an installed mod: the digests of what it brought, and of what lay there before.

    `under` is `None` where nothing did.
    """

    new: str
    under: str | None


class InstalledMod(Struct, frozen=True):
    """A mod in a game's folder."""

    name: str
    files: Mapping[str, PlacedFile]


class _List(Struct, frozen=True):
    """The file of what is installed, the lowest mod first."""

    installed: Literal[1]
    mods: tuple[InstalledMod, ...]


class GameChange(Struct, frozen=True):
    """What a change of a game's folder did."""

    name: str
    written: tuple[str, ...]
    removed: tuple[str, ...]
    over: tuple[str, ...] = ()
    """Files of mods below that are now covered."""
    left_out: tuple[Refused, ...] = ()


def installed_in(game: Path) -> tuple[InstalledMod, ...]:
    """The mods in a game's folder, the lowest first. Raises `ModkitError`."""
    path = game / LIST
    if not path.is_file():
        return ()
    try:
        return record_of(read_file(path, path.as_posix()), _List).mods
    except ValueError:
        raise ModkitError(
            f"{path}: cannot be understood as the list of installed mods; `restore {game}` brings "
            "the files of the last change back"
        ) from None


def check_game(game: Path) -> None:
    """Raise `ModkitError` for a folder that is no game's."""
    if not game.is_dir():
        raise ModkitError(f"{game}: no such folder; name that of the game, with Artemis.exe in it")
    names = {path.name.lower() for path in game.iterdir()}
    if "artemis.exe" not in names and not {"dat", "artemis.ini"} <= names:
        raise ModkitError(f"{game}: is no folder of the game: there is no Artemis.exe in it")


def install_all(mods: Iterable[tuple[str, Mod]], game: Path) -> list[GameChange]:
    """Install mods with their names, each over the ones before: all of them, or none.

    Raises `ModkitError` as `install` does.
    """
    done: list[GameChange] = []
    try:
        for name, mod in mods:
            done.append(install(mod, name, game))
    except BaseException:
        for _ in done:
            restore(game)
        raise
    return done


def install(mod: Mod, name: str, game: Path) -> GameChange:
    """Put a mod over what is in a game's folder. Raises `ModkitError`, with nothing changed."""
    before_it = installed_in(game)
    if any(installed_mod.name.lower() == name.lower() for installed_mod in before_it):
        raise ModkitError(
            f"{game}: {name} is installed already; `uninstall {name}` first, or give it another "
            "name by --name"
        )
    tree = folder_tree(game)
    before: dict[str, bytes] = {}
    after: dict[str, bytes | None] = {}
    placed: dict[str, PlacedFile] = {}
    under: dict[str, bytes] = {}
    parents = [parent for path in tree.paths for parent in PurePosixPath(path).parents]
    folders = {parent.as_posix().lower(): parent.as_posix() for parent in parents}
    packed = selected(mod.tree)
    for at, path in packed.files.items():
        if is_for_players(path):
            continue
        spelt = tree.resolve(at) or _spelt(folders, at)
        data = mod.tree.read(path)
        old = tree.read(spelt) if spelt in tree.paths else None
        placed[spelt] = PlacedFile(digest(data), None if old is None else digest(old))
        after[spelt] = data
        if old is not None:
            before[spelt] = under[digest(old)] = old
    covered = [
        path for path in placed if any(path in installed_mod.files for installed_mod in before_it)
    ]
    written = tuple(path for path in after if before.get(path) != after[path])
    if not written:
        raise ModkitError(
            f"{name}: all its files are in {game} already; nothing is to be installed"
        )
    made = [_keep(game, one, data) for one, data in under.items()]
    try:
        _change(game, (*before_it, InstalledMod(name, placed)), before, after, f"install {name}")
    except ModkitError:
        _forget(game, filter(None, made))
        raise
    left_out = tuple(one for one in packed.left_out if one.path not in OWN_FILES)
    return GameChange(name, written, (), tuple(covered), left_out)


def uninstall(name: str, game: Path, *, force: bool = False) -> GameChange:
    """Take a mod out again; those above it stay. Raises `ModkitError`, with nothing changed.

    Where someone has edited a file since, it raises unless `force`: then that is kept beside.
    """
    mods = list(installed_in(game))
    at = next((i for i, mod in enumerate(mods) if mod.name.lower() == name.lower()), None)
    if at is None:
        names = ", ".join(mod.name for mod in mods)
        there = f"there are {names}" if names else "no mod is installed there by this tool"
        raise ModkitError(f"{game}: {name} is not installed; {there}")
    gone = mods.pop(at)
    before: dict[str, bytes] = {}
    after: dict[str, bytes | None] = {}
    for path, placed in gone.files.items():
        above = next((i for i in range(at, len(mods)) if path in mods[i].files), None)
        if above is not None:
            over = mods[above].files[path]
            files = {**mods[above].files, path: replace(over, under=placed.under)}
            mods[above] = replace(mods[above], files=files)
            continue
        target = game / path
        current = read_file(target, target.as_posix()) if target.is_file() else None
        if current is not None and digest(current) not in (placed.new, placed.under):
            if not force:
                raise ModkitError(
                    f"{target}: has been edited since it was installed; with --force the edited "
                    "file is kept beside it"
                )
            kept = next(one for one in names_beside(path) if not (game / one).exists())
            after[kept] = current
        if current is not None:
            before[path] = current
        if placed.under is not None:
            after[path] = _read_kept(game, placed.under)
        elif current is not None:
            after[path] = None
    removed = tuple(path for path, data in after.items() if data is None)
    written = tuple(path for path, data in after.items() if data not in (None, before.get(path)))
    _change(game, mods, before, after, f"uninstall {gone.name}")
    _remove_empty(game, removed)
    return GameChange(gone.name, written, removed)


def _change(
    game: Path,
    mods: Iterable[InstalledMod],
    before: dict[str, bytes],
    after: dict[str, bytes | None],
    what: str,
) -> None:
    """Change files and the list of what is installed, as one."""
    path = game / LIST
    if path.is_file():
        before[LIST] = read_file(path, LIST)
    after[LIST] = record_bytes(_List(1, tuple(mods)), indent=1)
    replace_files(game, before, after, what=what)


def _spelt(folders: Mapping[str, str], path: str) -> str:
    """A new path as the game's folder spells it, as far as its folders are there."""
    for parent in PurePosixPath(path).parents:
        there = folders.get(parent.as_posix().lower())
        if there is not None and there != ".":
            return f"{there}/{PurePosixPath(path).relative_to(parent).as_posix()}"
    return path


def _keep(game: Path, name: str, data: bytes) -> Path | None:
    """Keep bytes by their digest, which changes nothing of the game; `None` if they are kept."""
    path = game / _KEPT / name
    if path.is_file() and digest(path.read_bytes()) == name:
        return None
    try:
        make_folders(path.parent)
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    write_file(path, data)
    return path


def _forget(game: Path, kept: Iterable[Path]) -> None:
    """Remove what was kept for a change that was refused, unless the change is to be restored."""
    if not state_of(game).is_complete:
        return
    for path in kept:
        with suppress(OSError):
            path.unlink()
    remove_empty([game / OWN_FOLDER, game / _KEPT])


def _read_kept(game: Path, name: str) -> bytes:
    path = game / _KEPT / name
    data = read_file(path, path.as_posix()) if path.is_file() else b""
    if digest(data) != name:
        raise ModkitError(
            f"{path}: is missing or damaged, so what lay under the mod cannot be brought back; "
            "Steam's 'verify files' or a new installation does"
        )
    return data


def _remove_empty(game: Path, removed: Iterable[str]) -> None:
    """Remove folders that only held what is gone."""
    for path in removed:
        for parent in PurePosixPath(path).parents[:-1]:
            try:
                (game / parent).rmdir()
            except OSError:
                break
