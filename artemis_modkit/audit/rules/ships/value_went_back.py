"""Values that are again what they were before the previous release changed them."""

from collections.abc import Sequence, Set
from dataclasses import replace

from artemis_modkit.audit.frame import (
    Confidence,
    Look,
    Occurrence,
    Occurrences,
    Rule,
    Severity,
    ships,
)
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import same_value
from artemis_modkit.model.vessel_data import ATTRIBUTES
from artemis_modkit.parsers.xml import Element

_Key = tuple[str, str, int, str]
"""The uniqueID, element, its number among those of its name, attribute; a setting: "", key."""


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
    now = _places(look.mod)
    changes = _changes(states, now.keys())
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


def _changes(states: Sequence[Mod], wanted: Set[_Key]) -> dict[_Key, list[tuple[str, str]]]:
    """The releases in which values changed and what to, the first among them.

    Of each release no more is kept, as there may be many.
    """
    found: dict[_Key, list[tuple[str, str]]] = {}
    for state in states:
        for key, (value, _) in _places(replace(state)).items():
            if key in wanted:
                known = found.setdefault(key, [])
                if not known or not same_value(known[-1][1], value):
                    known.append((state.name, value))
    return found


def _occurrence(
    look: Look, key: _Key, place: Element | None, how: str, releases: tuple[str, str]
) -> Occurrence:
    """At a value that went back; `releases` are the one that had it and the one that changed it."""
    if place is None:
        setting = look.ini.get(key[1])
        assert setting is not None
        return look.setting(setting, f"{key[1]} {how}", span=setting.line, kind=releases)
    owner = look.whose(place) or f"{key[0]}: "
    message = f"{owner}{place.name} {key[3]} {how}"
    return look.element(place, message, kind=releases, attribute=key[3])


def _places(mod: Mod) -> dict[_Key, tuple[str, Element | None]]:
    """Every value of the ships but their sentences, and every setting, with where it stands.

    Settings stand at `None`.
    """
    found: dict[_Key, tuple[str, Element | None]] = {}
    data, settings = mod.vessel_data, mod.settings
    for vessel in () if data is None else data.vessels:
        number = vessel.element.attributes.get("uniqueID", "").strip()
        counts: dict[str, int] = {}
        for element in (vessel.element, *vessel.element.children):
            known = ATTRIBUTES.get(element.name, {})
            counts[element.name] = counts.get(element.name, 0) + 1
            for name, value in element.attributes.items():
                if name in known and known[name].kind is not Kind.TEXT and name != "uniqueID":
                    key = (number, element.name, counts[element.name], name)
                    found.setdefault(key, (value.strip(), element))
    for name, value in ({} if settings is None else settings.texts).items():
        found["", name, 0, ""] = (value, None)
    return found
