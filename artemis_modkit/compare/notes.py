"""What a comparison leaves out on purpose, in words."""

from collections.abc import Iterator

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessel_data import VesselData


def notes(a: Mod, b: Mod) -> Iterator[str]:
    """What is not compared of two mods, and why; of differing form one line."""
    for title, left, right in (
        ("vesselData.xml", a.vessel_file, b.vessel_file),
        ("artemis.ini", a.settings_file, b.settings_file),
    ):
        if (left is None) != (right is None):
            has, lacks = (a, b) if right is None else (b, a)
            yield f"only {has.name} has {title}; {lacks.name} has none to compare it with"
    found: dict[str, dict[str, None]] = {}
    for mod in (a, b):
        for said in _unusable(mod):
            found.setdefault(said, {})[mod.name] = None
    yield from (f"{' and '.join(names)}: {said}" for said, names in found.items())
    if a.vessel_data is not None and b.vessel_data is not None:
        if a.is_embedded_stock or b.is_embedded_stock:
            yield "descriptions and taunts are not compared: this tool's stock has its own"
        differing = _differing_form(a.vessel_data, b.vessel_data)
        if differing:
            yield f"not counted: {', '.join(differing)}"


def _unusable(mod: Mod) -> Iterator[str]:
    data = mod.vessel_data
    if data is None:
        return
    if data.document.faults:
        yield (
            f"the XML is broken in places ({len(data.document.faults)}) and was "
            "repaired in memory; `audit` shows them"
        )
    for title, items in (("vessels", data.vessels), ("races", data.races)):
        nameless = sum(item.id is None for item in items)
        doubled = len(items) - nameless - len({item.id for item in items if item.id is not None})
        if nameless:
            yield f"of {title} those without an id are not compared ({nameless})"
        if doubled:
            yield f"of {title} with the same id only the first is compared ({doubled})"


def _differing_form(left: VesselData, right: VesselData) -> list[str]:
    forms = [_form(data) for data in (left, right)]
    return [title for title in forms[0] if forms[0][title] != forms[1][title]]


def _form(data: VesselData) -> dict[str, object]:
    document = data.document
    text = document.source.text
    return {
        "line ends": "\r\n" in text,
        "byte order mark": text.startswith("\ufeff"),
        "comments": [document.text[span.start : span.end] for span in document.comments],
    }
