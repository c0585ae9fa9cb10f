"""Words of stock by which missions choose a ship, gone from a ship that is stock's otherwise."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.model.vessels import Vessel


def _ship(words: str) -> str:
    return (
        f'<vessel uniqueID="1502" side="0" classname="Forscher" broadType="{words}">'
        '<art meshfile="dat/science-vessel.dxs"/></vessel>'
    )


@Rule(
    title="a word by which missions choose ships is gone",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions of the game and of others ask for a ship by the words of its broadType, in "
    "English whatever the mod speaks. Where no ship has the word, they get another one.",
    repair="Write stock's word again; words of your own may stand beside it.",
    fires=ships(_ship("wissenschaft")),
    says="3:55 1502 Forscher: broadType has lost stock's word 'science', and no other ship has it; "
    "missions that ask for it get another ship",
    silent=ships(_ship("science forschung")),
)
def lost_word(look: Look) -> Occurrences:
    if look.stock_look.data.dialect.dialect is not look.data.dialect.dialect:
        return  # words came with games
    stocks = {one.id: one for one in look.stock_look.vessels if one.id is not None}
    there = {word for vessel in look.vessels for word in vessel.words}
    for vessel in look.vessels:
        stock = None if vessel.id is None else stocks.get(vessel.id)
        if stock is None or not vessel.words or _mesh(vessel) != _mesh(stock):
            continue
        lost = [word for word in stock.words if word not in there and not _is_slip(word, vessel)]
        if lost:
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: broadType has lost stock's word {lost[0]!r}, and no other "
                "ship has it; missions that ask for it get another ship",
                attribute="broadType",
                kind=lost[0],
            )


def _mesh(vessel: Vessel) -> str | None:
    """The first mesh of a vessel, whatever its case; `None` where it has none."""
    mesh = next((one.mesh_file for one in vessel.art if one.mesh_file), None)
    return mesh.lower().replace("\\", "/").rpartition("/")[2] if mesh else None


def _is_slip(word: str, vessel: Vessel) -> bool:
    """Whether the word is there, misspelt: another rule tells that."""
    return any(is_one_slip(written, word) for written in vessel.words)
