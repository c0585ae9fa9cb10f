"""From what the page knows to one HTML file: template, style, scripts and the policy over them.

The policy names each script and the style by its hash and forbids all else, the
network and `eval` too; so charts compute their expressions with Vega's interpreter.
"""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.lazy import pattern
from artemis_modkit.model.vessels import NAMELESS
from artemis_modkit.report.page.payload import Subjects, as_script
from artemis_modkit.report.page.vega import library
from artemis_modkit.report.sentences import sentences
from artemis_modkit.report.share import verdicts

SIGN = b"<!doctype html>\n<!-- artemis-modkit report -->\n"
"""What every page begins with, so that a report is known when it is to be overwritten."""

PAGE = OutputKind(
    "a page of report",
    pattern(rb"<!doctype html>\r?\n<!-- artemis-modkit report -->"),
)

_ENGINE = (
    "mechanics.js", "judgement.js", "words.js", "sentences.js", "world.js", "rows.js",
)  # fmt: skip
_SCRIPTS = (
    "state.js", "parts.js", "tables.js", "charts.js", "ships.js", "card.js", "findings.js",
    "changes.js", "film.js", "app.js",
)  # fmt: skip


def page(subjects: Subjects) -> bytes:
    """The whole page. Raises `ModkitError` for a mod without ships."""
    found = subjects.payload
    if subjects.tuning is None:
        return assembled(found)
    from artemis_modkit.report.page.film import film_payload

    return assembled(found, film_payload(subjects.assessment, subjects.tuning))


def assembled(found: dict[str, Any], film: dict[str, Any] | None = None) -> bytes:
    """The page of what is to be shown, and of a search; the same bytes for the same content."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    vega, script, look = library(), _joined(*_ENGINE, *_SCRIPTS), style()
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                           lstrip_blocks=True).from_string(_text("page.html"))  # fmt: skip
    text = template.render(
        head=found["head"],
        comparison=found["comparison"],
        verdicts=verdicts(found),
        film=film,
        version=found["version"],
        policy=_policy((vega, script), look),
        style=Markup(look),
        library=Markup(vega),
        script=Markup(script),
        payload=Markup(as_script(found)),
    )
    return SIGN + text.encode("utf-8", "backslashreplace")


def engine() -> str:
    """The scripts of the page that compute and word its figures; they run without a page."""
    return _joined(*_ENGINE)


def style() -> str:
    """The look of the page."""
    return _text("page.css")


def _policy(scripts: tuple[str, ...], style: str) -> str:
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _joined(*names: str) -> str:
    """Scripts as one, behind the words that they share with reports in the terminal."""
    words = {"SENTENCES": sentences(), "NAMELESS": NAMELESS}
    shared = (f"const {name} = {as_script(value)};" for name, value in words.items())
    return "\n".join((*shared, *map(_text, names)))


@cache
def _text(name: str) -> str:
    return resources.files(__package__).joinpath("static", name).read_text("utf-8")
