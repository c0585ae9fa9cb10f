"""Vessels whose side is no race of the file."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships

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
    known = {race.id for race in look.races if race.id is not None}
    listed = _listed(sorted(known))
    sides = {vessel.side for vessel in look.vessels}
    lost = [side for side in sides if side is not None and side not in known]
    unused = [race for race in look.races if race.id is not None and race.id not in sides]
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
    more = ", …" if len(numbers) > _MOST_IDS else ""
    return f"there are {', '.join(str(number) for number in numbers[:_MOST_IDS])}{more}"
