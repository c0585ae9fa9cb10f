"""`pack`: from a mod's folder to the zip that players unpack."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._outcome import outcome
from artemis_modkit.cli._shared import FormatOption, ModArgument, StockOption, measure_of, show
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.model import Mod
    from artemis_modkit.release.loaders import About
    from artemis_modkit.release.packing import Selection

_NAMED = re.compile(r"^(?P<name>.+?)[-_ ]v?(?P<version>\d[\w.]*)$")


@dataclass
class AboutOptions:
    """What the zip says of the mod."""

    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its name; else as in NAME-VERSION.zip.")
    ] = None
    version: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its version; else as in NAME-VERSION.zip.")
    ] = None
    author: Annotated[str, typer.Option(metavar="TEXT", help="Who made it.")] = ""
    description: Annotated[str, typer.Option(metavar="TEXT", help="A sentence on it.")] = ""

    def about(self, zip_name: str, stock: str) -> "About":
        """What is said of a mod that is packed into a zip of this name."""
        from artemis_modkit.release.loaders import About

        named = _NAMED.match(zip_name)
        name = self.name or (named["name"] if named else zip_name)
        version = self.version or (named["version"] if named else "")
        return About(name, version, self.author, self.description, stock.removeprefix("stock:"))


def pack(
    mod: ModArgument,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="NAME-VERSION.zip", help="The zip to write.")
    ],
    told: AboutOptions,
    game: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The game's folder: files that are equal are left out."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Pack also where the audit finds errors.")
    ] = False,
    stock: StockOption = None,
    format: FormatOption = "terminal",
) -> int:
    """Pack a mod for its players: complete, without leftovers, with a read-me.

    The same files give the same bytes. Errors of the audit stop it: exit code 1.

    Examples:
      artemis-modkit pack MyMod -o MyMod-1.2.zip
      artemis-modkit pack MyMod -o MyMod-1.2.zip --author "The crew" --game "C:/Games/Artemis"
    """
    from artemis_modkit.audit import Severity, audit
    from artemis_modkit.files.outputs import check_output, write_output
    from artemis_modkit.model import Mod
    from artemis_modkit.release.packing import ZIP, in_order, selected, zipped
    from artemis_modkit.report.views.pack import pack_report, refusal_report

    check_output(output, ZIP)
    own = Mod.open(mod)
    measure = measure_of(own, stock)
    if own.tree.is_one_file or mod.startswith("stock"):
        raise ModkitError(f"{own.name}: a whole mod is packed; name its folder, or a .zip of it")
    if output.resolve().is_relative_to(Path(mod).resolve()):
        raise ModkitError(f"{output} lies in the mod and would be packed too; put it beside")
    errors = 0 if force else audit(own, measure).count(Severity.ERROR)
    choice = selected(own.tree, None if game is None else Mod.open(game).tree)
    if errors:
        return show(refusal_report(own.name, mod, errors, choice.left_out), format)
    about = told.about(output.stem, measure.name)
    files = _files(own, measure, about, choice)
    data = zipped({path: files[path] for path in in_order(files)})
    with outcome.change():
        write_output(output, data, ZIP)
    return show(pack_report(own.name, output, data, choice), format)


def _files(own: "Mod", measure: "Mod", about: "About", choice: "Selection") -> dict[str, bytes]:
    """Everything that goes into the zip: the mod's files, and what is said of them.

    What the author has under one of our names stays theirs.
    """
    from artemis_modkit.patcher.manifest import Manifest
    from artemis_modkit.release import loaders
    from artemis_modkit.release.packing import DESCRIPTION, MANIFEST, READ_ME, file_name

    made = {
        READ_ME: loaders.read_me(about, _settings(own, measure)),
        **loaders.switch_files(choice.paths),
        f"{file_name(about.name)}.aml": loaders.mod_loader_definition(about),
        DESCRIPTION: loaders.manager_description(about),
    }
    theirs = {path.lower() for path in choice.paths}
    files = {path: data for path, data in made.items() if path.lower() not in theirs}
    files |= {path: own.tree.read(path) for path in choice.paths}
    files[MANIFEST] = Manifest.of(own, (), files).to_bytes()
    return files


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
