"""Texts that are about another class or race than their ship."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.promises import in_text
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.ship_parts import class_of
from artemis_modkit.audit.spelling import is_one_slip, nearest
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.lazy import pattern
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.source import Span

_LONG_WORD = pattern(r"[^\W\d_]{5,}")
"""Words long enough that one letter apart is a slip, not another word."""


_PATROL = '<long_desc text="Marsh Patrol Cruiser, built for shallow water."/>'


@Rule(
    title="class name and text spell a word unlike each other",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players read both on one screen, and missions that look for the class name as it is meant "
    "find no ship.",
    repair="Correct the one that is misspelt.",
    fires=ship(_PATROL, name="Marsh Partol Cruiser", number=7),
    says='3:31 7 Marsh Partol Cruiser: the class name has "Partol", the text "Patrol"; correct '
    "the one that is misspelt",
    silent=ship(_PATROL, name="Marsh Patrol Cruiser", number=7),
)
def class_spelt_unlike(look: Look) -> Occurrences:
    """Class names that are spelt another way in the vessel's own text."""
    for vessel in look.vessels:
        for word, other in _unlike(vessel):
            assert vessel.long_description is not None
            yield look.element(
                vessel.element,
                f'{vessel.shown_name}: the class name has "{word}", the text "{other}"; correct '
                "the one that is misspelt",
                attribute="classname",
                also=[vessel.long_description.element],
                kind=(word, other),
            )


def _unlike(vessel: Vessel) -> Iterator[tuple[str, str]]:
    """Words of the class name that the text has only with one slip, as a name of its own.

    `Ranger` is no misspelt `Range`, nor is `Carries` a `Carrier`: where one word begins the other,
    or only the last letter differs, both are meant.
    """
    text = vessel.description
    written = dict.fromkeys(word for word in _LONG_WORD.findall(text) if word[0].isupper())
    for word in _LONG_WORD.findall(vessel.class_name or ""):
        close = [one for one in written if _is_slip(word.lower(), one.lower())]
        if word.lower() not in text.lower() and len(close) == 1:
            yield word, close[0]


def _is_slip(word: str, other: str) -> bool:
    is_form = word.startswith(other) or other.startswith(word) or word[:-1] == other[:-1]
    return not is_form and is_one_slip(word, other)


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
    fires=ship('<long_desc text="Magpie class frigate."/>', name="Heron class", number=7),
    says='3:31 7 Heron class: its text is about the "Magpie" class; correct classname or the text',
    silent=ship('<long_desc text="Magpie class frigate."/>', name="Magpie class", number=7),
)
def text_class_name(look: Look) -> Occurrences:
    """Texts that begin with the name of another class than the vessel's own."""
    named = [(vessel, claim) for vessel in look.vessels for claim in _class_claims(vessel)]
    unlike = [pair for pair in named if not _is_alike(*pair)]
    is_usual = _is_usual(len(named), len(unlike))
    classes = {class_of(vessel) for vessel in look.vessels}
    for vessel, claim in unlike:
        is_of_other = not classes.isdisjoint({f"{claim.words} class".lower(), claim.words.lower()})
        if is_usual or is_of_other or "class" in class_of(vessel).split():
            yield _told(look, vessel, f'is about the "{claim.words}" class', "class")

    opened = dict(_opened_by_another(look))
    for vessel, other in opened.items():
        how = f"begins as that of {other.shown_name}, and never names this ship"
        yield _told(look, vessel, how, "begins")

    for vessel, how in _headed_by_another(look):
        if vessel not in opened and vessel not in {one for one, _ in unlike}:
            yield _told(look, vessel, f"begins {how}", "headed")


def _told(look: Look, vessel: Vessel, how: str, kind: str) -> Occurrence:
    return look.element(
        vessel.element,
        f"{vessel.shown_name}: its text {how}; correct classname or the text",
        attribute="classname",
        also=[vessel.long_description.element] if vessel.long_description else [],
        kind=kind,
    )


def _opened_by_another(look: Look) -> Iterator[tuple[Vessel, Vessel]]:
    """Vessels whose text begins with the name of another one, of two words or more, and has no
    word of their own."""
    classes = {class_of(vessel): vessel for vessel in reversed(look.vessels)}
    for vessel in look.vessels:
        text = vessel.description.lower()
        own = _WORD.findall(class_of(vessel))
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
    names = {class_of(one): f"as that of {one.shown_name}" for one in reversed(look.vessels)}
    earlier = {one.id: class_of(one) for one in look.stock_look.vessels}
    alike, unlike = 0, list[tuple[Vessel, str]]()
    for vessel in look.vessels:
        head, own = _head(vessel), class_of(vessel)
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


