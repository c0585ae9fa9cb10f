"""What makes a mission no well-formed XML."""

from msgspec.structs import replace

from artemis_modkit.audit.frame import (
    Confidence,
    Look,
    Occurrences,
    Rule,
    Severity,
    mission,
    of_many,
    ships,
)

_IF = '<event><if_variable name="a" comparator="{}" value="1.0"/></event>'
_PLAYED = {"bare-less-than", "bare-ampersand"}
"""Faults that the game is known to play: missions that are played have them for years."""


@Rule(
    together=2,
    title="a mission is no well-formed XML",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Editors and other programs refuse the file. The game plays a bare '<' or '&', which are "
    "notices; what it makes of a lost quote or end tag is not known.",
    repair="Write what the message says. --fix leaves missions alone.",
    fires={**ships(""), **mission(_IF.format("<"))},
    says="dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 a bare '<' in the value of 'comparator'; write "
    "'&lt;'",
    silent={**ships(""), **mission(_IF.format("LESS"))},
)
def mission_xml_syntax(look: Look) -> Occurrences:
    for one in look.missions:
        source = one.document.source
        for fault in one.document.faults:
            said = of_many(fault.message)
            found = look.text(source, fault.span, said, kind=(fault.code, fault.message))
            is_played = fault.code in _PLAYED
            yield replace(found, severity=Severity.NOTICE if is_played else None)
