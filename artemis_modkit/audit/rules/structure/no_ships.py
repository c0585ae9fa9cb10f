"""A vesselData.xml in which there is no vessel: nothing of it was looked at."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.parsers.source import Span

_RACE = '<hullRace ID="0" name="TSN" keys="player"/>\n'
_VESSEL = '<vessel uniqueID="0" side="0" classname="Heron" broadType="player"/>\n'


def _mod(body: str) -> dict[str, bytes]:
    return {VESSEL_FILE: f'<vessel_data version="2.6">\n{body}</vessel_data>'.encode()}


@Rule(
    title="vesselData.xml has no vessel",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A game without ships cannot be played, and an audit of none finds nothing: all may stand "
    "in a comment that does not end where it was meant to, or in another file.",
    repair="Take the ships out of the comment, or put the right file in its place.",
    fires=_mod(f"<!-- {_RACE}{_VESSEL} -->\n"),
    says="1:1 vesselData.xml has no vessel and no race; they stand in a comment, so nothing of "
    "it was looked at",
    silent=_mod(f"{_RACE}{_VESSEL}"),
)
def no_ships(look: Look) -> Occurrences:
    if look.mod.vessel_data is None or look.vessels:
        return
    if any(fault.blocks for fault in look.document.faults):
        return  # the file is none, which another rule tells
    what = "no vessel" if look.races else "no vessel and no race"
    where = "; they stand in a comment" if "<vessel " in look.document.source.text else ""
    yield look.text(
        look.document.source,
        Span(0, 1),
        f"vesselData.xml has {what}{where}, so nothing of it was looked at",
        element="vessel_data",
    )
