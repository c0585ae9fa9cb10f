"""The report's page in a headless Chromium.

One decision: the page is opened from disk as people do, and whatever it asks of the network or
says on the console is kept, so that each test can say that there was nothing.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.balance import Conditions, Weights
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import common_stock, fitting_stock
from artemis_modkit.report.page.assembly import page
from artemis_modkit.report.page.payload import Subjects
from tests.conftest import FIXTURES
from tests.report.page.hostile import hostile_mod


def subjects_of(mod: Mod, against: Mod | None = None, **conditions: Any) -> Subjects:
    """What a report of a mod is about, measured by the stock that it was built on."""
    stock = fitting_stock(mod) if against is None else common_stock(against, mod)
    return Subjects(mod, stock, Conditions(**conditions), Weights.standard(), against)


DEMO = FIXTURES / "mods" / "nebula-patrol"


def opened_mod(which: str, request: pytest.FixtureRequest) -> Mod:
    if which == "hostile":
        return hostile_mod()
    if which == "demo":
        return Mod.open(DEMO)
    if which.startswith("stock"):
        return Mod.open(which)
    return Mod.open(request.getfixturevalue("corpus") / "mods" / which)


class Opened:
    """A page in the browser, and what it asked for and complained of."""

    def __init__(self, tab: Any, file: Path) -> None:
        self.tab = tab
        self.file = file
        self.requests: list[str] = []
        self.complaints: list[str] = []
        tab.on("request", self._asked)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("console", self._said)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.file.as_uri(), "data:", "blob:")):
            self.requests.append(request.url)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, address: str = "") -> "Opened":
        """Open it, at a place in it; ready when the figures are there."""
        self.tab.goto("about:blank")
        self.tab.goto(self.file.as_uri() + address)
        self.tab.wait_for_function("() => globalThis.modReport")
        return self

    def choose(self, control: str, value: str) -> None:
        """Move a control as a person does, and wait until the page has followed."""
        node = self.tab.locator(f"#{control}")
        if node.get_attribute("type") == "range":
            node.evaluate(
                "(node, value) => { node.value = value; node.dispatchEvent(new Event('input'));"
                " node.dispatchEvent(new Event('change')); }",
                value,
            )
        elif node.get_attribute("type") == "checkbox":
            node.set_checked(value == "on")
        elif node.get_attribute("type") == "radio":
            self.tab.locator(f"label[for={control}]").click()
        else:
            node.select_option(value)
        self.settle()

    def press(self, part: Any, key: str) -> None:
        """Press a key on a part of the page; a click could miss while a picture above it grows."""
        part.press(key)
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for is computed and drawn."""
        self.tab.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def unfold(self) -> None:
        """Open all that is folded, of each kind the first few."""
        self.tab.evaluate(
            "() => { for (const part of document.querySelectorAll('main section'))"
            " for (const one of Array.from(part.querySelectorAll('details')).slice(0, 9))"
            " one.open = true; }"
        )
        self.settle()

    def scroll_through(self) -> None:
        """Let every chart come into view."""
        for figure in self.tab.locator("figure.chart").all():
            if figure.is_visible():
                figure.evaluate("(node) => node.scrollIntoView()")
                figure.locator("canvas").wait_for()


@pytest.fixture
def axe() -> Any:
    """What finds barriers in a page; as with Chromium, tests skip where there is none."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        pytest.skip('axe is not installed; pip install "artemis-modkit[browser]"')
    return Axe()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages of a run lie."""
    return tmp_path_factory.mktemp("pages")


def _key(subjects: Subjects) -> str:
    """What a page is of; another mod, measure or condition makes another page."""
    mods = (subjects.mod, subjects.stock, subjects.against)
    names = [one and one.name for one in mods]
    what = repr((names, subjects.conditions, subjects.weights))
    return hashlib.sha256(what.encode()).hexdigest()


@pytest.fixture
def opened(chromium: Any, folder: Path) -> Iterator[Callable[..., Opened]]:
    """Open the page of subjects in a window; nothing may be asked of the network, nor go wrong."""
    tabs: list[Opened] = []

    def open_page(subjects: Subjects, address: str = "", **window: Any) -> Opened:
        file = folder / f"{_key(subjects)}.html"
        if not file.exists():
            file.write_bytes(page(subjects))
        tabs.append(Opened(chromium.new_page(**window), file))
        return tabs[-1].go(address)

    yield open_page
    for one in tabs:
        one.tab.close()
    assert [one.requests for one in tabs] == [[] for _ in tabs]
    assert [one.complaints for one in tabs] == [[] for _ in tabs]


def cells_of(page: Opened, table: str) -> tuple[list[str], list[list[str]]]:
    """The titles and texts of a table in the page, looked at."""
    page.tab.locator(table).first.evaluate("(node) => node.scrollIntoView()")
    page.settle()
    found = page.tab.evaluate(
        "(table) => { const node = document.querySelector(table);"
        " const texts = (row) => Array.from(row.cells, (cell) => cell.textContent);"
        " return [texts(node.tHead.rows[node.tHead.rows.length - 1]),"
        " Array.from(node.tBodies[0].rows, texts)]; }",
        table,
    )
    return found[0], found[1]
