"""Words of stock by which missions choose a ship, gone from a ship that is stock's otherwise."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.model.vessels import Vessel

_FEWEST = 4
"""Ships of stock that must have kept their words before one that lost some is a slip."""

_MESHES = {0: "artemis", 1: "artemis-scout", 2: "artemis-3", 3: "artemis-4"}
"""Of ships of stock that are for players, by number."""


def _ship(words: str) -> str:
    kept = "".join(
        f'<vessel uniqueID="{at}" side="0" classname="Held {at}" broadType="player">'
        f'<art meshfile="dat/{mesh}.dxs"/></vessel>\n'
        for at, mesh in _MESHES.items()
    )
    return kept + (
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
    says="7:55 1502 Forscher: broadType has lost stock's word 'science', and no other ship has it; "
    "missions that ask for it get another ship",
    silent=ships(_ship("science forschung")),
)
def lost_word(look: Look) -> Occurrences:
    if look.stock_look.data.dialect.dialect is not look.data.dialect.dialect:
        return  # words came with games
    stocks = {one.id: one for one in look.stock_look.vessels if one.id is not None}
    there = {word for vessel in look.vessels for word in vessel.words}
    pairs = [
        (vessel, stocks[vessel.id])
        for vessel in look.vessels
        if vessel.id in stocks and vessel.words and _mesh(vessel) == _mesh(stocks[vessel.id])
    ]
    if sum(set(stock.words) <= set(vessel.words) for vessel, stock in pairs) < _FEWEST:
        return  # a part of a mod, or one with words of its own throughout
    for vessel, stock in pairs:
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
