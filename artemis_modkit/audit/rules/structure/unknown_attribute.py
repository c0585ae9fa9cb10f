"""Attributes that an element does not have, with the one that was probably meant."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.spelling import nearest, nearest_of, surely_meant_of
from artemis_modkit.model.vessel_data import KNOWN_ATTRIBUTES
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.xml import Element

_MOST_ATTRIBUTES = 50
"""Attributes of an element in which a misspelling can be certain; real ones have 14 at most."""


@Rule(
    title="an element has no such attribute",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The game passes over attributes that it does not know and takes its own default for the "
    "one that was meant.",
    together=2,
    repair="Correct the name. `audit --fix` does it where the name meant is beyond doubt.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycleTime="6"/></vessel>'),
    says="3:42 1 without a class name: <beam_port> has no attribute 'cycleTime'; did you mean "
    "'cycletime'?",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6"/></vessel>'),
)
def unknown_attribute(look: Look) -> Occurrences:
    unknown: dict[tuple[str, str], list[Element]] = {}
    for element in look.elements:
        known = KNOWN_ATTRIBUTES.get(element.name)
        if known is not None and not known.issuperset(element.attributes):
            for name in element.attributes:
                if name not in known:
                    unknown.setdefault((element.name, name), []).append(element)
    names: dict[str, list[str]] = {}
    for element_name, name in unknown:
        names.setdefault(element_name, []).append(name)
    known_of = {name: sorted(KNOWN_ATTRIBUTES[name]) for name in names}
    near = {name: nearest_of(names[name], known_of[name]) for name in names}
    sure = {name: surely_meant_of(names[name], known_of[name]) for name in names}
    for (element_name, name), places in unknown.items():
        meant = sure[element_name][name]
        is_sure = meant is not None and not any(
            _has_or_means(place, meant, name) for place in places
        )
        for element in places:
            new = meant or near[element_name][name]
            is_free = new is not None and not _has_or_means(element, new, name)
            renamed = [look.layout.renamed_attribute(element, name, new)] if new and is_free else []
            yield look.element(
                element,
                of_many(
                    f"{look.whose(element)}<{element_name}> has no attribute "
                    f"'{shortened(name, most=60)}'",
                    did_you_mean(meant or near[element_name][name]),
                ),
                kind=(element_name, name),
                attribute=name,
                edits=renamed if is_sure else [],
                likely=renamed,
            )


def _has_or_means(element: Element, meant: str, name: str) -> bool:
    """Whether another attribute of an element is, or may mean, the one that a name means."""
    if len(element.attributes) > _MOST_ATTRIBUTES:
        return True
    return any(nearest(other, [meant]) == meant for other in element.attributes if other != name)
