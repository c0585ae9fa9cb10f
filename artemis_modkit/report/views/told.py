"""What changed in ships, in words: the one wording of `compare`, its changelog and CHANGES.md.

What most ships share is said of all, what several have alike is said once, and what is left
is told ship by ship, each value from what to what. It is plain text; a page escapes it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from artemis_modkit.compare.gathering import Figure, Form, Line, ShipChange, lines
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.numbers import read_decimal, shortest
from artemis_modkit.model.roles import BROAD_TYPES, STATION_WORDS, Role, roles_of
from artemis_modkit.model.values import kind_of
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.views.compare_ships import from_to, ranges, split_path, value_shown
from artemis_modkit.report.views.figures import FIGURES, OWNERS, THINGS
from artemis_modkit.report.words import capital, counted, short, shown

_MOST_NAMED = 5
"""So many ships are named; of more it is said how many there are of a race or role."""

_SHARED = 4
"""What so many ships have alike is told once for all of them."""

_WORDS = BROAD_TYPES | STATION_WORDS
"""The words of a type that are told; others are tags of a mod's own, by which missions choose."""

_TYPES = {
    "singleseat": "single-seat craft",
    "carrier": "carriers",
    "fighter": "fighters",
    "bomber": "bombers",
    "shuttle": "shuttles",
}
"""What players call ships by a word of their type."""

Called = Callable[[Vessel], str]


@dataclass(frozen=True)
class Fleets:
    """The ships before, with the races that they and those after are of; how texts name one."""

    ships: Sequence[Vessel]
    races: Sequence[HullRace]
    later_races: Sequence[HullRace]
    called: Called

    @cached_property
    def _roles(self) -> dict[Element, Role]:
        roles = roles_of(self.races)
        return {one.element: roles.of(one) for one in self.ships}

    @cached_property
    def _of_role(self) -> Counter[Role]:
        return Counter(self._roles.values())

    @cached_property
    def _of_word(self) -> dict[str, set[Element]]:
        found: dict[str, set[Element]] = {word: set() for word in _WORDS}
        for ship in self.ships:
            for word in _WORDS.intersection(ship.words):
                found[word].add(ship.element)
        return found

    @cached_property
    def _of_race(self) -> Counter[int | None]:
        return Counter(one.side for one in self.ships)

    def subject(self, chosen: Iterable[Vessel]) -> str:
        """Who: a few ships by name, more by their race or roles, and whole races as such."""
        vessels = list({one.element: one for one in chosen}.values())
        if len(vessels) <= _MOST_NAMED:
            return ", ".join(map(self.called, vessels))
        roles = Counter(self._roles[one.element] for one in vessels)
        sides = {one.side for one in vessels}
        chosen_ones = {one.element for one in vessels}
        is_whole = all(count == self._of_role[role] > 1 for role, count in roles.items())
        if len(sides) == 1 and not (is_whole and len(roles) == 1):
            (side,) = sides
            name = race_name(self.races, side)
            every = "all " if len(vessels) == self._of_race[side] else ""
            if name:
                return capital(f"{every}{len(vessels)} {short(name)} ships")
        of_type = [word for word in sorted(_WORDS) if self._of_word[word] == chosen_ones]
        if of_type and not is_whole:
            return f"All {len(vessels)} {_TYPES.get(of_type[0], f'ships of type {of_type[0]}')}"
        said = [
            f"all {plural(role)}"
            if roles[role] == self._of_role[role] > 1
            else counted(roles[role], role.shown, plural(role))
            for role in Role
            if roles[role]
        ]
        return capital(listed(said, most=None))


def by_name(ships: Sequence[Vessel], races: Sequence[HullRace]) -> Called:
    """How players are told of ships: `Escort (1500)`; with the race where names are shared."""
    sides = {((one.class_name or "").strip(), one.side) for one in ships}
    counts = Counter(name for name, _ in sides)

    def called(vessel: Vessel) -> str:
        name = (vessel.class_name or "").strip()
        race = race_name(races, vessel.side) if counts[name] > 1 else ""
        said = short(f"{race} {name}".strip() if name else "") or "a ship without a name"
        return said if vessel.id is None else f"{said} ({vessel.id})"

    return called


def race_name(races: Sequence[HullRace], side: int | None) -> str:
    """The name of a race by its ID; empty where there is none."""
    return next((one.name or "" for one in races if one.id == side), "")


