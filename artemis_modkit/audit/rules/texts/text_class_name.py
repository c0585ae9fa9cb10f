"""Texts that begin with the name of another class than the vessel's own."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.lazy import pattern
from artemis_modkit.model.vessels import Vessel

_WORD = pattern(r"\w{2,}")
_NOT_NAMING = """
    class classes the this that these of and mk ii iii iv new old first second third world high top
    low military civilian standard capital heavy light medium small large super cruiser destroyer
    frigate battleship battlecruiser dreadnought carrier corvette scout freighter fighter bomber
    shuttle escort transport station base starbase warship ship vessel
"""
_NO_NAMES = frozenset(_NOT_NAMING.split())
"""Words before `class` that are the name of none: kinds of ships and ranks."""
_SENTENCE_END = pattern(r"[\^.,;:!]")
_MOST_BEFORE = 3
"""Words from which on a name may begin: `Imperial` or `The old` may stand before it."""

_LEAST_LIKE_IT = 5
"""So many texts must name the class of their vessel before one that does not counts as a slip."""
_MOST_UNLIKE_IT = 0.2
"""Share of the texts that may name another class, as slips; more are how the mod writes."""


@Rule(
    title="the text is about another class",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A class name or a text that was copied from another ship and not changed misleads "
    "players, and missions that look for the class name find the wrong ship.",
    repair="Correct classname or the text, whichever was forgotten.",
    fires=ships(
        '<vessel uniqueID="7" side="0" classname="Heron class">'
        '<long_desc text="Magpie class frigate."/></vessel>'
    ),
    says='3:31 7 Heron class: its text is about the "Magpie" class; correct classname or the text',
    silent=ships(
        '<vessel uniqueID="7" side="0" classname="Magpie class">'
        '<long_desc text="Magpie class frigate."/></vessel>'
    ),
)
def text_class_name(look: Look) -> Occurrences:
    named = [(vessel, claim) for vessel in look.vessels for claim in _class_claims(vessel)]
    unlike = [pair for pair in named if not _is_alike(*pair)]
    is_usual = _is_usual(len(named), len(unlike))
    classes = {(vessel.class_name or "").lower().strip() for vessel in look.vessels}
    for vessel, claim in unlike:
        is_of_other = not classes.isdisjoint({f"{claim.words} class".lower(), claim.words.lower()})
        calls_itself_class = "class" in (vessel.class_name or "").lower().split()
        if is_usual or is_of_other or calls_itself_class:
            assert vessel.long_description is not None
            yield look.element(
                vessel.element,
                f'{vessel.shown_name}: its text is about the "{claim.words}" class; '
                "correct classname or the text",
                attribute="classname",
                also=[vessel.long_description.element],
                kind="class",
            )

    opened = dict(_opened_by_another(look))
    for vessel, other in opened.items():
        yield look.element(
            vessel.element,
            f"{vessel.shown_name}: its text begins as that of {other.shown_name}, and never names "
            "this ship; correct classname or the text",
            attribute="classname",
            also=[vessel.long_description.element] if vessel.long_description else [],
            kind="begins",
        )

    for vessel, how in _headed_by_another(look):
        if vessel not in opened and vessel not in {one for one, _ in unlike}:
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: its text begins {how}; correct classname or the text",
                attribute="classname",
                also=[vessel.long_description.element] if vessel.long_description else [],
                kind="headed",
            )


def _opened_by_another(look: Look) -> Iterator[tuple[Vessel, Vessel]]:
    """Vessels whose text begins with the name of another one, of two words or more, and has no
    word of their own."""
    classes = {_class_name(vessel): vessel for vessel in reversed(look.vessels)}
    for vessel in look.vessels:
        text = vessel.description.lower()
        own = _WORD.findall(_class_name(vessel))
        if not own or any(word in text for word in own):
            continue
        words = _SENTENCE_END.split(text.strip(" ^"), maxsplit=1)[0].split()
        names = (" ".join(words[at:]) for at in range(min(_MOST_BEFORE, len(words) - 1)))
        other = next((classes[name] for name in names if name in classes), None)
        if other is not None:
            yield vessel, other


def _headed_by_another(look: Look) -> Iterator[tuple[Vessel, str]]:
    """Vessels whose text is headed by the name of another one, of the mod or as stock had it,
    where texts are headed by the name of their own."""
    names = {_class_name(one): f"as that of {one.shown_name}" for one in reversed(look.vessels)}
    earlier = {one.id: _class_name(one) for one in look.stock_look.vessels}
    alike, unlike = 0, list[tuple[Vessel, str]]()
    for vessel in look.vessels:
        head, own = _head(vessel), _class_name(vessel)
        if not head or not own:
            continue
        if head == own:
            alike += 1
        elif not set(head.split()) <= set(own.split()) and own not in head:
            if head == earlier.get(vessel.id):
                unlike.append((vessel, "by the name that the ship has in stock"))
            elif head in names:
                unlike.append((vessel, names[head]))
    if _is_usual(alike + len(unlike), len(unlike)):
        yield from unlike


def _head(vessel: Vessel) -> str:
    """The first line of a text, in small letters, without the word class; "" without others."""
    head, line, _ = vessel.description.strip().partition("^")
    return head.strip(" .:").lower() if line else ""


def _is_usual(every: int, unlike: int) -> bool:
    return every - unlike >= _LEAST_LIKE_IT and unlike <= _MOST_UNLIKE_IT * every


def _class_name(vessel: Vessel) -> str:
    return (vessel.class_name or "").lower().strip()


def _class_claims(vessel: Vessel) -> Iterator[Claim]:
    """What the text says its class is, if it does; none where the vessel has no name."""
    if _names(vessel.class_name or ""):
        claims = (claim for claim in claims_of(vessel.description) if claim.thing is Thing.CLASS)
        yield from (
            claim for claim in claims if any(name[0].isupper() for name in _names(claim.words))
        )


def _is_alike(vessel: Vessel, claim: Claim) -> bool:
    own, said = _names(vessel.class_name or ""), _names(claim.words)
    return any(nearest(word, own) for word in said)


def _names(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.lower() not in _NO_NAMES]
