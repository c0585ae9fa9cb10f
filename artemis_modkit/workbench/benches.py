"""The mods that are open, and what is kept of them for the next time.

What is not written yet is kept too, in a file of this program's own, so that a closed page or a
crash loses no change.
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from threading import RLock
from typing import Any

from msgspec import Struct, field

from artemis_modkit.files.disk import write_file
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.workbench.bench import Bench

_MOST_RECENT = 12
_UNFIT = pattern(r"[^a-z0-9.]+")


def state_file() -> Path:
    """Where it is kept what was opened, by the habits of the system."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return folder / "artemis-modkit" / "workbench.json"


class Benches(Struct):
    """The mods that are open, by their keys in addresses."""

    state: Path
    opened: dict[str, Bench] = field(default_factory=dict)
    is_ended: bool = False
    lock: RLock = field(default_factory=RLock)

    def open(self, place: str) -> str:
        """Open a mod, or go on with it; its key. Raises `ModkitError`."""
        place = place.strip().strip('"')
        is_stock = place == "stock" or place.startswith("stock:")
        whole = place if is_stock or not place else _whole(place)
        with self.lock:
            for key, bench in self.opened.items():
                if bench.place == whole:
                    return key
            known = next((one for one in self.recent() if one["place"] == whole), None)
            bench = Bench.open(whole, known["changes"] if known else ())
            if bench.changes:
                many = len(bench.changes)
                what = "a change that is" if many == 1 else f"{many} changes that are"
                bench.said.insert(0, f"Here is {what} not written yet, from last time.")
            base = _UNFIT.sub("-", bench.mod.name.lower()).strip("-.") or "mod"
            keys = chain([base], (f"{base}-{number}" for number in count(2)))
            key = next(one for one in keys if one not in self.opened)
            self.opened[key] = bench
            self.keep()
            return key

    def close(self, key: str) -> None:
        """Put a mod away; its changes are kept."""
        with self.lock:
            self.keep()
            self.opened.pop(key, None)

    def recent(self) -> list[dict[str, Any]]:
        """What was opened before, the last first: place, name, and changes that are not written."""
        try:
            found = json.loads(self.state.read_text("utf-8"))["recent"]
            return [
                {"place": str(one["place"]), "name": str(one["name"]),
                 "changes": list(map(str, one["changes"]))}
                for one in found
            ][:_MOST_RECENT]  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return []

    def keep(self) -> None:
        """Keep what is open and changed; where that cannot be, it is as if nothing were recent."""
        with self.lock:
            own = [
                {"place": bench.place, "name": bench.mod.name, "changes": bench.changes}
                for bench in reversed(self.opened.values())
            ]
            places = {one["place"] for one in own}
            others = [one for one in self.recent() if one["place"] not in places]
            text = json.dumps({"recent": [*own, *others][:_MOST_RECENT]}, indent=1)
            try:
                self.state.parent.mkdir(parents=True, exist_ok=True)
                write_file(self.state, text.encode("utf-8", "backslashreplace"))
            except (OSError, ModkitError):
                return


def _whole(place: str) -> str:
    """The whole path of what a person typed. Raises `ModkitError` for what is none."""
    try:
        return str(Path(place).expanduser().resolve())
    except (OSError, RuntimeError, ValueError):
        raise ModkitError(f"{place[:200]}: is no path") from None


def inside(folder: Path) -> Iterator[tuple[str, Path, bool]]:
    """What can be chosen in a folder: names of folders and zips, and whether it is a mod."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name.lower())
    except OSError as error:
        raise ModkitError(f"{folder}: cannot be looked into ({error.strerror})") from None
    for one in paths[:2000]:
        try:
            if one.name.startswith("."):
                continue
            if one.is_dir():
                files = (one / path for path in ("artemis.ini", "dat/vesselData.xml"))
                yield one.name, one, any(file.is_file() for file in files)
            elif one.suffix.lower() == ".zip":
                yield one.name, one, True
        except OSError:
            continue
