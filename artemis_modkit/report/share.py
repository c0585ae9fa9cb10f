"""A mod at one sight: the verdicts at the top of the page, and the picture to share.

The verdicts tell what the rest of the page knows, so they are made of its payload. The picture has
the size that chats and forums show uncut. All but its chart is made here as SVG, for the page too,
which lays its own chart over it: what the controls of the page say moves the chart and the words of
the conditions.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.report import pictures
from artemis_modkit.report.charts import all_charts, theme
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.charts.parts import BLUE
from artemis_modkit.report.pictures import ChartPlace, cut, svg, text_at
from artemis_modkit.report.png import packed
from artemis_modkit.report.sentences import conditions_words
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
    answers = [_sound(head), _balanced(head["headline"]), *changed, _scaled(head)]
    return [replace(answer, words=visible(answer.words)) for answer in answers]


def _sound(head: Mapping[str, Any]) -> Answer:
    counts = head["counts"]
    words = [counted(count, name) for name, count in counts.items()]
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
        f"{counted(changed, 'ship')} changed" if changed else "No ship changed",
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


# The picture ----------------------------------------------------------------------------------

SIZE = 1200, 630
"""Width and height in pixels."""

_EDGE, _TOP, _BESIDE = 48, 146, 560
"""Where the verdicts begin, and where the chart does beside them."""

_LINE, _LETTERS = 20, 52
"""Height and length of a line of the words of a verdict, in the widest usual font."""

_TONES = {"good": "#269c77", "warning": "#c98a12", "bad": "#d1442f", "plain": BLUE}
_CHARTS = "toughness", "difficulty"
"""The chart is the first of these that has something to show."""

_CONDITIONS = "{conditions}"


class SharedPicture(Struct, frozen=True):
    """The picture without its chart, and where which chart goes; `None` where there is none.

    The words of the conditions are still to be put into the `frame`.
    """

    frame: str
    chart: ChartPlace | None

    def for_page(self) -> dict[str, Any]:
        """The same for the page."""
        chart_place = self.chart
        place = (
            None
            if chart_place is None
            else [chart_place.x, chart_place.y, chart_place.width, chart_place.height]
        )
        return {
            "frame": self.frame,
            "size": SIZE,
            "chart": chart_place and chart_place.name,
            "place": place,
        }


def share(scene: Scene, told: Sequence[Answer], against: str | None) -> SharedPicture:
    """What the picture of a mod shows, beside another one or not."""
    drawn = (all_charts()[name] for name in _CHARTS)
    chart = next((one for one in drawn if any(one.rows(scene).values())), None)
    width, height = SIZE
    looks = theme(dark=True)["title"]
    ink, quiet = looks["color"], looks["subtitleColor"]
    beside = "" if against is None else f"against {cut(against)}, "
    title = cut(scene.assessment.fleet.mod.name)
    font = f"{pictures.FONT}, Arial, sans-serif"
    parts = [
        f'<rect width="{width}" height="8" fill="{BLUE}"/>',
        text_at(_EDGE, 76, title, ink, 42, bold=True),
        text_at(_EDGE, 110, f"{beside}at {_CONDITIONS}", quiet, 18),
        text_at(_EDGE, height - 24, "made with artemis-modkit", quiet, 15),
    ]
    step = (height - 190) // len(told)
    for y, answer in zip(range(_TOP, height, step), told, strict=False):
        x = _EDGE + 22
        tone = _TONES[answer.tone]
        parts += [
            f'<rect x="{_EDGE}" y="{y}" width="6" height="{step - 18}" fill="{tone}"/>',
            text_at(x, y + 16, answer.title, quiet, 16),
            text_at(x, y + 44, answer.value, ink, 22, bold=True),
        ]
        lines = wrap(answer.words, _LETTERS, max_lines=(step - 70) // _LINE, placeholder="…")
        parts += [text_at(x, y + 70 + _LINE * at, line, quiet, 15) for at, line in enumerate(lines)]
    place = None
    if chart is not None:
        room = (width - _BESIDE - 40, height - _TOP - 74)
        place = ChartPlace(chart.name, _BESIDE, _TOP + 30, *room)
        parts.append(text_at(_BESIDE, _TOP + 16, chart.title, ink, 18, bold=True))
    return SharedPicture(svg(SIZE, parts, dark=True, font=font), place)


def shared_picture(scene: Scene, told: Sequence[Answer], against: str | None) -> bytes:
    """A mod in one picture to send around: its name, the verdicts and a chart, as PNG."""
    import vl_convert

    picture = share(scene, told, against)
    conditions = conditions_words(scene.assessment.fleet.game.conditions)
    whole = picture.frame.replace(_CONDITIONS, conditions)
    if picture.chart is not None:
        rows = all_charts()[picture.chart.name].rows(scene)
        drawn = pictures.drawing(picture.chart, rows, dark=True)
        whole = f"{whole.removesuffix('</svg>')}{drawn}</svg>"
    return packed(vl_convert.svg_to_png(whole, scale=1))
