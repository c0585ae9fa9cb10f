"""Races: their sides, keys, ships and taunts."""

from difflib import SequenceMatcher

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ExampleFiles, ships
from artemis_modkit.audit.spelling import RACE_KEYS, misspelt
from artemis_modkit.audit.wording import race_title, shown
from artemis_modkit.groups import grouped
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.model.roles import STANCES
from artemis_modkit.model.vessels import HullRace

_MOST_IDS = 30
"""IDs of races in one message; more do not fit a screen."""


@Rule(
    title="a vessel belongs to no race",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A ship is spawned by way of its race; one of a race that does not exist never appears, "
    "or crashes the mission that names it.",
    repair="Correct side, or add the <hullRace> with that ID.",
    fires=ships('<vessel uniqueID="7" side="22" classname="Drifter"/>'),
    says='3:22 7 Drifter: side="22" is the ID of no race; there is only 0',
    silent=ships('<vessel uniqueID="7" side="0" classname="Drifter"/>'),
)
def unknown_race(look: Look) -> Occurrences:
    """Vessels whose side is no race of the file."""
    known = {race.id for race in look.races if race.id is not None}
    listed = _listed(sorted(known))
    lost = {vessel.side for vessel in look.vessels} - {*known, None}
    unused = look.once(_unused)
    renumbered = unused[0].element if len(lost) == len(unused) == 1 else None
    for vessel in look.vessels:
        side = vessel.side
        if side is None and "side" not in vessel.element.attributes:
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: has no side; name the ID of its race",
                kind="none",
            )
        elif side is not None and side not in known:
            yield look.element(
                vessel.element,
                of_many(
                    f'{vessel.shown_name}: side="{side}" is the ID of no race',
                    f"; {listed}",
                    more=", and so of {others} more",
                ),
                kind=side,
                attribute="side",
                beside=renumbered,
            )


def _listed(numbers: list[int]) -> str:
    if not numbers:
        return "there are none"
    if len(numbers) == 1:
        return f"there is only {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"there are {numbers[0]} to {numbers[-1]}"
    return f"there are {shown([*map(str, numbers)], _MOST_IDS)}"


_LONERS = '<hullRace ID="9" name="Vurr" keys="enemy loner"/>\n<vessel uniqueID="0" side="0"/>'


@Rule(
    title="a race has no vessel",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Nothing of the race can appear. Either its ships were lost, or given to another side, or "
    "the race is left over.",
    repair="Give it its ships, or remove the <hullRace>.",
    fires=ships(_LONERS),
    says="3:11 race 9 Vurr: no vessel has this side; add its ships or remove it",
    silent=ships(f'{_LONERS}<vessel uniqueID="8000" side="9"/>'),
)
def unused_race(look: Look) -> Occurrences:
    """Races that no vessel is of."""
    unused, known = look.once(_unused), {race.id for race in look.races}
    if unused and any(vessel.side in known for vessel in look.vessels):
        names = shown([f"{race.id} {race.name or 'without a name'}" for race in unused])
        title = "race" if len(unused) == 1 else "races"
        yield look.element(
            unused[0].element,
            f"{title} {names}: no vessel has this side; add its ships or remove it",
            attribute="ID",
            also=[race.element for race in unused[1:]],
        )


def _unused(look: Look) -> list[HullRace]:
    sides = {vessel.side for vessel in look.vessels}
    return [race for race in look.races if race.id is not None and race.id not in sides]


def _keyed(name: str, keys: str) -> ExampleFiles:
    return ships(
        f'<hullRace ID="9" name="{name}" keys="{keys}"/><vessel side="9" uniqueID="8000"/>'
        '<vessel side="0" uniqueID="0"/>'
    )


