"""What `pack` and `build` share: the audit that comes first, and the zip."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.cli._console import outcome
from artemis_modkit.cli._shared import MissionsOption, audit_as_asked
from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.audit import AuditResult
    from artemis_modkit.model import Mod
    from artemis_modkit.patcher.recipe import Recipe
    from artemis_modkit.release.loaders import About
    from artemis_modkit.release.packing import Contents

_NAMED = pattern(r"^(?P<name>.+?)[-_ ]v?(?P<version>\d[\w.]*)$")


class PackOptions(Struct):
    """What the zip says of the mod, where it goes to, and what the audit before it leaves out."""

    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="NAME-1.2.zip",
            help="The zip to write; else beside the mod, by its name and version.",
        ),
    ] = None
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its name; else as in NAME-VERSION.zip.")
    ] = None
    version: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its version; else as in NAME-VERSION.zip.")
    ] = None
    author: Annotated[str, typer.Option(metavar="TEXT", help="Who made it.")] = ""
    description: Annotated[str, typer.Option(metavar="TEXT", help="A sentence on it.")] = ""
    game: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The game's folder: files that are equal are left out."),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Not these rules of the audit.")
    ] = None
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Findings in it do not stop it.")
    ] = None
    missions: MissionsOption = None
    top_folder: Annotated[
        bool, typer.Option(help="All in one folder, to be copied by hand; no loader reads that.")
    ] = False
    force: Annotated[bool, typer.Option(help="Pack also where the audit finds errors.")] = False

    def place(self, mod: Path) -> Path:
        """The zip to write. Raises `ModkitError` where it may not lie there, before the work."""
        from artemis_modkit.files.outputs import check_output
        from artemis_modkit.release.packing import ZIP, file_name

        if self.output is None:
            folder = mod.resolve()
            name = f"{self.name or folder.name} {self.version or ''}".strip().replace(" ", "-")
            self.output = folder.parent / f"{file_name(name)}.zip"
        if self.output.resolve().is_relative_to(mod.resolve()):
            raise ModkitError(
                f"{self.output} lies in the mod and would be packed too; put it beside"
            )
        check_output(self.output, ZIP)
        return self.output

    def about(self, stock: "Mod") -> "About":
        """What is said of the mod; of its zip's name what is not said otherwise."""
        said = about_of(self.output or Path(), stock)
        return replace(
            said,
            name=self.name or said.name,
            version=self.version or said.version,
            author=self.author,
            description=self.description,
            has_top_folder=self.top_folder,
        )

    def audited(self, mod: "Mod", measure: "Mod") -> "AuditResult":
        """The audit that comes before packing."""
        return audit_as_asked(mod, measure, self.ignore, self.baseline, self.missions)

    def selection(self, mod: "Mod") -> "Contents":
        """What of the mod is packed."""
        from artemis_modkit.model import Mod
        from artemis_modkit.release.packing import selected

        return selected(mod.tree, None if self.game is None else Mod.open(self.game).tree)


def check_whole(mod: "Mod", place: str) -> None:
    """Raise `ModkitError` for what is no whole mod of somebody's."""
    if mod.tree.is_one_file or place.startswith("stock"):
        raise ModkitError(f"{mod.name}: a whole mod is packed; name its folder, or a .zip of it")


def about_of(output: Path, stock: "Mod") -> "About":
    """What the name of a zip says of a mod."""
    from artemis_modkit.release.loaders import About

    named = _NAMED.match(output.stem)
    name, version = (named["name"], named["version"]) if named else (output.stem, "")
    return About(name, version, "", "", stock.name.removeprefix("stock:"))


def written_zip(
    output: Path,
    mod: "Mod",
    measure: "Mod",
    about: "About",
    made: "Contents",
    made_from: "Mod | None" = None,
    recipes: "Sequence[Recipe]" = (),
) -> bytes:
    """Write the zip of a mod; its bytes."""
    from artemis_modkit.files.outputs import write_output
    from artemis_modkit.patcher.manifest import Manifest
    from artemis_modkit.release.packing import MANIFEST, ZIP, file_name, in_order, zipped

    files = _files(mod, measure, about, made)
    files[MANIFEST] = Manifest.of(made_from or mod, recipes, files).to_bytes()
    folder = f"{file_name(about.title)}/" if about.has_top_folder else ""
    data = zipped({path: files[path] for path in in_order(files)}, folder)
    with outcome.writing():
        write_output(output, data, ZIP)
    return data


def _files(own: "Mod", measure: "Mod", about: "About", choice: "Contents") -> dict[str, bytes]:
    """Everything that goes into the zip: the mod's files, and what is said of them.

    What the author has under one of our names stays theirs.
    """
    from artemis_modkit.release import loaders
    from artemis_modkit.release.packing import DESCRIPTION, READ_ME, file_name

    made = {
        READ_ME: loaders.read_me(about, _settings(own, measure)),
        **loaders.switch_files(tuple(choice.files)),
    }
    if not about.has_top_folder:
        made[f"{file_name(about.name)}.aml"] = loaders.mod_loader_definition(about)
        made[DESCRIPTION] = loaders.manager_description(about)
    theirs = {place.lower() for place in choice.files}
    files = {path: data for path, data in made.items() if path.lower() not in theirs}
    return files | {place: own.tree.read(path) for place, path in choice.files.items()}


def _settings(own: "Mod", measure: "Mod") -> list[str]:
    """What a mod's settings change of stock's: `key: 40 -> 25`."""
    if own.settings is None or measure.settings is None:
        return []
    before = measure.settings.texts
    return [
        f"{key}: {before[key]} -> {value}"
        for key, value in own.settings.texts.items()
        if key in before and read_decimal(value) != read_decimal(before[key])
    ]
