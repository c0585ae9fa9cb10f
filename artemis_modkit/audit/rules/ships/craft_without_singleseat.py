"""Fighters, bombers and shuttles for players that do not say that they are single-seat craft."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import means
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS

_SINGLE_SEAT = "singleseat"


def _craft(words: str) -> str:
    return (
        '<vessel uniqueID="100" side="0" broadType="player singleseat fighter"/>\n'
        f'<vessel uniqueID="101" side="0" classname="Magpie" broadType="{words}">'
        '<torpedo_storage type="trp" amount="4"/></vessel>'
    )


@Rule(
    title="a craft for players does not say singleseat",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Since game 2.6 the bays of carriers take what is singleseat. Without the word a fighter "
    "stands in the list of ships that crews choose from, and no carrier launches it.",
    repair="Add singleseat to broadType, as the other craft of the file have it.",
    fires=ships(_craft("player fighter")),
    says="4:52 101 Magpie: players fly it as a fighter, and broadType does not say singleseat, as "
    "that of other craft does; add the word",
    silent=ships(_craft("player singleseat fighter")),
)
def craft_without_singleseat(look: Look) -> Occurrences:
    is_new = look.data.dialect.dialect is Dialect.V2_6
    if not is_new or not any(_SINGLE_SEAT in vessel.words for vessel in look.vessels):
        return
    for vessel in look.vessels:
        kinds = [word for word in vessel.words if word in SINGLE_SEAT_WORDS]
        if kinds and "player" in vessel.words and not means(vessel, _SINGLE_SEAT):
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: players fly it as a {kinds[0]}, and broadType does not say "
                "singleseat, as that of other craft does; add the word",
                attribute="broadType",
                kind=_SINGLE_SEAT,
            )
