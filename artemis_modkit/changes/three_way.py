"""What two people did to one file of ships: every delta, and whose it is."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from artemis_modkit.changes.align import FromBase
from artemis_modkit.changes.clashes import Clash
from artemis_modkit.changes.delta import ALL_KINDS, Delta, Differ, Who
from artemis_modkit.changes.sides import Side, Trio, number_of, some
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.vessel_parts import LongDescription
from artemis_modkit.parsers.xml import Element

_TEXT_OF_A_SHIP = f".{LongDescription.NAME}.text"


def deltas_of_three(
    alignment: FromBase, taken: Mapping[Element | None, Clash], *, knows_texts: bool = True
) -> Iterator[Delta]:
    """Every delta of three files: of the root, then of races, then of vessels.

    `taken` are what theirs has under a number that ours gave away, where nobody decided yet.
    `knows_texts` is false where the sentences of base are not those that the sides began with.
    """
    differ = Differ(alignment, ALL_KINDS if knows_texts else ALL_KINDS - {Kind.TEXT})
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
        found = list(differ.of(path, trio, roots))
        replacer = _replacer(alignment, trio)
        yield from found if replacer is None else _of_another_ship(found, replacer)


def _added_by_both(differ: Differ, path: str, trio: Trio, roots: Trio) -> Delta:
    inner = [one for one in differ.inside(f"{path}.", trio) if one.who is not Who.BOTH]
    whole = differ.whole(path, trio, roots)
    if not inner:
        return replace(whole, who=Who.BOTH, why="")
    return replace(
        whole,
        who=Who.CONFLICT,
        also=tuple(replace(one, who=Who.OURS) for one in inner),
        why="both added it, each in another way",
    )


# Another ship under the same number ------------------------------------------------------------


def _replacer(alignment: FromBase, trio: Trio) -> Side | None:
    """The side that gave the number of a vessel to another ship, where only one did."""
    replaced = [side for side in (Side.OURS, Side.THEIRS) if trio.of(side) in alignment.replacing]
    return replaced[0] if len(replaced) == 1 and trio.base is not None else None


def _of_another_ship(found: list[Delta], replacer: Side) -> Iterator[Delta]:
    """The new ship as a whole, and one conflict for what was done to the old one.

    Values of two ships do not mix. The conflict stands at the text, where both say what the
    ship is, or else at the first thing that the other side changed.
    """
    whose = Who.OURS if replacer is Side.OURS else Who.THEIRS
    lost = [one for one in found if one.who not in (whose, Who.BOTH)]
    yield from (one for one in found if one.who in (whose, Who.BOTH))
    if not lost:
        return
    head = next((one for one in lost if one.path.endswith(_TEXT_OF_A_SHIP)), lost[0])
    rest = tuple(replace(one, who=whose) for one in lost if one is not head)
    yield replace(head, who=Who.CONFLICT, also=rest, why=f"{whose.value} made it another ship")
