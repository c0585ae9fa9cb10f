"""Vessels that their text calls unarmed and that shoot."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element


@rule(
    title="a vessel called unarmed has weapons",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Science reads the text of a vessel that it scans, and a crew that reads 'unarmed' comes "
    "near with its shields down.",
    repair="Say in the text what the vessel shoots with, or remove the weapons.",
    fires=ships(
        '<vessel uniqueID="9" side="0" classname="Depot" broadType="base">'
        '<beam_port x="1"/><long_desc text="It is unarmed."/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="9" side="0" classname="Depot" broadType="base">'
        '<beam_port x="1"/><long_desc text="It is well armed."/></vessel>'
    ),
)
def text_unarmed(subject: Subject) -> Iterator[Hit]:
    by_text: dict[str, list[Vessel]] = {}
    for promise in broken(subject, Thing.UNARMED):
        by_text.setdefault(promise.vessel.description, []).append(promise.vessel)
    for vessels in by_text.values():
        first = vessels[0]
        more = "" if len(vessels) == 1 else f" and {len(vessels) - 1} more with this text"
        yield subject.element(
            _place(first),
            f"{first.shown_name}{more}: the text says unarmed, the vessel has {_weapons(first)}; "
            "correct the text or the weapons",
            attribute="text",
            also=[_place(one) for one in vessels[1:]],
        )


def _place(vessel: Vessel) -> Element:
    return vessel.element if vessel.long_description is None else vessel.long_description.element


def _weapons(vessel: Vessel) -> str:
    """What a vessel shoots with, in words."""
    kinds = (
        (vessel.beam_ports, Thing.BEAMS),
        (vessel.drone_ports, Thing.DRONES),
        (vessel.torpedo_station_ports, Thing.STATION_PORTS),
        (vessel.torpedo_tubes, Thing.TUBES),
    )
    return " and ".join(thing.named(len(ports)) for ports, thing in kinds if ports)
