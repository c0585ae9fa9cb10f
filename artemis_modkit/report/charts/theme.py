"""The looks of all charts, light and dark: colours, letters, lines.

Roles take their colours from the theme and not from the charts, because no nine
colours can be told apart on white and on black at once. Enemies go from dark to light by size, and
all are told apart without seeing red or green too (tests hold it); shapes and names help further.
"""

from typing import Any

from artemis_modkit.model.roles import Role

ROLES = (
    Role.PLAYER,
    Role.ENEMY_LARGE,
    Role.ENEMY_MEDIUM,
    Role.ENEMY_SMALL,
    Role.ENEMY_CRAFT,
    Role.PLAYER_CRAFT,
    Role.ALLY,
    Role.STATION,
    Role.CIVILIAN,
)
"""The roles in the order of legends and of the colours below."""

LIGHT_ROLES = (
    "#1265a0", "#701a2b", "#873c0b", "#996212", "#a78708",
    "#1996c0", "#269c77", "#572787", "#606b6e",
)  # fmt: skip
DARK_ROLES = (
    "#1d98fe", "#ba3e51", "#e76122", "#fba354", "#f4ea57",
    "#60d6f5", "#72fece", "#974ab0", "#9b999a",
)  # fmt: skip

BLUE, ORANGE = "#2b7fd4", "#d55e00"
"""One side and the other, on both backgrounds: two ships, players and enemies, more and less."""

_LIGHT = ("#15202b", "#566372", "#b9c4d0", "#dbe2ea", "#ffffff")
_DARK = ("#e7edf4", "#9dabba", "#41505f", "#273240", "#151c25")
"""Ink, quiet ink, strong and faint lines, and the surface, of the page too."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"


def theme(dark: bool, *, font: str = FONT) -> dict[str, Any]:
    """The `config` of Vega-Lite for charts on a dark or light ground, which shows through."""
    ink, muted, strong, line, surface = _DARK if dark else _LIGHT
    text = {"color": ink, "font": font}
    return {
        "background": None,
        "font": font,
        "padding": {"left": 2, "top": 4, "right": 8, "bottom": 2},
        "view": {"stroke": None},
        "axis": {
            "domainColor": strong, "gridColor": line, "tickColor": strong,
            "labelColor": muted, "titleColor": ink,
            "labelFontSize": 11, "titleFontSize": 12, "titleFontWeight": 500, "titlePadding": 8,
            "labelPadding": 4, "tickSize": 4, "labelOverlap": "greedy",
        },
        "legend": {
            "labelColor": ink, "titleColor": muted, "labelFontSize": 11, "titleFontSize": 11,
            "titleFontWeight": 500, "symbolStrokeWidth": 1.5, "symbolSize": 90, "labelLimit": 150,
            "columnPadding": 14, "rowPadding": 4, "offset": 10,
        },
        "header": {"labelColor": ink, "titleColor": muted, "labelFontSize": 12},
        "title": {
            "anchor": "start", "color": ink, "fontSize": 17, "fontWeight": 600, "offset": 14,
            "subtitleColor": muted, "subtitleFontSize": 12, "subtitlePadding": 5, "lineHeight": 20,
        },
        "text": {**text, "fontSize": 11},
        "line": {"color": muted},
        "range": {"category": list(DARK_ROLES if dark else LIGHT_ROLES)},
        "style": {
            "ink": {"color": ink, "stroke": ink},
            "quiet": {"color": muted},
            "grid": {"stroke": strong, "color": strong},
            "label": {"color": ink, "fontSize": 11},
            "note": {"color": muted, "fontSize": 11},
            "halo": {"stroke": surface, "strokeWidth": 3, "strokeJoin": "round", "color": surface},
            "outlined": {"stroke": surface},
            "hull": {"fill": line, "stroke": muted},
            "hole": {"fill": surface, "stroke": muted},
        },
    }  # fmt: skip


def paper(dark: bool) -> str:
    """The ground of a picture, the surface of the page."""
    return (_DARK if dark else _LIGHT)[-1]