_TYPES = (
    "battleship|battlecruiser|bomber|base|carrier|corvette|craft|cruiser|destroyer|dreadnought|"
    "escort|fighter|freighter|frigate|gunship|interceptor|leviathan|raider|scout|ship|shuttle|"
    "starbase|station|transport|vessel|warship"
)
_KIND = pattern(
    rf"(?:^|[.^!;])\s*(?:(?:an?|the|this)\s+)?(?P<race>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?)\s+"
    rf"(?:[a-z][\w-]*\s+){{0,2}}(?:{_TYPES})\b",
    re.IGNORECASE,
)
"""What a sentence begins with: `Ashen carrier`, `A Ximni heavy bomber`."""

_LEAST_ALIKE = 2
"""Texts that must name the race of their own vessel so, before one that does not is more than a
notice."""
_MOST_UNLIKE = 0.2
"""Share of the texts that name a race so which may name another one; more are a story of captured
ships, or of races within a race."""


def _mod(race: str) -> dict[str, bytes]:
    ship = (
        '<vessel uniqueID="{}" side="{}" classname="Hull {}">'
        '<long_desc text="{} carrier. Armed."/></vessel>\n'
    )
    races = (
        '<hullRace ID="2" name="Ashen" keys="enemy"/><hullRace ID="3" name="Vaal" keys="enemy"/>\n'
        '<vessel uniqueID="20" side="0" classname="Heron"><long_desc text="Old."/></vessel>\n'
    )
    told = ["Ashen", "Ashen", "Ashen", "Vaal", race]
    return dict(
        ships(
            races + "".join(ship.format(at, 2 + (at > 2), at, name) for at, name in enumerate(told))
        )
    )


@Rule(
    title="the text calls the vessel one of another race",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Science reads the text of a ship aloud, and the bridge takes it for a friend or an enemy. "
    "It was copied from a ship of that race, or the ship kept the side of the one that it was made "
    "from.",
    repair="Correct the text or the side, whichever was forgotten.",
    fires=_mod("Ashen"),
    says="9:61 4 Hull 4: its text calls it Ashen, it is on side 3, Vaal; correct the text or the "
    "side",
    silent=_mod("Vaal"),
)
def text_other_race(look: Look) -> Occurrences:
    """Texts that call their vessel one of another race."""
    races = {race.id: race for race in reversed(look.races)}
    names = {name.lower(): race for race in reversed(look.races) if (name := _name(race))}
    named = [(one, *said) for one in look.vessels for said in _named(one, names)]
    unlike = [one for one in named if one[0].side != one[1].id]
    alike = len(named) - len(unlike)
    pairs = Counter((vessel.side, race.id) for vessel, race, _ in unlike)
    if len(unlike) > max(1, _MOST_UNLIKE * len(named)):
        return
    for vessel, race, place in unlike:
        own = races.get(vessel.side)
        is_story = own is None or _name(own).lower() in vessel.description.lower()
        if own is None or is_story or _are_allies(own, race) or pairs[own.id, race.id] > 1:
            continue
        yield in_text(
            look,
            vessel,
            f"{vessel.shown_name}: its text calls it {race.name}, it is on side {own.id}, "
            f"{own.name}; correct the text or the side",
            place,
            also=[vessel.element],
            kind="race",
            severity=None if alike >= _LEAST_ALIKE else Severity.NOTICE,
        )


def _are_allies(own: HullRace, other: HullRace) -> bool:
    """Whether ships of one may be called by the other: TSN bases are of the Terrans in stock."""
    return any(
        "friendly" in race.words and not {"player", "friendly"}.isdisjoint(another.words)
        for race, another in ((own, other), (other, own))
    )


def _named(vessel: Vessel, names: Mapping[str, HullRace]) -> Iterator[tuple[HullRace, Span]]:
    """The race by which the text calls its vessel first, with its place; none without any."""
    small = vessel.description.lower()
    if not any(name in small for name in names):
        return
    for said in _KIND.finditer(vessel.description):
        for words in (said["race"], said["race"].split()[0]):
            if words.lower() in names:
                start = said.start("race")
                yield names[words.lower()], Span(start, start + len(words))
                return


def _name(race: HullRace) -> str:
    return (race.name or "").strip()
