"""What pages share: the frame of an open mod, the conditions, and how they go on."""

from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from artemis_modkit.balance import Conditions
from artemis_modkit.balance.conditions import ManualModel, Mode
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.rendering import render
from artemis_modkit.report.report import Report
from artemis_modkit.workbench.asked import Asked
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.html import document

TABS = (
    ("Overview", "/"), ("Findings", "/findings"), ("Ships", "/ships"), ("Recipes", "/recipes"),
    ("Fights", "/fights"), ("Tuning", "/tuning"), ("Compare", "/compare"),
    ("Merge", "/merge"), ("Changes", "/changes"),
)  # fmt: skip


def shown(bench: Bench, asked: Asked, template: str, tab: str, **content: Any) -> Response:
    """A page of an open mod."""
    said, bench.said = bench.said, []
    return HTMLResponse(
        document(
            template, bench=bench, key=asked.parts["key"], tab=tab, tabs=TABS, said=said,
            conditions=bench.conditions, title=f"{tab} of {bench.mod.name}", asked=asked, **content,
        )
    )  # fmt: skip


def part(bench: Bench, asked: Asked, template: str, **content: Any) -> Response:
    """A part of a page of an open mod."""
    return HTMLResponse(
        document(template, bench=bench, key=asked.parts["key"], asked=asked, **content)
    )


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
    bench.under(
        Conditions(
            power=_number(asked, "power", 100) / 100,
            mode=Mode(asked.text("mode", "auto")) if asked.text("mode") in _MODES else Mode.AUTO,
            focuser=asked.text("focuser") == "on",
            difficulty=int(_number(asked, "difficulty", 10)),
            manual_model=ManualModel(asked.text("manual_model"))
            if asked.text("manual_model") in _MODELS
            else ManualModel.MEASURED,
            distance=_number(asked, "range", 0) if asked.text("range").strip() else None,
        )
    )


_MODES = {one.value for one in Mode}
_MODELS = {one.value for one in ManualModel}


def _number(asked: Asked, name: str, default: float) -> float:
    text = asked.text(name).strip()
    value = read_decimal(text) if text else default
    if value is None:
        raise ModkitError(f"{name} '{text[:40]}': write a number")
    return float(value)
