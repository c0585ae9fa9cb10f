"""Values below zero where the game knows none."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.model.declarations import Item, Kind, Type, attributes_of
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.vessel_parts import Art

_NUMBERS = (Type.INTEGER, Type.DECIMAL)


@rule(
    title="a value is below zero",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="Only places on the hull can be negative. What the game makes of fewer than no torpedoes, "
    "or of a shield of -80, nobody has tried; usually a dash slipped in.",
    repair="Write the value without the minus sign, or 0 for none.",
    fires=ships('<vessel uniqueID="1" side="0"><torpedo_storage type="nuk" amount="-2"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><torpedo_storage type="nuk" amount="2"/></vessel>'),
)
def negative_value(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    for item in data.items():
        for name in _names_of_amounts(type(item)):
            text = item.element.attributes.get(name, "")
            if text.lstrip().startswith("-") and (read_decimal(text) or 0) < 0:
                who = owner_of(data, item.element)
                yield (
                    (item.NAME, name),
                    subject.element(
                        item.element,
                        f'{who}{item.NAME} {name}="{text.strip()}" is below zero; write 0 or more',
                        attribute=name,
                    ),
                )


def _names_of_amounts(item: type[Item]) -> Iterator[str]:
    for known in attributes_of(item):
        if known.type in _NUMBERS and (known.kind is Kind.BALANCE or item is Art):
            yield known.name
