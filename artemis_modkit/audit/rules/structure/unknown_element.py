"""Elements that the game does not know, with the one that was probably meant."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.spelling import nearest_of, surely_meant_of
from artemis_modkit.model.vessel_data import KNOWN_ATTRIBUTES
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.faults import shortened


@Rule(
    title="the game does not know an element",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The game passes over elements that it does not know, without a word: an <impluse_point> "
    "is a ship whose engines cannot be targeted.",
    together=2,
    repair="Correct the name. `audit --fix` does it where the name meant is beyond doubt.",
    fires=ships('<vessel uniqueID="1" side="0"><impluse_point x="0" y="0" z="-9"/></vessel>'),
    says="3:31 1 without a class name: the game knows no element 'impluse_point'; did you mean "
    "'impulse_point'?",
    silent=ships('<vessel uniqueID="1" side="0"><impulse_point x="0" y="0" z="-9"/></vessel>'),
)
def unknown_element(look: Look) -> Occurrences:
    unknown = [element for element in look.elements if element.name not in KNOWN_ATTRIBUTES]
    names = list(dict.fromkeys(element.name for element in unknown))
    near, sure = nearest_of(names, KNOWN_ATTRIBUTES), surely_meant_of(names, KNOWN_ATTRIBUTES)
    for element in unknown:
        meant = sure[element.name]
        hint = did_you_mean(meant or near[element.name])
        name = shortened(element.name, most=60)
        shown = f"{look.whose(element)}the game knows no element '{name}'"
        yield look.element(
            element,
            of_many(shown, hint),
            kind=element.name,
            edits=look.layout.renamed(element, meant) if meant else (),
            likely=look.layout.renamed(element, other) if (other := near[element.name]) else (),
        )
