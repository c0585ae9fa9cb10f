"""Words of broadType and keys, by which the game and missions choose."""

import re
from collections.abc import Sequence
from itertools import pairwise

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.ship_parts import means
from artemis_modkit.audit.spelling import RACE_KEYS, is_one_slip, misspelt
from artemis_modkit.audit.wording import race_title
from artemis_modkit.groups import grouped
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.roles import BROAD_TYPES, SINGLE_SEAT_WORDS
from artemis_modkit.model.vessels import HullRace, Vessel


@Rule(
    title="a word looks like a misspelt one of the game",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game passes over words that it does not know: a 'singelseat' fighter is no craft for "
    "a carrier's bays, a race of the 'enmy' attacks nobody.",
    together=2,
    repair="Write the word as the game does, or add that word if yours is meant for missions.",
    fires=ships('<vessel uniqueID="8000" side="0" broadType="singelseat fighter"/>'),
    says="3:34 8000 without a class name: the game has no word 'singelseat' for broadType; did "
    "you mean 'singleseat'?",
    silent=ships('<vessel uniqueID="8000" side="0" broadType="singleseat fighter sweeper"/>'),
)
def misspelt_word(look: Look) -> Occurrences:
    """Words of broadType and race keys one slip away from a word that the game knows."""
    yield from _misspelt(look, look.races, "keys", RACE_KEYS)
    yield from _misspelt(look, look.vessels, "broadType", BROAD_TYPES)
    yield from _parted(look)


def _misspelt(
    look: Look, items: Sequence[HullRace | Vessel], attribute: str, known: frozenset[str]
) -> Occurrences:
    places = grouped((word, item) for item in items for word in dict.fromkeys(item.words))
    for word, of_word in places.items():
        meant = misspelt(word, known)
        if meant is None or any(meant in item.words for item in of_word):
            continue
        for item in of_word:
            title = item.shown_name if isinstance(item, Vessel) else race_title(item)
            yield look.element(
                item.element,
                of_many(
                    f"{title}: the game has no word '{word}' for {attribute}",
                    f"; did you mean '{meant}'?",
                ),
                kind=(attribute, word),
                attribute=attribute,
            )


def _parted(look: Look) -> Occurrences:
    """Words of broadType that a blank came into."""
    for vessel in look.vessels:
        for one, other in pairwise((vessel.broad_type or "").lower().split()):
            is_lost = one not in BROAD_TYPES and other not in BROAD_TYPES
            if is_lost and one + other in BROAD_TYPES:
                yield look.element(
                    vessel.element,
                    f"{vessel.shown_name}: the game has no words '{one} {other}' for broadType; "
                    f"did you mean '{one}{other}'?",
                    kind=("broadType", one + other),
                    attribute="broadType",
                )


_LARGE = (
    '<vessel uniqueID="8000" side="0" broadType="large"/>\n'
    '<vessel uniqueID="8001" side="0" broadType="{}"/>'
)


@Rule(
    title="a word of broadType is written large here and small elsewhere",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Missions match these words in capitals and small letters alike; other tools and scripts "
    "do not. Stock writes them small.",
    together=2,
    repair="Write the word in small letters.",
    fires=ships(_LARGE.format("Large")),
    says="4:34 8001 without a class name: broadType says 'Large', the rest of the file 'large' as "
    "stock does; write 'large'",
    silent=ships(_LARGE.format("large Sweeper")),
)
def word_case(look: Look) -> Occurrences:
    """Words of the game in capitals in one place and small in another."""
    places = grouped(
        (word, vessel)
        for vessel in look.vessels
        for word in dict.fromkeys((vessel.broad_type or "").split())
        if word.lower() in BROAD_TYPES
    )
    for word, vessels in places.items():
        small = word.lower()
        if word == small or small not in places:
            continue
        for vessel in vessels:
            yield look.element(
                vessel.element,
                of_many(
                    vessel.shown_name,
                    f": broadType says '{word}', the rest of the file '{small}' as stock does; "
                    f"write '{small}'",
                    more=" and {others} more",
                ),
                kind=word,
                attribute="broadType",
                likely=[look.layout.with_value(vessel.element, "broadType", _small(vessel, word))],
            )


def _small(vessel: Vessel, word: str) -> str:
    """The broadType of a vessel with a word in small letters."""
    pattern = rf"(?<!\S){re.escape(word)}(?!\S)"
    return re.sub(pattern, word.lower(), vessel.element.attributes["broadType"])


