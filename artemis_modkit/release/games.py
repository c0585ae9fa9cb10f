"""Where the game is: the usual places, and the libraries of Steam."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from artemis_modkit.files.disk import OWN_FOLDER, cannot_write, check_new_folder
from artemis_modkit.parsers.errors import ModkitError

APP = 247350
"""The game's number at Steam."""

_USUAL = ("Artemis", "Artemis SBS", "Artemis Spaceship Bridge Simulator")
_STEAM = ("Steam", ".steam/steam", ".local/share/Steam", "Library/Application Support/Steam")
_PAIR = re.compile(r'"(path|installdir)"\s+"((?:[^"\\]|\\.)*)"')


def games(env: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """The folders of the game that are found on this machine."""
    found: dict[Path, None] = {}
    for folder in (*_usual_places(env), *_of_steam(env)):
        if (folder / "Artemis.exe").is_file():
            found[folder.resolve()] = None
    return tuple(found)


def _roots(env: Mapping[str, str]) -> Iterator[Path]:
    for name in ("ProgramFiles(x86)", "ProgramFiles", "SystemDrive", "USERPROFILE", "HOME"):
        if env.get(name):
            yield Path(env[name] + ("\\" if name == "SystemDrive" else ""))


def _usual_places(env: Mapping[str, str]) -> Iterator[Path]:
    for root in _roots(env):
        for inner in ("", "Games"):
            yield from (root / inner / name for name in _USUAL)


def _of_steam(env: Mapping[str, str]) -> Iterator[Path]:
    for root in _roots(env):
        for steam in (
            "Steam",
            ".steam/steam",
            ".local/share/Steam",
            "Library/Application Support/Steam",
        ):
            yield from steam_games(root / steam)


def steam_games(steam: Path) -> Iterator[Path]:
    """The folders of the game in all libraries that a Steam's folder lists."""
    libraries = [steam]
    libraries += map(Path, _values(steam / "steamapps" / "libraryfolders.vdf", "path"))
    for library in libraries:
        apps = library / "steamapps"
        for name in _values(apps / f"appmanifest_{APP}.acf", "installdir"):
            yield apps / "common" / name


def _values(path: Path, key: str) -> Iterable[str]:
    """The values of a key in one of Steam's files; none where it cannot be read."""
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return []
    return [value.replace("\\\\", "\\") for name, value in _PAIR.findall(text) if name == key]


def is_of_steam(game: Path) -> bool:
    """Whether Steam looks after a folder, and would undo changes by 'verify files'."""
    return any(part.lower() == "steamapps" for part in game.resolve().parts)


def copy_of(game: Path, place: Path) -> None:
    """Copy the game's folder to a new one, all or nothing. Raises `ModkitError`."""
    check_new_folder(place)
    if place.resolve().is_relative_to(game.resolve()):
        raise ModkitError(f"{place}: lies inside of the game itself; name a folder elsewhere")
    temporary = None
    try:
        place.resolve().parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".modkit-", dir=place.resolve().parent))
        shutil.copytree(
            game,
            temporary / "game",
            symlinks=True,
            ignore=lambda at, _: [OWN_FOLDER] if Path(at) == game else [],
        )
        if place.exists():
            place.rmdir()
        (temporary / "game").rename(place.resolve())
    except (OSError, shutil.Error) as error:
        raise cannot_write(place, error) from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
