"""The big picture of a comparison: scales, what came, went, got another name, number or look."""

from collections import Counter
from collections.abc import Iterator, Sequence

from artemis_modkit.changes.delta import Who
from artemis_modkit.compare import Changed, Comparison
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.report.report import Block, Heading, Paragraph, Tone
from artemis_modkit.report.views.figures import group_of
from artemis_modkit.report.views.scales import named, scale_sentence
from artemis_modkit.report.words import counted, short

_MOST_NAMES = 10
_MOST_OF_A_ROLE = 3
_WHO = {
    Who.OURS: "A alone changed",
    Who.THEIRS: "B alone changed",
    Who.BOTH: "both changed alike",
    Who.CONFLICT: "both changed, each in its way",
}


def big_picture(result: Comparison) -> Iterator[Block]:
    """What a reader wants to know first."""
    yield Heading(f"{result.a.name} (A) and {result.b.name} (B)")
    if result.is_empty:
        yield Paragraph("No difference in ships or settings.", Tone.GOOD)
    elif result.base is not None:
        yield from _base(result)
    for scales, one, other in (
        (result.scale_of_a if result.has_own_base else (), "base", "A"),
        (result.scale_of_b if result.has_own_base else (), "base", "B"),
        (result.scale, "A", "B"),
    ):
        for scale in scales:
            deviants = _deviants(result, scale.deviants)
            yield Paragraph(scale_sentence(scale, one, other, result.vessels.names, deviants))
    yield from _overview(result.races, "race", "races")
    yield from _overview(result.vessels, "vessel", "vessels")
    if result.has_own_base:
        yield from _who_changed(result)
    if result.settings:
        groups = Counter(group_of(setting.attribute or "") for setting in result.settings)
        shown = ", ".join(f"{count} of {name}" for name, count in groups.most_common())
        yield Paragraph(f"Settings: {len(result.settings)} differ: {shown}.")


def _base(result: Comparison) -> Iterator[Block]:
    assert result.base is not None
    if result.has_own_base or not result.vessels.items:
        yield Paragraph(f"Both beside their base, {result.base.name}.")
    else:
        yield Paragraph(f"The ships of A are those of the base, {result.base.name}.")


# Scales --------------------------------------------------------------------------------------


def _deviants(result: Comparison, numbers: Sequence[int]) -> str:
    """Ships by name; of many, how many of each role, with the first of them."""
    names = result.vessels.names
    if len(numbers) <= _MOST_NAMES:
        return named(tuple(numbers), names)
    groups: dict[Role, list[int]] = {}
    roles = _roles(result)
    for number in numbers:
        groups.setdefault(roles.get(number, Role.CIVILIAN), []).append(number)
    return ", ".join(_group(role, groups[role], names) for role in Role if role in groups)


def _group(role: Role, numbers: Sequence[int], names: dict[int, str]) -> str:
    if len(numbers) == 1:
        return named(tuple(numbers), names)
    shown = named(tuple(numbers[:_MOST_OF_A_ROLE]), names)
    more = len(numbers) - _MOST_OF_A_ROLE
    return f"{len(numbers)} of role {role.label} ({shown}{f' and {more} more' if more > 0 else ''})"


def _roles(result: Comparison) -> dict[int, Role]:
    data = result.a.vessel_data
    if data is None:
        return {}
    roles = roles_of(data.races)
    return {
        vessel.id: roles.assigned(vessel).role for vessel in data.vessels if vessel.id is not None
    }


# Ships ---------------------------------------------------------------------------------------


def _overview(changed: Changed, one: str, several: str) -> Iterator[Block]:
    names = changed.names
    for what, numbers in (("only in B", changed.added), ("only in A", changed.removed)):
        if numbers:
            count = counted(len(numbers), one, several)
            yield Paragraph(f"{count} {what}: {named(numbers, names)}.")
    moved = [f"{a} -> {b} {short(names.get(b, ''))}" for a, b in changed.renumbered]
    yield from _pairs("renumbered", one, several, moved)
    yield from _pairs("renamed", one, several, list(_renamed(changed)))
    restyled = tuple(
        item.id
        for item in changed.changed
        if all(change.kind is Kind.ART for change in item.changes)
    )
    if restyled:
        count = counted(len(restyled), one, several)
        yield Paragraph(f"{count} restyled, nothing else: {named(restyled, names)}.")
    if changed.changed:
        kinds = Counter(change.kind.value for item in changed.changed for change in item.changes)
        shown = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        count = counted(len(changed.changed), one, several)
        yield Paragraph(f"{count} changed: {shown} {'value' if kinds.total() == 1 else 'values'}.")


def _pairs(what: str, one: str, several: str, pairs: Sequence[str]) -> Iterator[Block]:
    if pairs:
        more = len(pairs) - _MOST_NAMES
        shown = ", ".join(pairs[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        yield Paragraph(f"{counted(len(pairs), one, several)} {what}: {shown}.")


def _renamed(changed: Changed) -> Iterator[str]:
    for item in changed.changed:
        path = "classname" if isinstance(item.shown, Vessel) else "name"
        for change in item.changes:
            if change.path == path:
                yield f"{item.id} {short(change.ours or '?')} -> {short(change.theirs or '?')}"


def _who_changed(result: Comparison) -> Iterator[Block]:
    """How many values of ships in the base each mod changed."""
    counts = Counter(
        row.who
        for part in (result.races, result.vessels)
        for item in part.items
        if item.base is not None and item.a is not None and item.b is not None
        for row in item.rows
    )
    shown = ", ".join(f"{words} {counts[who]}" for who, words in _WHO.items() if counts[who])
    if shown:
        yield Paragraph(f"Of the values of ships and races that the base has too, {shown}.")
