"""Attributes that an element lacks, though stock always has them and so has the rest of the file.

One decision: both must say so. Stock alone knows nothing of an older game's files, and a file
alone may have a habit of its own.
"""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessel_data import ATTRIBUTES, VesselData
from artemis_modkit.parsers.xml import Element

_KNOWN_FROM = 9
"""Elements with an attribute for each one without, from which on that one lacks it."""

_OF_OTHER_RULES = frozenset(
    {("vessel", "uniqueID"), ("vessel", "side"), ("hullRace", "ID"), ("hullRace", "keys")}
    | {("taunt", "text"), ("taunt", "immunity"), ("long_desc", "text"), ("art", "meshfile")}
    | {("internal_data", "file"), ("torpedo_storage", "type")}
)

_BEAM = '<beam_port x="0" y="8" z="9" damage="1" arcwidth="0.4" cycletime="6"{}/>\n'
_RANGE = ' range="1000"'
_SHIP = f'<vessel uniqueID="1" side="0">\n{_BEAM.format(_RANGE) * 9}{_BEAM}</vessel>'


@rule(
    title="an element lacks an attribute that all others have",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="The game takes a default that nobody has written down, most likely 0: a beam without "
    "range reaches nothing, a port without x sits in the middle of the hull.",
    repair="Write the attribute, as the other elements of the file have it.",
    fires=ships(_SHIP.format("")),
    silent=ships(_SHIP.format(_RANGE)),
)
def missing_attribute(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    here, always = subject.mod.once(_by_name), subject.stock.once(_by_name)
    for name in (name for name in here if name in always):
        for attribute in ATTRIBUTES.get(name, ()):
            if (name, attribute) in _OF_OTHER_RULES:
                continue
            if any(attribute not in one.attributes for one in always[name]):
                continue
            without = [one for one in here[name] if attribute not in one.attributes]
            told = [one for one in without if ATTRIBUTES[name].keys() >= one.attributes.keys()]
            if told and len(here[name]) - len(without) >= _KNOWN_FROM * len(without):
                yield _hit(subject, data, attribute, told)


def _by_name(mod: Mod) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in () if mod.vessel_data is None else mod.vessel_data.document.elements:
        found.setdefault(element.name, []).append(element)
    return found


def _hit(subject: Subject, data: VesselData, attribute: str, without: list[Element]) -> Hit:
    first, *others = without
    count = f" ({len(without):,} such places)" if others else ""
    return subject.element(
        first,
        f"{owner_of(data, first)}this {first.name} has no {attribute}, which all others "
        f"have{count}; write it",
        also=others,
    )
