"""What two people did to one file of ships: every delta, and whose it is."""

from collections.abc import Hashable, Iterator
from dataclasses import replace

from artemis_modkit.changes.align import FromBase
from artemis_modkit.changes.delta import ALL_KINDS, Delta, Differ, Who
from artemis_modkit.changes.sides import Side, Trio, number_of, some
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.values import value_of
from artemis_modkit.model.vessel_parts import Art, LongDescription
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_KEPT_BY_ANOTHER_SHIP = 0.5
"""A ship that keeps less than half of its values, its class and its mesh not, is another one."""

_TEXT_OF_A_SHIP = f".{LongDescription.NAME}.text"


def deltas_of_three(alignment: FromBase, *, knows_texts: bool = True) -> Iterator[Delta]:
    """Every delta of three files: of the root, then of races, then of vessels.

    `knows_texts` is false where the sentences of base are not those that the sides began with.
    """
    differ = Differ(alignment, ALL_KINDS if knows_texts else ALL_KINDS - {Kind.TEXT})
    roots = alignment.roots
    yield from differ.attributes("vessel_data.", roots)
    yield from differ.parts("vessel_data.", alignment.loose(), roots)
    for trio in alignment.units():
        unit = some(trio)
        path = f"{unit.name}[{number_of(unit) or '?'}]"
        if trio.base is None and trio.ours is not None and trio.theirs is not None:
            yield _added_by_both(differ, path, trio, roots)
            continue
        found = list(differ.of(path, trio, roots))
        replacer = _replacer(trio)
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


def _replacer(trio: Trio) -> Side | None:
    """The side that made a vessel into another ship, where only one did."""
    base, ours, theirs = trio
    if base is None or ours is None or theirs is None or base.name != Vessel.NAME:
        return None
    replaced = [side for side in (Side.OURS, Side.THEIRS) if _is_another(base, trio.of(side))]
    return replaced[0] if len(replaced) == 1 else None


def _is_another(base: Element, now: Element | None) -> bool:
    """Whether class and mesh are others, and less than half of all values is what it was."""
    if now is None or base.attributes.get("classname") == now.attributes.get("classname"):
        return False
    meshes = [
        [child.attributes.get("meshfile") for child in one.children if child.name == Art.NAME]
        for one in (base, now)
    ]
    if meshes[0] == meshes[1]:
        return False
    values = [set(_values(one)) for one in (base, now)]
    return len(values[0] & values[1]) < _KEPT_BY_ANOTHER_SHIP * len(values[0])


def _values(vessel: Element) -> Iterator[Hashable]:
    for at, child in enumerate(vessel.children):
        for name, text in child.attributes.items():
            yield child.name, at, name, value_of(child.name, name, text)


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
