"""What became of ships, races and values of earlier releases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.missions import used_by
from artemis_modkit.audit.rule import ships
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import same_value
from artemis_modkit.model.vessels import ATTRIBUTES
from artemis_modkit.parsers.xml import Element

_MOST_NAMES = 20
"""Names in one message; of more the number is told."""


_SCOUT = '<vessel uniqueID="1" side="0" classname="Scout"/>'
_BOTH = ships(f'{_SCOUT}<vessel uniqueID="2" side="0" classname="Cutter"/>')


@Rule(
    title="a vessel or race of the previous release is gone",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions name vessels by number, class and words. What is gone makes them place another "
    "ship, or stop.",
    repair="Put it back, or say in the notes of the release that it is gone. Needs --previous.",
    fires=ships(_SCOUT),
    says="1:1 2 Cutter: in before, but not here under any number",
    silent=_BOTH,
    previous=_BOTH,
)
def lost_vessel(look: Look) -> Occurrences:
    """Vessels and races that a previous release had and this one has not, under any number."""
    root = look.document.root
    if look.mod.vessel_data is None or root is None or look.previous is None:
        return
    from artemis_modkit.audit.fates import fates_of_races, fates_of_vessels
    from artemis_modkit.changes.pairing import Fate

    lost = {
        vessel.id: vessel.shown_name + _in_missions(look, vessel.id)
        for vessel, fate, _ in fates_of_vessels(look)
        if fate is Fate.LOST
    }
    races = {
        race.id: f"race {race.id} {race.name}"
        for race, fate, _ in fates_of_races(look)
        if fate is Fate.LOST
    }
    for gone, what in ((lost, "number"), (races, "ID")):
        if gone:
            more = f" and {len(gone) - _MOST_NAMES:,} more" if len(gone) > _MOST_NAMES else ""
            yield look.element(
                root,
                f"{', '.join([*gone.values()][:_MOST_NAMES])}{more}: in {look.previous.name}, "
                f"but not here under any {what}",
                value=(what, *gone),
            )


def _in_missions(look: Look, number: int | None) -> str:
    used = used_by(look, number).removeprefix("; ")
    return f" ({used})" if used else ""


@Rule(
    title="a vessel or race has another number than before",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions, scripts and saved settings name ships by number; under the old one they now "
    "find another ship, or none.",
    repair="Give it its old number back, or say in the notes of the release that it has changed. "
    "Needs --previous.",
    fires=ships(f'{_SCOUT}<vessel uniqueID="3" side="0" classname="Cutter"/>'),
    says="3:58 3 Cutter: had the number 2 in before",
    silent=_BOTH,
    previous=_BOTH,
)
def renumbered_vessel(look: Look) -> Occurrences:
    """Vessels and races with another number than before, or another ship under it."""
    if look.previous is None:
        return
    from artemis_modkit.audit.fates import fates_of_races, fates_of_vessels
    from artemis_modkit.changes.pairing import Fate

    release = look.previous.name
    for old, fate, new in fates_of_vessels(look):
        if new is not None:
            was = f"this number was {old.class_name or 'nameless'} in {release}"
            if fate is Fate.RENUMBERED:
                was = f"had the number {old.id} in {release}"
            message = f"{new.shown_name}: {was}{used_by(look, old.id)}"
            yield look.element(new.element, message, kind=fate.value, attribute="uniqueID")
    for race, fate, now in fates_of_races(look):
        if now is not None and fate is Fate.RENUMBERED:
            yield look.element(
                now.element,
                f"race {now.name} had the ID {race.id} in {release}; vessels name it as their side",
                attribute="ID",
            )


_ValueKey = tuple[int, str, int, str]
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
    """Values that are again what they were before the previous release changed them."""
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
    from artemis_modkit.changes.pairing import NOTHING_TOLD, aligned_vessels

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
    states: Iterable[tuple[Mod, dict[Element, int]]], wanted: Set[_ValueKey]
) -> dict[_ValueKey, list[tuple[str, str]]]:
    """The releases in which values changed and what to, the first among them.

    `states` come the newest first. Of each release no more is kept, as there may be many.
    """
    found: dict[_ValueKey, list[tuple[str, str]]] = {}
    for state, places in states:
        for key, (value, _) in _places(state, places).items():
            if key in wanted:
                known = found.setdefault(key, [])
                if known and same_value(known[-1][1], value):
                    known.pop()
                known.append((state.name, value))
    return {key: known[::-1] for key, known in found.items()}


def _occurrence(
    look: Look, key: _ValueKey, place: Element | None, how: str, releases: tuple[str, str]
) -> Occurrence:
    """At a value that went back; `releases` are the one that had it and the one that changed it."""
    if place is None:
        setting = look.ini.get(key[1])
        assert setting is not None
        return look.setting(setting, f"{key[1]} {how}", span=setting.line, kind=releases)
    message = f"{look.whose(place)}{place.name} {key[3]} {how}"
    return look.element(place, message, kind=releases, attribute=key[3])


def _places(mod: Mod, ships: Mapping[Element, int]) -> dict[_ValueKey, tuple[str, Element | None]]:
    """Every value of the ships but their sentences, and every setting, with where it stands.

    Settings stand at `None`.
    """
    found: dict[_ValueKey, tuple[str, Element | None]] = {}
    for ship, at in ships.items():
        counts: dict[str, int] = {}
        for element in (ship, *ship.children):
            known = ATTRIBUTES.get(element.name, {})
            counts[element.name] = counts.get(element.name, 0) + 1
            for name, value in element.attributes.items():
                if name in known and known[name].kind is not Area.TEXT and name != "uniqueID":
                    key = (at, element.name, counts[element.name], name)
                    found[key] = (value.strip(), element)
    for name, value in ({} if mod.settings is None else mod.settings.texts).items():
        found[-1, name, 0, ""] = (value, None)
    return found
