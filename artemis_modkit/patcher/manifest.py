"""What a patched mod was made of: recipes, parameters, and every file before and after.

One decision: a file is also marked by its text without regard to line ends, because Git and
some editors change those, and then "it was edited" would be the wrong thing to say.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from artemis_modkit import __version__
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.disk import OWN_FOLDER
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.recipe import Recipe

MANIFEST_FILE = "modkit-manifest.json"
"""The manifest of a folder that was written as a whole, right in it."""

OWN_MANIFEST_FILE = f"{OWN_FOLDER}/{MANIFEST_FILE}"
"""The manifest of a mod that was changed in place."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileMark:
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


@dataclass(frozen=True, slots=True)
class RecipeMark:
    """A recipe by its name, the values of its parameters, and SHA-256 of its files by name."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, recipe: Recipe) -> "RecipeMark":
        """The mark of a recipe."""
        parameters = sorted((name, _shown(value)) for name, value in recipe.chosen.items())
        files = [
            (name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
            for name, text in recipe.texts.items()
        ]
        return cls(recipe.name, tuple(parameters), tuple(files))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a mod was made of. `dialect` and `settings_of` are those of the mod it was made from.

    They are `None` where it had no vesselData.xml or artemis.ini. `tool` is the version of this
    tool.
    """

    tool: str
    mod: str
    dialect: str | None
    settings_of: str | None
    recipes: tuple[RecipeMark, ...]
    inputs: tuple[FileMark, ...]
    outputs: tuple[FileMark, ...]

    @classmethod
    def of(cls, mod: Mod, recipes: Iterable[Recipe], outputs: Mapping[str, bytes]) -> "Manifest":
        """The manifest of what recipes made from a mod; `outputs` are all text files after it."""
        vessels, settings = mod.vessel_data, mod.settings
        return cls(
            __version__,
            mod.name,
            None if vessels is None else vessels.dialect.dialect.label,
            None if settings is None else settings.generation,
            tuple(RecipeMark.of(recipe) for recipe in recipes),
            _marks(mod.text_files()),
            _marks(outputs),
        )

    @classmethod
    def read(cls, name: str, data: bytes) -> "Manifest":
        """A manifest from a file; `name` is for complaints.

        Raises `ModkitError` for whatever is none.
        """
        try:
            content = json.loads(data)
            if content["modkit_manifest"] != _FORMAT:
                raise ValueError
            return cls(
                _text(content["tool"]),
                _text(content["mod"]["name"]),
                _text_or_none(content["mod"]["dialect"]),
                _text_or_none(content["mod"]["settings_of"]),
                tuple(_recipe(one) for one in content["recipes"]),
                tuple(_file(one) for one in content["inputs"]),
                tuple(_file(one) for one in content["outputs"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise ModkitError(f"{name}: cannot be understood as a manifest of this tool") from None

    def to_bytes(self) -> bytes:
        """The manifest as JSON: ASCII, the same for the same content."""
        content = {
            "modkit_manifest": _FORMAT,
            "tool": self.tool,
            "mod": {
                "name": self.mod,
                "dialect": self.dialect,
                "settings_of": self.settings_of,
            },
            "recipes": [
                {
                    "name": one.name,
                    "parameters": dict(one.parameters),
                    "files": [{"name": name, "sha256": digest} for name, digest in one.files],
                }
                for one in self.recipes
            ],
            "inputs": [asdict(one) for one in self.inputs],
            "outputs": [asdict(one) for one in self.outputs],
        }
        return f"{json.dumps(content, indent=2)}\n".encode("ascii")


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
        before[OWN_MANIFEST_FILE] = kept.read_bytes()
    after[OWN_MANIFEST_FILE] = Manifest.of(mod, recipes, outputs).to_bytes()
    return before, after


def _marks(files: Mapping[str, bytes]) -> tuple[FileMark, ...]:
    return tuple(FileMark.of(path, files[path]) for path in sorted(files))


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _recipe(content: Any) -> RecipeMark:
    return RecipeMark(
        _text(content["name"]),
        tuple((_text(key), _text(value)) for key, value in content["parameters"].items()),
        tuple((_text(one["name"]), _text(one["sha256"])) for one in content["files"]),
    )


def _file(content: Any) -> FileMark:
    size = content["size"]
    if not isinstance(size, int):
        raise TypeError
    digests = _text(content["sha256"]), _text(content["text_sha256"])
    return FileMark(_text(content["path"]), size, *digests)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)
