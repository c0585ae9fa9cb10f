"""The picture to share: a mod at one sight, in the size that chats and forums show uncut.

All but its chart is made here as SVG, for the page too, which lays its own chart over it: what
the controls of the page say moves the chart and the words of the conditions.
"""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import quoteattr

from msgspec import Struct

from artemis_modkit.report import pictures
from artemis_modkit.report.charts import all_charts, theme
from artemis_modkit.report.charts.rows import Scene
from artemis_modkit.report.charts.theme import BLUE, paper
from artemis_modkit.report.pictures import ChartPlace, cut, text_at
from artemis_modkit.report.png import packed
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.verdicts import Answer

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
        one = self.chart
        place = None if one is None else [one.x, one.y, one.width, one.height]
        return {"frame": self.frame, "size": SIZE, "chart": one and one.name, "place": place}


def share(scene: Scene, told: Sequence[Answer], against: str | None) -> SharedPicture:
    """What the picture of a mod shows, beside another one or not."""
    names = (name for name in _CHARTS if any(all_charts()[name].rows(scene).values()))
    name = next(names, None)
    width, height = SIZE
    looks = theme(dark=True)["title"]
    ink, quiet = looks["color"], looks["subtitleColor"]
    beside = "" if against is None else f"against {cut(against)}, "
    title = cut(scene.assessment.fleet.mod.name)
    font = f"{pictures.FONT}, Arial, sans-serif"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f" font-family={quoteattr(font)}>",
        f'<rect width="{width}" height="{height}" fill="{paper(dark=True)}"/>',
        f'<rect width="{width}" height="8" fill="{BLUE}"/>',
        text_at(_EDGE, 76, title, ink, 42, bold=True),
        text_at(_EDGE, 110, f"{beside}at {_CONDITIONS}", quiet, 18),
        text_at(_EDGE, height - 24, "made with artemis-modkit", quiet, 15),
    ]
    step = (height - 190) // len(told)
    for y, one in zip(range(_TOP, height, step), told, strict=False):
        x = _EDGE + 22
        tone = _TONES[one.tone]
        parts += [
            f'<rect x="{_EDGE}" y="{y}" width="6" height="{step - 18}" fill="{tone}"/>',
            text_at(x, y + 16, one.title, quiet, 16),
            text_at(x, y + 44, one.value, ink, 22, bold=True),
        ]
        lines = wrap(one.words, _LETTERS, max_lines=(step - 70) // _LINE, placeholder="…")
        parts += [text_at(x, y + 70 + _LINE * at, line, quiet, 15) for at, line in enumerate(lines)]
    place = None
    if name is not None:
        place = ChartPlace(name, _BESIDE, _TOP + 30, width - _BESIDE - 40, height - _TOP - 74)
        parts.append(text_at(_BESIDE, _TOP + 16, all_charts()[name].title, ink, 18, bold=True))
    return SharedPicture("".join([*parts, "</svg>"]), place)


def shared_picture(scene: Scene, told: Sequence[Answer], against: str | None) -> bytes:
    """A mod in one picture to send around: its name, the verdicts and a chart, as PNG."""
    import vl_convert

    found = share(scene, told, against)
    whole = found.frame.replace(
        _CONDITIONS, conditions_words(scene.assessment.fleet.game.conditions)
    )
    if found.chart is not None:
        rows = all_charts()[found.chart.name].rows(scene)
        drawn = pictures.drawing(found.chart, rows, dark=True)
        whole = f"{whole.removesuffix('</svg>')}{drawn}</svg>"
    return packed(vl_convert.svg_to_png(whole, scale=1))
