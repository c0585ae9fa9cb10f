"""Numbers of player ships that do not rise from 0 without a gap."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS
from artemis_modkit.model.vessels import Vessel

_FEWEST = 3
"""Player ships that a file has which is more than a part of one."""

_MOST_SHOWN = 10


def _player(*numbers: int) -> str:
    return "\n".join(
        f'<vessel uniqueID="{number}" side="0" broadType="player" classname="Hull {number}"/>'
        for number in numbers
    )


@rule(
    title="the numbers of the player ships have a gap",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="Those who know the network protocol say that player ships are numbered from 0 without a "
    "gap, and hull 0 is what missions fall back to. Mods with a gap have been played, though.",
    repair="Give the ship behind the gap the free number, unless missions name it by its own.",
    fires=ships(_player(0, 1, 3)),
    silent=ships(_player(0, 1, 2)),
)
def player_id_gap(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    known = {vessel.id: vessel for vessel in reversed(data.vessels) if vessel.id is not None}
    hulls = [known[number] for number in sorted(known) if _is_player_ship(known[number])]
    if len(hulls) < _FEWEST:
        return
    gaps = list(_gaps(hulls))
    if gaps:
        taken = [known[low] for low, high, _ in gaps if low == high and low in known]
        instead = f"; {taken[0].shown_name} is none that players fly" if taken else ""
        shown = [f"{low}" if low == high else f"{low} to {high}" for low, high, _ in gaps]
        missing = ", ".join(shown[:_MOST_SHOWN]) + (", …" if len(shown) > _MOST_SHOWN else "")
        yield subject.element(
            gaps[0][2].element,
            f"{gaps[0][2].shown_name}: no player ship has the number {missing}{instead}; "
            "player ships should be numbered from 0 without a gap",
            attribute="uniqueID",
            also=[vessel.element for _, _, vessel in gaps[1:]],
        )


def _is_player_ship(vessel: Vessel) -> bool:
    return "player" in vessel.words and SINGLE_SEAT_WORDS.isdisjoint(vessel.words)


def _gaps(hulls: list[Vessel]) -> Iterator[tuple[int, int, Vessel]]:
    """First and last missing number, and the ship behind them."""
    free = 0
    for hull in hulls:
        number = hull.id
        if number is not None and number >= free:
            if number > free:
                yield free, number - 1, hull
            free = number + 1
