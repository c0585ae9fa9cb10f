"""What a patched mod was made of: recipes, parameters, and every file before and after.

A file is also marked by its text without regard to line ends, because Git and
some editors change those, and then "it was edited" would be the wrong thing to say.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import starmap
from typing import Literal

from msgspec import Struct

from artemis_modkit import __version__
from artemis_modkit.files.disk import OWN_FOLDER, read_file, record_bytes, record_of
from artemis_modkit.files.trees import FileTree
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.recipe import Recipe, value_text

MANIFEST_FILE = "modkit-manifest.json"
"""The manifest of a folder that was written as a whole, right in it."""

OWN_MANIFEST_FILE = f"{OWN_FOLDER}/{MANIFEST_FILE}"
"""The manifest of a mod that was changed in place."""

_MOST_BYTES = 32 * 1024 * 1024
"""Greatest size of a manifest that is read: some 100,000 files, and more than a mod may have."""


class FileMark(Struct, frozen=True):
    """A file by its path, size in bytes and SHA-256; `text_sha256` counts every line end as LF."""

    path: str
    size: int
    sha256: str
    text_sha256: str

    @classmethod
    def of(cls, path: str, data: bytes) -> "FileMark":
        """The mark of a file with these bytes."""
        text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return cls(path, len(data), sha256(data).hexdigest(), sha256(text).hexdigest())


class RecipeFile(Struct, frozen=True):
    """A file of a recipe by its name, and the SHA-256 of its text."""

    name: str
    sha256: str

    @classmethod
    def of(cls, name: str, text: str) -> "RecipeFile":
        """The mark of a file with this text."""
        return cls(name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


class RecipeMark(Struct, frozen=True):
    """A recipe by its name, the values of its parameters, and its files."""

    name: str
    parameters: Mapping[str, str]
    files: tuple[RecipeFile, ...]

    @classmethod
    def of(cls, recipe: Recipe) -> "RecipeMark":
        """The mark of a recipe."""
        chosen = sorted(recipe.chosen.items())
        files = tuple(starmap(RecipeFile.of, recipe.texts.items()))
        return cls(recipe.name, {name: value_text(value) for name, value in chosen}, files)


class ModMark(Struct, frozen=True):
    """What a mod was made from; `None` where that had no vesselData.xml or no artemis.ini."""

    name: str
    dialect: str | None
    settings_of: str | None


class Manifest(Struct, frozen=True, omit_defaults=True):
    """What a mod was made of, as its file has it: `modkit_manifest` is the number of the format.

    `tool` is the version of this tool. `earlier` are the recipes that its inputs were made with,
    as far as their own manifests tell.
    """

    modkit_manifest: Literal[1]
    tool: str
    mod: ModMark
    recipes: tuple[RecipeMark, ...]
    inputs: tuple[FileMark, ...]
    outputs: tuple[FileMark, ...]
    earlier: tuple[RecipeMark, ...] = ()

    @classmethod
    def of(cls, mod: Mod, recipes: Iterable[Recipe], outputs: Mapping[str, bytes]) -> "Manifest":
        """The manifest of what recipes made from a mod; `outputs` are all text files after it."""
        vessels, settings = mod.vessel_data, mod.settings
        return cls(
            1,
            __version__,
            ModMark(
                mod.name,
                None if vessels is None else vessels.dialect.dialect.label,
                None if settings is None else settings.generation,
            ),
            tuple(RecipeMark.of(recipe) for recipe in recipes),
            _marks(mod.text_files()),
            _marks(outputs),
            _made_with(mod),
        )

    @classmethod
    def read(cls, name: str, data: bytes) -> "Manifest":
        """A manifest from a file; `name` is for complaints.

        Raises `ModkitError` for whatever is none.
        """
        try:
            if len(data) > _MOST_BYTES:
                raise ValueError
            return record_of(data, cls)
        except ValueError:
            raise ModkitError(f"{name}: cannot be understood as a manifest of this tool") from None

    def to_bytes(self) -> bytes:
        """The manifest as JSON: ASCII, the same for the same content."""
        return record_bytes(self)

    def is_as_before(self, path: str, data: bytes) -> bool:
        """Whether a file holds what the recipes found in it, line ends apart: it is put back."""
        before = next((one for one in self.inputs if one.path == path), None)
        return before is not None and before.text_sha256 == FileMark.of(path, data).text_sha256


def manifest_in(tree: FileTree) -> tuple[str, bytes] | None:
    """The name and bytes of a mod's manifest, that of the last change in place first.

    `None` if it has none. Of a file that was opened alone, that of the mod around it. Raises
    `ModkitError` where it cannot be read.
    """
    if tree.folder is None:
        own = OWN_MANIFEST_FILE, MANIFEST_FILE
        return next(((name, tree.read(name)) for name in own if tree.holds(name)), None)
    folder = tree.folder
    if tree.is_one_file and folder.name.lower() == "dat":
        folder = folder.parent
    for name in (OWN_MANIFEST_FILE, MANIFEST_FILE):
        if (folder / name).is_file() and (folder / name).resolve().is_relative_to(folder.resolve()):
            return name, read_file(folder / name, name)
    return None


def manifest_of(mod: Mod) -> Manifest | None:
    """What a mod says that it was made of; `None` where nothing, or nothing that makes sense."""
    try:
        found = manifest_in(mod.tree)
        return None if found is None else Manifest.read(*found)
    except ModkitError:
        return None


def _made_with(mod: Mod) -> tuple[RecipeMark, ...]:
    """The recipes that a mod was made with already, each once."""
    manifest = manifest_of(mod)
    if manifest is None:
        return ()
    files = filter(None, (mod.vessel_file, mod.settings_file))
    is_put_back = all(manifest.is_as_before(path, mod.tree.read(path)) for path in files)
    marks = manifest.earlier if is_put_back else (*manifest.earlier, *manifest.recipes)
    return tuple(one for at, one in enumerate(marks) if one not in marks[:at])


def with_manifest(
    mod: Mod, recipes: Iterable[Recipe], before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """A change in place together with its manifest, so that both come and go at once.

    Where nothing changes, or only one file of a folder was opened, there is no manifest.
    """
    before, after = dict(before), dict(after)
    folder = mod.tree.whole_folder
    if not after or folder is None:
        return before, after
    outputs = {**mod.text_files(), **after}
    kept = folder / OWN_MANIFEST_FILE
    if kept.is_file():
        before[OWN_MANIFEST_FILE] = read_file(kept, OWN_MANIFEST_FILE)
    after[OWN_MANIFEST_FILE] = Manifest.of(mod, recipes, outputs).to_bytes()
    return before, after


def _marks(files: Mapping[str, bytes]) -> tuple[FileMark, ...]:
    return tuple(FileMark.of(path, files[path]) for path in sorted(files))
