"""What missions ask of the mod under audit, held against it once for all rules."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import groupby

from artemis_modkit.audit.findings import Occurrence, Severity
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.spelling import RACE_KEYS, letters, misspelt, nearest_of, surely_meant_of
from artemis_modkit.audit.wording import of_many
from artemis_modkit.model.mission_names import Fit, Lack, NamedKind, Names, Ships, names_of, plain
from artemis_modkit.model.missions import HullWords, Mission, spelt, users_of_numbers
from artemis_modkit.model.roles import BROAD_TYPES
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.xml import Element

_CUTOFF = 0.8
"""How much a name must have of one that nothing asks for, to be called a slip for it."""


def fit_of(look: Look) -> Fit:
    """The ships that the missions of a look choose from."""
    return Fit.of(look.mod, look.stock)


def lacking_words(look: Look) -> tuple[tuple[Mission, HullWords, Lack], ...]:
    """Every place that takes a ship by words that nothing matches, and what is lacking."""
    fit = look.once(fit_of)
    return tuple(
        (mission, words, lack)
        for mission in look.missions
        for words in mission.hull_words
        if (lack := fit.lacks(words)) is not None
    )


class NearWords:
    """What misspelt words of missions are meant to be, by the words of races and ships there are.

    Words of stock count too: what asks for them is no slip.
    """

    def __init__(self, look: Look) -> None:
        states = look.once(fit_of).states
        every = (*states, Ships(look.stock.vessel_data)) if look.stock.vessel_data else states
        self._known = {
            "raceKeys": RACE_KEYS.union(*(ships.race_words for ships in every)),
            "hullKeys": BROAD_TYPES.union(*(ships.hull_words for ships in every)),
        }
        self._near: dict[tuple[str, str], str | None] = {}

    def meant(self, attribute: str, word: str) -> str | None:
        """The known word that a word of `raceKeys` or `hullKeys` misses by one slip, or `None`."""
        key = (attribute, word)
        if key not in self._near:
            self._near[key] = _meant(word, self._known[attribute])
        return self._near[key]

    def hint(self, attribute: str, words: Iterable[str]) -> str:
        """The end of a message on some words: what they may be meant to be, "" where nothing is."""
        near = dict.fromkeys(filter(None, (self.meant(attribute, word) for word in words)))
        return f"; did you mean {listed([*near])}?" if near else ""


def _meant(word: str, known: Collection[str]) -> str | None:
    """The word that is meant; other digits are another type, not a slip."""
    meant = misspelt(word, known)
    return None if meant is None or letters(meant) == letters(word) else meant


def told(
    place: tuple[Mission, Element, str],
    what: str,
    said: str,
    *,
    kind: Hashable = None,
    severity: Severity | None = None,
) -> Occurrence:
    """At an attribute in a mission: what stands there, how often, and what is said of it.

    What is the same (or of the same `kind`) in one mission is told as one, with all its places.
    """
    mission, element, asked = place
    document, attribute = mission.document, spelt(element, asked)
    there = document.places(element)[attribute]
    return Occurrence(
        mission.file,
        document.location(there.name.start),
        of_many(what, said),
        kind or what,
        element=element.name,
        attribute=attribute,
        value=element.attributes[attribute],
        width=there.value.end + 1 - there.name.start,
        severity=severity,
    )


def never_given(look: Look, what: NamedKind, said: str) -> Iterator[Occurrence]:
    """At every place of a mission that asks by a name of some kind which it never gives.

    That is a notice where no name that it gives may be meant: a part of a story that was left out.
    """
    for mission in look.missions:
        names = names_of(mission, what)
        lost = () if names is None else tuple(names.unknown())
        meant = _meant_names(names, {plain(asked.name): None for asked in lost}) if names else {}
        for asked in lost:
            near = meant.get(plain(asked.name))
            hint = f'; did you mean "{near}"?' if near else ""
            place = (mission, asked.element, asked.attribute)
            shown, kind = f'{what.value} "{asked.name}"', (what.value, plain(asked.name))
            worst = None if near else Severity.NOTICE
            yield told(place, shown, f": {said}{hint}", kind=kind, severity=worst)


def _meant_names(names: Names, unknown: Iterable[str]) -> dict[str, str]:
    """The given names that unknown ones may be: rather one by which nothing asks.

    One that others ask for is meant only where the slip is not at its end: of `wave a` and `wave b`
    one may be left out.
    """
    every, idle = list(unknown), names.idle
    near = nearest_of(every, idle, cutoff=_CUTOFF)
    slips = surely_meant_of(every, (key for key in names.given if key not in idle))
    found: dict[str, str] = {}
    for name in every:
        one, other = near[name], slips[name]
        if one is not None and letters(one) != letters(name):
            found[name] = names.given[one]
        elif other and other[:-1] != name[:-1] and letters(other) != letters(name):
            found[name] = names.given[other]
    return found


def names_of_missions(look: Look) -> dict[float, list[str]]:
    """The missions that take a ship by number, by that number."""
    return users_of_numbers(look.missions)


def used_by(look: Look, number: int | None) -> str:
    """The end of a message on a number: `; 7 is used by MISS_A`, "" where no mission takes it."""
    names = [] if number is None else look.once(names_of_missions).get(number, [])
    return f"; {number} is used by {listed(names, most=4)}" if names else ""


def spoken(numbers: list[int | float]) -> Iterator[str]:
    """Numbers in words, those in a row as one: `3000 to 3002`."""
    for _, pairs in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [number for _, number in pairs]
        yield str(row[0]) if len(row) == 1 else f"{row[0]} to {row[-1]}"
