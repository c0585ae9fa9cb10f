"""The other text files of two mods that are put together: system grids, notes, batch files.

Such a file is taken whole or not at all. Nobody can put two of them together.
"""

from artemis_modkit.changes.sides import Sides
from artemis_modkit.model.mod import Mod


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
                notes.append(f"{own} differs between the two; that of ours is kept")
    lacking = [path for path in mods.theirs.other_files() if mods.ours.tree.resolve(path) is None]
    if lacking:
        notes.append(
            f"theirs has {len(lacking)} other files (meshes, pictures, sounds) that ours has not, "
            f"such as {lacking[0]}; copy those that the ships need"
        )
    return files, notes
