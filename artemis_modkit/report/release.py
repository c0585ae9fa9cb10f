"""The files of a patched mod, as players install them.

One decision: everything that a mod has as text goes along, changed or not; what it has besides
(meshes, pictures, sounds) stays where it is, for it is big and never changed.
"""

from artemis_modkit.patcher import PatchResult
from artemis_modkit.patcher.manifest import MANIFEST_FILE, Manifest


def release_files(result: PatchResult) -> dict[str, bytes]:
    """The files by path, with a manifest. Raises `TooBig` where a mod has too much text."""
    files = {**result.mod.text_files(), **result.after}
    files.pop(MANIFEST_FILE, None)
    manifest = Manifest.of(result.mod, result.recipes, files)
    return {**files, MANIFEST_FILE: manifest.to_bytes()}
