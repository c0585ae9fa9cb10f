"""A merge as a report: what came from whom, what nobody could decide, what to look at.

Below it the words for that: whose ship it is, which value of it, and what each side did to it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from artemis_modkit.changes.decide import blocks, is_block, moved_words
from artemis_modkit.changes.delta import Delta, Who, deltas_between
from artemis_modkit.changes.sides import UNITS, Side, number_of
from artemis_modkit.compare.merge import Conflict, Merged
from artemis_modkit.descriptions.words import plural
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import first_of, listed
from artemis_modkit.parsers.blocking import OPEN_CONFLICT
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.compare_ships import (
    differing_words,
    from_to,
    split_path,
    value_shown,
)
from artemis_modkit.report.views.names import FIGURES, THINGS
from artemis_modkit.report.views.told import SHIELDS
from artemis_modkit.report.words import counted, short

_MOST_SHOWN = 20
_MOST_OF_ONE = 6
_MOST_NAMED = 8
_MOST_ALSO = 5
_FEW = 3
"""So many changes are told each with its values."""
_SHORT = 160
"""So long may what both did be to stand in one line."""
_SIDES = ("base", "ours", "theirs")


def merge_report(result: Merged, written: Sequence[str]) -> Report:
    """What became of two mods. `written` are the files written, none for a dry run."""
    payload: dict[str, Any] = {
        "base": result.base.name,
        "ours": result.ours.name,
        "theirs": result.theirs.name,
        "merged": {
            who.value: [delta.path for delta in result.taken.get(who, [])]
            for who in (Who.OURS, Who.THEIRS, Who.BOTH)
        },
        "conflicts": [_as_json(conflict) for conflict in result.conflicts],
        "settled": [
            {**_as_json(conflict), "side": _chosen(conflict, side)}
            for conflict, side in result.settled
        ],
        "notes": list(result.notes),
        "written": list(written),
    }
    blocks = list(_blocks(result, written))
    return Report("merge", payload, blocks, int(bool(result.conflicts)), _rows(result))


def _as_json(conflict: Conflict) -> dict[str, Any]:
    return {
        "path": conflict.delta.path,
        **dict(zip(_SIDES, conflict.delta.texts, strict=True)),
        "file": conflict.file,
        "ours_line": None if conflict.our_place is None else conflict.our_place.line,
        "theirs_line": None if conflict.their_place is None else conflict.their_place.line,
        "also": [inner.path for inner in conflict.delta.also],
        "why": conflict.delta.why,
    }


def _chosen(conflict: Conflict, side: Side) -> str:
    """Whose value a conflict got: that of a side, or one that a person wrote."""
    return "edited" if conflict.edited is not None else side.name.lower()


def _rows(result: Merged) -> Table:
    """Every difference in a row, for tables of other programs."""
    found = [
        *((who.value, delta) for who, deltas in result.taken.items() for delta in deltas),
        *(("conflict", conflict.delta) for conflict in result.conflicts),
        *(
            (f"settled: {_chosen(conflict, side)}", conflict.delta)
            for conflict, side in result.settled
        ),
    ]
    rows = [
        [outcome, delta.path, *(text or "" for text in delta.texts)] for outcome, delta in found
    ]
    return Table(["outcome", "path", *_SIDES], rows)


def _blocks(result: Merged, written: Sequence[str]) -> Iterator[Block]:
    merged = f"{result.theirs.name} (theirs) is merged into {result.ours.name} (yours)"
    yield Heading(f"{merged}, base {result.base.name}")
    yield from _taken(result.taken.get(Who.THEIRS, []))
    for who, one, several in (
        (Who.OURS, "change of yours stays", "changes of yours stay"),
        (Who.BOTH, "change was made alike by both", "changes were made alike by both"),
    ):
        deltas = result.taken.get(who, [])
        if deltas:
            yield Paragraph(f"{counted(len(deltas), one, several)}: {_named(deltas)}.")
    if mixed := _mixed(result):
        said = f"Balance of both sides is mixed in {mixed}: nobody has played that; look at it."
        yield Paragraph(said, Tone.WARNING)
    if result.settled:
        sides = Counter(_chosen(conflict, side) for conflict, side in result.settled)
        shares = ", ".join(f"{count} as {side}" for side, count in sides.items())
        yield Paragraph(f"{counted(len(result.settled), 'conflict')} decided: {shares}.")
    yield from _conflicts(result.conflicts)
    for note in result.notes:
        yield Paragraph(f"Note: {note}.", Tone.QUIET)
    if len(written) == 1:
        yield Paragraph(f"Written: {written[0]}.", Tone.GOOD)
    elif written:
        ends = tuple(f"/{path}" for path in result.after)
        files = [one for one in written if one.endswith(ends)]
        others = len(written) - len(files)
        more = f" and {counted(others, 'other file')}" if others else ""
        yield Paragraph(f"Written: {', '.join(files)}{more}.", Tone.GOOD)
    if result.conflicts:
        yield Paragraph(_next_step(result, written))


def _taken(theirs: Sequence[Delta]) -> Iterator[Block]:
    """What came from them, ship by ship."""
    if not theirs:
        yield Paragraph("Nothing came from theirs: they changed nothing that you did not.")
        return
    yield Paragraph(f"{counted(len(theirs), 'change')} taken from theirs:")
    moved = [deltas for deltas in blocks(theirs, [Side.THEIRS]) if len(deltas) > _FEW]
    for block in moved:
        yield Paragraph(f"  {moved_words(block, Side.THEIRS)}.")
    told = {delta for block in moved for delta in block}
    single = [delta for delta in theirs if delta not in told]
    ships = {ship: list(map(_came, deltas)) for ship, deltas in by_subject(single).items()}
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
    if delta.kind is Area.TEXT and delta.ours is not None and delta.theirs is not None:
        return f"{what} " + " -> ".join(
            f"“{one}”" for one in differing_words(delta.ours, delta.theirs)
        )
    return from_to(what, delta.ours, delta.theirs)


def _conflicts(conflicts: Sequence[Conflict]) -> Iterator[Block]:
    if not conflicts:
        yield Paragraph("No conflicts.", Tone.GOOD)
        return
    yield Heading(
        f"{counted(len(conflicts), 'conflict')}, where yours stays until you choose",
        level=2,
    )
    for conflict in conflicts:
        delta = conflict.delta
        sides = [done_by(delta, side) for side in (Side.OURS, Side.THEIRS)]
        why = delta.why.replace("ours made", "you made").replace("theirs made", "they made")
        if delta.attribute is None:
            sides, why = ([], why) if delta.base is None else (sides, "")
        subject, where = subject_of(delta), _where(conflict)
        if is_block(delta):
            yield Paragraph(f"{subject} and others: {why}{where}.", Tone.BAD)
            continue
        is_short = len("; ".join(sides)) <= _SHORT
        cause = why or f"both changed {value_words(delta)}"
        said = "; ".join([why, *sides] if why else sides) if is_short else cause
        yield Paragraph(f"{subject}: {said}{where}.", Tone.BAD)
        if not is_short:
            yield from (Paragraph(f"  {side}.", Tone.BAD) for side in sides)
        also = list(dict.fromkeys(map(held_by, delta.also)))
        if also:
            these = first_of(also, _MOST_ALSO)
            yield Paragraph(f"  What you choose decides these too: {these}.", Tone.QUIET)


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


def _mixed(result: Merged) -> str:
    """The ships that have balance values of either side, which changed them apart."""
    sides = [
        by_subject(delta for delta in result.taken.get(who, []) if delta.kind is Area.BALANCE)
        for who in (Who.OURS, Who.THEIRS)
    ]
    both = [ship for ship in sides[0] if ship in sides[1] and ship != "settings"]
    return listed(both, most=_MOST_NAMED)


def _marks(result: Merged) -> str:
    """Where conflicts stand: ` (line 696)`, in several files ` (artemis.ini line 3; …)`."""
    found = grouped(
        (path, str(at))
        for path, data in result.after.items()
        for at, line in enumerate(data.split(b"\n"), 1)
        if OPEN_CONFLICT.encode() in line
    )
    said = [
        f"{f'{path} ' * (len(found) > 1)}{'line' if len(numbers) == 1 else 'lines'} "
        f"{listed(numbers, most=_MOST_NAMED)}"
        for path, numbers in found.items()
    ]
    return f" ({'; '.join(said)})" if said else ""


def _next_step(result: Merged, written: Sequence[str]) -> str:
    where = "the result" if len(written) > 1 else "".join(written)
    look = f"search {where} for “modkit: conflict”{_marks(result)} and keep what is right; or "
    search = look if written else ""
    return (
        f"Next: {search}merge again with --interactive to be asked, or with --strategy ours, "
        "theirs or base for all, --strategy '*.long_desc=theirs' for some."
    )


def _named(deltas: Sequence[Delta]) -> str:
    """In which ships, races and settings: `#20 Valkyrie (2), #25 Orion`; a few with what."""
    found = by_subject(deltas)
    if len(deltas) <= _FEW:
        return "; ".join(
            f"{ship}: {', '.join(map(_came_to, changes))}" for ship, changes in found.items()
        )
    shown = [ship if len(ones) == 1 else f"{ship} ({len(ones)})" for ship, ones in found.items()]
    return listed(shown, most=_MOST_NAMED)


def _came_to(delta: Delta) -> str:
    """What a change made of a value of the base; of a text only that it did."""
    if delta.attribute is None or delta.kind is Area.TEXT:
        return value_words(delta) or ("new" if delta.base is None else "removed")
    return from_to(value_words(delta), delta.base, delta.ours)


# Words ---------------------------------------------------------------------------------------

_MOST_INNER = 3
_SINGLE = {
    "performance": "speeds",
    "carrierload": "craft aboard",
    "carrier": "craft aboard",
    "production": "torpedo production",
    "fleet_ai": "frequency in fleets",
}
"""What a ship has once, as a whole."""
_WHO = {Side.OURS: "you", Side.THEIRS: "they"}


def subject_of(delta: Delta) -> str:
    """Whose value it is, as yours has it: `#1057 Jump Gate`, `race #4 Torgoth`, `settings`."""
    if delta.path.startswith("setting["):
        return "settings"
    unit = next((element for element in delta.element.lineage if element.name in UNITS), None)
    if unit is None:
        return "the file"
    named = "classname" if unit.name == Vessel.NAME else "name"
    number = f"#{number_of(unit)}" if number_of(unit) else "without a number"
    said = f"{number} {short(unit.attributes.get(named, ''))}".strip()
    return said if unit.name == Vessel.NAME else f"race {said}"


def by_subject(deltas: Iterable[Delta]) -> dict[str, list[Delta]]:
    """Deltas by whose values they are; of a ship with two names one, that of yours if it has it."""
    found = grouped((delta.path.partition("].")[0].removesuffix("]"), delta) for delta in deltas)
    return grouped(
        (subject_of(next((one for one in some if one.elements.ours is not None), some[0])), delta)
        for some in found.values()
        for delta in some
    )


def held_by(delta: Delta) -> str:
    """What each side has: `homing torpedoes (yours 8, theirs 10, base 12)`."""
    name = value_words(delta) or subject_of(delta)
    if delta.attribute is None:
        sides = [side for side, one in (("yours", delta.ours), ("theirs", delta.theirs)) if one]
        return f"{name} (only in {sides[0]})" if len(sides) == 1 else name
    ours, theirs, base = (_text(one) for one in (delta.ours, delta.theirs, delta.base))
    return f"{name} (yours {ours}, theirs {theirs}, base {base})"


def value_words(delta: Delta) -> str:
    """Which value it is: `front shield`, `beam 2 range`, `homing torpedoes`; empty of a whole."""
    path = delta.path
    if path.startswith("setting["):
        return short(delta.attribute or "")
    _, _, inner = path.partition("].")
    return words_of_path(inner, delta.element) if inner else ""


def words_of_path(inner: str, element: Element) -> str:
    """A path inside of a ship as words: `beam_port[2].range` is `beam 2 range`."""
    part, _, attribute = inner.rpartition(".") if not inner.endswith("]") else (inner, "", "")
    name = FIGURES.get(attribute) or short(attribute)
    munition = Munition.of(element.attributes.get("type", ""))
    if part.startswith("torpedo_storage") and munition is not None:
        stored = plural(munition.title)
        return stored if attribute in ("amount", "") else f"code of {stored}"
    if not part:
        return {"classname": "name", **FIGURES, **_SINGLE}.get(inner, short(inner))
    pattern, number = split_path(part)
    kind = pattern.partition("[")[0]
    if kind == "shields":
        return SHIELDS.get(attribute, name)
    if kind == "long_desc":
        return "description"
    if kind in _SINGLE:
        return name or _SINGLE[kind]
    thing = THINGS[kind][0] if kind in THINGS else kind.replace("_", " ")
    numbered = "" if kind == "art" and number in ("", "1") else f" {number}".rstrip()
    return f"{short(thing)}{numbered} {name}".strip()


def done_by(delta: Delta, side: Side) -> str:
    """What a side did: `you changed front shield 80 to 90`, `they removed it`."""
    done = _done_to_a_whole if delta.attribute is None else _done
    return f"{_WHO[side]} {done(delta, side, value_words(delta))}"


def _done(delta: Delta, side: Side, what: str) -> str:
    base, now = delta.base, delta.texts.of(side)
    if base == now:
        return f"left {what} as it was"
    if now is None:
        return f"removed {what}"
    if base is None:
        ours, theirs = delta.ours, delta.theirs
        if delta.kind is Area.TEXT and ours is not None and theirs is not None:
            said = f"“{differing_words(ours, theirs)[side is Side.THEIRS]}”"
        else:
            said = _text(now)
        return f"have {what} {said}" if side is Side.OURS else f"have {said}"
    if delta.kind is Area.TEXT:
        before, after = differing_words(base, now)
        return f"changed {what} “{before}” to “{after}”"
    return f"changed {what} {_text(base)} to {_text(now)}"


def _done_to_a_whole(delta: Delta, side: Side, what: str) -> str:
    base, now = delta.elements.base, delta.elements.of(side)
    if now is None:
        return f"removed {what or 'it'}"
    if base is None:
        return f"added {what or 'it'}"
    inner = [one for one in deltas_between(base, now) if one.differs]
    said = first_of([_inner(one, what) for one in inner], _MOST_INNER)
    return f"changed {said}" if said else f"left {what or 'it'} as it was"


def _inner(delta: Delta, what: str) -> str:
    name = f"{what} {words_of_path(delta.path, delta.element)}".strip()
    if delta.ours is None or delta.theirs is None:
        return f"{name} ({'added' if delta.ours is None else 'removed'})"
    return f"{name} {_text(delta.ours)} to {_text(delta.theirs)}"


def _text(text: str | None) -> str:
    return value_shown(text) or "none"
