"""What a change on the command line is about: `0:shields.front`, `race:Torgoth beam_port.damage`.

It is written as the step of a recipe, so that whatever runs or writes recipes does the rest.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import SETTINGS_FILE, Mod
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.vessel_data import ATTRIBUTES
from artemis_modkit.model.wording import names_meant
from artemis_modkit.parsers.errors import ModkitError

_SELECTORS = ("id", "race", "role", "stance", "words", "name")
_SELECTED = pattern(rf"({'|'.join(_SELECTORS)})\s*[:\s]\s*(.+)", re.DOTALL)
_PATH = pattern(r"(?P<element>\w+)(?:\[(?P<part>\w+)\])?\.(?P<attribute>\w+)")


class Target(Struct, frozen=True):
    """An attribute of some ships, or a key of artemis.ini; `written` is how a user has it."""

    written: str
    select: Mapping[str, Any]
    when: Mapping[str, Any]
    name: str

    @property
    def is_setting(self) -> bool:
        """Whether it is a key of artemis.ini."""
        return not self.select

    @property
    def digits(self) -> int:
        """Decimals that a multiplied value is rounded to: none for shields and whole numbers."""
        element = self.select.get("element")
        known = ATTRIBUTES.get(element or "", {}).get(self.name)
        is_whole = element == "shields" or (known is not None and known.read("0.5") is None)
        return 0 if is_whole else 3

    def step(self, change: Mapping[str, Any]) -> dict[str, Any]:
        """The step of a recipe that does a change, such as `{"set": 5}`, to it."""
        done = {key: {self.name: value} for key, value in change.items()}
        if self.is_setting:
            return done
        return {
            "select": dict(self.select),
            **({"when": dict(self.when)} if self.when else {}),
        } | done


def target_of(mod: Mod, who: str, path: str, *, coming: Sequence[Mapping[str, str]] = ()) -> Target:
    """The target of a ship, a selection or `artemis.ini`, and the path of an attribute or a key.

    `who` is a uniqueID, a class name, or a word of a recipe's `select` with what is selected
    (`race:Torgoth`); `path` is `shields.front`, `beam_port[2].damage` (counted from 1),
    `torpedo_storage[trp].amount`. `coming` are attributes of ships that earlier changes make.
    Raises `ModkitError` for a ship that there is not.
    """
    who, path = who.strip(), path.strip()
    written = f"{who} {path}"
    if who.lower() == SETTINGS_FILE:
        return Target(written, {}, {}, path)
    found = _PATH.fullmatch(path)
    if found is None:
        raise ModkitError(f"'{path}' names no attribute; write e.g. shields.front")
    element, part, attribute = found["element"], found["part"], found["attribute"]
    select: dict[str, Any] = {"element": element, **_selected(mod, who, coming)}
    when: dict[str, Any] = {}
    if part is not None and part.isdecimal():
        select["xpath"] = f"//vessel/{element}[{int(part)}]"
    elif part is not None:
        when["value"] = {"type": part}
    return Target(written, select, when, attribute)


def _selected(mod: Mod, who: str, coming: Sequence[Mapping[str, str]]) -> dict[str, str]:
    chosen = _SELECTED.fullmatch(who)
    if chosen is not None:
        return {chosen[1]: chosen[2].strip()}
    if who.isdecimal():
        numbers = {vessel.id for vessel in mod.vessels}
        numbers |= {read_integer(one.get("uniqueID", "")) for one in coming}
        if int(who) not in numbers:
            raise ModkitError(f"{mod.name}: no vessel has the uniqueID {who}")
        return {"id": who}
    names = [vessel.class_name for vessel in mod.vessels if vessel.class_name]
    names += [one["classname"] for one in coming if "classname" in one]
    if who.lower() not in map(str.lower, names):
        hint = names_meant(who, names) or "; `score` lists all"
        raise ModkitError(f"{mod.name}: no ship is called '{who}'{hint}")
    return {"name": re.sub(r"([*?\[])", r"[\1]", who)}
