"""The start: which mod? And the ends of everything."""

from pathlib import Path

from starlette.responses import HTMLResponse, RedirectResponse, Response

from artemis_modkit.files.disk import write_folder
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.release.games import games
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.benches import inside
from artemis_modkit.workbench.pages._frame import Asked, document, part, static


def start(asked: Asked) -> Response:
    """What can be opened."""
    folder = Path(asked.text("in") or Path.home())
    said = []
    try:
        found = list(inside(folder))
    except ModkitError as error:
        folder, found = Path.home(), []
        said.append(str(error))
    text = document(
        "start.html", recent=asked.benches.recent(), games=list(games()), folder=folder,
        stock=sorted(STOCK_VERSIONS, reverse=True), inside=found, said=said,
    )  # fmt: skip
    return HTMLResponse(text)


def open_mod(asked: Asked) -> Response:
    """Open what was chosen."""
    return _opened(asked, asked.text("place"))


def open_demo(asked: Asked) -> Response:
    """Open the demo, which is made anew where it is not there."""
    return _opened(asked, str(demo(asked.benches.state.parent)))


def _opened(asked: Asked, place: str) -> Response:
    return RedirectResponse(f"/mod/{asked.benches.open(place)}/", 303)


def end(asked: Asked) -> Response:
    """End the program; what is not written yet is kept for the next time."""
    asked.benches.keep()
    asked.benches.is_ended = True
    return HTMLResponse(document("ended.html"))


def file(asked: Asked) -> Response:
    """A file that pages load."""
    found = static(asked.parts["name"])
    if found is None:
        return Response(status_code=404)
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "max-age=3600"})


def beat(_: Asked) -> Response:
    """A page says that it is open."""
    return Response(status_code=204)


def bench_beat(bench: Bench, asked: Asked) -> Response:
    """A page of a mod says that it is open, and hears of changes that others made on disk."""
    return part(bench, asked, "outside.html", others=bench.others())


PAGES = {
    "/": start,
    "/do/open": open_mod,
    "/do/demo": open_demo,
    "/do/end": end,
    "/static/{name}": file,
    "/beat": beat,
}
BENCH_PAGES = {"/beat": bench_beat}


# The demo: stock 2.8 as somebody might have changed it in a hurry, with slips to find and mend --

_SHIPS = "dat/vesselData.xml"
_SLIPS = (
    ('<shields front="80" back="80"/>', '<shields front="80" back="80">'),
    ('playerdamage="12"', 'playerdamage="1200"'),
    ('topspeed="0.6"', 'topspeed="0,6"'),
    ('broadType="player carrier"', 'broadtype="player carrier"'),
)
"""What stands in stock, and what somebody made of it in the first place that has it."""


def demo(folder: Path) -> Path:
    """The folder of the demo inside of one of ours; it is written where it is not there."""
    place = folder / "demo"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_folder(place, slipped(STOCK_VERSIONS["2.8"].files()))
    return place


def slipped(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the slips made."""
    ships = files[_SHIPS].decode("ascii")
    for right, wrong in _SLIPS:
        ships = ships.replace(right, wrong, 1)
    return {**files, _SHIPS: ships.encode("ascii")}
