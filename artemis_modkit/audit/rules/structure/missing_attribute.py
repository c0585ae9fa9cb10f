"""Attributes that an element lacks, though stock always has them and so has the rest of the file.

Both must say so. Stock alone knows nothing of an older game's files, and a file
alone may have a habit of its own.
"""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessel_data import ATTRIBUTES
from artemis_modkit.parsers.xml import Element

_KNOWN_FROM = 5
"""Elements with an attribute for each one without, from which on that one lacks it."""

_OF_OTHER_RULES = frozenset(
    {("vessel", "uniqueID"), ("vessel", "side"), ("hullRace", "ID"), ("hullRace", "keys")}
    | {("taunt", "text"), ("taunt", "immunity"), ("long_desc", "text"), ("art", "meshfile")}
    | {("internal_data", "file"), ("torpedo_storage", "type")}
)

_BEAM = '<beam_port x="0" y="8" z="9" damage="1" arcwidth="0.4" cycletime="6"{}/>\n'
_RANGE = ' range="1000"'
_SHIP = f'<vessel uniqueID="1" side="0">\n{_BEAM.format(_RANGE) * 9}{_BEAM}</vessel>'


@Rule(
    title="an element lacks an attribute that all others have",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game takes a default that nobody has written down, most likely 0: a beam without "
    "range reaches nothing, a port without x sits in the middle of the hull.",
    together=2,
    repair="Write the attribute, as the other elements of the file have it.",
    fires=ships(_SHIP.format("")),
    says="13:1 1 without a class name: this beam_port has no range, which all others have; write "
    "it",
    silent=ships(_SHIP.format(_RANGE)),
)
def missing_attribute(look: Look) -> Occurrences:
    here, always = look.mod.once(_by_name), look.stock.once(_by_name)
    for name in (name for name in here if name in always):
        for attribute in ATTRIBUTES.get(name, ()):
            if (name, attribute) in _OF_OTHER_RULES:
                continue
            if any(attribute not in element.attributes for element in always[name]):
                continue
            without = [element for element in here[name] if attribute not in element.attributes]
            if len(here[name]) - len(without) < _KNOWN_FROM * len(without):
                continue
            for element in without:
                if ATTRIBUTES[name].keys() >= element.attributes.keys():
                    yield look.element(
                        element,
                        of_many(
                            f"{look.whose(element)}this {name} has no {attribute}, which all "
                            "others have",
                            "; write it",
                            more=" ({count:,} such places)",
                        ),
                        kind=(name, attribute),
                    )


def _by_name(mod: Mod) -> dict[str, list[Element]]:
    by_name: dict[str, list[Element]] = {}
    for element in mod.elements:
        by_name.setdefault(element.name, []).append(element)
    return by_name
