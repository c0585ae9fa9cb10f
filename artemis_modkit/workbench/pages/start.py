"""The start: which mod? And the ends of everything."""

from pathlib import Path

from starlette.responses import HTMLResponse, RedirectResponse, Response

from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.release.games import games
from artemis_modkit.workbench.asked import Asked
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.benches import inside
from artemis_modkit.workbench.demo import demo
from artemis_modkit.workbench.html import document, static
from artemis_modkit.workbench.pages._frame import part


def start(asked: Asked) -> Response:
    """What can be opened."""
    folder = Path(asked.text("in") or Path.home())
    said = []
    try:
        found = list(inside(folder))
    except ModkitError as error:
        folder, found = Path.home(), []
        said.append(str(error))
    return HTMLResponse(
        document(
            "start.html",
            recent=asked.benches.recent(),
            games=list(games()),
            stock=sorted(STOCK_VERSIONS, reverse=True),
            folder=folder,
            inside=found,
            said=said,
        )
    )


def open_mod(asked: Asked) -> Response:
    """Open what was chosen."""
    return RedirectResponse(f"/mod/{asked.benches.open(asked.text('place'))}/", 303)


def open_demo(asked: Asked) -> Response:
    """Open the demo, which is made anew where it is not there."""
    return RedirectResponse(
        f"/mod/{asked.benches.open(str(demo(asked.benches.state.parent)))}/", 303
    )


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
    return part(bench, asked, "outside.html", others=list(bench.others()))


PAGES = {
    "/": start,
    "/do/open": open_mod,
    "/do/demo": open_demo,
    "/do/end": end,
    "/static/{name}": file,
    "/beat": beat,
}
BENCH_PAGES = {"/beat": bench_beat}