def plural(role: Role) -> str:
    """Several ships of a role: `player ships`, `allies`."""
    if role.is_craft:
        return role.shown
    return f"{role.shown[:-1]}ies" if role.shown.endswith("y") else f"{role.shown}s"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of whom. `changes` are the values that it stands for."""

    subject: str
    said: Sequence[str]
    changes: Sequence[ShipChange]

    def __str__(self) -> str:
        return f"{self.subject}: {'; '.join(self.said)}."


def told(
    changes: Iterable[ShipChange], fleets: Fleets, *, is_short: bool = False
) -> Iterator[Told]:
    """The changes that mean something in play; what most ships share comes first.

    What more ships did than are named, by one factor or to one value, is told without each
    value if it `is_short`.
    """
    left = [one for one in changes if is_told(one)]
    shared: dict[str, list[Line]] = {}
    for line in lines(fleets.ships, left):
        if subject := _subject(line, fleets, is_short=is_short):
            shared.setdefault(subject, []).append(line)
    taken: set[int] = set()
    for subject, found in shared.items():
        values = [change for line in found for change in line.changes]
        taken.update(map(id, values))
        yield Told(subject, [_what(line, of_part=not _is_wide(line)) for line in found], values)
    of_ships: dict[Element, list[ShipChange]] = {}
    for one in left:
        if id(one) not in taken:
            of_ships.setdefault(one.vessel.element, []).append(one)
    phrases = {ship: dict(_phrases(found, fleets)) for ship, found in of_ships.items()}
    yield from _by_ships(phrases, fleets)


def is_told(change: ShipChange) -> bool:
    """Whether a change is told by its value: balance, race and type; not names, looks, texts.

    Of a type only words that the game or a role is decided by; a mod has tags of its own.
    """
    if change.figure.attribute == "broadType":
        return any(_words_of_type(change))
    return change.delta.kind is Kind.BALANCE or change.figure.attribute == "side"


def _words_of_type(change: ShipChange) -> tuple[list[str], list[str]]:
    """The words of a type that went and came."""
    before, after = ((text or "").lower().split() for text in (change.before, change.after))
    return (
        [one for one in before if one in _WORDS and one not in after],
        [one for one in after if one in _WORDS and one not in before],
    )


_Phrases = dict[Element, dict[str, list[ShipChange]]]


def _by_ships(phrases: _Phrases, fleets: Fleets) -> Iterator[Told]:
    """What several ships have alike, then the rest, ship by ship; equal ships as one."""
    whose: dict[str, list[Element]] = {}
    for ship, said in phrases.items():
        for phrase in said:
            whose.setdefault(phrase, []).append(ship)
    groups: dict[tuple[Element, ...], list[str]] = {}
    for phrase, found in whose.items():
        if len(found) >= _SHARED:
            groups.setdefault(tuple(found), []).append(phrase)
    for ship, said in phrases.items():
        own = tuple(phrase for phrase in said if len(whose[phrase]) < _SHARED)
        alike = [
            other
            for other in dict.fromkeys(at for phrase in own for at in whose[phrase])
            if tuple(one for one in phrases[other] if len(whose[one]) < _SHARED) == own
        ]
        if own and alike[0] is ship:
            groups.setdefault(tuple(alike), []).extend(own)
    for those, shared in groups.items():
        changes = [one for ship in those for phrase in shared for one in phrases[ship][phrase]]
        yield Told(fleets.subject(one.vessel for one in changes), shared, changes)


# Lines ---------------------------------------------------------------------------------------


def _is_wide(line: Line) -> bool:
    """Whether most parts or figures of a kind did it, in more ships than are named."""
    if line.form is Form.TO or len(line.vessels) < _SHARED:
        return False
    is_all = line.parts == line.of
    return is_all or (line.of / 2 < line.parts < line.of and len(line.vessels) > _MOST_NAMED)


def _subject(line: Line, fleets: Fleets, *, is_short: bool) -> str:
    """`All beams`, `Most ships`, `All ships that launch drones`; empty for no line of its own."""
    if not _is_wide(line):
        is_own = is_short and line.form is not Form.FROM_TO and len(line.vessels) > _MOST_NAMED
        return fleets.subject(line.vessels) if is_own else ""
    element, is_all = line.figure.element, line.parts == line.of
    things = OWNERS.get(element) or THINGS.get(element, ("", ""))[1]
    if is_all and not things and len(line.vessels) < len(fleets.ships):
        return fleets.subject(line.vessels)
    return f"{'All' if is_all else 'Most'} {things or 'ships'}"


def _what(line: Line, *, of_part: bool = False) -> str:
    """What the values did: `damage x0.25 (161 of 167)`, `beam range 1000 (before 800 to 900)`."""
    name = _line_name(line.figure, of_part=of_part)
    share = "" if of_part or line.parts == line.of else f" ({line.parts} of {line.of})"
    first = line.changes[0]
    if line.factor is not None:
        rounding = ", rounded" if line.is_rounded else ""
        return f"{name} x{shortest(line.factor)}{rounding}{share}"
    if line.form is Form.FROM_TO:
        return f"{from_to(name, first.before, first.after)}{share}"
    numbers = [read_decimal(one.before or "") for one in line.changes]
    known = [number for number in numbers if number is not None]
    were = f" (before {shown(min(known), 3)} to {shown(max(known), 3)})" if known else ""
    return f"{name} {'removed' if first.after is None else f'now {value_shown(first.after)}'}{were}"


def _line_name(figure: Figure, *, of_part: bool) -> str:
    if figure.munition is not None:
        return munitions(figure)
    if figure.element == "shields" and figure.attribute in ("front", "back"):
        return "shields" if figure.also else f"{SHIELDS[figure.attribute]}s"
    name = FIGURES.get(figure.attribute) or short(figure.attribute or figure.element)
    says_part = figure.element in THINGS and (of_part or figure.element in OWNERS)
    return f"{THINGS[figure.element][0]} {name}" if says_part else name


# Phrases of one ship -------------------------------------------------------------------------

SHIELDS = {"front": "front shield", "back": "rear shield"}
_Phrase = tuple[str, list[ShipChange]]


def _phrases(changes: Sequence[ShipChange], fleets: Fleets) -> Iterator[_Phrase]:
    """What changed in one ship, each with the values that it stands for."""
    figures: dict[tuple[str, str, object], list[ShipChange]] = {}
    for one in changes:
        figure = one.figure
        name = "front" if (figure.element, figure.attribute) == ("shields", "back") else None
        key = (figure.element, name or figure.attribute, figure.munition)
        figures.setdefault(key, []).append(one)
    for (element, attribute, munition), found in figures.items():
        if not attribute:
            yield from ((said, found) for said in _parts(found[0]))
        elif element == "shields" and attribute == "front":
            yield _shields(found), found
        elif munition is not None:
            yield _store(found), found
        elif attribute == "side":
            yield _race(found[0], fleets), found
        elif attribute == "broadType":
            yield _words(found[0]), found
        else:
            yield from _values(element, attribute, found)


def _values(element: str, attribute: str, found: Sequence[ShipChange]) -> Iterator[_Phrase]:
    """`beam damage 3 -> 1.8`, of some of several beams `beams 1-2 damage …`."""
    name = FIGURES.get(attribute) or short(attribute)
    ways: dict[tuple[str | None, str | None], list[ShipChange]] = {}
    for one in found:
        ways.setdefault((value_shown(one.before), value_shown(one.after)), []).append(one)
    parts = sum(child.name == element for child in found[0].vessel.element.children)
    for (before, after), those in ways.items():
        things, subject = THINGS.get(element), ""
        if things is not None:
            is_all = len({one.part for one in those}) == parts
            places = [split_path(one.delta.path)[1] for one in those]
            which = "" if is_all else f" {ranges(places)}"
            subject = f"{things[not is_all and len(those) > 1]}{which} "
        yield f"{subject}{from_to(name, before, after)}", those


def _parts(change: ShipChange) -> Iterator[str]:
    """`2 beams added (damage 4, arc 0.4)`, `1 torpedo tube removed`."""
    one, several = THINGS.get(change.figure.element) or [short(change.figure.element)] * 2
    for parts, word in ((change.came, "added"), (change.went, "removed")):
        alike = Counter(_figures_of(part) for part in parts)
        for figures, count in alike.items():
            said = f" ({figures})" if figures and word == "added" else ""
            yield f"{counted(count, one, several)} {word}{said}"


def _figures_of(part: Element) -> str:
    return ", ".join(
        f"{FIGURES.get(name, short(name))} {value_shown(text)}"
        for name, text in part.attributes.items()
        if kind_of(part.name, name) is Kind.BALANCE
    )


def _shields(found: Sequence[ShipChange]) -> str:
    """`shields 80/80 -> 90/70`, or the one that changed."""
    one = found[0]
    if len(found) == 1:
        return from_to(SHIELDS[one.figure.attribute], one.before, one.after)
    sides = [
        "/".join(value_shown(getattr(change, side)) or "-" for change in found)
        for side in ("before", "after")
    ]
    return f"shields {sides[0]} -> {sides[1]}"


def munitions(figure: Figure) -> str:
    """What is in a store: `homing torpedoes`, `EMPs`."""
    title = figure.munition.title if figure.munition is not None else figure.attribute
    return plural_of(title)


def plural_of(title: str) -> str:
    """Several of a kind of torpedo."""
    return f"{title}es" if title.endswith("o") else f"{title}s"


def _store(found: Sequence[ShipChange]) -> str:
    one = found[0]
    return from_to(munitions(one.figure), one.before, one.after)


def _race(change: ShipChange, fleets: Fleets) -> str:
    names = [
        short(race_name(races, vessel.side)) or f"none ({vessel.side})"
        for races, vessel in ((fleets.races, change.vessel), (fleets.later_races, change.now))
    ]
    return f"race {names[0]} -> {names[1]}"


def _words(change: ShipChange) -> str:
    sides = zip(("not", "now"), _words_of_type(change), strict=True)
    said = " and ".join(" ".join((verb, *words)) for verb, words in sides if words)
    return f"type {said}"
