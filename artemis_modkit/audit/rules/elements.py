"""Elements and attributes that the game does not know, or not there, and those that are missing."""

from bisect import bisect_left

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.spelling import nearest, nearest_of, surely_meant_of
from artemis_modkit.groups import grouped
from artemis_modkit.lazy import pattern
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import ATTRIBUTES, KNOWN_ATTRIBUTES, KNOWN_ELEMENTS, Vessel
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.source import Span
from artemis_modkit.parsers.xml import Element, XmlDocument


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
    """Elements that the game does not know, with the one that was probably meant."""
    unknown = [element for element in look.elements if element.name not in KNOWN_ATTRIBUTES]
    names = list(dict.fromkeys(element.name for element in unknown))
    near, sure = nearest_of(names, KNOWN_ATTRIBUTES), surely_meant_of(names, KNOWN_ATTRIBUTES)
    for element in unknown:
        meant, other = sure[element.name], near[element.name]
        name = shortened(element.name, most=60)
        shown = f"{look.whose(element)}the game knows no element '{name}'"
        yield look.element(
            element,
            of_many(shown, did_you_mean(meant or other)),
            kind=element.name,
            edits=look.layout.renamed(element, meant) if meant else (),
            likely=look.layout.renamed(element, other) if other else (),
        )


_PARENTS: dict[str, set[str]] = {}
for _name, _item in KNOWN_ELEMENTS.items():
    for _child in children_of(_item):
        _PARENTS.setdefault(_child.item.NAME, set()).add(_name)


@Rule(
    title="an element stands in the wrong place",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A beam outside of any vessel belongs to no ship, and a vessel inside another one is "
    "usually the sign of an end tag in the wrong place.",
    repair="Move the element into the one that it belongs to.",
    fires=ships('<beam_port damage="1"/><vessel uniqueID="1" side="0"/>'),
    says="3:1 <beam_port> stands inside <vessel_data>; it belongs into <vessel>",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port damage="1"/></vessel>'),
)
def misplaced_element(look: Look) -> Occurrences:
    """Known elements that stand where the game does not look for them."""
    if look.data.root is None:
        return
    orphans = _orphans(look.document)
    for element in look.elements:
        parents, parent = _PARENTS.get(element.name), element.parent
        if parents is None or parent is None or parent.name in parents or element in orphans:
            continue
        if parent.name in KNOWN_ELEMENTS:
            yield look.element(
                element,
                f"{look.whose(element)}<{element.name}> stands inside <{parent.name}>; "
                f"it belongs into <{min(parents)}>",
                kind=(element.name, parent.name),
            )


def _orphans(document: XmlDocument) -> set[Element]:
    """The elements whose start tag around them is lost, which is a finding of its own."""
    orphans: set[Element] = set()
    ends = [fault.span for fault in document.faults if fault.code == "lost-start-tag"]
    siblings = [] if document.root is None else document.root.children
    starts = [document.in_source(sibling.span).start for sibling in siblings] if ends else []
    for end in ends:
        owner = document.source.text[end.start : end.end].strip("</ >")
        for sibling in reversed(siblings[: bisect_left(starts, end.start)]):
            if owner not in _PARENTS.get(sibling.name, ()):
                break
            orphans.add(sibling)
    return orphans


_LOST_BRACKET = pattern(r"(\w+)\s[^<>]*=")


@Rule(
    title="text stands between the elements",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="vesselData.xml keeps everything in attributes. Text between the elements is usually what "
    "is left of a tag or of a comment that lost its beginning: an engine or a weapon that is gone.",
    repair="Give the tag its '<' back, remove the text, or put it into a comment: <!-- … -->.",
    fires=ships('<vessel uniqueID="1" side="0">beam_port x="1"/></vessel>'),
    says="3:31 1 without a class name: 'beam_port x=\"1\"/>' stands between the elements, where "
    "the game reads nothing; a <beam_port> that lost its '<'?",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port x="1"/></vessel>'),
)
def stray_text(look: Look) -> Occurrences:
    """Text between elements, where vesselData.xml has none."""
    data = look.data
    document = look.document
    for span in document.stray_texts:
        text = document.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        begun = _LOST_BRACKET.match(text.strip())
        element = nearest(begun[1], KNOWN_ELEMENTS, cutoff=0.9) if begun else None
        hint = f"; a <{element}> that lost its '<'?" if element else ""
        place = document.in_source(Span(start, start + min(len(text.strip()), 40)))
        vessel = data.vessel_at(place.start)
        who = f"{vessel.shown_name}: " if vessel else ""
        yield look.text(
            document.source,
            place,
            f"{who}'{shortened(text)}' stands between the elements, where the game reads "
            f"nothing{hint}",
            value=shortened(text),
        )


_SINGLE = frozenset(child.item.NAME for child in children_of(Vessel) if not child.is_many)


