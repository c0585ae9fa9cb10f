"""Ships that missions ask for, by number and by words."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.missions import NearWords, fit_of, lacking_words, spoken, told
from artemis_modkit.audit.rule import mission, ships
from artemis_modkit.model.mission_names import Lack
from artemis_modkit.model.missions import STATION_CARRIED, hull_attribute, said_of
from artemis_modkit.model.wording import listed

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_HERON = ships(_SHIP)
_NUMBERED = '<start><create type="enemy" hullID="{}" name="H1"/></start>'


@Rule(
    title="a mission makes a ship by a number that no vessel has",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="What the game makes of a number without a ship is not known: another ship, or none. "
    "Mostly the ship got another number in a later release than the mission was written for. Of "
    "variables all numbers count that the mission ever gives them.",
    repair="Write the number that the ship has now; `fits MISSION MOD...` tells which release of "
    "a mod a mission was written for.",
    fires={**_HERON, **mission(_NUMBERED.format("7"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 hullID="7": no vessel has the number 7',
    silent={**_HERON, **mission(_NUMBERED.format("1.0"))},
    together=2,
)
def mission_unknown_hull(look: Look) -> Occurrences:
    """Ships that a mission makes by a number that no vessel has."""
    fit = look.once(fit_of)
    for one in look.missions if fit.is_known else ():
        for asked in one.hull_numbers:
            unknown = fit.unknown(asked)
            if unknown:
                written = f'{asked.attribute}="{asked.text}"'
                which = listed([*spoken(unknown)])
                may_be = "" if len(asked.numbers or ()) == 1 else ", which it may be"
                numbers = "number" if len(unknown) == 1 else "numbers"
                said = f": no vessel has the {numbers} {which}{may_be}"
                yield told((one, asked.element, asked.attribute), written, said)


_ENEMY = '<start><create type="enemy" name="H1" raceKeys="TSN"{}/></start>'
_NEEDS_ONE = frozenset({"enemy", "neutral", "station"})
"""What players fly they may have chosen themselves."""


@Rule(
    title="a mission makes a ship without saying which",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="With neither hullID nor hullKeys the game makes the ship of number 0, or stops: those who "
    "made the mission editor report both.",
    repair="Write hullKeys that match a ship of the race, or its hullID.",
    fires={**_HERON, **mission(_ENEMY.format(""))},
    says="dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 H1: neither hullID nor hullKeys says which ship "
    "this enemy is",
    silent={**_HERON, **mission(_ENEMY.format(' hullKeys="heron"'))},
    together=2,
)
def mission_no_hull(look: Look) -> Occurrences:
    """Ships that a mission makes without saying which."""
    for one in look.missions:
        for element in one.elements:
            kind = element.attributes.get("type", "").strip().lower()
            written = {name.lower() for name, text in element.attributes.items() if text.strip()}
            if element.name == "create" and kind in _NEEDS_ONE and written.isdisjoint(_HULLS):
                name = element.attributes.get("name", "").strip() or "a ship without a name"
                said = f": neither hullID nor hullKeys says which ship this {kind} is"
                yield told((one, element, "type"), name, said, kind=kind)


_HULLS = frozenset({"hullid", "hullkeys", "hulltype"})


_OF_RACE = '<start><create type="player" raceKeys="{}" hullKeys="heron"/></start>'


@Rule(
    title="a mission asks for a race that is not there",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game takes the race that most of the words match. Where none does, it takes a ship of "
    "any race, and the mission goes on with the wrong one. Mostly the mod gave the race another "
    "name. A word that nothing matches beside one that something does is no fault.",
    repair="Write the words of the race as vesselData.xml has them now, in its name and keys.",
    fires={**_HERON, **mission(_OF_RACE.format("Moor"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 raceKeys="Moor" hullKeys="heron": no race has '
    "any of the words moor",
    silent={**_HERON, **mission(_OF_RACE.format("Moor player"))},
    together=2,
)
def mission_keys_no_race(look: Look) -> Occurrences:
    """Words for races in missions of which no race has any."""
    for one, words, lack in look.once(lacking_words):
        if lack is Lack.RACE:
            said = f": no race has any of the words {', '.join(dict.fromkeys(words.races))}"
            said += look.once(NearWords).hint("raceKeys", words.races)
            yield told((one, words.element, "raceKeys"), words.shown, said)


_OF_HULL = '<start><create type="player" raceKeys="TSN" hullKeys="{}"/></start>'


@Rule(
    title="a mission asks for a ship that its race has not",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Of the race the game takes the ship that most of the words match. Where none does it "
    "takes some ship of the race, and the mission goes on with the wrong one. Where they ask for a "
    "base, a ship that is none is turned into the ship of number 0.",
    repair="Write words that stand in classname or broadType of a ship of that race.",
    fires={**_HERON, **mission(_OF_HULL.format("crane"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 raceKeys="TSN" hullKeys="crane": no ship of '
    "the race has any of the words crane",
    silent={**_HERON, **mission(_OF_HULL.format("crane heron"))},
    together=2,
)
def mission_keys_no_hull(look: Look) -> Occurrences:
    """Words for ships in missions of which no ship of the race has any."""
    for one, words, lack in look.once(lacking_words):
        if lack is Lack.RACE:
            continue
        race = "the race" if words.races else "any race"
        said = f"no ship of {race} has any of the words {', '.join(dict.fromkeys(words.hulls))}"
        said += look.once(NearWords).hint("hullKeys", words.hulls)
        if lack is Lack.BASE:
            said = "what most of these words match is no base, and the game makes it the ship 0"
        yield told((one, words.element, "hullKeys"), words.shown, f": {said}")


_OF_BOTH = '<start><create type="player" raceKeys="TSN" hullKeys="player {}"/></start>'


@Rule(
    title="a word of a mission is a letter off",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game does not match it. As long as another word does, the mission plays, but not with "
    "the ship that was meant.",
    repair="Write the word as vesselData.xml has it.",
    fires={**_HERON, **mission(_OF_BOTH.format("Heronn"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 hullKeys: "heronn"; did you mean "heron"?',
    silent={**_HERON, **mission(_OF_BOTH.format("Herons"))},
    together=2,
)
def mission_near_miss_word(look: Look) -> Occurrences:
    """Words in missions that are one slip of the pen away from one that a race or ship has."""
    if not look.once(fit_of).states or not look.missions:
        return
    near = look.once(NearWords)
    lacking = {
        (words.element, "raceKeys" if lack is Lack.RACE else "hullKeys")
        for _, words, lack in look.once(lacking_words)
    }
    for one in look.missions:
        for words in one.hull_words:
            for name, given in (("raceKeys", words.races), ("hullKeys", words.hulls)):
                for word in dict.fromkeys(given) if (words.element, name) not in lacking else ():
                    meant = near.meant(name, word)
                    if meant is not None:
                        said = f'; did you mean "{meant}"?'
                        shown = f'{name}: "{word}"'
                        yield told((one, words.element, name), shown, said, kind=(name, word))


_GNAT = ships(f'{_SHIP}\n<vessel uniqueID="2" side="0" classname="Gnat" broadType="singleseat"/>')
_CARRIED = '<start><set_player_station_carried name="DS1" {}/></start>'


@Rule(
    title="a mission gives a station craft by number",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="The authors of a large mission tried it: set_player_station_carried takes its craft by "
    "raceKeys and hullKeys alone. Without them the game is said to stop.",
    repair="Write raceKeys and hullKeys that match the craft.",
    fires={**_GNAT, **mission(_CARRIED.format('hullID="2"'))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 set_player_station_carried: hullID="2" does '
    "not work here; write raceKeys and hullKeys",
    silent={**_GNAT, **mission(_CARRIED.format('raceKeys="TSN" hullKeys="singleseat"'))},
    together=2,
)
def mission_station_carried_by_number(look: Look) -> Occurrences:
    """Craft of stations that a mission asks for by number, which the game does not take."""
    for one in look.missions:
        for element in one.elements:
            name = hull_attribute(element)
            if element.name == STATION_CARRIED and name is not None:
                number = element.attributes[name]
                written = f'{STATION_CARRIED}: {name}="{number}"'
                words = (said_of(element, word) for word in ("raceKeys", "hullKeys"))
                has_words = all(map(str.strip, words))
                instead = "its words decide" if has_words else "write raceKeys and hullKeys"
                said = f" does not work here; {instead}"
                severity = Severity.WARNING if has_words else None
                kind = (name, number)
                yield told((one, element, name), written, said, kind=kind, severity=severity)
