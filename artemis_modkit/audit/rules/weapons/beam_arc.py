"""Beams whose arc is wider than a circle, or no arc at all."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships

_DEGREES = 360
"""Of a circle: up to as many may be meant as degrees instead of as a fraction."""


@Rule(
    title="the arc of a beam is no part of a circle",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="arcwidth is a fraction of a circle: 0.4 is 144 degrees, 1 all round. Beams with more "
    "have been seen drawn as a star and not to fire; a beam with 0 hits nothing.",
    repair="Write a fraction over 0 and up to 1: degrees divided by 360.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port arcwidth="4"/></vessel>'),
    says='3:42 1 without a class name: arcwidth="4" is more than a circle; all round is 1.0, a '
    "fraction of it less (0.4 is 144 degrees)",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port arcwidth=".4"/></vessel>'),
)
def beam_arc(look: Look) -> Occurrences:
    for vessel in look.vessels:
        for beam in vessel.beam_ports:
            if beam.arc_width is not None and (beam.arc_width > 1 or beam.arc_width == 0):
                text = beam.element.attributes["arcwidth"].strip()
                yield look.element(
                    beam.element,
                    f'{vessel.shown_name}: arcwidth="{text}" {_verdict(beam.arc_width)}',
                    attribute="arcwidth",
                    kind=text,
                )


def _verdict(arc: float) -> str:
    if arc == 0:
        return "is no arc, so the beam hits nothing; write a fraction of a circle, such as 0.4"
    if arc <= _DEGREES and arc.is_integer() and arc > _DEGREES / 36:
        return f"is more than a circle; {arc:g} degrees are {arc / _DEGREES:.3g}"
    return "is more than a circle; all round is 1.0, a fraction of it less (0.4 is 144 degrees)"
