"""Values that should be numbers and cannot be read as one."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.typical_values import usual_values
from artemis_modkit.model.numbers import beyond_sense
from artemis_modkit.model.readings import likely_number, meant_by
from artemis_modkit.parsers.faults import shortened


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