@Rule(
    title="a race takes no side",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game looks for its players, friends and enemies by these words. Ships of a race "
    "without one appear only where a mission asks for a key of the race's own.",
    repair="Add player, friendly or enemy to keys, or a word of your own for missions to name.",
    fires=_keyed("Vurr", "standard whalehater"),
    says='3:30 race 9 Vurr: keys="standard whalehater" names neither player nor friendly nor '
    "enemy; add the one it is, or a word of your own for missions",
    silent=_keyed("Vurr", "FactionVurr"),
)
def no_stance(look: Look) -> Occurrences:
    """Races that neither players nor friends nor enemies are of, and that missions cannot name."""
    stocks = {_named(race): race for race in look.stock_look.races}
    for race in look.races:
        words = set(race.words)
        is_own = any(word not in RACE_KEYS for word in words)
        is_slip = any(misspelt(word, STANCES) for word in words)
        if not words.isdisjoint(STANCES) or is_slip:
            continue
        lost = [word for word in STANCES if _named(race) in stocks
                and word in stocks[_named(race)].words]  # fmt: skip
        if lost:
            yield look.element(
                race.element,
                f'{race_title(race)}: keys="{race.keys}" has lost the word {lost[0]}, which stock '
                f"has for it and the game looks for",
                attribute="keys",
            )
        elif not is_own:
            given = f'keys="{race.keys}"' if words else "no keys"
            yield look.element(
                race.element,
                f"{race_title(race)}: {given} "
                f"{'names' if words else 'name'} neither player nor friendly nor enemy; add the "
                "one it is, or a word of your own for missions",
                attribute="keys",
            )


def _named(race: HullRace) -> tuple[int | None, str]:
    return race.id, (race.name or "").lower()


_PREFIX = "faction"
_ALIKE = 0.75
"""Likeness of a name and a key from which on they are meant to be one word."""

_LONGEST = 60
"""Letters of a name that are looked at for slips of the pen."""


@Rule(
    title="the Faction key of a race does not go with its name",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions choose a race by its name and its keys. A key copied from another race, or one "
    "spelled unlike the name, brings ships of the wrong race or none.",
    repair="Write one spelling in name, key and missions.",
    fires=_keyed("Vuran", "FactionVurran"),
    says="3:31 race 9 Vuran: its key 'FactionVurran' is spelled unlike 'Vuran'; write both alike",
    silent=_keyed("Vurran", "FactionVurran"),
)
def race_key_name(look: Look) -> Occurrences:
    """Races whose `Faction…` key names another race, or spells their own name differently."""
    by_name = {_letters(race.name or ""): race for race in reversed(look.races)}
    for race in look.races:
        keys = [key for key in (race.keys or "").split() if key.lower().startswith(_PREFIX)]
        own = _letters(race.name or "")
        for key in keys:
            meant = _letters(key)[len(_PREFIX) :]
            if not own or not meant or own in meant or meant in own:
                continue
            if fault := _fault(own, meant, race.name or "", by_name.get(meant)):
                yield look.element(
                    race.element,
                    f"{race_title(race)}: its key '{key}' {fault}",
                    attribute="keys",
                )


def _fault(own: str, meant: str, name: str, other: HullRace | None) -> str | None:
    if other is not None:
        return f"names race {other.id} {other.name}; write Faction and the race's own name"
    if max(len(own), len(meant)) > _LONGEST:
        return None
    if SequenceMatcher(None, own, meant).ratio() >= _ALIKE:
        return f"is spelled unlike '{name}'; write both alike"
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


_PLAYER = "player"


def _mod(words: str) -> dict[str, bytes]:
    text = (
        '<vessel_data version="2.6">\n<hullRace ID="2" name="Moor" keys="enemy standard"/>\n'
        f'<vessel uniqueID="2000" side="2" classname="Adder" broadType="{words}"/>\n'
        "</vessel_data>"
    )
    return {VESSEL_FILE: text.encode()}


@Rule(
    title="a ship for players is of a race that they do not fly",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game offers ships with the word player in broadType, and takes their race from side. "
    "Where that race's keys lack the word too, the crew flies a ship of the enemy.",
    repair="Correct side, take player out of broadType, or add player to the keys of the race.",
    fires=_mod("player"),
    says="3:25 2000 Adder: players fly it, and the keys of its race (2 Moor) are enemy standard, "
    "without player",
    silent=_mod("small"),
)
def player_of_other_race(look: Look) -> Occurrences:
    """Ships for players in a race that players do not fly."""
    races = {race.id: race for race in reversed(look.races)}
    for vessel in look.vessels:
        race = races.get(vessel.side)
        if race and race.words and _PLAYER in vessel.words and _PLAYER not in race.words:
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: players fly it, and the keys of its race ({vessel.side} "
                f"{race.name or ''}) are {' '.join(sorted(race.words))}, without player",
                attribute="side",
                kind=vessel.side,
                beside=race.element,
            )


