"""The files of a patched mod, as players install them.

Everything that a mod has as text goes along, changed or not; what it has besides
(meshes, pictures, sounds) stays where it is, for it is big and never changed.
"""

from artemis_modkit.patcher import PatchResult
from artemis_modkit.patcher.manifest import MANIFEST_FILE, Manifest
from artemis_modkit.report.views.changes import changes_page

CHANGES_FILE = "CHANGES.md"


def release_files(result: PatchResult) -> dict[str, bytes]:
    """The files by path, with CHANGES.md for players and a manifest.

    What a CHANGES.md of the mod says stands below what is new. Raises `TooBig` where a mod has
    too much text.
    """
    files = {**result.mod.text_files(), **result.after}
    files.pop(MANIFEST_FILE, None)
    own = next((path for path in files if path.lower() == CHANGES_FILE.lower()), CHANGES_FILE)
    older = files.get(own, b"")
    page = changes_page(result).encode("utf-8", "backslashreplace")
    files[own] = page + b"\n" + older.removeprefix(b"\xef\xbb\xbf") if older else page
    manifest = Manifest.of(result.mod, result.recipes, files)
    return {**files, MANIFEST_FILE: manifest.to_bytes()}
