"""`merge`: put two people's work on one mod together."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._console import sign_of_life
from artemis_modkit.cli._mod_output import WithArtOption, check_mod_output, is_zip, write_mod
from artemis_modkit.cli._shared import FormatOption, PairOptions, show, written
from artemis_modkit.files.outputs import OutputKind, check_output
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.changes.delta import Delta
    from artemis_modkit.changes.sides import Side
    from artemis_modkit.compare.merge import Merged
    from artemis_modkit.model import Mod

_MERGED = OutputKind("a merged file")
"""It is a file of a mod, which nothing tells from others, so none is ever written over."""


def merge(
    ours: Annotated[str, typer.Argument(metavar="OURS", help="The mod that keeps its form.")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="The mod to take changes from.")],
    *,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="BASE",
            help="What both were made from: a mod, or auto; else the stock that ours builds on.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A new file where OURS is one, else a new folder, or a .zip for players.",
        ),
    ] = None,
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[PATTERN=]SIDE",
            help="Who wins in conflicts: ours, theirs, base; some only: '*.long_desc=theirs'; "
            "both: of two ships at one number theirs gets the next free one.",
        ),
    ] = None,
    interactive: Annotated[
        bool, typer.Option(help="Ask at each conflict, if on a terminal.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option(help="Show what would be merged, write nothing.")
    ] = False,
    with_art: WithArtOption = False,
    pairs: PairOptions,
    format: FormatOption = "terminal",
) -> int:
    """Put two people's work on one mod together, by ship, part, value and setting.

    Examples:
      artemis-modkit merge --base MyMod-1.0 MyMod TheirMod -o Merged
      artemis-modkit merge --base auto ours.xml theirs.xml -o new.xml --strategy '*.text=ours'
    """
    from artemis_modkit.changes.decide import Strategy
    from artemis_modkit.compare.merge import merge as run_merge
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.merge import merge_report

    if (output is None) != dry_run:
        raise ModkitError("name a new file or folder with -o OUT, or give --dry-run")
    is_file = Path(ours).is_file() and Path(ours).suffix.lower() != ".zip"
    if output is not None and is_file:
        check_output(output, _MERGED)
    elif output is not None:
        check_mod_output(output)
    strategies = [Strategy.parse(one) for one in strategy or ()]
    may_ask = interactive and sys.stdin is not None and sys.stdin.isatty()
    result = run_merge(
        Mod.open(ours),
        Mod.open(theirs),
        base,
        strategies,
        _ask if may_ask else None,
        pairs.told_of_three,
    )
    if interactive and not may_ask and result.conflicts:
        result.notes.append("nobody was asked about conflicts: the input is not a terminal")
    if is_zip(output) and result.conflicts:
        result.notes.append("nothing was written: a zip for players is made of no half merge")
        output = None
    paths = [] if output is None else _write(result, output, is_file, with_art)
    return show(merge_report(result, paths), format)


def _write(result: "Merged", output: Path, is_file: bool, with_art: bool) -> list[str]:
    from artemis_modkit.changes.sides import Sides
    from artemis_modkit.compare.merge import merged_files

    if is_file:
        (data,) = result.after.values()
        written(output, data, _MERGED)
        return [output.as_posix()]
    files, notes = merged_files(Sides(result.base, result.ours, result.theirs))
    result.notes += notes
    files.update(result.after)
    art: dict[str, Mod] = {}
    if with_art or is_zip(output):
        for mod in (result.ours, result.theirs):
            known = {path.lower() for path in art}
            art |= {path: mod for path in mod.other_files() if path.lower() not in known}
    return list(write_mod(output, files, result.ours, art=art))


def _ask(conflict: "Delta") -> "Side | str | None":
    """Ask a person whose value it shall be, or for another; nothing leaves the conflict open."""
    from artemis_modkit.changes.decide import is_block
    from artemis_modkit.changes.sides import Side
    from artemis_modkit.compare.texts import both_texts
    from artemis_modkit.model.declarations import Area
    from artemis_modkit.report.text import visible
    from artemis_modkit.report.views.merge import subject_of, value_words

    sign_of_life.stop()
    what = f"{visible(subject_of(conflict))}: {visible(value_words(conflict) or 'the whole')}"
    print(f"\n{what} ({visible(conflict.path)})", file=sys.stderr)
    for name, text in zip(("base", "ours", "theirs"), conflict.texts, strict=True):
        print(f"  {name:7}{'-' if text is None else visible(text)}", file=sys.stderr)
    answers: dict[str, Side | str | None] = {
        "o": Side.OURS, "t": Side.THEIRS, "b": Side.BASE, "": None,
    }  # fmt: skip
    ours, theirs = conflict.ours, conflict.theirs
    offers = "[o]urs, [t]heirs, [b]ase, "
    if is_block(conflict) or conflict.free is not None:
        print(f"  {visible(conflict.why)}", file=sys.stderr)
    if conflict.free is not None:
        del answers["b"]
        answers["+"] = str(conflict.free)
        offers = f"[o]urs, [t]heirs, [+] both, theirs as {conflict.free}, "
    if (
        ours is not None
        and theirs is not None
        and not (conflict.attribute is None or is_block(conflict))
    ):
        offers += "[e]dit, "
        if conflict.kind is Area.TEXT:
            answers["+"] = both_texts(ours, theirs)
            offers += "[+] both, "
    while True:
        answer = _answer(f"{offers}or Enter to leave it marked? ")
        if answer is None or answer[:1].lower() in answers:
            return answers.get((answer or "")[:1].lower())
        if answer.lower() in ("e", "edit") and "[e]dit" in offers:
            written = _answer("The value: ")
            if written:
                return written


def _answer(question: str) -> str | None:
    """A line that a person types; `None` at the end of the input."""
    print(question, end="", file=sys.stderr)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
