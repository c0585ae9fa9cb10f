"""Values below zero where the game knows none, and shares of more than all."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.declarations import Item, Kind, Type, attributes_of
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.vessel_parts import Art

_NUMBERS = (Type.INTEGER, Type.DECIMAL)


@Rule(
    title="a value is below zero, or a share over all",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Only places on the hull can be negative. What the game makes of fewer than no torpedoes, "
    "or of a shield of -80, nobody has tried; usually a dash slipped in.",
    repair="Write the value without the minus sign, or 0 for none.",
    fires=ships('<vessel uniqueID="1" side="0"><torpedo_storage type="nuk" amount="-2"/></vessel>'),
    says='3:59 1 without a class name: torpedo_storage amount="-2" is below zero; write 0 or more',
    silent=ships('<vessel uniqueID="1" side="0"><torpedo_storage type="nuk" amount="2"/></vessel>'),
)
def negative_value(look: Look) -> Occurrences:
    data = look.data
    for item in data.items():
        for name in _names_of_amounts(type(item)):
            text = item.element.attributes.get(name, "")
            if text.lstrip().startswith("-") and (read_decimal(text) or 0) < 0:
                who = look.whose(item.element)
                yield look.element(
                    item.element,
                    f'{who}{item.NAME} {name}="{text.strip()}" is below zero; write 0 or more',
                    attribute=name,
                    kind=(item.NAME, name),
                )
    for vessel in data.vessels:
        fleet = vessel.fleet_ai
        if (
            fleet is not None and (fleet.commonality or 0) > 100
        ):  # percent of its chances in a fleet
            yield look.element(
                fleet.element,
                f"{vessel.shown_name}: commonality {fleet.commonality:g} is over 100 "
                "percent; write 0 to 100",
                attribute="commonality",
                kind=(fleet.NAME, "over"),
            )


def _names_of_amounts(item: type[Item]) -> Iterator[str]:
    for known in attributes_of(item):
        if known.type in _NUMBERS and (known.kind is Kind.BALANCE or item is Art):
            yield known.name
