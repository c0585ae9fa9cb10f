"""From reports and templates to HTML; all that a mod says is escaped."""

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from artemis_modkit import __version__
from artemis_modkit.report.report import Block, Heading, Report
from artemis_modkit.report.text import visible

_TYPES = {
    "app.js": "text/javascript", "htmx.min.js": "text/javascript", "workbench.css": "text/css",
}  # fmt: skip


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("artemis_modkit.workbench"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"version": __version__, "kind_of": _kind_of}
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
    if name == "page.css":
        from artemis_modkit.report.page.assembly import style

        return style().encode(), "text/css"
    if name == "vega.js":
        from artemis_modkit.report.page.ready import library

        return library().encode(), "text/javascript"
    if name not in _TYPES:
        return None
    return resources.files(__package__).joinpath("static", name).read_bytes(), _TYPES[name]
