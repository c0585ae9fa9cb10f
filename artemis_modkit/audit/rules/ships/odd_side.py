"""Ships that stand on another side than all others of their block of numbers."""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.id_blocks import strays
from artemis_modkit.audit.ship_parts import means_player
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.model.vessels import HullRace, Vessel


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
    return vessel.id, (vessel.class_name or "").strip().lower(), mesh.replace("\\", "/").lower()
