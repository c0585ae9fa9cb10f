"""Which mods missions fit, as a report."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from artemis_modkit.model.mission_names import Fitting
from artemis_modkit.model.wording import first_of
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted

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
    return Report(
        "fits",
        payload,
        list(_blocks(mods, missions)),
        exit_code=int(any(all(fit.dangling for fit in fits) for fits in missions.values())),
        rows=Table(["file", "mod", "references", "dangling"], rows),
    )


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
        yield Paragraph(
            f"{PurePosixPath(file).stem} fits none; nearest is {mods[best]}, which lacks "
            f"{_texts(fits[best].dangling)}.",
            Tone.BAD,
        )
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
