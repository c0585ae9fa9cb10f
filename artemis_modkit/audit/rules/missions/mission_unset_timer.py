"""Timers that a mission waits for and never sets."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import never_given
from artemis_modkit.model.mission_names import Named

_WAITS = (
    '<start><set_timer name="siege" seconds="60"/></start>\n'
    '<event><if_timer_finished name="{}"/><big_message title="They come"/></event>'
)


@Rule(
    title="a mission waits for a timer that it never sets",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The event does not come when it was meant to: it waits for good, and what follows too. "
    "Mostly the name is misspelt at one of the two places; where no timer may be meant, it is "
    "a notice. Parts of missions and templates are not looked at.",
    repair="Write the name of the timer as where it is set, or set it.",
    fires={**ships(""), **mission(_WAITS.format("seige"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:3 timer "seige": the mission never sets it; did '
    'you mean "siege"?',
    silent={**ships(""), **mission(_WAITS.format("Siege "))},
    together=2,
)
def mission_unset_timer(look: Look) -> Occurrences:
    yield from never_given(look, Named.TIMER, "the mission never sets it")
