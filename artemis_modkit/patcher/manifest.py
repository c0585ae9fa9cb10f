"""What a patched mod was made of, and whether a recipe is about to run on top of itself.

A manifest names recipes, parameters, and every file before and after. A file is also marked by its
text without regard to line ends, because Git and some editors change those, and then "it was
edited" would be the wrong thing to say.

What matters of a recipe that runs again (quarters of quarters that nobody meant) is what the run
would do: it is on top of itself where steps that go on from the value that they find (times a half,
two more) would change something, and the mod was made with it already. What only sets values may
run as often as one likes. A mod was made with a recipe if its manifest says so, except for a file
that is again what the recipe found in it. Without that, the ships tell: most values that the recipe
would change in the stock that the mod was built on are as it would have made them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import starmap
from typing import Literal

from msgspec import Struct

from artemis_modkit import __version__
from artemis_modkit.files.disk import OWN_FOLDER, digest, read_file, record_bytes, record_of
from artemis_modkit.files.trees import FileTree
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_decimal, same_number
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.library import shipped_names
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step, value_text
from artemis_modkit.patcher.run import Change

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
        return cls(path, len(data), digest(data), digest(text))


class RecipeFile(Struct, frozen=True):
    """A file of a recipe by its name, and the SHA-256 of its text."""

    name: str
    sha256: str

    @classmethod
    def of(cls, name: str, text: str) -> "RecipeFile":
        """The mark of a file with this text."""
        return cls(name, digest(text.encode("utf-8", "surrogatepass")))


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
        before = next((mark for mark in self.inputs if mark.path == path), None)
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
    return tuple(mark for at, mark in enumerate(marks) if mark not in marks[:at])


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


# Recipes that run on top of themselves ----------------------------------------------------------

_LEAST_MAJORITY = 4
"""So many more values must be as a recipe makes them than are not: of five loads of craft, three
are at a half in Ben's mod, which no recipe made."""


def check_first_time(result: PatchResult) -> None:
    """Raise `ModkitError` where a recipe ran on what it had been run on before."""
    manifest = manifest_of(result.mod)
    for at, recipe in enumerate(result.recipes):
        changes = _changes_going_on(result, at)
        name = recipe.name
        seen = [RecipeMark.of(one) for one in result.recipes[:at]]
        if any(_is_of(change, step, recipe, mark) for change, step in changes for mark in seen):
            raise ModkitError(
                f"{name} would run on top of itself: it is asked for twice, or is part of another "
                "recipe of this run; name it once, or say --again"
            )
        if manifest is not None and _is_noted(result.mod, manifest, recipe, changes):
            raise _refusal(result.mod, name, "its manifest says so", restorable=True)
        if changes and (why := _scale(result.mod, recipe)):
            raise _refusal(result.mod, name, why, restorable=False)


def _refusal(mod: Mod, name: str, why: str, *, restorable: bool) -> ModkitError:
    first = ""
    if restorable and mod.tree.folder is not None:
        found = manifest_in(mod.tree)
        first = ", `restore` it first" if found and found[0] == OWN_MANIFEST_FILE else ""
    return ModkitError(
        f"{mod.name}: was made with {name} already ({why}), and would be changed by it twice; "
        f"patch the original{first}, or say --again"
    )


# By what is noted --------------------------------------------------------------------------------

_Going = Sequence[tuple[Change, Step | SettingStep]]


def _changes_going_on(result: PatchResult, at: int) -> _Going:
    """The changes of a recipe of the run that would be made once more by every further run."""
    first = sum(len(one.steps) + len(one.settings) for one in result.recipes[:at])
    recipe = result.recipes[at]
    own: list[Step | SettingStep] = [*recipe.steps, *recipe.settings]
    steps = dict(enumerate(own, first + 1))
    return [
        (change, steps[change.step])
        for change in result.changes
        if change.step in steps and _names(change) & steps[change.step].goes_on
    ]


def _names(change: Change) -> set[str | None]:
    """The name of what was changed; of a setting also those that other games have for it."""
    name = change.attribute
    if change.element is not None or name is None:
        return {name}
    facts = setting_facts()
    return {
        name,
        facts[name].replaced_by,
        *(key for key in facts if facts[key].replaced_by == name),
    }


def _is_noted(mod: Mod, manifest: Manifest, recipe: Recipe, changes: _Going) -> bool:
    """Whether a manifest names the recipe for a file that is not what it was before."""
    files = {change.file for change, _ in changes}
    back = {path for path in files if manifest.is_as_before(path, mod.tree.read(path))}
    return any(
        _is_of(change, step, recipe, mark)
        for change, step in changes
        for mark in (
            *manifest.earlier,
            *(() if change.file in back else manifest.recipes),
        )
    )


def _is_of(change: Change, step: Step | SettingStep, recipe: Recipe, mark: RecipeMark) -> bool:
    """Whether a noted recipe is this one, or has the step from the same file as this one."""
    if mark.name == recipe.name:
        return True
    own = RecipeFile.of(step.origin, recipe.texts[step.origin])
    is_shipped = step.origin.removesuffix(".toml") in shipped_names()
    return any(
        file.sha256 == own.sha256 or (is_shipped and file.name == own.name) for file in mark.files
    )


# By the ships ------------------------------------------------------------------------------------


def _scale(mod: Mod, recipe: Recipe) -> str:
    """How a mod's ships are what a recipe makes of their stock; empty if they are not."""
    if mod.is_embedded_stock or mod.vessel_data is None:
        return ""
    from artemis_modkit.balance.scale import follows
    from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels

    stock = fitting_stock(mod)
    try:
        made = apply(stock, recipe)
    except ModkitError:
        return ""
    factors: dict[tuple[str, str], set[Decimal]] = {}
    for change, step in _changes_going_on(made, 0):
        if change.element is not None and change.attribute is not None:
            known = factors.setdefault((change.element, change.attribute), set())
            factor = step.arithmetic.factors.get(change.attribute)
            if factor is not None and change.attribute not in step.arithmetic.summands:
                known.add(factor)
    changed = aligned_vessels(stock.vessels, made.made.vessels, BY_NUMBER)
    partner = {vessel.element: other for vessel, other in changed if vessel and other}
    like = of = 0
    for vessel, own in aligned_vessels(stock.vessels, mod.vessel_data.vessels):
        if vessel is None or own is None or vessel.element not in partner:
            continue
        for (element, attribute), known in factors.items():
            ships = (vessel, partner[vessel.element], own)
            for before, wanted, actual in _values(ships, element, attribute):
                of += 1
                like += same_number(wanted, actual) or any(
                    follows(Decimal(before.strip()), Decimal(actual.strip()), factor)
                    for factor in known
                )
    if like - (of - like) < _LEAST_MAJORITY:
        return ""
    return f"{like} of {of} values are what it makes of {stock.name}"


def _values(
    ships: Iterable[Vessel], element: str, attribute: str
) -> Iterator[tuple[str, str, str]]:
    """What a recipe changes of a ship of stock: the value before and after, and the mod's own."""
    from artemis_modkit.changes.align import parts_of_both

    before, after, own = (
        [child for child in vessel.element.children if child.name == element] for vessel in ships
    )
    made = dict(parts_of_both(before, after))
    for one, other in parts_of_both(before, own):
        was, wanted, actual = (_number(each, attribute) for each in (one, made.get(one), other))
        if was and wanted and actual and not same_number(was, wanted):
            yield was, wanted, actual


def _number(element: Element | None, attribute: str) -> str | None:
    text = None if element is None else element.attributes.get(attribute)
    return text if text is not None and read_decimal(text) is not None else None