_FEWEST = 4
"""Ships of stock that must have kept their words before one that lost some is a slip."""

_MESHES = {0: "artemis", 1: "artemis-scout", 2: "artemis-3", 3: "artemis-4"}
"""Of ships of stock that are for players, by number."""


def _ship(words: str) -> str:
    kept = "".join(
        f'<vessel uniqueID="{at}" side="0" classname="Held {at}" broadType="player">'
        f'<art meshfile="dat/{mesh}.dxs"/></vessel>\n'
        for at, mesh in _MESHES.items()
    )
    return kept + (
        f'<vessel uniqueID="1502" side="0" classname="Forscher" broadType="{words}">'
        '<art meshfile="dat/science-vessel.dxs"/></vessel>'
    )


@Rule(
    title="a word by which missions choose ships is gone",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions of the game and of others ask for a ship by the words of its broadType, in "
    "English whatever the mod speaks. Where no ship has the word, they get another one.",
    repair="Write stock's word again; words of your own may stand beside it.",
    fires=ships(_ship("wissenschaft")),
    says="7:55 1502 Forscher: broadType has lost stock's word 'science', and no other ship has it; "
    "missions that ask for it get another ship",
    silent=ships(_ship("science forschung")),
)
def lost_word(look: Look) -> Occurrences:
    """Words of stock by which missions choose, gone from a ship that is stock's otherwise."""
    if look.stock_look.data.dialect.dialect is not look.data.dialect.dialect:
        return  # words came with games
    stocks = {one.id: one for one in look.stock_look.vessels if one.id is not None}
    there = {word for vessel in look.vessels for word in vessel.words}
    pairs = [
        (vessel, stocks[vessel.id])
        for vessel in look.vessels
        if vessel.id in stocks and vessel.words and _mesh(vessel) == _mesh(stocks[vessel.id])
    ]
    if sum(set(stock.words) <= set(vessel.words) for vessel, stock in pairs) < _FEWEST:
        return  # a part of a mod, or one with words of its own throughout
    for vessel, stock in pairs:
        lost = [word for word in stock.words if word not in there and not _is_slip(word, vessel)]
        if lost:
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: broadType has lost stock's word {lost[0]!r}, and no other "
                "ship has it; missions that ask for it get another ship",
                attribute="broadType",
                kind=lost[0],
            )


def _mesh(vessel: Vessel) -> str | None:
    """The first mesh of a vessel, whatever its case; `None` where it has none."""
    mesh = next((art.mesh_file for art in vessel.art if art.mesh_file), None)
    return mesh.lower().replace("\\", "/").rpartition("/")[2] if mesh else None


def _is_slip(word: str, vessel: Vessel) -> bool:
    """Whether the word is there, misspelt: another rule tells that."""
    return any(is_one_slip(written, word) for written in vessel.words)


_SINGLE_SEAT = "singleseat"


def _craft(words: str) -> str:
    return (
        '<vessel uniqueID="100" side="0" broadType="player singleseat fighter"/>\n'
        f'<vessel uniqueID="101" side="0" classname="Magpie" broadType="{words}">'
        '<torpedo_storage type="trp" amount="4"/></vessel>'
    )


@Rule(
    title="a craft for players does not say singleseat",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Since game 2.6 the bays of carriers take what is singleseat. Without the word a fighter "
    "stands in the list of ships that crews choose from, and no carrier launches it.",
    repair="Add singleseat to broadType, as the other craft of the file have it.",
    fires=ships(_craft("player fighter")),
    says="4:52 101 Magpie: players fly it as a fighter, and broadType does not say singleseat, as "
    "that of other craft does; add the word",
    silent=ships(_craft("player singleseat fighter")),
)
def craft_without_singleseat(look: Look) -> Occurrences:
    """Fighters, bombers and shuttles for players that do not say singleseat."""
    is_new = look.data.dialect.dialect is Dialect.V2_6
    if not is_new or not any(_SINGLE_SEAT in vessel.words for vessel in look.vessels):
        return
    for vessel in look.vessels:
        kinds = [word for word in vessel.words if word in SINGLE_SEAT_WORDS]
        if kinds and "player" in vessel.words and not means(vessel, _SINGLE_SEAT):
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: players fly it as a {kinds[0]}, and broadType does not say "
                "singleseat, as that of other craft does; add the word",
                attribute="broadType",
                kind=_SINGLE_SEAT,
            )
