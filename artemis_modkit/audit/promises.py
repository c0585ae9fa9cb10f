"""What descriptions promise, held against what the vessels have.

One decision: a promise that is broken by the same factor or the same difference in many
vessels has one cause (the values were changed and the texts were not) and is one hit.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from artemis_modkit.audit.findings import Hit
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.claims import CRAFT, Claim, Promise, Sum, claims_of, promised
from artemis_modkit.model.declarations import Item, attributes_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.vessels import Vessel

MANY = 5
"""So many vessels with the same deviation have one cause; fewer may be a coincidence."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that a vessel does not keep. `has` is what it has, `items` where that stands."""

    vessel: Vessel
    what: str
    singular: str
    plural: str
    said: Sum
    has: int
    items: tuple[Item, ...]

    @property
    def said_number(self) -> int:
        """The bound of the promise that is broken."""
        return self.said.least if self.has < self.said.least else self.said.most or 0

    @property
    def said_words(self) -> str:
        """The promise in words: `2 beams`."""
        number = self.said_number
        name = self.singular if number == 1 else self.plural
        if self.said.least == self.said.most:
            return f"{number or 'no'} {name}"
        return f"at {'least' if number == self.said.least else 'most'} {number} {name}"


Look = Callable[[Vessel, tuple[Claim, ...]], Iterator[Broken]]


def broken(subject: Subject, *looks: Look, is_flown: bool) -> Iterator[Broken]:
    """The promises that are not kept, of the ships that players fly or of all others."""
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    for vessel in data.vessels:
        text = vessel.long_description and vessel.long_description.text
        if text and roles.of(vessel).is_flown is is_flown:
            claims = claims_of(text)
            for look in looks:
                yield from look(vessel, claims)


def hits(subject: Subject, found: Iterable[Broken], what: str) -> Iterator[Hit]:
    """One hit for each deviation that many vessels share, then one for each other vessel.

    `what` names the data in the advice: `correct the text or the stores`.
    """
    every = list(found)
    signs = Counter(sign for one in every for sign in _signs(one))
    shared: dict[tuple[str, str, Fraction], list[Broken]] = {}
    single: dict[int, list[Broken]] = {}
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


def _signs(one: Broken) -> Iterator[tuple[str, str, Fraction]]:
    if one.said_number and one.has:
        yield one.what, "times", Fraction(one.has, one.said_number)
    yield one.what, "more", Fraction(one.has - one.said_number)


def _vessel_hit(subject: Subject, of_vessel: list[Broken], what: str) -> Hit:
    vessel = of_vessel[0].vessel
    assert vessel.long_description is not None
    promises = _listed([one.said_words for one in of_vessel])
    has = _listed([str(one.has or "none") for one in of_vessel])
    return subject.element(
        vessel.long_description.element,
        f"{vessel.shown_name}: the text promises {promises}, the vessel has {has}; "
        f"correct the text or the {what}",
        attribute="text",
        also=[item.element for one in of_vessel for item in one.items],
    )


def _shared_hit(
    subject: Subject, how: str, amount: Fraction, alike: list[Broken], what: str
) -> Hit:
    first = alike[0]
    if how == "times":
        deviation = f"{float(amount):.3g} times the {first.plural} that their texts promise"
    else:
        difference = f"{abs(int(amount))} {'more' if amount > 0 else 'fewer'}"
        deviation = f"{difference} {first.plural} than their texts promise"
    texts = [one.vessel.long_description for one in alike]
    places = [text.element for text in texts if text is not None]
    return subject.element(
        places[0],
        f"{first.vessel.shown_name} and {len(alike) - 1} more: they have {deviation} "
        f"(here {first.said_words} in the text, {first.has} on board); "
        f"correct the texts or the {what}",
        attribute="text",
        also=places[1:],
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


# What a vessel has of what its text promises ------------------------------------------------


def beams(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Broken]:
    """Beams against beam ports."""
    yield from _counted(vessel, claims, Promise.BEAMS, vessel.beam_ports)


def tubes(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Broken]:
    """Torpedo tubes of a ship that players fly."""
    yield from _counted(vessel, claims, Promise.TUBES, vessel.torpedo_tubes)


def launchers(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Broken]:
    """Torpedo tubes of a ship of the computer, which shoots through drone ports if at all."""
    yield from _counted(
        vessel,
        claims,
        Promise.TUBES,
        vessel.drone_ports,
        vessel.torpedo_tubes,
        vessel.torpedo_station_ports,
    )


def drones(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Broken]:
    """Drone launchers against drone ports."""
    yield from _counted(vessel, claims, Promise.DRONES, vessel.drone_ports)


def _counted(
    vessel: Vessel, claims: tuple[Claim, ...], what: Promise, *has: tuple[Item, ...]
) -> Iterator[Broken]:
    """The promise of a kind, if none of the elements that may be meant are of its number."""
    said = promised(claims, what)
    if said is not None and not any(said.allows(len(items)) for items in has):
        items = max(has, key=len)
        yield Broken(vessel, what.name, what.singular, what.plural, said, len(items), items)


def stores(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Broken]:
    """Torpedoes of each kind that the text speaks of; a kind that has no store counts as 0."""
    if any(store.munition is None or store.amount is None for store in vessel.torpedo_storages):
        return
    kinds = dict.fromkeys(one.munition for one in claims if one.munition is not None)
    for munition in kinds:
        said = promised(claims, Promise.STORES, munition=munition)
        items = tuple(one for one in vessel.torpedo_storages if one.munition is munition)
        amounts = [one.amount or 0 for one in items]
        has = sum(amounts)
        if said is None or said.allows(has) or any(said.allows(one) for one in amounts):
            continue
        if any(one.munition is munition and one.number in (*amounts, has) for one in claims):
            continue
        plural = munition_words(munition, 2)
        yield Broken(vessel, munition.name, munition.title, plural, said, has, items)


def munition_words(munition: Munition, number: int) -> str:
    """The name of a kind of torpedo as it stands behind a number."""
    ending = "es" if munition.title.endswith("o") else "s"
    return munition.title if number == 1 else munition.title + ending


def craft(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Broken]:
    """Fighters, bombers, shuttles or bays, counted in any way that keeps the promise.

    Whether the bays hold the bombers too, or stand beside them, is not known.
    """
    said = [promised(claims, *kinds) for kinds in ((Promise.FIGHTERS,), CRAFT[:3], CRAFT[3:])]
    given = [one for one in said if one is not None]
    load, carrier = vessel.carrier_load, vessel.carrier
    items = tuple(one for one in (load, carrier) if one is not None)
    if not given or any(map(_is_unreadable, items)):
        return
    bays = (load.bay_count or load.fighter or 0) if load else 0
    bombers = (load.bomber or 0) if load else 0
    complement = (carrier.complement or 0) if carrier else 0
    has = {bays, bays + bombers, complement} if load and carrier else {bays + bombers, bays}
    if carrier and not load:
        has = {complement}
    if any(one.allows(number) for one in given for number in has):
        return
    what = Promise.BAYS if said[2] is not None and len(given) == 1 else Promise.FIGHTERS
    number = bays if load else complement
    yield Broken(vessel, what.name, what.singular, what.plural, given[0], number, items)


def _is_unreadable(item: Item) -> bool:
    """Whether a number is written that cannot be read."""
    known = attributes_of(type(item))
    given = item.element.attributes
    return any(one.name in given and getattr(item, one.field) is None for one in known)
