"""Ships that stand on another side than all others of their block of numbers."""

from collections import Counter

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.model.vessels import Vessel

_BLOCK = 100
"""Numbers of a block: mods give each race a hundred, as stock gives it a thousand."""

_FEWEST_OTHERS = 5
"""Other ships of a block, all of one side, that it takes to call one of another side odd."""


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
    blocks: dict[int, list[Vessel]] = {}
    for vessel in look.vessels:
        if vessel.id is not None and vessel.side is not None and vessel.id >= _BLOCK:
            blocks.setdefault(vessel.id // _BLOCK, []).append(vessel)
    for number, vessels in blocks.items():
        sides = Counter(vessel.side for vessel in vessels)
        (usual, count), *others = sides.most_common()
        if count >= _FEWEST_OTHERS and [one for _, one in others] == [1]:
            odd = next(vessel for vessel in vessels if vessel.side != usual)
            if odd.side not in names:
                continue  # that there is no such race is told by another rule
            yield look.element(
                odd.element,
                f'{odd.shown_name}: side="{odd.side}" is {names[odd.side]}, all {count} '
                f"others of {number * _BLOCK} to {number * _BLOCK + _BLOCK - 1} are on side "
                f"{usual}, {_race(names, usual)}",
                attribute="side",
                kind="side",
            )


def _race(names: dict[int | None, str | None], side: int | None) -> str:
    return names.get(side) or "no known race"
