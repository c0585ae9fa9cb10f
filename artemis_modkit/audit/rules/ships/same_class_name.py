"""Two vessels of one race with one class name."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.vessels import Vessel

_MOST_SHOWN = 10
"""Numbers of vessels in one message; more do not fit a screen."""


@Rule(
    title="two vessels of a race have one class name",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players cannot tell them apart, and a mission that asks for the class gets either. "
    "Usually a ship was copied and its name forgotten.",
    repair="Give one of them a name of its own.",
    fires=ships(
        '<vessel uniqueID="8000" side="0" classname="Vehement"/>\n'
        '<vessel uniqueID="8001" side="0" classname="Vehement"/>'
    ),
    says="4:34 8001 Vehement: 8000 of race 0 TSN has the same class name; give each its own",
    silent=ships(
        '<vessel uniqueID="8000" side="0" classname="Vehement"/>\n'
        '<vessel uniqueID="8001" side="0" classname="Wretched"/>'
    ),
)
def same_class_name(look: Look) -> Occurrences:
    races = {race.id: race.name for race in look.races}
    alike: dict[tuple[int, str, bool], dict[int, Vessel]] = {}
    for vessel in look.vessels:
        name = " ".join((vessel.class_name or "").lower().split())
        if name and vessel.side is not None and vessel.id is not None:
            key = (vessel.side, name, "player" in vessel.words)
            alike.setdefault(key, {}).setdefault(vessel.id, vessel)
    for (side, _, _), by_id in alike.items():
        if len(by_id) > 1:
            first, *others = by_id.values()
            known = [str(number) for number in by_id if number != others[0].id]
            listed = ", ".join(known[:_MOST_SHOWN]) + (", …" if len(known) > _MOST_SHOWN else "")
            have = "has" if len(known) == 1 else "have"
            yield look.element(
                others[0].element,
                f"{others[0].shown_name}: {listed} of race {side} "
                f"{races.get(side) or 'without a name'} {have} the same class name; "
                "give each its own",
                attribute="classname",
                also=[first.element, *(other.element for other in others[1:])],
            )
