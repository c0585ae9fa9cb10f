"""What two mods both touch as a report, with the order that loses least."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from artemis_modkit.compare.overlap import Loss, Overlap
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.wording import first_of
from artemis_modkit.report.report import Block, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted, short

_MOST_NAMES = 8


def conflicts_report(a: Mod, b: Mod, found: Overlap) -> Report:
    """What two mods both touch; the exit code is 1 where there is such."""
    best = found.orders[0]
    payload: dict[str, Any] = {
        "a": a.name,
        "b": b.name,
        "files": list(found.files),
        "vessels": list(found.vessels),
        "settings": list(found.settings),
        "order": [best.first.name, best.last.name],
        "lost": {"vessels": list(best.vessels), "settings": list(best.settings),
                 "files": list(best.files)},
    }  # fmt: skip
    names = {vessel.id: vessel.shown_name for mod in (b, a) for vessel in mod.vessels}
    rows = [
        [kind, str(which)] for kind in ("files", "vessels", "settings") for which in payload[kind]
    ]
    return Report(
        "conflicts",
        payload,
        list(_blocks(a, b, found, names)),
        exit_code=int(bool(found.files)),
        rows=Table(["kind", "what"], rows),
    )


def _blocks(a: Mod, b: Mod, found: Overlap, names: Mapping[int | None, str]) -> Iterator[Block]:
    best, other = found.orders
    if not found.files:
        yield Paragraph(
            f"{a.name} and {b.name} bring no file of one name, so both can be installed.", Tone.GOOD
        )
        return
    both = counted(len(found.files), "file")
    yield Paragraph(f"{a.name} and {b.name} both bring {both}: {_listed(found.files)}.")
    if found.vessels:
        ships = [names.get(number, str(number)) for number in found.vessels]
        yield Paragraph(f"Ships that both change, each in its own way: {_listed(ships)}.")
    if found.settings:
        yield Paragraph(f"Settings that both change: {_listed(found.settings)}.")
    if best.size == other.size:
        yield Paragraph(f"Whichever comes last: {_lost(best)}.")
    else:
        yield Paragraph(
            f"Install {best.first.name} first and {best.last.name} last: {_lost(best)}. "
            f"The other way round: {_lost(other)}."
        )
    yield Paragraph("`merge` puts ships and settings of both together.", Tone.QUIET)


def _lost(loss: Loss) -> str:
    parts = [
        counted(len(found), one, several)
        for found, one, several in (
            (loss.vessels, "ship", "ships"),
            (loss.settings, "setting", "settings"),
            (loss.files, "other file", "other files"),
        )
        if found
    ]
    return f"{loss.first.name} loses {', '.join(parts)}" if parts else "nothing is lost"


def _listed(names: Sequence[str]) -> str:
    return first_of([*map(short, names)], _MOST_NAMES)
