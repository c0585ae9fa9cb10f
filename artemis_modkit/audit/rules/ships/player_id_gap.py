"""Numbers of player ships that do not rise from 0 without a gap."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import means_player
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS
from artemis_modkit.model.vessels import Vessel

_FEWEST = 3
"""Player ships that a file has which is more than a part of one."""

_MOST_SHOWN = 10
"""Gaps in one message; more do not fit a screen."""


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
    known = {vessel.id: vessel for vessel in reversed(look.vessels) if vessel.id is not None}
    hulls = [known[number] for number in sorted(known) if _is_player_ship(known[number])]
    every = sum(map(_is_player_ship, look.vessels))
    if len(hulls) < max(_FEWEST, every):  # other rules tell who has no number, or another's
        return
    gaps = list(_gaps(hulls))
    if gaps:
        taken = [known[low] for low, high, _ in gaps if low == high and low in known]
        instead = f"; {taken[0].shown_name} is none that players fly" if taken else ""
        shown = [f"{low}" if low == high else f"{low} to {high}" for low, high, _ in gaps]
        missing = ", ".join(shown[:_MOST_SHOWN]) + (", …" if len(shown) > _MOST_SHOWN else "")
        yield look.element(
            gaps[0][2].element,
            f"{gaps[0][2].shown_name}: no player ship has the number {missing}{instead}; "
            "player ships should be numbered from 0 without a gap",
            attribute="uniqueID",
            also=[vessel.element for vessel in (*(gap[2] for gap in gaps[1:]), *taken[:1])],
        )


def _is_player_ship(vessel: Vessel) -> bool:
    return means_player(vessel) and SINGLE_SEAT_WORDS.isdisjoint(vessel.words)


def _gaps(hulls: list[Vessel]) -> Iterator[tuple[int, int, Vessel]]:
    """First and last missing number, and the ship behind them."""
    free = 0
    for hull in hulls:
        number = hull.id
        if number is not None and number >= free:
            if number > free:
                yield free, number - 1, hull
            free = number + 1
