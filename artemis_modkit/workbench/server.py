"""The server: one process on this machine, for one person, as long as a page of it is open.

Pages are plain functions that run one at a time for each mod; a mod may only be asked for by the
key that it got when the person opened it.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import Thread
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from artemis_modkit.groups import grouped
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.page.vega import looks
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.benches import Benches
from artemis_modkit.workbench.gate import HOST, Gate
from artemis_modkit.workbench.pages import BENCH_PAGES, PAGES
from artemis_modkit.workbench.pages._frame import Asked, document, static
from artemis_modkit.workbench.pages.overview import first_picture

BEAT = 5
"""Seconds between two signs of life of an open page, and between two looks for them."""
IDLE = 600
"""Seconds without any after which the last page counts as closed; browsers let those of pages in
the background come once a minute."""
_MOST_AT_ONCE = 64
_MOST_FIELDS = 500


Page = Callable[[Asked], Response]
BenchPage = Callable[[Bench, Asked], Response]


class Workbench:
    """The application: its pages, and when it ends."""

    def __init__(self, benches: Benches) -> None:
        self.benches = benches
        self._idle = 0
        self.server: uvicorn.Server | None = None
        pages = {path: self._page(page) for path, page in PAGES.items()}
        pages |= {
            f"/mod/{{key}}{path}": self._bench_page(page) for path, page in BENCH_PAGES.items()
        }
        # What is done is done by POST; what is looked at is got.
        routes = [
            Route(path, page, methods=["POST" if "/do/" in path else "GET"])
            for path, page in pages.items()
        ]
        self.app = Starlette(routes=routes, exception_handlers={404: _nothing, Exception: _own_bug})

    def serve(self, path: str, begun: Callable[[str], None]) -> None:
        """Serve at a free port until the end; `begun` hears the first address, to a path."""
        Thread(target=self._warmed, daemon=True).start()
        with socket.socket() as listening:
            listening.bind((HOST, 0))
            gate = Gate(self._counted, listening.getsockname()[1])
            config = uvicorn.Config(
                gate, log_level="critical", access_log=False, ws="none", server_header=False,
                proxy_headers=False, limit_concurrency=_MOST_AT_ONCE * 4, lifespan="off",
                timeout_graceful_shutdown=2,
            )  # fmt: skip
            self.server = uvicorn.Server(config)
            asyncio.run(self._served(listening, lambda: begun(gate.address(path))))

    def _warmed(self) -> None:
        """Measure what is open already, and load what draws it, while the browser opens."""
        for bench in list(self.benches.opened.values()):
            with suppress(ModkitError), bench.lock:
                first_picture(bench)
        charts_of_page()
        looks()
        static("vega.js")

    async def _served(self, listening: socket.socket, begun: Callable[[], None]) -> None:
        watch = asyncio.create_task(self._watch())
        begun_soon = asyncio.create_task(self._begun(begun))
        assert self.server is not None
        try:
            await self.server.serve([listening])
        finally:
            watch.cancel()
            begun_soon.cancel()

    async def _begun(self, begun: Callable[[], None]) -> None:
        while self.server is not None and not self.server.started:
            await asyncio.sleep(0.01)
        Thread(target=begun, daemon=True).start()  # some browsers let who opens them wait

    async def _watch(self) -> None:
        """End where no page has said for long that it is open; a machine asleep counts nothing."""
        while self._idle * BEAT < IDLE:
            await asyncio.sleep(BEAT)
            self._idle += 1
        self.end()

    def end(self) -> None:
        """Let the server end once it has answered."""
        if self.server is not None:
            self.server.should_exit = True

    async def _counted(self, *of: object) -> None:
        self._idle = 0
        await self.app(*of)  # type: ignore[arg-type]

    def _page(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            asked = await _asked(request, self.benches)
            answer = await run_in_threadpool(_answer, page, asked)
            if self.benches.is_ended:
                self.end()
            return answer

        return answered

    def _bench_page(self, page: BenchPage) -> Callable[[Request], Awaitable[Response]]:
        def of_bench(asked: Asked) -> Response:
            bench = self.benches.opened.get(asked.parts["key"])
            if bench is None:
                return RedirectResponse("/", 303)
            with bench.lock:
                return page(bench, asked)

        made = self._page(of_bench)

        async def answered(request: Request) -> Response:
            answer = await made(request)
            if request.method == "POST":  # kept while the page draws already
                answer.background = BackgroundTask(self.benches.keep)
            return answer

        return answered


async def _asked(request: Request, benches: Benches) -> Asked:
    text = request.url.query
    if request.method == "POST":
        text = (await request.body()).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        pairs = []
    is_part = "hx-request" in request.headers
    return Asked(benches, dict(pairs), grouped(pairs), is_part, request.path_params)


def _answer(page: Page, asked: Asked) -> Response:
    try:
        return page(asked)
    except ModkitError as error:
        message = str(error)
    except OSError as error:
        message = f"{error.filename or 'a file'}: {error.strerror or error}"
    return _problem(message, 422, is_part=asked.is_part)


def _problem(message: str, code: int, *, is_part: bool) -> Response:
    return HTMLResponse(document("problem.html", message=message, is_part=is_part), code)


async def _nothing(request: Request, _: Exception) -> Response:
    return _problem("There is no such page.", 404, is_part=False)


async def _own_bug(request: Request, error: Exception) -> Response:
    message = f"A bug of ours ({type(error).__name__}: {error}); please report it with the file."
    return _problem(message, 500, is_part="hx-request" in request.headers)
