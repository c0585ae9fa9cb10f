"""The files of a patched mod, as players install them.

One decision: everything that a mod has as text goes along, changed or not; what it has besides
(meshes, pictures, sounds) stays where it is, for it is big and never changed.
"""

from artemis_modkit.patcher import PatchResult


def release_files(result: PatchResult) -> dict[str, bytes]:
    """The files by path. Raises `TooBig` where a mod has too much text."""
    return {**result.mod.text_files(), **result.after}