@Rule(
    title="a vessel has two of what it can have once",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Which of two <shields> the game takes is not known, so nobody can tell what the ship has. "
    "Usually a line was pasted, or the start of the next vessel is missing.",
    repair="Keep one of them. `audit --fix` removes the second where both say the same.",
    fires=ship('\n<shields front="80" back="80"/>\n<shields front="80" back="80"/>\n'),
    says="5:1 1 without a class name: 2 <shields>, which say the same; a vessel has one, keep that",
    mended=ships('<vessel uniqueID="1" side="0">\n<shields front="80" back="80"/>\n</vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><shields front="80" back="80"/></vessel>'),
)
def part_twice(look: Look) -> Occurrences:
    """Parts that a vessel has once, written twice."""
    for vessel in look.vessels:
        by_name = grouped(
            (element.name, element)
            for element in vessel.element.children
            if element.name in _SINGLE
        )
        for name, alike in by_name.items():
            if len(alike) > 1:
                first, *others = alike
                same = all(
                    _says(element) == _says(first) and not element.children for element in alike
                )
                yield look.again(
                    alike,
                    f"{vessel.shown_name}: {len(alike)} <{name}>"
                    f"{', which say the same' if same else ''}; a vessel has one, keep that",
                    edits=look.without(others) if same else (),
                )


def _says(element: Element) -> dict[str, str]:
    return {name: value.strip() for name, value in element.attributes.items()}


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
    """Attributes that an element does not have, with the one that was probably meant."""
    unknown: dict[tuple[str, str], list[Element]] = {}
    for element in look.elements:
        known = KNOWN_ATTRIBUTES.get(element.name)
        if known is not None and not known.issuperset(element.attributes):
            for name in element.attributes:
                if name not in known:
                    unknown.setdefault((element.name, name), []).append(element)
    names = grouped(unknown)
    near = {name: nearest_of(some, sorted(KNOWN_ATTRIBUTES[name])) for name, some in names.items()}
    sure = {name: surely_meant_of(some, KNOWN_ATTRIBUTES[name]) for name, some in names.items()}
    for (element_name, name), places in unknown.items():
        meant = sure[element_name][name]
        new = meant or near[element_name][name]
        is_sure = meant and not any(_has_or_means(place, meant, name) for place in places)
        for element in places:
            is_free = new is not None and not _has_or_means(element, new, name)
            renamed = [look.layout.renamed_attribute(element, name, new)] if new and is_free else []
            yield look.element(
                element,
                of_many(
                    f"{look.whose(element)}<{element_name}> has no attribute "
                    f"'{shortened(name, most=60)}'",
                    did_you_mean(new),
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


_KNOWN_FROM = 5
"""Elements with an attribute for each one without, from which on that one lacks it."""

_OF_OTHER_RULES = frozenset(
    {("vessel", "uniqueID"), ("vessel", "side"), ("hullRace", "ID"), ("hullRace", "keys")}
    | {("taunt", "text"), ("taunt", "immunity"), ("long_desc", "text"), ("art", "meshfile")}
    | {("internal_data", "file"), ("torpedo_storage", "type")}
)

_BEAM = '<beam_port x="0" y="8" z="9" damage="1" arcwidth="0.4" cycletime="6"{}/>\n'
_RANGE = ' range="1000"'
_SHIP = f'<vessel uniqueID="1" side="0">\n{_BEAM.format(_RANGE) * 9}{_BEAM}</vessel>'


@Rule(
    title="an element lacks an attribute that all others have",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game takes a default that nobody has written down, most likely 0: a beam without "
    "range reaches nothing, a port without x sits in the middle of the hull.",
    together=2,
    repair="Write the attribute, as the other elements of the file have it.",
    fires=ships(_SHIP.format("")),
    says="13:1 1 without a class name: this beam_port has no range, which all others have; write "
    "it",
    silent=ships(_SHIP.format(_RANGE)),
)
def missing_attribute(look: Look) -> Occurrences:
    """Attributes that an element lacks, though stock and the rest of the file always have them.

    Both must say so. Stock alone knows nothing of an older game's files, and a file
    alone may have a habit of its own.
    """
    here, always = look.mod.once(_by_name), look.stock.once(_by_name)
    for name in (name for name in here if name in always):
        for attribute in ATTRIBUTES.get(name, ()):
            if (name, attribute) in _OF_OTHER_RULES:
                continue
            if any(attribute not in element.attributes for element in always[name]):
                continue
            without = [element for element in here[name] if attribute not in element.attributes]
            if len(here[name]) - len(without) < _KNOWN_FROM * len(without):
                continue
            for element in without:
                if ATTRIBUTES[name].keys() >= element.attributes.keys():
                    yield look.element(
                        element,
                        of_many(
                            f"{look.whose(element)}this {name} has no {attribute}, which all "
                            "others have",
                            "; write it",
                            more=" ({count:,} such places)",
                        ),
                        kind=(name, attribute),
                    )


def _by_name(mod: Mod) -> dict[str, list[Element]]:
    return grouped((element.name, element) for element in mod.elements)
