"""What commands share: options and what they stand for, and how a report leaves the program."""

import os
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.cli._console import complain, outcome, say
from artemis_modkit.files.outputs import OutputKind, check_output, write_output
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.formats import check_format, file_kind, format_help, render
from artemis_modkit.report.report import Report

if TYPE_CHECKING:
    from artemis_modkit.audit import Accepted, AuditResult
    from artemis_modkit.changes.pairing import Told
    from artemis_modkit.changes.sides import Sides
    from artemis_modkit.model import Mod
    from artemis_modkit.model.missions import Mission

_WIDTH_OF_A_PIPE = 100
_BY_ENDING = {".md": "markdown", ".json": "json", ".csv": "csv", ".sarif": "sarif"}
"""Formats by the ending of the file, where none is named."""


def _check_format(context: typer.Context, format: str) -> str:
    check_format(format, context.info_name or "")
    return format


ModArgument = Annotated[
    str, typer.Argument(metavar="MOD", help="Folder, .zip, single file, or stock[:VERSION].")
]
FormatOption = Annotated[
    str,
    typer.Option("--format", "-f", metavar="FORMAT", callback=_check_format, help=format_help()),
]
StockOption = Annotated[
    str | None,
    typer.Option(
        "--stock",
        metavar="MOD",
        help="Stock to measure by: a version or a folder; else the one the mod was built on.",
    ),
]


def mod_of(names: Sequence[str]) -> "Mod":
    """The mod of one name, or else the folder one is in. Raises `ModkitError` where it is none."""
    from artemis_modkit.model import Mod

    if names:
        return Mod.open(names[0])
    try:
        return Mod.open(".")
    except ModkitError as error:
        raise ModkitError(f"no MOD is named, and the folder you are in is none: {error}") from None


def looked_at(place: str) -> "Mod":
    """A mod whose figures are to be told, as `with_open_ends_told`. Raises `ModkitError`."""
    from artemis_modkit.model import Mod

    return with_open_ends_told(Mod.open(place))


def with_open_ends_told(mod: "Mod") -> "Mod":
    """The same mod; half a merge in it is said, and which files the figures leave out.

    What of two sides counts nobody has decided yet, so the figures are those of the file as it is;
    those of a file that the game does not read are stock's.
    """
    from artemis_modkit.model.switching import audited_as, documents_of
    from artemis_modkit.model.wording import listed
    from artemis_modkit.model.writable import unread_files
    from artemis_modkit.parsers.blocking import blocked_words

    for document in documents_of(mod):
        if words := blocked_words(document.source, document.faults):
            complain(f"{mod.name}: {words}; until then figures are of the file as it stands")
    if mod.is_kit:
        for _, (first, *others), left in audited_as(mod):
            if others or left:
                names = listed([*others, *left])
                complain(f"{mod.name}: is a kit; figures are of {first} in it, not of {names}")
    for file in unread_files(mod):
        complain(f"{mod.name}: {file.words}; until then figures are without it")
    return mod


def check_blanks(names: Sequence[str]) -> None:
    """Raise `ModkitError` where several names are one path that was typed without quotes."""
    path = " ".join(names)
    if Path(path).exists() and not all(Path(name).exists() for name in names):
        raise ModkitError(f'a path with blanks wants quotes: "{path}"')


def opened(name: str) -> "Mod":
    """A version of stock by its number, or any other mod. Raises `ModkitError`."""
    from artemis_modkit.model import Mod
    from artemis_modkit.model.stock import STOCK_VERSIONS

    return Mod.open(f"stock:{name}" if name in STOCK_VERSIONS else name)


def measure_of(mod: "Mod", stock: str | None) -> "Mod":
    """The stock that a mod is measured by: as asked for, else the one that it was built on."""
    from artemis_modkit.model.baseline import fitting_stock

    return fitting_stock(mod) if stock is None else opened(stock)


def written(output: Path, data: bytes, kind: OutputKind) -> None:
    """Write a file that is what a command is for. Raises `ModkitError`."""
    with outcome.writing():
        write_output(output, data, kind)


def show(report: Report, format: str, output: Path | None = None) -> int:
    """Print a report, or write it to a file; the exit code of the command.

    Raises `ModkitError` where it cannot be had, and neither was a change made before.
    """
    outcome.code = report.exit_code
    if output is not None:
        text = render(report, format)
        written(output, text.encode("utf-8", "backslashreplace"), file_kind(format, report.command))
        say(f"Written: {output.as_posix()}.\n")
    else:
        is_terminal = sys.stdout.isatty()
        if format != "terminal" and not is_terminal:
            _write_utf8()
        color = is_terminal and not os.environ.get("NO_COLOR") and _knows_colours()
        text = render(report, format, color=color, width=_width(is_terminal))
        say(_writable(text, sys.stdout.encoding or "utf-8"))
    return report.exit_code


class ReportOptions(Struct):
    """In which format a command reports, and where to."""

    format: FormatOption = "terminal"
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report there.")
    ] = None

    def check(self, command: str) -> None:
        """Raise `ModkitError` where the report may not be written, before the work."""
        if self.output is None:
            return
        suffix = self.output.suffix.lower()
        if self.format == "terminal" and suffix in _BY_ENDING:
            self.format = _BY_ENDING[suffix]
            check_format(self.format, command)
        check_output(self.output, file_kind(self.format, command))
        if suffix in (".html", ".htm", ".pdf"):
            raise ModkitError(
                f"{self.output}: {command} writes no such file; `report MOD -o FILE.html` makes a "
                "page, and -o FILE.md, .json, .csv or .txt a text"
            )

    def show(self, report: Report) -> int:
        """Print or write a report; as `show`."""
        return show(report, self.format, self.output)


