"""Two mods side by side: races by ID, vessels by uniqueID, settings by key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from artemis_modkit.balance.scale import Scale, scales
from artemis_modkit.compare.differ import Change, changes_between
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import same_value
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Source

__all__ = ["Change", "Changed", "Comparison", "ItemChanges", "SettingChange", "compare"]


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """A race or vessel that both mods have, and what differs. `name` is that of B."""

    id: int
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Races or vessels: IDs that only B has, that only A has, and those that differ."""

    added: tuple[int, ...]
    removed: tuple[int, ...]
    changed: tuple[ItemChanges, ...]
    names: dict[int, str]


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A key with its values; `None` where a mod does not set it."""

    key: str
    a: str | None
    b: str | None


@dataclass(frozen=True)
class Comparison:
    """What differs from A to B. `notes` name what was left out of it on purpose."""

    a: Mod
    b: Mod
    vessels: Changed
    races: Changed
    settings: tuple[SettingChange, ...]
    scale: tuple[Scale, ...]
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        parts = (self.vessels, self.races)
        return not self.settings and not any(
            part.added or part.removed or part.changed for part in parts
        )


_NOTHING = Changed((), (), (), {})


def compare(a: Mod, b: Mod) -> Comparison:
    """Compare two mods. A file that only one of them has is noted, not counted as changes.

    Sentences are left out where one side is the embedded stock, which has its own. Raises
    `ModkitError` where the two have no kind of file in common.
    """
    if not (a.vessel_file and b.vessel_file) and not (a.settings_file and b.settings_file):
        raise ModkitError(
            f"{a.name} and {b.name} have nothing in common: one has ships, the other settings"
        )
    vessels, races = _NOTHING, _NOTHING
    scale: tuple[Scale, ...] = ()
    left, right = a.vessel_data, b.vessel_data
    if left is not None and right is not None:
        with_texts = not (a.is_embedded_stock or b.is_embedded_stock)
        vessels = _changed(left.vessels, right.vessels, with_texts=with_texts)
        races = _changed(left.races, right.races, with_texts=with_texts)
        by_id = _by_id(right.vessels)
        scale = scales(
            [(one, by_id[key]) for key, one in _by_id(left.vessels).items() if key in by_id]
        )
    settings = tuple(_settings(a, b))
    return Comparison(a, b, vessels, races, settings, scale, tuple(_notes(a, b)))


_Named = TypeVar("_Named", HullRace, Vessel)


def _by_id(items: Sequence[_Named]) -> dict[int, _Named]:
    """Races or vessels by their number; of several with one number the first."""
    found: dict[int, _Named] = {}
    for item in items:
        if item.id is not None:
            found.setdefault(item.id, item)
    return found


def _changed(left: Sequence[_Named], right: Sequence[_Named], *, with_texts: bool) -> Changed:
    ours, theirs = _by_id(left), _by_id(right)
    changed = []
    for number in sorted(ours.keys() & theirs.keys()):
        changes = tuple(
            change
            for change in changes_between(ours[number], theirs[number])
            if with_texts or change.kind is not Kind.TEXT
        )
        if changes:
            changed.append(ItemChanges(number, _name(theirs[number]), changes))
    names: dict[int, str] = {}
    for item in (*left, *right):
        if item.id is not None:
            names[item.id] = _name(item)
    return Changed(
        tuple(sorted(theirs.keys() - ours.keys())),
        tuple(sorted(ours.keys() - theirs.keys())),
        tuple(changed),
        names,
    )


def _name(item: HullRace | Vessel) -> str:
    return (item.class_name if isinstance(item, Vessel) else item.name) or ""


def _settings(a: Mod, b: Mod) -> Iterator[SettingChange]:
    if a.settings is None or b.settings is None:
        return
    left, right = a.settings.texts, b.settings.texts
    for key in dict.fromkeys((*left, *right)):
        values = left.get(key), right.get(key)
        if values[0] is None or values[1] is None or not same_value(values[0], values[1]):
            yield SettingChange(key, *values)


# What was left out ---------------------------------------------------------------------------


def _notes(a: Mod, b: Mod) -> Iterator[str]:
    for title, left, right in (
        ("vesselData.xml", a.vessel_file, b.vessel_file),
        ("artemis.ini", a.settings_file, b.settings_file),
    ):
        if (left is None) != (right is None):
            has, lacks = (a, b) if right is None else (b, a)
            yield f"only {has.name} has {title}; {lacks.name} has none to compare it with"
    for mod in (a, b):
        yield from _unusable(mod)
    if a.vessel_data is not None and b.vessel_data is not None:
        if a.is_embedded_stock or b.is_embedded_stock:
            yield "descriptions and taunts are not compared; the embedded stock has its own"
        differing = _differing_form(a.vessel_data, b.vessel_data)
        if differing:
            yield f"not counted: {', '.join(differing)}"


def _unusable(mod: Mod) -> Iterator[str]:
    data = mod.vessel_data
    if data is None:
        return
    if data.document.faults:
        yield (
            f"{mod.name}: the XML is broken in places ({len(data.document.faults)}) and was "
            "repaired in memory; `audit` shows them"
        )
    for title, items in (("vessels", data.vessels), ("races", data.races)):
        nameless = sum(item.id is None for item in items)
        doubled = len(items) - nameless - len({item.id for item in items if item.id is not None})
        if nameless:
            yield f"{mod.name}: {nameless} {title} without an id are not compared"
        if doubled:
            yield f"{mod.name}: of {title} with the same id only the first is compared ({doubled})"


def _differing_form(left: VesselData, right: VesselData) -> list[str]:
    forms = [_form(data) for data in (left, right)]
    return [title for title in forms[0] if forms[0][title] != forms[1][title]]


def _form(data: VesselData) -> dict[str, object]:
    document = data.document
    source: Source = document.source
    return {
        "line ends": "\r\n" in source.text,
        "byte order mark": source.text.startswith("\ufeff"),
        "comments": [document.text[span.start : span.end] for span in document.comments],
    }
