"""The first screen of a comparison: what came, went, moved and changed, and how it is scaled."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from artemis_modkit.changes.delta import Who
from artemis_modkit.changes.pairing import ALL_ALIKE
from artemis_modkit.compare import Changed, Comparison, Matched
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import first_of, listed
from artemis_modkit.report.report import Block, Heading, Paragraph, Tone
from artemis_modkit.report.views.compare_ships import is_as_without
from artemis_modkit.report.views.names import group_of, race_name, ships_of_role
from artemis_modkit.report.views.scales import named, scale_sentence
from artemis_modkit.report.words import counted, short

_MOST_NAMES = 10
_MOST_OF_A_GROUP = 2
_WHO = {
    Who.OURS: "A alone changed",
    Who.THEIRS: "B alone changed",
    Who.BOTH: "both changed alike",
    Who.CONFLICT: "both changed, each in its way",
}
_SURE = ("class name", "mesh")
"""What is enough to know a ship by; without it all that two ships share is told."""
_KINDS = {
    Area.BALANCE: "balance",
    Area.ART: "art",
    Area.TEXT: "text",
    Area.IDENTITY: "names and numbers",
}


def big_picture(
    result: Comparison, *, has_base: bool = True, is_full: bool = False
) -> Iterator[Block]:
    """What a reader wants to know first; beside the base where it `has_base`.

    Of many ships that came or went some are named, all if `is_full`.
    """
    is_beside = result.base is not None and not result.is_empty and result.has_own_base
    base = f", base {result.base.name}" if result.base and is_beside else ""
    yield Heading(f"{result.a.name} (A) and {result.b.name} (B){base}")
    if result.is_empty:
        yield Paragraph("No difference in ships or settings.", Tone.GOOD)
        return
    for part, what in _parts(result):
        apart = "in B, and the two are not measured against each other"
        one, several = f"number is another {what} {apart}", f"numbers are other {what}s {apart}"
        yield from _pairs(one, several, _replaced(part))
    yield from _came_and_went(result, is_full=is_full)
    yield from _twins(result)
    for part, what in _parts(result):
        for how, found in grouped(map(_renumbered, part.moved)).items():
            yield from _pairs(f"{what} {how}", f"{what}s {how}", found)
        yield from _pairs(f"{what} renamed", f"{what}s renamed", _renamed(part))
    if result.missions:
        said = [f"{short(name)} ({listed([*map(str, numbers)], most=_MOST_OF_A_GROUP)})"
                for name, numbers in result.missions.items()]  # fmt: skip
        yield Paragraph(
            "Missions that take ships by numbers that moved or went: "
            f"{listed(said, most=_MOST_NAMES)}."
        )
    yield from _changed(result)
    for scale in result.scale:
        deviants = _deviants(result, scale.deviants)
        yield Paragraph(scale_sentence(scale, "A", result.vessels.names, deviants=deviants))
    if result.base is not None and has_base:
        yield from _beside_the_base(result)


def _parts(result: Comparison) -> tuple[tuple[Changed, str], tuple[Changed, str]]:
    return (result.races, "race"), (result.vessels, "ship")


def _beside_the_base(result: Comparison) -> Iterator[Block]:
    assert result.base is not None
    if not result.has_own_base and result.vessels.items:
        yield Paragraph(f"The ships of A are those of the base, {result.base.name}.")
        return
    yield Paragraph(f"Both beside their base, {result.base.name}.")
    names = result.vessels.names
    for who, scales in (("A", result.scale_of_a), ("B", result.scale_of_b)):
        for scale in scales:
            deviants = _deviants(result, scale.deviants)
            yield Paragraph(scale_sentence(scale, "base", names, who=who, deviants=deviants))
    yield from _who_changed(result)


# Scales --------------------------------------------------------------------------------------


def _deviants(result: Comparison, numbers: Sequence[int]) -> str:
    """Ships by name; of many, how many of each role, with the first of them."""
    names = result.vessels.names
    if len(numbers) <= _MOST_NAMES:
        return named(tuple(numbers), names)
    roles = roles_of(result.a.races)
    known = {vessel.id: roles.of(vessel) for vessel in result.a.vessels}
    groups = grouped((known.get(number, Role.CIVILIAN), number) for number in numbers)
    return ", ".join(
        _group(ships_of_role(role), groups[role], names) for role in Role if role in groups
    )


def _group(of: str, numbers: Sequence[int], names: dict[int, str]) -> str:
    """`14 stations (#1000 Deep Space Base, … and 11 more)`; one alone by its name."""
    if len(numbers) == 1:
        return named(tuple(numbers), names)
    most = len(numbers) if len(numbers) <= _MOST_OF_A_GROUP + 1 else _MOST_OF_A_GROUP
    return f"{len(numbers)} {of} ({named(tuple(numbers), names, most)})"


# Ships ---------------------------------------------------------------------------------------


def _came_and_went(result: Comparison, *, is_full: bool) -> Iterator[Block]:
    for side, mod in (("B", result.b), ("A", result.a)):
        for part, what in _parts(result):
            every, names = (
                (part.added, part.names) if side == "B" else (part.removed, part.names_in_a)
            )
            numbers = tuple(one for one in every if one not in part.replaced)
            title = "Only in" if len(numbers) == len(every) else "Besides, only in"
            is_each = is_full or len(numbers) <= _MOST_NAMES or what == "race"
            if numbers:
                number = counted(len(numbers), what)
                said = named(numbers, names, len(numbers))
                said = said if is_each else _by_race(numbers, names, mod)
                yield Paragraph(f"{title} {side}: {number}: {said}.")


def _twins(result: Comparison) -> Iterator[Block]:
    """Races of one name, which nothing but their numbers tells apart."""
    named_so = grouped(
        (short(race.name.strip()), f"#{race.id}")
        for race in result.b.races
        if race.name and race.id is not None
    )
    said = [f"{name} ({listed(numbers, most=None)})" for name, numbers in named_so.items()
            if len(numbers) > 1]  # fmt: skip
    if said and result.races.changed + tuple(result.races.added):
        yield Paragraph(f"Mind races of one name in B: {listed(said, most=_MOST_NAMES)}.")


def _by_race(numbers: Sequence[int], names: dict[int, str], mod: Mod) -> str:
    """Ships by race, the largest first: `13 TSN (#17 Nemesis Class, … and 10 more)`."""
    sides = {vessel.id: vessel.side for vessel in reversed(mod.vessels)}
    groups = grouped(
        (short(race_name(mod.races, sides.get(number)) or "without a race"), number)
        for number in numbers
    )
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return ", ".join(_group(race, found, names) for race, found in ordered)


def _pairs(one: str, several: str, found: Iterable[str]) -> Iterator[Block]:
    pairs = list(found)
    if pairs:
        shown = first_of(pairs, _MOST_NAMES)
        yield Paragraph(f"{counted(len(pairs), one, several)}: {shown}.")


def _replaced(changed: Changed) -> Iterator[str]:
    """`#24 Cruiser -> Barge (shared: race)`, `#24 Cruiser (#25 now) -> Barge`."""
    now = {item.a.id: f" (#{item.b.id} now)" for item in changed.moved if item.a and item.b}
    for number in changed.replaced:
        before, after = (names.get(number, "") for names in (changed.names_in_a, changed.names))
        shared = ", ".join(changed.alike_under(number))
        said = f" (shared: {shared})" if shared else ""
        gone = f"#{number} {short(before or '?')}{now.get(number, '')}"
        yield f"{gone} -> {short(after or '?')}{said}"


def _renumbered(item: Matched) -> tuple[str, str]:
    """Why what moved is known to be the same ship, and what moved: `#24 -> #25 Cruiser`."""
    assert item.a is not None
    assert item.b is not None
    shared = [one for one in item.alike if one in _SURE] or item.alike
    how = f"renumbered, known by {listed(shared, most=None)}" if shared else "renumbered"
    if item.alike == (ALL_ALIKE,):
        how = "renumbered and else the same"
    return how, f"#{item.a.id} -> #{item.b.id} {short(item.name)}".rstrip()


def _renamed(changed: Changed) -> Iterator[str]:
    for item in changed.changed:
        path = "classname" if isinstance(item.shown, Vessel) else "name"
        for change in item.changes:
            if change.path == path:
                yield f"#{item.id} {short(change.ours or '?')} -> {short(change.theirs or '?')}"


def _changed(result: Comparison) -> Iterator[Block]:
    """How many ships, races and settings changed, and in values of which kinds."""
    said = []
    for part, what in reversed(_parts(result)):
        if part.changed:
            kinds = Counter(change.kind for item in part.changed for change in item.changes)
            of = [f"{kinds[kind]} of {word}" for kind, word in _KINDS.items() if kinds[kind]]
            of_these = of[0].partition(" ")[1:] if len(of) == 1 else (": ", ", ".join(of))
            values = f"{counted(kinds.total(), 'value')}{''.join(of_these)}"
            said.append(f"{counted(len(part.changed), what)} ({values})")
    own = [setting.attribute or "" for setting in result.settings if not is_as_without(setting)]
    if own:
        groups = Counter(map(group_of, own)).most_common()
        of = [f"{count} of {name}" for name, count in groups]
        said.append(f"{counted(len(own), 'setting')} ({', '.join(of)})")
    if more := len(result.settings) - len(own):
        settings = counted(more, "setting")
        said.append(f"{settings} only written out, or no longer, at the game's own value")
    if said:
        yield Paragraph(f"Changed: {', '.join(said)}.")


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
