"""Where a finding is, as a repository names its files.

Paths start where the command is run, which in CI is the root of the repository.
What lies elsewhere goes by its name alone, so that no report holds a path of a machine.
"""

import os
from pathlib import Path

from artemis_modkit.model import Mod


def base_of(mod: Mod) -> str:
    """The folder of a mod from the current one, with `/`; `""` for the current one itself.

    For a zip, the embedded stock and folders elsewhere it is their name.
    """
    folder = mod.tree.folder
    if folder is None:
        return mod.name
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - links are not followed
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.name


def path_below(base: str, file: str) -> str:
    """The path of a mod's file from the current folder; it never leads out of it."""
    parts = f"{base}/{file}".split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "."
