"""Numbers, names and sides by which ships are told apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.ship_parts import class_of, is_player_ship, means_player, strays
from artemis_modkit.audit.wording import shown
from artemis_modkit.groups import grouped
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.model.wording import listed


@Rule(
    title="a vessel or race has no id",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A blank uniqueID crashes the game; it happened to a released mod. Missions and the "
    "network name ships by this number only.",
    repair="Give it a whole number that no other vessel (or race) has.",
    fires=ships('<vessel uniqueID=" " side="0" classname="Light Carrier"/>'),
    says="3:9 the vessel 'Light Carrier' has a blank uniqueID; give it a whole number of its own",
    silent=ships('<vessel uniqueID="3001" side="0" classname="Light Carrier"/>'),
)
def missing_id(look: Look) -> Occurrences:
    """Races and vessels without the number that everything names them by."""
    named = [(vessel, f"the vessel '{vessel.class_name or '?'}'") for vessel in look.vessels]
    races = [(race, f"the race '{race.name or '?'}'") for race in look.races]
    for item, title in (*races, *named):
        attribute = "ID" if item.NAME == "hullRace" else "uniqueID"
        text = item.element.attributes.get(attribute)
        if text is None or not text.strip():
            state = "has no" if text is None else "has a blank"
            yield look.element(
                item.element,
                f"{title} {state} {attribute}; give it a whole number of its own",
                attribute=attribute,
                kind="id",
            )


@Rule(
    title="two vessels or races have the same id",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="Only one of them can be had in play; which one is not known. Usually a ship was copied "
    "and its number forgotten.",
    repair="Give one of them a number that is free.",
    fires=ships('<vessel uniqueID="7" side="0"/>\n<vessel uniqueID="07" side="0"/>'),
    says="4:9 2 vessels have the uniqueID 7: without a name and without a name; give all but one "
    "a free number",
    silent=ships('<vessel uniqueID="7" side="0"/>\n<vessel uniqueID="8" side="0"/>'),
)
def duplicate_id(look: Look) -> Occurrences:
    """Two vessels, or two races, with one number."""
    yield from _repeated(look, look.races, "ID", "race")
    yield from _repeated(look, look.vessels, "uniqueID", "vessel")


def _repeated(
    look: Look, items: Sequence[HullRace | Vessel], attribute: str, title: str
) -> Occurrences:
    by_id = grouped((item.id, item) for item in items if item.id is not None)
    for number, alike in by_id.items():
        if len(alike) > 1:
            yield look.again(
                [one.element for one in alike],
                f"{len(alike)} {title}s have the {attribute} {number}: "
                f"{listed(list(map(_name, alike)))}; give all but one a free number",
                kind=attribute,
                attribute=attribute,
            )


def _name(item: HullRace | Vessel) -> str:
    return (item.class_name if isinstance(item, Vessel) else item.name) or "without a name"


_FEWEST_RISING = 10
"""Ships in rising order that it takes to call one out of order."""

_MOST_ODD = 2
"""Ships out of order that are slips; where there are more, order means nothing to the author."""

_BLOCK = 100
"""How near to each other the numbers before and behind are: a block that begins is no slip."""


def _file(number: int) -> str:
    numbers = [*range(3000, 3006), number, *range(3007, 3012)]
    return "\n".join(
        f'<vessel uniqueID="{one}" side="0" classname="Hull {at}"/>'
        for at, one in enumerate(numbers)
    )


@Rule(
    title="the number of a ship breaks the rising order",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Where all ships of a file stand in the order of their numbers, one that does not has "
    "mostly a digit too few or too many, and missions that name it find no ship.",
    repair="Write the number that is meant, or leave it.",
    fires=ships(_file(306)),
    says="9:9 306 Hull 6: the number 306 stands between 3005 and 3007; all others rise",
    silent=ships(_file(3006)),
)
def odd_number(look: Look) -> Occurrences:
    """Ships whose number breaks the rising order of all others."""
    numbered = [(vessel.id, vessel) for vessel in look.vessels if vessel.id is not None]
    numbers = [number for number, _ in numbered]
    odd = [
        at
        for at in range(1, len(numbers) - 1)
        if (
            numbers[at - 1] < numbers[at + 1] <= numbers[at - 1] + _BLOCK
            or numbers[at - 1] <= 10 * numbers[at] < numbers[at + 1]  # the last digit is lost
        )
        and not numbers[at - 1] <= numbers[at] <= numbers[at + 1]
    ] or _without_which_all_rise(numbers)
    falls = sum(number > later for number, later in pairwise(numbers))
    if len(numbers) < _FEWEST_RISING or len(odd) > _MOST_ODD or falls > len(odd):
        return
    for at in odd:
        number, vessel = numbered[at]
        yield look.element(
            vessel.element,
            f"{vessel.shown_name}: the number {number} stands between {numbers[at - 1]} and "
            f"{numbers[at + 1]}; all others rise",
            attribute="uniqueID",
        )


def _without_which_all_rise(numbers: list[int]) -> list[int]:
    """The place of the only number that is too great for the order; a lower one may be meant."""
    falls = [at for at, (one, later) in enumerate(pairwise(numbers)) if one > later]
    return [at for at in falls if len(falls) == 1 and at > 0 and numbers[at - 1] <= numbers[at + 1]]


_FEWEST_PLAYERS = 3
"""Player ships that a file has which is more than a part of one."""


def _player(*numbers: int) -> str:
    return "\n".join(
        f'<vessel uniqueID="{number}" side="0" broadType="player" classname="Hull {number}"/>'
        for number in numbers
    )


@Rule(
    title="the numbers of the player ships have a gap",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Those who know the network protocol say that player ships are numbered from 0 without a "
    "gap, and hull 0 is what missions fall back to. Mods with a gap have been played, though.",
    repair="Give the ship behind the gap the free number, unless missions name it by its own.",
    fires=ships(_player(0, 1, 3)),
    says="5:9 3 Hull 3: no player ship has the number 2; player ships should be numbered from 0 "
    "without a gap",
    silent=ships(_player(0, 1, 2)),
)
def player_id_gap(look: Look) -> Occurrences:
    """Numbers of player ships that do not rise from 0 without a gap."""
    known = {vessel.id: vessel for vessel in reversed(look.vessels) if vessel.id is not None}
    hulls = [known[number] for number in sorted(known) if is_player_ship(known[number])]
    every = sum(map(is_player_ship, look.vessels))
    if len(hulls) < max(_FEWEST_PLAYERS, every):  # other rules tell who has no number, or another's
        return
    gaps = list(_gaps(hulls))
    if gaps:
        taken = [known[low] for low, high, _ in gaps if low == high and low in known]
        instead = f"; {taken[0].shown_name} is none that players fly" if taken else ""
        missing = shown([f"{low}" if low == high else f"{low} to {high}" for low, high, _ in gaps])
        yield look.element(
            gaps[0][2].element,
            f"{gaps[0][2].shown_name}: no player ship has the number {missing}{instead}; "
            "player ships should be numbered from 0 without a gap",
            attribute="uniqueID",
            also=[vessel.element for vessel in (*(gap[2] for gap in gaps[1:]), *taken[:1])],
        )


def _gaps(hulls: list[Vessel]) -> Iterator[tuple[int, int, Vessel]]:
    """First and last missing number, and the ship behind them."""
    free = 0
    for hull in hulls:
        number = hull.id
        if number is not None and number >= free:
            if number > free:
                yield free, number - 1, hull
            free = number + 1


def _mod(side: int) -> dict[str, bytes]:
    vessels = "".join(
        f'<vessel uniqueID="{1700 + at}" side="{side if at == 2 else 1}" classname="Hull {at}"/>\n'
        for at in range(7)
    )
    races = (
        '<hullRace ID="1" name="Reed" keys="friendly"/><hullRace ID="2" name="Moor" keys="enemy"/>'
        '<vessel uniqueID="2500" side="2" classname="Other"/>'
    )
    return {VESSEL_FILE: f'<vessel_data version="2.6">\n{races}\n{vessels}</vessel_data>'.encode()}


_MOST_MOVED = 0.1
"""Share of the ships of stock that may be on another side by a slip."""


@Rule(
    title="a ship stands alone on another side in its block of numbers",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Ships of one race are numbered together. One among them that flies for another race was "
    "mostly copied from there, and attacks those whom it is to help.",
    repair="Give it the side of the others, or a number among the ships of its race.",
    fires=_mod(2),
    says='5:25 1702 Hull 2: side="2" is Moor, all 6 others of 1700 to 1799 are on side 1, Reed',
    silent=_mod(1),
)
def odd_side(look: Look) -> Occurrences:
    """Ships that stand on another side than all others of their block of numbers."""
    names = {race.id: race.name for race in reversed(look.races)}
    for odd in look.once(strays).values():
        vessel = odd.vessel
        if vessel.side in names:  # that there is no such race is told by another rule
            yield look.element(
                vessel.element,
                f'{vessel.shown_name}: side="{vessel.side}" is {names[vessel.side]}, all '
                f"{odd.count} others of {odd.first} to {odd.last} are on side {odd.side}, "
                f"{names.get(odd.side) or 'no known race'}",
                attribute="side",
                kind="side",
            )

    for vessel, race in _of_stock(look):
        if vessel.element not in look.once(strays) and vessel.side in names:
            yield look.element(
                vessel.element,
                f'{vessel.shown_name}: side="{vessel.side}" is {names[vessel.side]}; in stock the '
                f"ship is on side {race.id}, {race.name}, which is here too",
                attribute="side",
                kind="stock",
            )


def _of_stock(look: Look) -> Iterator[tuple[Vessel, HullRace]]:
    """Ships of stock by number, class and mesh, with their race, where they are on another side.

    Where many are the mod has dealt the ships anew.
    """
    data = look.stock_look.data
    races = {race.id: race for race in data.races}
    here = {(race.id, race.name) for race in look.races}
    known = {_what(vessel): vessel for vessel in data.vessels}
    once = Counter(vessel.id for vessel in look.vessels)
    same = [
        (vessel, known[_what(vessel)])
        for vessel in look.vessels
        if _what(vessel) in known and once[vessel.id] == 1 and not means_player(vessel)
    ]  # other rules tell of players' ships of another race, and of numbers given twice
    moved = [(vessel, races[was.side]) for vessel, was in same if vessel.side != was.side]
    if len(moved) <= _MOST_MOVED * len(same):
        yield from ((vessel, race) for vessel, race in moved if (race.id, race.name) in here)


def _what(vessel: Vessel) -> tuple[int | None, str, str]:
    mesh = next((art.mesh_file or "" for art in vessel.art), "")
    return vessel.id, class_of(vessel), mesh.replace("\\", "/").lower()


_NAMED = '<vessel uniqueID="{}" side="0" classname="{}"/>'
_VEHEMENT = _NAMED.format(8000, "Vehement")


@Rule(
    title="two vessels of a race have one class name",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players cannot tell them apart, and a mission that asks for the class gets either. "
    "Usually a ship was copied and its name forgotten.",
    repair="Give one of them a name of its own.",
    fires=ships(f"{_VEHEMENT}\n{_NAMED.format(8001, 'Vehement')}"),
    says="4:34 8001 Vehement: 8000 of race 0 TSN has the same class name; give each its own",
    silent=ships(f"{_VEHEMENT}\n{_NAMED.format(8001, 'Wretched')}"),
)
def same_class_name(look: Look) -> Occurrences:
    """Two vessels of one race with one class name."""
    races = {race.id: race.name for race in look.races}
    alike: dict[tuple[int, str, bool], dict[int, Vessel]] = {}
    for vessel in look.vessels:
        name = " ".join((vessel.class_name or "").lower().split())
        if name and vessel.side is not None and vessel.id is not None:
            key = (vessel.side, name, "player" in vessel.words)
            alike.setdefault(key, {}).setdefault(vessel.id, vessel)
    for (side, _, _), by_id in alike.items():
        if len(by_id) > 1:
            second = [*by_id.values()][1]
            known = [str(number) for number in by_id if number != second.id]
            have = "has" if len(known) == 1 else "have"
            yield look.again(
                [one.element for one in by_id.values()],
                f"{second.shown_name}: {shown(known)} of race {side} "
                f"{races.get(side) or 'without a name'} {have} the same class name; "
                "give each its own",
                attribute="classname",
            )
