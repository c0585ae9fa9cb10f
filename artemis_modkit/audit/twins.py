"""Copies that mods keep beside their files, for batch files that switch the mod on and off."""

from pathlib import PurePosixPath

from artemis_modkit.model.mod import Mod


def twin_of(mod: Mod, path: str, word: str = "Mod") -> str | None:
    """The file beside another whose name has one word more, as `artemisMod.ini`; else `None`."""
    one = PurePosixPath(path)
    return mod.tree.resolve(one.with_name(f"{one.stem}{word}{one.suffix}").as_posix())
