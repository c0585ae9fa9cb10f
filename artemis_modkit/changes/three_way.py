"""What two people did to one file of ships: every delta, and whose it is.

A file in which two ships have one number would be broken. A ship that both have keeps what was
done to it, whoever moved it. So what theirs moved to a number that ours gave away gets the next
free one; what theirs added under it waits for a decision.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.changes.align import FromBase
from artemis_modkit.changes.delta import ALL_KINDS, Delta, Differ, Who, shown_element
from artemis_modkit.changes.evidence import Traits
from artemis_modkit.changes.pairing import aligned_vessels
from artemis_modkit.changes.sides import UNITS, Side, Sides, Trio, number_of, some
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.vessel_parts import LongDescription
from artemis_modkit.model.vessels import NAMELESS, Vessel, VesselData, content_of
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.xml import Element

# Numbers that two people gave to two ships ------------------------------------------------------


class Clash(Struct, frozen=True):
    """A race or ship of theirs whose number `holder`, of ours, has in the result.

    `free` is the next number that nothing has. `is_added` is false for one that base has too,
    `both_added` true where holder is new too and is another one.
    """

    theirs: Element
    holder: Element
    free: int
    is_added: bool
    both_added: bool

    @property
    def path(self) -> str:
        """How deltas name it."""
        return f"{self.theirs.name}[{number_of(self.theirs)}]"

    @property
    def delta(self) -> Delta:
        """The conflict that it is, for a person to decide: ours, theirs or both."""
        return Delta(
            self.path,
            None,
            shown_element(self.holder),
            shown_element(self.theirs),
            Area.IDENTITY,
            Who.CONFLICT,
            elements=Sides(None, self.holder, self.theirs),
            why=f"both gave this number to a ship: ours {called(self.holder)}, theirs "
            f"{called(self.theirs)}; {self.free} is free",
            free=self.free,
        )


def clashes(alignment: FromBase, files: Sides[VesselData]) -> Iterator[Clash]:
    """The clashes of three files, in the order of their numbers' holders in the alignment."""
    trios = alignment.units
    kept = {_key(trio.ours): trio for trio in trios if trio.ours is not None and _keeps(trio)}
    used = {
        number
        for side in alignment.roots
        if side is not None
        for child in side.children
        if (number := read_integer(number_of(child))) is not None
    }
    vessels = {vessel.element: vessel for file in files[1:] for vessel in file.vessels}
    for trio in trios:
        base, ours, theirs = trio
        number = None if theirs is None else read_integer(number_of(theirs))
        if theirs is None or number is None:
            continue
        holder = kept.get(_key(theirs))
        if holder is None or holder.ours is None:
            continue
        both_added = holder is trio and base is None and not _are_one(ours, theirs, vessels)
        moved = holder is not trio and (ours is not None or base is None)
        if not both_added and (not moved or (ours is not None and not _moves(trio))):
            continue
        free = next(one for one in count(number + 1) if one not in used)
        used.add(free)
        yield Clash(theirs, holder.ours, free, base is None, both_added)


def _key(element: Element | None) -> tuple[str, int | None] | None:
    return None if element is None else (element.name, read_integer(number_of(element)))


def _keeps(trio: Trio) -> bool:
    """Whether ours has its number in the result too: it is not removed, nor moved by theirs."""
    base, ours, theirs = trio
    assert ours is not None
    if base is None:
        return True
    if theirs is None:
        return content_of(base) != content_of(ours)
    return not _moves(trio)


def _moves(trio: Trio) -> bool:
    """Whether theirs alone gave it another number."""
    base, ours, theirs = (_key(side) for side in trio)
    return base == ours != theirs


def _are_one(ours: Element | None, theirs: Element, vessels: Mapping[Element, Vessel]) -> bool:
    """Whether both added the same thing; of races one number is enough.

    The number that both took is no sign of it, and two names are those of two ships.
    """
    if ours is None or ours not in vessels or theirs not in vessels:
        return True
    traits, other = Traits(vessels[ours]), Traits(vessels[theirs])
    if traits.name and other.name:
        return traits.name == other.name
    [(_, pair), *_] = aligned_vessels([traits.vessel], [other.vessel])
    return pair is not None


