"""Values that should be numbers and cannot be read as one."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.audit.usual import usual_values
from artemis_modkit.model.numbers import beyond_sense
from artemis_modkit.model.readings import meant_by
from artemis_modkit.parsers.faults import shortened


@rule(
    title="a value is not a number",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads the digits up to the first character it does not know: of a damage of "
    '"1,75" it takes 1, of "1,500" too, of "x5" it takes 0. What it makes of a figure that its '
    "numbers cannot hold (1e308) is not known.",
    repair="Write a plain number with a point, without marks between thousands: 1.75, 1500. It is "
    "not mended by itself, because the value that was meant has never been played.",
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
        usual = usual_values(subject, element.name, name)
        meant = meant_by(problem.text, None if usual is None else usual.distance)
        why = beyond_sense(problem.text) or f"is not a {wanted}"
        shown = shortened(problem.text, most=60)
        message = f'{who}{element.name} {name}="{shown}" {why}; {meant or f"write a {wanted}"}'
        kind = "comma" if meant else (element.name, name)
        yield kind, subject.element(element, message, attribute=name)
