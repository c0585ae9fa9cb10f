"""The other text files of two mods that are put together: system grids, notes, batch files.

Such a file is taken whole or not at all. Nobody can put two of them together.
"""

from collections.abc import Iterator

from artemis_modkit.changes.sides import Sides
from artemis_modkit.model.mod import Mod

_MOST_NAMED = 3


def merged_files(mods: Sides[Mod]) -> tuple[dict[str, bytes], list[str]]:
    """The text files of ours with those of theirs that are new or only they changed, and notes.

    A file that theirs removed stays. Raises `TooBig` as `Mod.text_files` does.
    """
    files = mods.ours.text_files()
    notes: list[str] = []
    for path, data in mods.theirs.text_files().items():
        if path in (mods.theirs.vessel_file, mods.theirs.settings_file):
            continue
        own, before = (mod.tree.resolve(path) for mod in (mods.ours, mods.base))
        known = None if before is None else mods.base.tree.read(before)
        if own is None:
            if known != data:
                files[path] = data
                notes.append(f"{path} is taken from theirs")
        elif files.get(own) not in (data, None) and known != data:
            if known == files[own]:
                files[own] = data
                notes.append(f"{own} is taken from theirs, who alone changed it")
            else:
                notes.append(f"{own} differs between the two; yours is kept")
    notes += _lacking(mods)
    return files, notes


def _lacking(mods: Sides[Mod]) -> Iterator[str]:
    """Which files of either are not in the result, where only text is."""
    own = mods.ours.other_files()
    new = [path for path in mods.theirs.other_files() if mods.ours.tree.resolve(path) is None]
    for whose, paths in (("yours", own), ("theirs that you have not", new)):
        if paths:
            count = "1 file" if len(paths) == 1 else f"{len(paths)} files"
            yield (
                f"not in the result: {count} of {whose} (meshes, pictures, sounds), such as "
                f"{', '.join(paths[:_MOST_NAMED])}; copy what the ships need"
            )