def _write_utf8() -> None:
    """What goes on to other programs is UTF-8 on every system, as it is in a file."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


def _knows_colours() -> bool:
    """Whether the terminal reads colour codes; the console of old Windows shows them as text."""
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def _writable(text: str, encoding: str) -> str:
    """The text without our own signs where a console or pipe (of old Windows) lacks them."""
    try:
        "─…".encode(encoding)
    except UnicodeEncodeError:
        return text.replace("─", "-").replace("…", "...")
    return text


def _width(is_terminal: bool) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) >= 40:
        return int(given)
    return os.get_terminal_size().columns if is_terminal else _WIDTH_OF_A_PIPE


IgnoreOption = Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")]
BaselineOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Report only what is not accepted in it.")
]
MissionsOption = Annotated[
    list[str] | None,
    typer.Option(metavar="DIR", help="Missions beside those in the mod: a folder, zip, file."),
]


def audit_as_asked(
    mod: "Mod",
    measure: "Mod",
    ignore: Sequence[str] | None,
    baseline: Path | None,
    missions: Sequence[str] | None,
) -> "AuditResult":
    """The audit of a mod by what commands are asked for. Raises `ModkitError`."""
    from artemis_modkit.audit import Scope, audit

    scope = Scope(
        ignore=tuple(ignore or ()),
        accepted=accepted_in(baseline),
        missions=missions_in(missions or (), mod),
    )
    return audit(mod, measure, scope=scope)


def accepted_in(path: Path | None) -> "Accepted":
    """The findings that are accepted in a file; none without one. Raises `ModkitError`."""
    from artemis_modkit.audit import Accepted
    from artemis_modkit.files.disk import read_file

    if path is None:
        return Accepted({})
    if not path.exists():
        raise ModkitError(f"{path}: no such file; --write-baseline {path} writes it")
    text = read_file(path, str(path)).decode("utf-8-sig", "replace")
    return Accepted.read(str(path), text)


def missions_in(places: Sequence[str], mod: "Mod") -> "tuple[Mission, ...]":
    """The missions of some places that are not the mod's. Raises `ModkitError` where none is."""
    if not places:
        return ()
    from artemis_modkit.model.missions import missions_of, open_missions

    folder = mod.tree.folder or Path()
    own = {(folder / mission.path).resolve() for mission in missions_of(mod)}
    found = (mission for place in places for mission in open_missions(place))
    return tuple(
        replace(mission, file=_from(folder, mission.file))
        for mission in found
        if Path(mission.file).resolve() not in own
    )


def _from(folder: Path, file: str) -> str:
    """A path as files of a mod are named, from its folder."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(file).resolve().as_posix()


GameOption = Annotated[
    Path | None,
    typer.Option("--game", metavar="DIR", help="The game's folder; else the one that is found."),
]


def game_of(given: Path | None) -> Path:
    """The game's folder: as given, else the only one there is. Raises `ModkitError`."""
    from artemis_modkit.release.games import games
    from artemis_modkit.release.installing import check_game

    if given is not None:
        if given.name.lower() == "artemis.exe":
            given = given.parent
        check_game(given)
        return given
    paths = games()
    if len(paths) == 1:
        return paths[0]
    if paths:
        raise ModkitError(
            f"the game is in several folders ({', '.join(map(str, paths))}); name one by --game DIR"
        )
    raise ModkitError(
        "the game is in none of the usual folders and in no library of Steam; name its folder by "
        "--game DIR"
    )


class PairBy(Enum):
    """What pairs ships: all that they are, or their number alone."""

    CONTENT = "content"
    ID = "id"


class PairOptions(Struct, frozen=True):
    """How ships are paired."""

    pair: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=ID",
            help="The ship of the first number is that of the second in the later mod; repeatable.",
        ),
    ] = None
    pair_by: Annotated[
        PairBy, typer.Option(help="Pair ships by all that they are, or by number.")
    ] = PairBy.CONTENT

    @property
    def told(self) -> "Told":
        """For two mods. Raises `ModkitError` for what is no pair of numbers."""
        return self._told(2)[0]

    @property
    def told_of_three(self) -> "Sides[Told]":
        """For a merge: `BASE=OURS=THEIRS`, of which one of the latter may be left out."""
        from artemis_modkit.changes.pairing import NOTHING_TOLD
        from artemis_modkit.changes.sides import Sides

        return Sides(NOTHING_TOLD, *self._told(3))

    def _told(self, mods: int) -> "list[Told]":
        from artemis_modkit.changes.pairing import Told

        found: list[list[tuple[int, int]]] = [[] for _ in range(mods - 1)]
        for text in self.pair or ():
            first, *others = text.split("=")
            known = [read_integer(part) for part in (first, *filter(str.strip, others))]
            wanted = "24=25" if mods == 2 else "24=25=26 for base, ours and theirs, 24=25 or 24==26"
            if not 1 <= len(others) < mods or len(known) < 2 or None in known:
                raise ModkitError(f"--pair {text}: write the numbers of one ship, like {wanted}")
            for pairs, other in zip(found, others, strict=False):
                if other.strip():
                    pairs.append((int(float(first)), int(float(other))))
        is_by_number = self.pair_by is PairBy.ID
        return [Told(tuple(pairs), by_number=is_by_number) for pairs in found]
