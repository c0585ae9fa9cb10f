"""What older games wrote, left over in a file that is written for a newer one."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.model.dialect import Dialect, Sign, signs_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element


@rule(
    title="a value is written as older games wrote it",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="Games change the names and the meaning of values. What only an older game understands "
    "is passed over or misread by the one that the rest of the file is written for.",
    repair="Write what the newer game has. `audit --fix` rewrites numeric torpedo types.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="trp" amount="8"/>'
        '<torpedo_storage type="nuk" amount="2"/><torpedo_storage type="2" amount="6"/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player"><torpedo_storage type="trp" amount="8"/>'
        '<torpedo_storage type="nuk" amount="2"/><torpedo_storage type="min" amount="6"/></vessel>'
    ),
)
def old_dialect(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    leftovers = data.dialect.leftovers
    found: dict[Sign, list[tuple[Element, str]]] = {}
    for element in data.document.elements if leftovers else ():
        for sign, attribute in signs_of(element):
            if sign in leftovers:
                found.setdefault(sign, []).append((element, attribute))
    for sign, places in found.items():
        element, attribute = places[0]
        dialect = data.dialect.dialect
        count = f" ({len(places)} places)" if len(places) > 1 else ""
        yield subject.element(
            element,
            f"{owner_of(data, element)}{sign.title}{count} is of {sign.games}, the file is "
            f"written for {dialect.games}; write {_instead(sign, places)}",
            attribute=attribute,
            also=[one for one, _ in places[1:]],
            edits=[edit for one, _ in places for edit in _renamed(subject, one, dialect)],
        )


def _instead(sign: Sign, places: list[tuple[Element, str]]) -> str:
    """What to write: the very word where only one torpedo is meant, else what newer files have."""
    types = {element.attributes.get("type", "") for element, _ in places}
    munition = Munition.of(min(types)) if len(types) == 1 else None
    return f'type="{munition.code}"' if munition else sign.instead


def _renamed(subject: Subject, element: Element, dialect: Dialect) -> Iterator[Edit]:
    data = subject.vessel_data
    munition = Munition.of(element.attributes.get("type", ""))
    is_torpedo = element.name == "torpedo_storage" and dialect is Dialect.V2_6
    if data is not None and munition is not None and is_torpedo:
        yield Layout(data.document).with_value(element, "type", munition.code)
