"""The texts of vesselData.xml that players read, and places in them."""

from collections.abc import Iterator

from msgspec import Struct

from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.wording import race_title
from artemis_modkit.parsers.source import Span
from artemis_modkit.parsers.xml import Element

_REACH = 60
"""Characters on either side of some words that tell what is meant by them."""


class ReadText(Struct, frozen=True):
    """A text that players read: an attribute of an element, and what messages call both.

    `is_name` is whether it is the name of a class or a race.
    """

    element: Element
    attribute: str
    value: str
    called: str
    is_name: bool = False
    is_description: bool = False


def read_texts(look: Look) -> Iterator[ReadText]:
    """The names and the taunts of races, the class names and the descriptions of vessels."""
    for race in look.races:
        title = race_title(race)
        yield ReadText(race.element, "name", race.name or "", f"{title}: the name", is_name=True)
        for number, taunt in enumerate(race.taunts, 1):
            said, trait = f"{title}: taunt {number}", f"{title}: the immunity of taunt {number}"
            yield ReadText(taunt.element, "text", taunt.text or "", said)
            yield ReadText(taunt.element, "immunity", taunt.immunity or "", trait)
    for vessel in look.vessels:
        title, name = vessel.shown_name, vessel.class_name or ""
        called = f"{title}: the class name"
        yield ReadText(vessel.element, "classname", name, called, is_name=True)
        if vessel.long_description is not None:
            element, called = vessel.long_description.element, f"{title}: the text"
            text = vessel.description
            yield ReadText(element, "text", text, called, is_description=True)


def at_words(look: Look, text: ReadText, span: Span, message: str, kind: str) -> Occurrence:
    """At some words of a text that players read; those of one kind with the same are one cause."""
    words = text.value[span.start : span.end]
    return look.element(
        text.element,
        f"{text.called} {message}",
        attribute=text.attribute,
        kind=(kind, words),
        value=words,
        part=span,
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands just before and just behind a part of a text."""
    return text[max(0, start - _REACH) : start], text[end : end + _REACH]
