"""What descriptions promise and the vessels do not have, as findings.

One decision: a promise that is broken by the same factor or the same difference in many
vessels has one cause (the values were changed and the texts were not) and is one hit.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from artemis_modkit.audit.findings import Hit
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions import check
from artemis_modkit.descriptions.check import Promise
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.roles import roles_of

MANY = 5
"""So many vessels with the same deviation have one cause; fewer may be a coincidence."""


def broken(subject: Subject, *things: Thing, is_flown: bool | None = None) -> Iterator[Promise]:
    """The promises of things that are not kept, of all ships, or only those that players fly."""
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    for vessel in data.vessels:
        role = roles.of(vessel)
        if vessel.description and is_flown in (None, role.is_flown):
            promises = check.promises_of(vessel, claims_of(vessel.description), role)
            yield from check.broken(one for one in promises if one.thing in things)


def hits(subject: Subject, found: Iterable[Promise], what: str) -> Iterator[Hit]:
    """One hit for each deviation that many vessels share, then one for each other vessel.

    `what` names the data in the advice: `correct the text or the stores`.
    """
    every = list(found)
    signs = Counter(sign for one in every for sign in _signs(one))
    shared: dict[tuple[Thing, str, Fraction], list[Promise]] = {}
    single: dict[int, list[Promise]] = {}
    for one in every:
        sign = max(_signs(one), key=lambda sign: signs[sign], default=None)
        if sign is not None and signs[sign] >= MANY:
            shared.setdefault(sign, []).append(one)
        else:
            single.setdefault(id(one.vessel.element), []).append(one)
    for (_, how, amount), alike in shared.items():
        yield _shared_hit(subject, how, amount, alike, what)
    for of_vessel in single.values():
        yield _vessel_hit(subject, of_vessel, what)


def _signs(one: Promise) -> Iterator[tuple[Thing, str, Fraction]]:
    if one.said_number and one.has:
        yield one.thing, "times", Fraction(one.has) / one.said_number
    yield one.thing, "more", Fraction(one.has - one.said_number)


def _vessel_hit(subject: Subject, of_vessel: list[Promise], what: str) -> Hit:
    vessel = of_vessel[0].vessel
    assert vessel.long_description is not None
    promises = _listed([one.words for one in of_vessel])
    has = _listed([str(one.has or "none") for one in of_vessel])
    return subject.element(
        vessel.long_description.element,
        f"{vessel.shown_name}: the text promises {promises}, the vessel has {has}; "
        f"correct the text or the {what}",
        attribute="text",
        also=[item.element for one in of_vessel for item in one.items],
    )


def _shared_hit(
    subject: Subject, how: str, amount: Fraction, alike: list[Promise], what: str
) -> Hit:
    first = alike[0]
    if how == "times":
        deviation = f"{float(amount):.3g} times the {first.thing.plural} that their texts promise"
    else:
        difference = f"{abs(int(amount))} {'more' if amount > 0 else 'fewer'}"
        deviation = f"{difference} {first.thing.plural} than their texts promise"
    texts = [one.vessel.long_description for one in alike]
    places = [text.element for text in texts if text is not None]
    return subject.element(
        places[0],
        f"{first.vessel.shown_name} and {len(alike) - 1} more: they have {deviation} "
        f"(here {first.words} in the text, {first.has} on board); "
        f"correct the texts or the {what}",
        attribute="text",
        also=places[1:],
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
