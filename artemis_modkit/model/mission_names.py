"""Names that a mission gives to timers, variables and objects, and those by which it asks.

Capitals and blanks round a name do not count here: whether they do in the game is not known.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.model.missions import Mission, said_of
from artemis_modkit.parsers.xml import Element

PLAYER_SHIPS = (
    "Artemis", "Intrepid", "Aegis", "Horatio", "Excalibur", "Hera", "Ceres", "Diana",
)  # fmt: skip
"""What the ships of players are called where no mission names them."""

_OPEN = pattern(r"\{\{|\{%|\$\{|%\(")
"""What a program fills in, so that nobody knows the name yet."""


class Named(Enum):
    """What has a name; the value is what it is called in sentences."""

    TIMER = "timer"
    VARIABLE = "variable"
    OBJECT = "object"


_GIVEN: Mapping[str, tuple[tuple[Named, str], ...]] = {
    "set_timer": ((Named.TIMER, "name"),),
    "set_variable": ((Named.VARIABLE, "name"),),
    "create": ((Named.OBJECT, "name"),),
    "set_ship_text": ((Named.OBJECT, "newname"),),
    "set_player_carried_type": ((Named.OBJECT, "name"), (Named.OBJECT, "singleSeatName")),
    "set_player_station_carried": ((Named.OBJECT, "singleSeatName"),),
}
"""By element, the attributes that give a name; `variable` gives one in each."""

_OBJECT = (Named.OBJECT, "name")
_TWO_OBJECTS = ((Named.OBJECT, "name1"), (Named.OBJECT, "name2"))
_TO_TARGET = (_OBJECT, (Named.OBJECT, "targetName"))
_ASKED: Mapping[str, tuple[tuple[Named, str], ...]] = {
    "if_timer_finished": ((Named.TIMER, "name"),),
    "if_variable": ((Named.VARIABLE, "name"),),
    "if_distance": _TWO_OBJECTS,
    "copy_object_property": _TWO_OBJECTS,
    "set_relative_position": _TWO_OBJECTS,
    "add_ai": _TO_TARGET,
    "direct": _TO_TARGET,
    **dict.fromkeys(
        (
            *("if_exists", "if_not_exists", "if_docked", "if_in_nebula", "if_scan_level"),
            *("if_inside_box", "if_outside_box", "if_inside_sphere", "if_outside_sphere"),
            *("if_object_property", "if_player_is_targeting", "get_object_property"),
            *("set_object_property", "addto_object_property", "set_ship_text", "set_special"),
            *("set_side_value", "set_to_gm_position", "clear_ai", "destroy"),
        ),
        (_OBJECT,),
    ),
}
"""By element, the attributes that ask for what has a name."""


class Asked(Struct, frozen=True):
    """A place that asks for something by its name."""

    element: Element
    attribute: str
    name: str


class Names(Struct, frozen=True):
    """The names of one kind of a mission: those that it gives, by themselves in small letters."""

    given: Mapping[str, str]
    asked: tuple[Asked, ...]

    def unknown(self) -> Iterator[Asked]:
        """Every place that asks by a name that nothing has."""
        return (one for one in self.asked if plain(one.name) not in self.given)

    @property
    def idle(self) -> Mapping[str, str]:
        """The names by which nothing asks, without the usual ones of ships of players."""
        used = {plain(one.name) for one in self.asked}.union(map(plain, PLAYER_SHIPS))
        return {key: name for key, name in self.given.items() if key not in used}


def plain(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(name.lower().split())


def names_of(mission: Mission, what: Named) -> Names | None:
    """The names of one kind; `None` where they are not all known.

    They are not of a part of a mission (without `<start>`), of one that a program fills in, and of
    one whose XML nobody can read for certain.
    """
    document = mission.document
    if not any(True for _ in document.descendants("start")):
        return None
    if any(fault.blocks or not fault.repairable for fault in document.faults):
        return None
    given = list(_given(document.elements, what))
    if any(_OPEN.search(name) for name in given):
        return None
    asked = (
        Asked(element, attribute, name.strip())
        for element in document.elements
        for kind, attribute in _ASKED.get(element.name, ())
        if kind is what and (name := said_of(element, attribute)).strip()
    )
    return Names(
        {plain(name): name.strip() for name in reversed(given)},
        tuple(one for one in asked if not _OPEN.search(one.name)),
    )


def _given(elements: Iterable[Element], what: Named) -> Iterator[str]:
    if what is Named.OBJECT:
        yield from PLAYER_SHIPS
    for element in elements:
        for kind, attribute in _GIVEN.get(element.name, ()):
            if kind is what:
                yield said_of(element, attribute)
        if what is Named.VARIABLE:
            yield said_of(element, "variable")
