"""The values that are usual for an attribute: those that stock and the mod itself have.

One decision: signs and zeros are left out; a place or a shield of 0 says nothing about how large
the others are.
"""

from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.readings import Usual


def usual_values(subject: Subject, element: str, attribute: str) -> Usual | None:
    """From the least to the greatest value; `None` where neither stock nor the mod has any."""
    mods = (subject.stock, subject.mod)
    found = [usual for mod in mods if (usual := mod.once(_usual).get((element, attribute)))]
    if not found:
        return None
    return Usual(min(one.low for one in found), max(one.high for one in found))


def _usual(mod: Mod) -> dict[tuple[str, str], Usual]:
    found: dict[tuple[str, str], list[float]] = {}
    for element in () if mod.vessel_data is None else mod.vessel_data.document.elements:
        for name, text in element.attributes.items():
            number = read_decimal(text)
            if number:
                found.setdefault((element.name, name), []).append(abs(number))
    return {key: Usual(min(values), max(values)) for key, values in found.items()}
