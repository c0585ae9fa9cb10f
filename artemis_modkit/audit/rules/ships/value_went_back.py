"""Values that are again what they were before the previous release changed them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from artemis_modkit.audit.frame import (
    Confidence,
    Look,
    Occurrence,
    Occurrences,
    Rule,
    Severity,
    ships,
)
from artemis_modkit.changes.pairing import NOTHING_TOLD, aligned_vessels
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import same_value
from artemis_modkit.model.vessel_data import ATTRIBUTES
from artemis_modkit.parsers.xml import Element

_Key = tuple[int, str, int, str]
"""The place of the ship in the mod, element, its number among those of its name, attribute.

Of a setting: -1, key.
"""


def _ship(damage: str) -> dict[str, bytes]:
    return dict(
        ships(
            '<vessel uniqueID="20" side="0" classname="Cutter">'
            f'<beam_port damage="1" playerdamage="{damage}"/></vessel>'
        )
    )


@Rule(
    title="a value went back to what it was",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Where two people merge by hand, one often saves a file that lacks the other's last "
    "change, and the change is lost without anybody having wanted it.",
    repair="Put the newer value back, or leave it if it is meant. Needs --history.",
    fires=_ship("2"),
    says="3:73 20 Cutter: beam_port playerdamage went back from 2.8 to 2, as in release 1",
    silent=_ship("3"),
    history=(_ship("2"), _ship("2.8")),
)
def value_went_back(look: Look) -> Occurrences:
    states = [*look.history, *([look.previous] if look.previous else [])]
    if len(states) < 2:
        return
    ships = {vessel.element: at for at, vessel in enumerate(look.vessels)}
    now = _places(look.mod, ships)
    changes = _changes(_with_ships(look, states), now.keys())
    for key, (value, place) in now.items():
        others = changes.get(key, [])
        if others and same_value(others[-1][1], value):
            others.pop()
        changed, last = others.pop() if others else ("", "")
        for name, older in reversed(others):
            if same_value(older, value):
                how = f"went back from {last} to {value}, as in {name}"
                yield _occurrence(look, key, place, how, (name, changed))
                break


def _with_ships(look: Look, states: Sequence[Mod]) -> Iterator[tuple[Mod, dict[Element, int]]]:
    """Each state, the newest first, with its ships and their places in the mod.

    A ship is followed from release to release, whatever its number was.
    """
    newer = dict(enumerate(look.vessels))
    told = look.told or NOTHING_TOLD
    for state in reversed(states):
        mod = replace(state)  # a copy, so that what is read of it is not kept
        pairs = aligned_vessels(mod.vessels, list(newer.values()), told)
        places = {vessel.element: at for at, vessel in newer.items()}
        followed = {places[new.element]: old for old, new in pairs if old and new}
        yield mod, {vessel.element: at for at, vessel in followed.items()}
        newer |= followed
        told = NOTHING_TOLD


def _changes(
    states: Iterable[tuple[Mod, dict[Element, int]]], wanted: Set[_Key]
) -> dict[_Key, list[tuple[str, str]]]:
    """The releases in which values changed and what to, the first among them.

    `states` come the newest first. Of each release no more is kept, as there may be many.
    """
    found: dict[_Key, list[tuple[str, str]]] = {}
    for state, places in states:
        for key, (value, _) in _places(state, places).items():
            if key in wanted:
                known = found.setdefault(key, [])
                if known and same_value(known[-1][1], value):
                    known.pop()
                known.append((state.name, value))
    return {key: known[::-1] for key, known in found.items()}


def _occurrence(
    look: Look, key: _Key, place: Element | None, how: str, releases: tuple[str, str]
) -> Occurrence:
    """At a value that went back; `releases` are the one that had it and the one that changed it."""
    if place is None:
        setting = look.ini.get(key[1])
        assert setting is not None
        return look.setting(setting, f"{key[1]} {how}", span=setting.line, kind=releases)
    message = f"{look.whose(place)}{place.name} {key[3]} {how}"
    return look.element(place, message, kind=releases, attribute=key[3])


def _places(mod: Mod, ships: Mapping[Element, int]) -> dict[_Key, tuple[str, Element | None]]:
    """Every value of the ships but their sentences, and every setting, with where it stands.

    Settings stand at `None`.
    """
    found: dict[_Key, tuple[str, Element | None]] = {}
    for ship, at in ships.items():
        counts: dict[str, int] = {}
        for element in (ship, *ship.children):
            known = ATTRIBUTES.get(element.name, {})
            counts[element.name] = counts.get(element.name, 0) + 1
            for name, value in element.attributes.items():
                if name in known and known[name].kind is not Kind.TEXT and name != "uniqueID":
                    key = (at, element.name, counts[element.name], name)
                    found[key] = (value.strip(), element)
    for name, value in ({} if mod.settings is None else mod.settings.texts).items():
        found[-1, name, 0, ""] = (value, None)
    return found
