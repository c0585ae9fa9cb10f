"""What changed in ships, in words: the one wording of `compare`, its changelog and CHANGES.md.

What most ships share is said of all, what several have alike is said once, and what is left
is told ship by ship, each value from what to what. It is plain text; a page escapes it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from artemis_modkit.compare.gathering import Figure, Form, Line, ShipChange, lines
from artemis_modkit.descriptions.words import plural
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.numbers import read_decimal, same_number, shortest
from artemis_modkit.model.roles import STATION_WORDS
from artemis_modkit.model.vessels import kind_of
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.views.compare_ships import from_to, split_path, value_shown
from artemis_modkit.report.views.names import (
    FIGURES,
    LOOKS,
    MOST_NAMED,
    OWNERS,
    THINGS,
    TYPE_WORDS,
    Fleets,
    race_name,
    ranges,
)
from artemis_modkit.report.words import counted, short, shown

_SHARED = 4
"""What so many ships have alike is told once for all of them."""

_STATIONS = {"base", *STATION_WORDS}
_SPEEDS = ("topspeed", "turnrate")


def told(changes: Iterable[ShipChange], fleets: Fleets, *, is_short: bool = False) -> Iterator[str]:
    """The changes that mean something in play, who and what; what most ships share comes first.

    What more ships did than are named, by one factor or to one value, is told without each
    value if it `is_short`.
    """
    left = [change for change in changes if is_told(change)]
    shared = grouped(
        (subject, line)
        for line in lines(fleets.ships, left)
        if (subject := _subject(line, fleets, is_short=is_short))
    )
    taken: set[ShipChange] = set()
    counted_only: set[Element] = set()
    for subject, found in shared.items():
        values = [change for line in found for change in line.changes]
        taken.update(values)
        those = {value.vessel.element for value in values}
        if len(those) > MOST_NAMED and not subject.startswith(("All ", "Most ")):
            counted_only |= those
        yield f"{subject}: {'; '.join(_what(line, subject, fleets) for line in found)}."
    yield from _by_ships([change for change in left if change not in taken], fleets, counted_only)


def new_looks(
    changes: Sequence[ShipChange], fleets: Fleets, described: Collection[int | None] = ()
) -> Iterator[str]:
    """Which ships have new looks and new texts, but for the texts of ships `described` anew."""
    texts = (change.vessel for change in changes if change.delta.kind is Area.TEXT)
    for title, vessels in (
        ("looks", [change.vessel for change in changes if change.part.name in LOOKS]),
        ("texts", [text for text in texts if text.id not in described]),
    ):
        if vessels:
            yield f"New {title}: {fleets.subject(vessels)}."


def is_told(change: ShipChange) -> bool:
    """Whether a change is told by its value: balance, race and type; not names, looks, texts.

    Of a type only words that the game or a role is decided by; a mod has tags of its own. That a
    station has a speed of 0 beside none at all means nothing.
    """
    if change.figure.attribute == "broadType":
        return any(_words_of_type(change))
    if is_nothing(change):
        return False
    return change.delta.kind is Area.BALANCE or change.figure.attribute == "side"


def is_nothing(change: ShipChange) -> bool:
    """Whether a station, which stands still, got or lost a speed or turn rate of 0."""
    if change.figure.attribute not in _SPEEDS or None not in (change.before, change.after):
        return False
    is_still = bool(_STATIONS.intersection(change.vessel.words))
    return is_still and same_number(change.before or change.after or "", "0")


def _words_of_type(change: ShipChange) -> tuple[list[str], list[str]]:
    """The words of a type that went and came."""
    before, after = ((text or "").lower().split() for text in (change.before, change.after))
    return (
        [one for one in before if one in TYPE_WORDS and one not in after],
        [one for one in after if one in TYPE_WORDS and one not in before],
    )


def _by_ships(
    changes: Iterable[ShipChange], fleets: Fleets, counted_only: set[Element]
) -> Iterator[str]:
    """What several ships have alike, then the rest, ship by ship; equal ships as one.

    `counted_only` are ships of lines before that name them by number at most. Who looks for such
    a ship finds its own line, which says that there is more.
    """
    of_ships = grouped((change.vessel.element, change) for change in changes)
    phrases = {ship: dict.fromkeys(_phrases(own, fleets)) for ship, own in of_ships.items()}
    whose = grouped((phrase, ship) for ship, said in phrases.items() for phrase in said)
    groups = grouped(
        (tuple(ships), phrase) for phrase, ships in whose.items() if len(ships) >= _SHARED
    )
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
        is_own = len(those) < _SHARED and counted_only.intersection(those)
        more = ["more above"] if is_own else []
        counted_only |= set(those) if len(those) > MOST_NAMED else set()
        subject = fleets.subject(of_ships[ship][0].vessel for ship in those)
        yield f"{subject}: {'; '.join([*shared, *more])}."


# Lines ---------------------------------------------------------------------------------------


def _is_wide(line: Line) -> bool:
    """Whether most parts or figures of a kind did it, in more ships than are named."""
    if line.form is Form.TO or len(line.vessels) < _SHARED:
        return False
    is_all = line.parts == line.of
    return is_all or (line.of / 2 < line.parts < line.of and len(line.vessels) > MOST_NAMED)


def _subject(line: Line, fleets: Fleets, *, is_short: bool) -> str:
    """`All beams`, `All ships but the 11 single-seat craft`; empty for no line of its own."""
    if line.figure.attribute == "side":
        return ""
    if not _is_wide(line):
        is_own = is_short and line.form is not Form.FROM_TO and len(line.vessels) > MOST_NAMED
        return fleets.subject(line.vessels) if is_own else ""
    element, is_all = line.figure.element, line.parts == line.of
    things = OWNERS.get(element) or THINGS.get(element, ("", ""))[1]
    if is_all and not things and len(line.vessels) < len(fleets.ships):
        return fleets.subject(line.vessels)
    if not is_all and (others := fleets.but(line)):
        those = "those of " if element in THINGS and element not in OWNERS else ""
        return f"All {things or 'ships'} but {those}{others}"
    return f"{'All' if is_all else 'Most'} {things or 'ships'}"


def _what(line: Line, subject: str, fleets: Fleets) -> str:
    """What the values did: `damage x0.25 (161 of 167)`, `beam range 1000 (before 800 to 900)`."""
    name = _line_name(line.figure, of_part=not _is_wide(line))
    if line.figure.attribute in SHIELDS and fleets.is_of_craft(line.vessels):
        name += _OF_COMPUTER
    share = f" ({line.parts} of {line.of})" if subject.startswith("Most ") else ""
    first = line.changes[0]
    if line.factor is not None:
        rounding = f", rounded to {line.rounding}" if line.rounding else ""
        return f"{name} x{shortest(line.factor)}{rounding}{share}"
    if line.form is Form.FROM_TO:
        return f"{from_to(name, first.before, first.after)}{share}"
    numbers = [read_decimal(change.before or "") for change in line.changes]
    known = [number for number in numbers if number is not None]
    were = f" (before {shown(min(known), 3)} to {shown(max(known), 3)})" if known else ""
    return f"{name} now {value_shown(first.after) or 'none'}{were}"


def _line_name(figure: Figure, *, of_part: bool) -> str:
    if figure.munition is not None:
        return _munitions(figure)
    if figure.element == "shields" and figure.attribute in ("front", "back"):
        return "shields" if figure.also else f"{SHIELDS[figure.attribute]}s"
    name = FIGURES.get(figure.attribute) or short(figure.attribute or figure.element)
    says_part = figure.element in THINGS and (of_part or figure.element in OWNERS)
    return f"{THINGS[figure.element][0]} {name}" if says_part else name


# Phrases of one ship -------------------------------------------------------------------------

_OF_COMPUTER = " in the computer's hands"
SHIELDS = {"front": "front shield", "back": "rear shield"}


def _phrases(changes: Sequence[ShipChange], fleets: Fleets) -> Iterator[str]:
    """What changed in one ship."""
    figures = grouped(
        ((figure.element, "front" if is_back else figure.attribute, figure.munition), change)
        for change in changes
        for figure in [change.figure]
        for is_back in [(figure.element, figure.attribute) == ("shields", "back")]
    )
    for (element, attribute, munition), ship_changes in figures.items():
        first = ship_changes[0]
        if not attribute:
            yield from _parts(first)
        elif element == "shields" and attribute == "front":
            yield _shields(ship_changes, _OF_COMPUTER if fleets.is_of_craft([first.vessel]) else "")
        elif munition is not None:
            yield from_to(_munitions(first.figure), first.before, first.after)
        elif attribute == "side":
            yield _race(first, fleets)
        elif attribute == "broadType":
            yield _words(first)
        else:
            yield from _values(element, attribute, ship_changes)


def _values(element: str, attribute: str, changes: Sequence[ShipChange]) -> Iterator[str]:
    """`beam damage 3 -> 1.8`, of some of several beams `beams 1-2 damage …`."""
    name = FIGURES.get(attribute) or short(attribute)
    ways = grouped(
        ((value_shown(change.before), value_shown(change.after)), change) for change in changes
    )
    parts = sum(child.name == element for child in changes[0].vessel.element.children)
    for (before, after), those in ways.items():
        things, subject = THINGS.get(element), ""
        if things is not None:
            is_all = len({change.part for change in those}) == parts
            places = [split_path(change.delta.path)[1] for change in those]
            which = "" if is_all else f" {ranges(places)}"
            subject = f"{things[not is_all and len(those) > 1]}{which} "
        yield f"{subject}{from_to(name, before, after)}"


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
        if kind_of(part.name, name) is Area.BALANCE
    )


def _shields(changes: Sequence[ShipChange], of: str) -> str:
    """`shields 80/80 -> 90/70`, or the one that changed."""
    ship_change = changes[0]
    if len(changes) == 1:
        return from_to(
            f"{SHIELDS[ship_change.figure.attribute]}{of}", ship_change.before, ship_change.after
        )
    sides = [
        "/".join(value_shown(getattr(change, side)) or "-" for change in changes)
        for side in ("before", "after")
    ]
    return f"shields{of} {sides[0]} -> {sides[1]}"


def _munitions(figure: Figure) -> str:
    """What is in a store: `homing torpedoes`, `EMPs`."""
    return plural(figure.munition.title if figure.munition is not None else figure.attribute)


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