_TAUNTS = 3
"""Every race of stock has as many, and clients of the network count on it."""


def _taunted(*immunities: str) -> ExampleFiles:
    taunts = "".join(
        f'<taunt immunity="{one}" text="You are {number}."/>'
        for number, one in enumerate(immunities)
    )
    return ships(
        f'<hullRace ID="9" name="Vurr" keys="enemy loner">{taunts}</hullRace>\n'
        '<vessel uniqueID="0" side="0"/><vessel uniqueID="8000" side="9"/>'
    )


@Rule(
    title="a race does not have three taunts",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The comms officer has three taunts for each race, and a captain is immune to one of the "
    "three. What happens with fewer or more is not known.",
    repair="Write three taunts, each with the trait that makes a captain immune to it.",
    fires=_taunted("is vain", "is old"),
    says="3:1 race 9 Vurr: has 2 taunts; write 3",
    silent=_taunted("is vain", "is old", "is poor"),
)
def taunt_count(look: Look) -> Occurrences:
    """Races without exactly three taunts."""
    is_usual = sum(len(race.taunts) == _TAUNTS for race in look.races) * 2 > len(look.races)
    sides = {vessel.side for vessel in look.vessels}
    for race in look.races:
        count = len(race.taunts)
        if count != _TAUNTS and (count > 0 or (is_usual and race.id in sides)):
            yield look.element(
                race.element,
                f"{race_title(race)}: has {count or 'no'} "
                f"taunt{'' if count == 1 else 's'}; write {_TAUNTS}",
                kind="count",
            )


def _race(immunity: str = "is poor", text: str = "Pauper!") -> ExampleFiles:
    return ships(
        '<hullRace ID="9" name="Vurr" keys="enemy loner"><taunt immunity="is vain" text="Boo!"/>'
        f'<taunt immunity="is old" text="Grandpa!"/><taunt immunity="{immunity}" text="{text}"/>'
        '</hullRace>\n<vessel uniqueID="0" side="0"/><vessel uniqueID="8000" side="9"/>'
    )


@Rule(
    title="a taunt lacks its text or its immunity",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Comms sends the text, and science shows the trait of a captain who is immune to it. "
    "Players see an empty line instead.",
    repair="Write what is missing.",
    fires=_race(immunity=""),
    says="3:137 race 9 Vurr: taunt 3 has no immunity; write what is missing",
    silent=_race(),
)
def empty_taunt(look: Look) -> Occurrences:
    """Taunts without a text, or without the trait that makes a captain immune."""
    for race in look.races:
        for number, taunt in enumerate(race.taunts, 1):
            values = {"immunity": taunt.immunity, "text": taunt.text}
            empty = [name for name, value in values.items() if not (value or "").strip()]
            if empty:
                yield look.element(
                    taunt.element,
                    f"{race_title(race)}: taunt {number} has no "
                    f"{' and no '.join(empty)}; write what is missing",
                    attribute=empty[0],
                    kind="taunt",
                )


@Rule(
    title="a race has one taunt twice",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The comms officer is to choose between three taunts, by what science says of the captain. "
    "Two with one text cannot be told apart.",
    repair="Write another text for one of them.",
    fires=_race(text="Boo!"),
    says="3:156 race 9 Vurr: 2 of its taunts have the same text; write another one",
    silent=_race(),
)
def duplicate_taunt(look: Look) -> Occurrences:
    """Taunts of one race that say the same."""
    for race in look.races:
        said = ((" ".join((taunt.text or "").lower().split()), taunt) for taunt in race.taunts)
        alike = grouped((words, taunt) for words, taunt in said if words)
        for taunts in alike.values():
            if len(taunts) > 1:
                yield look.again(
                    [taunt.element for taunt in taunts],
                    f"{race_title(race)}: {len(taunts)} of its taunts "
                    "have the same text; write another one",
                    attribute="text",
                )
