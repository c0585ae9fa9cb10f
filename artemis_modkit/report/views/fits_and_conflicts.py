"""What goes together, as reports: missions with mods, and mods with each other."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from artemis_modkit.compare.overlap import Loss, Overlap
from artemis_modkit.model.mission_names import Fitting
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.wording import first_of
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted, short

_MOST_TEXTS = 10


def fits_report(mods: Sequence[str], missions: Mapping[str, Sequence[Fitting]]) -> Report:
    """A row for each mission; the exit code is 1 where one fits none of the mods."""
    payload: dict[str, Any] = {
        "missions": [
            {
                "file": file,
                "mods": [
                    {
                        "mod": mod,
                        "references": fit.references,
                        "dangling": sum(fit.dangling.values()),
                        "lacking": [
                            {"text": text, "places": count} for text, count in fit.dangling.items()
                        ],
                    }
                    for mod, fit in zip(mods, fits, strict=True)
                ],
            }
            for file, fits in missions.items()
        ]
    }
    rows = [
        [one["file"], fit["mod"], fit["references"], fit["dangling"]]
        for one in payload["missions"]
        for fit in one["mods"]
    ]
    code = int(any(all(fit.dangling for fit in fits) for fits in missions.values()))
    table = Table(["file", "mod", "references", "dangling"], rows)
    return Report("fits", payload, list(_blocks(mods, missions)), code, table)


def _blocks(mods: Sequence[str], missions: Mapping[str, Sequence[Fitting]]) -> Iterator[Block]:
    shown = [
        [PurePosixPath(file).stem, *map(_cell, fits)]
        for file, fits in missions.items()
        if fits[0].references
    ]
    idle = len(missions) - len(shown)
    if shown:
        yield Table(["mission", *mods], shown)
    if idle:
        names_none = counted(idle, "mission names", "missions name")
        yield Paragraph(f"{names_none} no ship, and fits anything.", Tone.QUIET)
    for file, fits in missions.items():
        if not all(fit.dangling for fit in fits):
            continue
        best = min(range(len(fits)), key=lambda at: sum(fits[at].dangling.values()))
        nearest = f"nearest is {mods[best]}, which lacks {_texts(fits[best].dangling)}"
        yield Paragraph(f"{PurePosixPath(file).stem} fits none; {nearest}.", Tone.BAD)
    if shown:
        yield Paragraph(
            "A cell is how many of a mission's ships the mod has not, of how many it asks for. "
            "`audit MOD --missions DIR` tells each with its line.",
            Tone.QUIET,
        )


def _cell(fit: Fitting) -> str:
    lacking = sum(fit.dangling.values())
    return f"{lacking} of {fit.references} lacking" if lacking else "fits"


def _texts(dangling: Mapping[str, int]) -> str:
    shown = [f"{text} ({count} times)" if count > 1 else text for text, count in dangling.items()]
    return first_of(shown, _MOST_TEXTS)


# Mods: what both touch, and the order that loses least ------------------------------------------

_MOST_NAMES = 8


def conflicts_report(a: Mod, b: Mod, overlap: Overlap) -> Report:
    """What two mods both touch; the exit code is 1 where there is such."""
    best = overlap.orders[0]
    both = {kind: list(getattr(overlap, kind)) for kind in ("files", "vessels", "settings")}
    payload: dict[str, Any] = {
        "a": a.name,
        "b": b.name,
        **both,
        "order": [best.first.name, best.last.name],
        "lost": {kind: list(getattr(best, kind)) for kind in ("vessels", "settings", "files")},
    }
    rows = Table(
        ["kind", "what"], [[kind, str(one)] for kind, some in both.items() for one in some]
    )
    blocks = list(_both(a, b, overlap))
    return Report("conflicts", payload, blocks, int(bool(overlap.files)), rows)


def _both(a: Mod, b: Mod, overlap: Overlap) -> Iterator[Block]:
    best, other = overlap.orders
    if not overlap.files:
        no_file = "bring no file of one name, so both can be installed"
        yield Paragraph(f"{a.name} and {b.name} {no_file}.", Tone.GOOD)
        return
    both = counted(len(overlap.files), "file")
    yield Paragraph(f"{a.name} and {b.name} both bring {both}: {_listed(overlap.files)}.")
    if overlap.vessels:
        names = {vessel.id: vessel.shown_name for mod in (b, a) for vessel in mod.vessels}
        ships = [names.get(number, str(number)) for number in overlap.vessels]
        yield Paragraph(f"Ships that both change, each in its own way: {_listed(ships)}.")
    if overlap.settings:
        yield Paragraph(f"Settings that both change: {_listed(overlap.settings)}.")
    if best.size == other.size:
        yield Paragraph(f"Whichever comes last: {_lost(best)}.")
    else:
        yield Paragraph(
            f"Install {best.first.name} first and {best.last.name} last: {_lost(best)}. "
            f"The other way round: {_lost(other)}."
        )
    yield Paragraph("`merge` puts ships and settings of both together.", Tone.QUIET)


def _lost(loss: Loss) -> str:
    lost = ((loss.vessels, "ship"), (loss.settings, "setting"), (loss.files, "other file"))
    parts = [counted(len(found), what) for found, what in lost if found]
    return f"{loss.first.name} loses {', '.join(parts)}" if parts else "nothing is lost"


def _listed(names: Sequence[str]) -> str:
    return first_of([*map(short, names)], _MOST_NAMES)
