"""The verdicts at the top of the page: what is to be seen in five seconds, and on a shared picture.

They tell what the rest of the page knows, so they are made of its payload.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.report.text import visible
from artemis_modkit.report.words import capital, counted, short, shown


class Answer(Struct, frozen=True):
    """A question and its answer; `tone` is good, warning, bad or plain.

    `view` is the part of the page that says more.
    """

    title: str
    value: str
    words: str
    tone: str
    view: str


def verdicts(payload: Mapping[str, Any]) -> list[Answer]:
    """The verdicts of a payload, the most important first."""
    head = payload["head"]
    changed = [] if payload["comparison"] is None else [_changed(payload["comparison"])]
    found = [_sound(head), _balanced(head["headline"]), *changed, _scaled(head)]
    return [replace(one, words=visible(one.words)) for one in found]


def _sound(head: Mapping[str, Any]) -> Answer:
    counts = head["counts"]
    words = [counted(count, name, f"{name}s") for name, count in counts.items()]
    words += [f"{head['suppressed']} silenced by the author"] if head["suppressed"] else []
    value, tone = "Sound", "good"
    if counts["warning"]:
        value, tone = "Has warnings", "warning"
    if counts["error"]:
        value, tone = "Has errors", "bad"
    return Answer("Is it sound?", value, f"{', '.join(words)}.", tone, "findings")


def _balanced(headline: Mapping[str, str] | None) -> Answer:
    title = "Is it balanced?"
    if headline is None:
        words = "Players or enemies are missing."
        return Answer(title, "Not comparable", words, "plain", "overview")
    words = f"{headline['words']} These fights are as at the start, whatever the controls say."
    return Answer(title, headline["value"], words, headline["tone"], "overview")


def _changed(comparison: Mapping[str, Any]) -> Answer:
    sides = [(a, b) for _, a, b, _ in comparison["standings"]]
    fresh = sum(a is None and b is not None for a, b in sides)
    gone = sum(a is not None and b is None for a, b in sides)
    changed = sum(one["kind"] == "ship" for one in comparison["ships"])
    settings = sum(len(one["rows"]) for one in comparison["settings"])
    words = [f"{fresh} new"] if fresh else []
    words += [f"{gone} gone"] if gone else []
    words += [counted(settings, "setting differs", "settings differ")] if settings else []
    against = f"against {short(comparison['a'])}."
    return Answer(
        "What changed?",
        f"{counted(changed, 'ship', 'ships')} changed" if changed else "No ship changed",
        capital(f"{', '.join(words)}; {against}" if words else against),
        "plain",
        "changes",
    )


def _scaled(head: Mapping[str, Any]) -> Answer:
    factors = list(dict.fromkeys(f"×{shown(one['factor'], 4)}" for one in head["scale"]))
    told = ", ".join(f"{one['what']} ×{shown(one['factor'], 4)}" for one in head["scale"])
    value, words = " and ".join(factors), f"Against stock: {told}."
    if head["is_as_stock"]:
        value, words = value or "As stock", "Every ship has the values of stock."
    elif not factors:
        value, words = "Values of its own", "No kind of value is scaled as one against stock."
    elif len(factors) > 2:
        value = "By several factors"
    return Answer("How does it scale?", value, words, "plain", "overview")
