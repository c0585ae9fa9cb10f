"""A merge as a report: what came from whom, what nobody could decide, what to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.changes.sides import Side
from artemis_modkit.compare.merge import Conflict, Merged
from artemis_modkit.model.declarations import Kind
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.compare_ships import differing_words, from_to
from artemis_modkit.report.views.merge_words import done_by, subject_of, value_words
from artemis_modkit.report.words import counted

_MOST_SHOWN = 20
_MOST_OF_ONE = 6
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
        "settled": [{**_as_json(one), "side": _chosen(one, side)} for one, side in result.settled],
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


def _chosen(conflict: Conflict, side: Side) -> str:
    """Whose value a conflict got: that of a side, or one that a person wrote."""
    return "edited" if conflict.edited is not None else side.name.lower()


def _rows(result: Merged) -> Table:
    """Every difference in a row, for tables of other programs."""
    found = [
        *((who.value, delta) for who, deltas in result.taken.items() for delta in deltas),
        *(("conflict", conflict.delta) for conflict in result.conflicts),
        *((f"settled: {_chosen(one, side)}", one.delta) for one, side in result.settled),
    ]
    rows = [[outcome, one.path, *(text or "" for text in one.texts)] for outcome, one in found]
    return Table(["outcome", "path", *_SIDES], rows)


def _blocks(result: Merged, written: Sequence[str]) -> Iterator[Block]:
    yield Heading(f"{result.theirs.name} (theirs) into {result.ours.name} (yours)")
    yield from _taken(result.taken.get(Who.THEIRS, []))
    for who, one, several in (
        (Who.OURS, "change of yours stays", "changes of yours stay"),
        (Who.BOTH, "change that both made alike", "changes that both made alike"),
    ):
        found = result.taken.get(who, [])
        if found:
            yield Paragraph(f"{counted(len(found), one, several)}: {_named(found)}.")
    if result.settled:
        sides = Counter(_chosen(one, side) for one, side in result.settled)
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
    if result.conflicts:
        yield Paragraph(_next_step(written))


def _taken(theirs: Sequence[Delta]) -> Iterator[Block]:
    """What came from them, ship by ship."""
    if not theirs:
        yield Paragraph("Nothing came from theirs: they changed nothing that you did not.")
        return
    yield Paragraph(f"{counted(len(theirs), 'change', 'changes')} taken from theirs:")
    ships: dict[str, list[str]] = {}
    for one in theirs:
        ships.setdefault(subject_of(one), []).append(_came(one))
    for ship, said in list(ships.items())[:_MOST_SHOWN]:
        more = f"; and {len(said) - _MOST_OF_ONE} more" if len(said) > _MOST_OF_ONE else ""
        yield Paragraph(f"  {ship}: {'; '.join(said[:_MOST_OF_ONE])}{more}.")
    if len(ships) > _MOST_SHOWN:
        yield Paragraph(f"  … and {len(ships) - _MOST_SHOWN} more; --format csv has them all.")


def _came(delta: Delta) -> str:
    """What became of a value: `front shield 80 -> 60`, `new`, `beam 3 removed`."""
    what = value_words(delta)
    if delta.attribute is None:
        word = "added" if delta.ours is None else "removed"
        return f"{what} {word}" if what else ("new" if word == "added" else "removed")
    if delta.kind is Kind.TEXT and delta.ours is not None and delta.theirs is not None:
        return f"{what} " + " -> ".join(
            f"“{one}”" for one in differing_words(delta.ours, delta.theirs)
        )
    return from_to(what, delta.ours, delta.theirs)


def _conflicts(conflicts: Sequence[Conflict]) -> Iterator[Block]:
    if not conflicts:
        yield Paragraph("No conflicts.", Tone.GOOD)
        return
    yield Heading(
        f"{counted(len(conflicts), 'conflict', 'conflicts')}, where yours stays until you choose",
        level=2,
    )
    for conflict in conflicts:
        delta = conflict.delta
        where = _where(conflict)
        sides = "; ".join(done_by(delta, side) for side in (Side.OURS, Side.THEIRS))
        why = delta.why.replace("ours made", "you made").replace("theirs made", "they made")
        if delta.attribute is None:
            sides = why if delta.base is None else sides
        elif why:
            sides = f"{why}; {sides}"
        yield Paragraph(f"{subject_of(delta)}: {sides}{where}.", Tone.BAD)
        also = list(dict.fromkeys(value_words(one) or subject_of(one) for one in delta.also))
        if also:
            more = f" and {len(also) - 5} more" if len(also) > 5 else ""
            yield Paragraph(f"  Decided along with it: {', '.join(also[:5])}{more}.", Tone.QUIET)


def _where(conflict: Conflict) -> str:
    ours, theirs = conflict.our_place, conflict.their_place
    if ours is not None and theirs is not None and ours.line == theirs.line:
        return f" (line {ours.line} of both)"
    places = [
        f"line {place.line} of {whose}"
        for place, whose in ((ours, "yours"), (theirs, "theirs"))
        if place is not None
    ]
    return f" ({', '.join(places)})" if places else ""


def _next_step(written: Sequence[str]) -> str:
    search = ""
    if written:
        where = "the result" if len(written) > 1 else written[0]
        search = f"search {where} for “modkit: conflict” and keep what is right; or "
    return (
        f"Next: {search}merge again with --interactive to be asked, or with --strategy ours, "
        "theirs or base for all, --strategy '*.long_desc=theirs' for some."
    )


def _named(deltas: Sequence[Delta]) -> str:
    """In which ships, races and settings: `20 Valkyrie (2), 25 Orion`."""
    counts = Counter(map(subject_of, deltas))
    shown = [name if count == 1 else f"{name} ({count})" for name, count in counts.items()]
    more = f" and {len(shown) - 8} more" if len(shown) > 8 else ""
    return f"{', '.join(shown[:8])}{more}"
