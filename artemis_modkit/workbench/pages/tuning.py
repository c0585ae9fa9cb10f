"""Tuning: what a search of `tune` tried, as its film, and any of its attempts as changes."""

from starlette.responses import Response

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.page.film import Tried, best_of, stages_of, tries_in
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, shown, to


def tuning(bench: Bench, asked: Asked) -> Response:
    """The stages of the search whose attempts the address names."""
    found = _tries(asked) if asked.text("attempts").strip() else []
    return shown(
        bench, asked, "tuning.html", "Tuning", count=len(found),
        stages=stages_of(found) if found else [], best=best_of(found) if found else None,
    )  # fmt: skip


def use(bench: Bench, asked: Asked) -> Response:
    """Put what an attempt changed among the changes: all of it, or nothing."""
    one = next((one for one in _tries(asked) if str(one.number) == asked.text("number")), None)
    if one is None:
        raise ModkitError("there is no such attempt in the file")
    bench.change_all([change for change in map(_change, one.knobs.items()) if change])
    return to(asked, "/changes")


def _tries(asked: Asked) -> list[Tried]:
    return tries_in(asked.path("attempts"))


def _change(knob: tuple[str, float]) -> str:
    """A factor of an attempt as a change of the workbench; empty where it changes nothing."""
    who, _, path = knob[0].rpartition(" ")
    factor = f"{knob[1]:.9f}".rstrip("0").rstrip(".")
    return "" if factor == "1" else f"{who}:{path}=*{factor}"


BENCH_PAGES = {"/tuning": tuning, "/do/tuned": use}