def renumbered(data: VesselData, found: Sequence[Clash]) -> VesselData:
    """Theirs with the next free number for each of some clashes."""
    layout = Layout(data.document, writes_references=True)
    edits = [
        layout.with_value(clash.theirs, UNITS[clash.theirs.name], str(clash.free))
        for clash in found
    ]
    return VesselData.from_source(data.document.repaired.edited(edits))


def called(element: Element) -> str:
    """The class name of a ship, the name of a race."""
    return element.attributes.get("classname") or element.attributes.get("name") or NAMELESS


# Every delta ----------------------------------------------------------------------------------

_TEXT_OF_A_SHIP = f".{LongDescription.NAME}.text"


def deltas_of_three(
    alignment: FromBase, taken: Mapping[Element | None, Clash], *, knows_texts: bool = True
) -> Iterator[Delta]:
    """Every delta of three files: of the root, then of races, then of vessels.

    `taken` are what theirs has under a number that ours gave away, where nobody decided yet.
    `knows_texts` is false where the sentences of base are not those that the sides began with.
    """
    differ = Differ(alignment, ALL_KINDS if knows_texts else ALL_KINDS - {Area.TEXT})
    roots = alignment.roots
    yield from differ.attributes("vessel_data.", roots)
    yield from differ.parts("vessel_data.", alignment.loose(), roots)
    for trio in alignment.units:
        unit = some(trio)
        path = f"{unit.name}[{number_of(unit) or '?'}]"
        clash = taken.get(trio.theirs) if trio.base is None else None
        if clash is not None:
            yield replace(clash.delta, homes=roots)
            continue
        if trio.base is None and trio.ours is not None and trio.theirs is not None:
            yield _added_by_both(differ, path, trio, roots)
            continue
        deltas = list(differ.of(path, trio, roots))
        replacer = _replacer(alignment, trio)
        yield from deltas if replacer is None else _of_another_ship(deltas, replacer)


def _added_by_both(differ: Differ, path: str, trio: Trio, roots: Trio) -> Delta:
    inner = [delta for delta in differ.inside(f"{path}.", trio) if delta.who is not Who.BOTH]
    whole = differ.whole(path, trio, roots)
    if not inner:
        return replace(whole, who=Who.BOTH, why="")
    return replace(
        whole,
        who=Who.CONFLICT,
        also=tuple(replace(delta, who=Who.OURS) for delta in inner),
        why="both added it, each in another way",
    )


# Another ship under the same number ------------------------------------------------------------


def _replacer(alignment: FromBase, trio: Trio) -> Side | None:
    """The side that gave the number of a vessel to another ship, where only one did."""
    replaced = [side for side in (Side.OURS, Side.THEIRS) if trio.of(side) in alignment.replacing]
    return replaced[0] if len(replaced) == 1 and trio.base is not None else None


def _of_another_ship(deltas: list[Delta], replacer: Side) -> Iterator[Delta]:
    """The new ship as a whole, and one conflict for what was done to the old one.

    Values of two ships do not mix. The conflict stands at the text, where both say what the
    ship is, or else at the first thing that the other side changed.
    """
    whose = Who.OURS if replacer is Side.OURS else Who.THEIRS
    lost = [delta for delta in deltas if delta.who not in (whose, Who.BOTH)]
    yield from (delta for delta in deltas if delta.who in (whose, Who.BOTH))
    if not lost:
        return
    head = next((delta for delta in lost if delta.path.endswith(_TEXT_OF_A_SHIP)), lost[0])
    rest = tuple(replace(delta, who=whose) for delta in lost if delta is not head)
    yield replace(head, who=Who.CONFLICT, also=rest, why=f"{whose.value} made it another ship")
