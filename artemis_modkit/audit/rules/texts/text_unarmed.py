"""Vessels that their text calls unarmed and that shoot."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.promises import unarmed
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
    data = subject.vessel_data
    if data is None:
        return
    by_text: dict[str, list[Vessel]] = {}
    for vessel in data.vessels:
        text = vessel.long_description and vessel.long_description.text
        if text and not all(one.is_kept for one in unarmed(vessel, claims_of(text))):
            by_text.setdefault(text, []).append(vessel)
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
        (vessel.beam_ports, "beam"),
        (vessel.drone_ports, "drone launcher"),
        (vessel.torpedo_station_ports, "torpedo launcher"),
        (vessel.torpedo_tubes, "torpedo tube"),
    )
    has = [f"{len(ports)} {name}{'s' * (len(ports) > 1)}" for ports, name in kinds if ports]
    return " and ".join(has)
