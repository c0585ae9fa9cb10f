"""What pages share: what they are asked for, the frame of an open mod, and how they go on."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct
from starlette.responses import HTMLResponse, RedirectResponse, Response

from artemis_modkit import __version__
from artemis_modkit.balance import Conditions
from artemis_modkit.balance.conditions import ManualModel, Mode
from artemis_modkit.files.disk import check_new_folder
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report import words
from artemis_modkit.report.formats import render
from artemis_modkit.report.report import Block, Heading, Report
from artemis_modkit.report.text import visible
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.benches import Benches

_PACKAGE = "artemis_modkit.workbench"
_TYPES = {
    "app.js": "text/javascript", "htmx.min.js": "text/javascript", "workbench.css": "text/css",
}  # fmt: skip
TABS = (
    ("Overview", "/"), ("Findings", "/findings"), ("Ships", "/ships"), ("Recipes", "/recipes"),
    ("Fights", "/fights"), ("Tuning", "/tuning"), ("Compare", "/compare"),
    ("Merge", "/merge"), ("Changes", "/changes"),
)  # fmt: skip


class Asked(Struct, frozen=True):
    """What a page is asked for: the fields of the address or of the form, by their names."""

    benches: Benches
    fields: Mapping[str, str]
    lists: Mapping[str, list[str]]
    is_part: bool
    """Whether a part of a page asks, for itself."""
    parts: Mapping[str, str]
    """What the address names."""

    def text(self, name: str, default: str = "") -> str:
        """A field; the default where it is not there."""
        return self.fields.get(name, default)

    @property
    def is_for_json(self) -> bool:
        """Whether data is wanted, not a page."""
        return self.text("format") == "json"

    def number(self, name: str, default: float) -> float:
        """A field that is a number; the default where it is empty. Raises `ModkitError`."""
        text = self.text(name).strip()
        value = read_decimal(text) if text else default
        if value is None:
            raise ModkitError(f"{name} '{text[:40]}': write a number")
        return float(value)

    def path(self, name: str) -> Path:
        """A path as people paste it, with or without quotes."""
        return Path(self.text(name).strip().strip('"')).expanduser()

    def new_folder(self) -> Path:
        """The `place` of a folder to be written. Raises `ModkitError` where it may not be."""
        place = self.path("place")
        if not place.is_absolute():
            raise ModkitError("name the whole path of the new folder")
        check_new_folder(place)
        return place


# HTML; all that a mod says is escaped --------------------------------------------------------


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"version": __version__, "kind_of": _kind_of, "worded": words.shown}
    made.filters |= {"visible": visible}
    return made


def document(template: str, /, **content: Any) -> str:
    """A page, or a part of one, from its template."""
    return _environment().get_template(template).render(**content)


def _kind_of(block: Block) -> str:
    return type(block).__name__.lower()


def report_blocks(report: Report, *, without_title: bool = False) -> list[Block]:
    """The blocks of a report; `without_title` where the page has said its heading."""
    blocks = list(report.blocks)
    if without_title and blocks and isinstance(blocks[0], Heading):
        del blocks[0]
    return blocks


@cache
def static(name: str) -> tuple[bytes, str] | None:
    """A file that pages load, with its type; `None` for any other."""
    if name in ("page.css", "vega.js"):
        from artemis_modkit.report.page.assembly import style
        from artemis_modkit.report.page.vega import library

        is_style = name == "page.css"
        text = style() if is_style else library()
        return text.encode(), "text/css" if is_style else "text/javascript"
    if name not in _TYPES:
        return None
    return resources.files(_PACKAGE).joinpath("static", name).read_bytes(), _TYPES[name]


# Pages of an open mod ------------------------------------------------------------------------


def shown(bench: Bench, asked: Asked, template: str, tab: str, **content: Any) -> Response:
    """A page of an open mod."""
    said, bench.said = bench.said, []
    return part(
        bench, asked, template, tab=tab, tabs=TABS, said=said, conditions=bench.conditions,
        title=f"{tab} of {bench.mod.name}", **content,
    )  # fmt: skip


def part(bench: Bench, asked: Asked, template: str, **content: Any) -> Response:
    """A part of a page of an open mod."""
    key = asked.parts["key"]
    return HTMLResponse(document(template, bench=bench, key=key, asked=asked, **content))


def as_json(report: Report) -> Response:
    """What the command gives with `--format json`."""
    return Response(render(report, "json"), media_type="application/json")


def to(asked: Asked, path: str) -> Response:
    """On to another page of the open mod."""
    return RedirectResponse(f"/mod/{quote(asked.parts['key'])}{path}", 303)


def back(asked: Asked) -> Response:
    """Back to the page of the open mod that a form names, else to its first one."""
    path = asked.text("back")
    return to(asked, path if path.startswith("/") and not path.startswith("//") else "/")


def set_conditions(bench: Bench, asked: Asked) -> None:
    """Look at the ships under the conditions that the address names, if it names any.

    Raises `ModkitError` for what they cannot be.
    """
    if "power" not in asked.fields:
        return
    modes, models = (
        {mode.value: mode for mode in Mode},
        {model.value: model for model in ManualModel},
    )
    conditions = Conditions(
        power=asked.number("power", 100) / 100,
        mode=modes.get(asked.text("mode"), Mode.AUTO),
        focuser=asked.text("focuser") == "on",
        difficulty=int(asked.number("difficulty", 10)),
        manual_model=models.get(asked.text("manual_model"), ManualModel.MEASURED),
        distance=asked.number("range", 0) if asked.text("range").strip() else None,
    )
    bench.under(conditions)
