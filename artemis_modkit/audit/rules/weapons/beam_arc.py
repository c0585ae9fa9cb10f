"""Beams whose arc is wider than a circle, or no arc at all."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_DEGREES = 360


@rule(
    title="the arc of a beam is no part of a circle",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="arcwidth is a fraction of a circle: 0.4 is 144 degrees, 1 all round. Beams with more "
    "have been seen drawn as a star and not to fire; a beam with 0 hits nothing.",
    repair="Write a fraction over 0 and up to 1: degrees divided by 360.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port arcwidth="4"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><beam_port arcwidth=".4"/></vessel>'),
)
def beam_arc(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    for vessel in data.vessels:
        for beam in vessel.beam_ports:
            if beam.arc_width is not None and (beam.arc_width > 1 or beam.arc_width == 0):
                text = beam.element.attributes["arcwidth"].strip()
                yield (
                    text,
                    subject.element(
                        beam.element,
                        f'{vessel.shown_name}: arcwidth="{text}" {_verdict(beam.arc_width)}',
                        attribute="arcwidth",
                    ),
                )


def _verdict(arc: float) -> str:
    if arc == 0:
        return "is no arc, so the beam hits nothing; write a fraction of a circle, such as 0.4"
    if arc <= _DEGREES and arc.is_integer() and arc > _DEGREES / 36:
        return f"is more than a circle; {arc:g} degrees are {arc / _DEGREES:.3g}"
    return "is more than a circle; all round is 1.0, a fraction of it less (0.4 is 144 degrees)"
