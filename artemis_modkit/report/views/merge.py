"""A merge as a report: what came from whom, what nobody could decide, what to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.compare.merge import Conflict, Merged
from artemis_modkit.parsers.source import Location
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted, short

_MOST_SHOWN = 20
_SHOWN_BEFORE_PARTING = 15
_SIDES = ("base", "ours", "theirs")


def merge_report(result: Merged, written: Sequence[str]) -> Report:
    """What became of two mods. `written` are the files written, none for a dry run."""
    payload: dict[str, Any] = {
        "base": result.base.name,
        "ours": result.ours.name,
        "theirs": result.theirs.name,
        "merged": {
            who.value: [one.path for one in result.taken.get(who, [])]
            for who in (Who.OURS, Who.THEIRS, Who.BOTH)
        },
        "conflicts": [_as_json(conflict) for conflict in result.conflicts],
        "settled": [{**_as_json(one), "side": side.name.lower()} for one, side in result.settled],
        "notes": list(result.notes),
        "written": list(written),
    }
    blocks = list(_blocks(result, written))
    return Report("merge", payload, blocks, int(bool(result.conflicts)), _rows(result))


def _as_json(one: Conflict) -> dict[str, Any]:
    return {
        "path": one.delta.path,
        **dict(zip(_SIDES, one.delta.texts, strict=True)),
        "file": one.file,
        "ours_line": None if one.our_place is None else one.our_place.line,
        "theirs_line": None if one.their_place is None else one.their_place.line,
        "also": [inner.path for inner in one.delta.also],
        "why": one.delta.why,
    }


def _rows(result: Merged) -> Table:
    """Every difference in a row, for tables of other programs."""
    found = [
        *((who.value, delta) for who, deltas in result.taken.items() for delta in deltas),
        *(("conflict", conflict.delta) for conflict in result.conflicts),
        *((f"settled: {side.name.lower()}", one.delta) for one, side in result.settled),
    ]
    rows = [[outcome, one.path, *(text or "" for text in one.texts)] for outcome, one in found]
    return Table(["outcome", "path", *_SIDES], rows)


def _blocks(result: Merged, written: Sequence[str]) -> Iterator[Block]:
    yield Heading(f"{result.theirs.name} (theirs) into {result.ours.name} (ours)")
    theirs = result.taken.get(Who.THEIRS, [])
    yield Paragraph(f"{_changes(len(theirs))} of theirs{_named(theirs)}")
    if theirs:
        shown = theirs[:_MOST_SHOWN]
        rows = [[one.path, _value(one.texts.ours), _value(one.texts.theirs)] for one in shown]
        yield Table(["taken from theirs", "ours", "theirs"], rows)
        if len(theirs) > len(shown):
            yield Paragraph(f"… and {len(theirs) - len(shown)} more; --format csv has them all.")
    for who, whose in ((Who.OURS, "of ours"), (Who.BOTH, "that both made alike")):
        found = result.taken.get(who, [])
        if found:
            yield Paragraph(f"{_changes(len(found))} {whose}{_named(found)}")
    if result.settled:
        sides = Counter(side.name.lower() for _, side in result.settled)
        shares = ", ".join(f"{count} as {side}" for side, count in sides.items())
        yield Paragraph(
            f"{counted(len(result.settled), 'conflict', 'conflicts')} decided: {shares}."
        )
    yield from _conflicts(result.conflicts)
    for note in result.notes:
        yield Paragraph(f"Note: {note}.", Tone.QUIET)
    if len(written) == 1:
        yield Paragraph(f"Written: {written[0]}.", Tone.GOOD)
    elif written:
        merged = [
            one for one in written if one.endswith(tuple(f"/{path}" for path in result.after))
        ]
        others = len(written) - len(merged)
        more = f" and {counted(others, 'other file', 'other files')}" if others else ""
        yield Paragraph(f"Written: {', '.join(merged)}{more}.", Tone.GOOD)


def _conflicts(conflicts: Sequence[Conflict]) -> Iterator[Block]:
    if not conflicts:
        yield Paragraph("No conflicts.", Tone.GOOD)
        return
    yield Paragraph(
        f"{counted(len(conflicts), 'conflict', 'conflicts')}: ours stays, a comment is before it.",
        Tone.BAD,
    )
    for conflict in conflicts:
        delta = conflict.delta
        why = f" ({delta.why})" if delta.why else ""
        yield Heading(f"{delta.path}{why}", level=2)
        places = ("", _line(conflict.our_place), _line(conflict.their_place))
        yield Table(
            ["side", "line", "value"],
            [
                [side, place, text]
                for side, place, text in zip(_SIDES, places, _parting(delta.texts), strict=True)
            ],
            frozenset({1}),
        )
        if also := [inner.path for inner in delta.also]:
            more = f" and {len(also) - 5} more" if len(also) > 5 else ""
            yield Paragraph(f"With it: {', '.join(also[:5])}{more}.", Tone.QUIET)


def _parting(texts: Sequence[str | None]) -> list[str]:
    """Texts from a little before the place where they part."""
    given = [text for text in texts if text is not None]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*given, strict=False))
    common = sum(1 for _ in alike)
    skipped = max(0, common - _SHOWN_BEFORE_PARTING)
    return [_value(text if text is None or not skipped else f"…{text[skipped:]}") for text in texts]


def _line(place: Location | None) -> str:
    return "" if place is None else str(place.line)


def _changes(count: int) -> str:
    return counted(count, "change", "changes")


def _named(deltas: Sequence[Delta]) -> str:
    """In which ships, races and settings: `: vessel[20] (2), vessel[25]`."""
    if not deltas:
        return "."
    counts = Counter(
        delta.path.split("]")[0] + "]" if "]" in delta.path else delta.path for delta in deltas
    )
    shown = [name if count == 1 else f"{name} ({count})" for name, count in counts.items()]
    more = f" and {len(shown) - 8} more" if len(shown) > 8 else ""
    return f": {', '.join(shown[:8])}{more}."


def _value(text: str | None) -> str:
    return "-" if text is None else short(text.strip())
