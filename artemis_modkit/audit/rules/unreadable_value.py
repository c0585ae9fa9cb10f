"""Values that should be numbers and cannot be read as one."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.model.numbers import DECIMAL_COMMA


@rule(
    title="a value is not a number",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads the digits up to the first character it does not know: of a damage of "
    '"1,75" it takes 1, of "x5" it takes 0.',
    repair="Write a plain number with a point: 1.75. It is not mended by itself, because the value "
    "that was meant has never been played.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port damage="1,75"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><beam_port damage=" 1.75"/></vessel>'),
)
def unreadable_value(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    for problem in data.problems:
        if not problem.text.strip() and problem.attribute.field == "id":
            continue
        name, element = problem.attribute.name, problem.element
        who = owner_of(data, element)
        wanted = problem.attribute.type.value
        is_comma = wanted == "number" and bool(DECIMAL_COMMA.fullmatch(problem.text))
        if is_comma:
            right = problem.text.replace(",", ".")
            advice = f"decimals are written with a point: {right.strip()}"
        else:
            advice = f"write a {wanted}"
        message = f'{who}{element.name} {name}="{problem.text}" is not a {wanted}; {advice}'
        kind = "comma" if is_comma else (element.name, name)
        yield kind, subject.element(element, message, attribute=name)
