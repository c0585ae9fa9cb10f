"""Settings for the least and the most of one thing, of which the least is greater."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.numbers import read_decimal

_LOW, _HIGH = "low", "high"


@Rule(
    title="the least of a setting is above the most",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game draws a number between both, such as the torpedoes that a station begins with. "
    "What it draws between 20 and 9 nobody knows; one of the two has a digit too many, or they "
    "were written into each other's line.",
    repair="Correct the one that is wrong, or exchange both.",
    fires=settings("lowStartStationTorpEmp=20\nhighStartStationTorpEmp=9\n"),
    says="1:24 lowStartStationTorpEmp=20 is above highStartStationTorpEmp=9 in line 2; correct one "
    "of the two",
    silent=settings("lowStartStationTorpEmp=2\nhighStartStationTorpEmp=9\n"),
)
def low_above_high(look: Look) -> Occurrences:
    known = {setting.key: setting for setting in reversed(look.settings)}
    for key, low in known.items():
        high = known.get(f"{_HIGH}{key.removeprefix(_LOW)}") if key.startswith(_LOW) else None
        if high is None:
            continue
        least, most = read_decimal(low.value), read_decimal(high.value)
        if least is not None and most is not None and least > most:
            yield look.setting(
                low,
                f"{key}={low.value} is above {high.key}={high.value} in line {look.line_of(high)}; "
                "correct one of the two",
            )
