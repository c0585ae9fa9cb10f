"""What other games write, left over in a file that is written for an older or newer one."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.model.dialect import Dialect, Sign, signs_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element


@Rule(
    title="a value is written as other games write it",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Games change the names and the meaning of values. What only another game understands "
    "is passed over or misread by the one that the rest of the file is written for.",
    together=2,
    repair="Write what the game of the file has. `audit --fix` rewrites numeric torpedo types.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="trp" amount="8"/>'
        '<torpedo_storage type="nuk" amount="2"/><torpedo_storage type="2" amount="6"/></vessel>'
    ),
    says="3:147 1 without a class name: torpedo type as a number is of games up to 2.6, the file "
    'is written for games 2.6 to 2.8; write type="min"',
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="trp" amount="8"/>'
        '<torpedo_storage type="nuk" amount="2"/><torpedo_storage type="min" amount="6"/></vessel>'
    ),
)
def old_dialect(look: Look) -> Occurrences:
    leftovers = look.data.dialect.leftovers
    found: dict[Sign, list[tuple[Element, str]]] = {}
    for element in look.elements if leftovers else ():
        for sign, attribute in signs_of(element):
            if sign in leftovers:
                found.setdefault(sign, []).append((element, attribute))
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
