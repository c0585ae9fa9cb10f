"""What tests of changes in place share: a mod, and how its files stand before and after."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from artemis_modkit.files.disk import OWN_FOLDER

OLD = {"dat/ships.xml": b"old ships\r\n", "game.ini": b"\xefold\n", "readme.txt": b""}
NEW = {**OLD, "dat/ships.xml": b"new ships\r\n", "game.ini": b"new", "new/notes.md": b"added"}
BACKUPS = Path(OWN_FOLDER, "backups")


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    folder = tmp_path / "mod"
    write(folder, OLD)
    return folder


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but those that are kept, and every folder as a path with `/`."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if name != OWN_FOLDER and not name.startswith(f"{OWN_FOLDER}/"):
            found[f"{name}/" if path.is_dir() else name] = (
                b"" if path.is_dir() else path.read_bytes()
            )
    return found


def kept_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / BACKUPS).glob("*"))


def with_folders(files: Mapping[str, bytes], *folders: str) -> dict[str, bytes]:
    return {**files, **dict.fromkeys(folders, b"")}
