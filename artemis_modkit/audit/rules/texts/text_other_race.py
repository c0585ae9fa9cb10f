"""Texts that call their vessel one of another race."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import at_place
from artemis_modkit.lazy import pattern
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.source import Span

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
    races = {race.id: race for race in reversed(look.races)}
    names = {_name(race).lower(): race for race in reversed(look.races) if _name(race)}
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
        assert vessel.long_description is not None
        found = look.element(
            vessel.long_description.element,
            f"{vessel.shown_name}: its text calls it {race.name}, it is on side {own.id}, "
            f"{own.name}; correct the text or the side",
            attribute="text",
            also=[vessel.element],
            kind="race",
        )
        found = found if alike >= _LEAST_ALIKE else replace(found, severity=Severity.NOTICE)
        yield at_place(look, vessel, place, found)


def _are_allies(own: HullRace, other: HullRace) -> bool:
    """Whether ships of one may be called by the other: TSN bases are of the Terrans in stock."""
    return any(
        "friendly" in one.words and not {"player", "friendly"}.isdisjoint(another.words)
        for one, another in ((own, other), (other, own))
    )


def _named(vessel: Vessel, names: Mapping[str, HullRace]) -> Iterator[tuple[HullRace, Span]]:
    """The race by which the text calls its vessel first, with its place; none without any."""
    for said in _KIND.finditer(vessel.description):
        for words in (said["race"], said["race"].split()[0]):
            if words.lower() in names:
                start = said.start("race")
                yield names[words.lower()], Span(start, start + len(words))
                return


def _name(race: HullRace) -> str:
    return (race.name or "").strip()
