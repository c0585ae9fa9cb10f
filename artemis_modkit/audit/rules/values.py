"""Values that are no numbers, below zero, or written as other games write them."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.typical_values import usual_values
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Area, Item, Type, attributes_of
from artemis_modkit.model.dialect import Dialect, Sign, signs_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import beyond_sense, likely_number, meant_by, read_decimal
from artemis_modkit.model.vessel_parts import Art
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element


@Rule(
    title="a value is not a number",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game reads the digits up to the first character it does not know: of a damage of "
    '"1,75" it takes 1, of "1,500" too, of "x5" it takes 0. What it makes of a figure that its '
    "numbers cannot hold (1e308) is not known.",
    repair="Write a plain number with a point, without marks between thousands: 1.75, 1500. It is "
    "not mended by itself, because the value that was meant has never been played.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port damage="1,75"/></vessel>'),
    says='3:42 1 without a class name: beam_port damage="1,75" is not a number; decimals are '
    "written with a point: 1.75",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port damage=" 1.75"/></vessel>'),
)
def unreadable_value(look: Look) -> Occurrences:
    """Values that should be numbers and cannot be read as one."""
    data = look.data
    for problem in data.problems:
        if not problem.text.strip() and problem.attribute.field == "id":
            continue
        name, element = problem.attribute.name, problem.element
        who = look.whose(element)
        wanted = problem.attribute.type.value
        usual = usual_values(look, element.name, name)
        meant = meant_by(problem.text, None if usual is None else usual.distance)
        why = beyond_sense(problem.text) or f"is not a {wanted}"
        shown = shortened(problem.text, most=60)
        message = f'{who}{element.name} {name}="{shown}" {why}; {meant or f"write a {wanted}"}'
        kind = "comma" if meant else (element.name, name)
        number = likely_number(problem.text, None if usual is None else usual.distance)
        likely = [look.layout.with_value(element, name, number)] if number else []
        yield look.element(element, message, attribute=name, kind=kind, likely=likely)


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
    """Values below zero where the game knows none, and shares of more than all."""
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
        if known.type in _NUMBERS and (known.kind is Area.BALANCE or item is Art):
            yield known.name


_STORES = (
    '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="2"/>'
    '<torpedo_storage type="{}" amount="6"/>'
)


@Rule(
    title="a value is written as other games write it",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Games change the names and the meaning of values. What only another game understands "
    "is passed over or misread by the one that the rest of the file is written for.",
    together=2,
    repair="Write what the game of the file has. `audit --fix` rewrites numeric torpedo types.",
    fires=ship(_STORES.format("2"), "player"),
    says="3:147 1 without a class name: torpedo type as a number is of games up to 2.6, the file "
    'is written for games 2.6 to 2.8; write type="min"',
    silent=ship(_STORES.format("min"), "player"),
)
def old_dialect(look: Look) -> Occurrences:
    """What other games write, left over in a file that is written for an older or newer one."""
    leftovers = look.data.dialect.leftovers
    found = grouped(
        (sign, (element, attribute))
        for element in (look.elements if leftovers else ())
        for sign, attribute in signs_of(element)
        if sign in leftovers
    )
    dialect = look.data.dialect.dialect
    for sign, places in found.items():
        for element, attribute in places:
            yield look.element(
                element,
                of_many(
                    f"{look.whose(element)}{sign.title}",
                    f" is of {sign.games}, the file is written for {dialect.games}; "
                    f"write {_instead(sign, places, dialect)}",
                ),
                kind=(element.name, attribute),
                attribute=attribute,
                edits=_renamed(look, element, dialect),
            )


def _instead(sign: Sign, places: list[tuple[Element, str]], dialect: Dialect) -> str:
    """What to write: the very type where only one torpedo is meant, else what such files have."""
    types = {element.attributes.get("type", "") for element, _ in places}
    munition = Munition.of(min(types)) if len(types) == 1 else None
    code = None if munition is None else _code(munition, dialect)
    return sign.instead if code is None else f'type="{code}"'


def _code(munition: Munition, dialect: Dialect) -> str | None:
    return munition.code if dialect is Dialect.V2_6 else munition.old_code


def _renamed(look: Look, element: Element, dialect: Dialect) -> Iterator[Edit]:
    munition = Munition.of(element.attributes.get("type", ""))
    is_torpedo = element.name == "torpedo_storage" and dialect is Dialect.V2_6
    if munition is not None and is_torpedo:
        yield look.layout.with_value(element, "type", munition.code)
