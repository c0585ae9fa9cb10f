"""How a chart is declared, and what it is drawn from.

One decision: all texts of mods are rows, never part of a specification, so that nothing a mod
says is ever computed with; expressions only join and cut them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from artemis_modkit.balance import Assessment, Ship
from artemis_modkit.compare.play import Play

Row = dict[str, Any]
Datasets = Mapping[str, Sequence[Row]]
CONTAINER = "container"


@dataclass(frozen=True)
class Scene:
    """What a chart shows: a mod at work, the ships chosen in it, the comparison with another."""

    assessment: Assessment
    ships: tuple[Ship, ...] = ()
    play: Play | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `words` say what it shows to who cannot see it.

    `draw` gives a chart of Altair as wide as its place; `rows` its datasets for a scene, all
    empty where it has nothing to show; `is_of_ship` says that it shows chosen ships, not the mod.
    `size` is that of its picture in pixels, a height of 0 as its rows need; `draw_picture`
    gives one of another shape by its rows.
    """

    name: str
    title: str
    words: str
    draw: Callable[[], Any]
    rows: Callable[[Scene], Datasets]
    size: tuple[int, int]
    is_of_ship: bool = False
    draw_picture: Callable[[Datasets], Any] | None = None

    def spec(self) -> dict[str, Any]:
        """The specification, the same at each call; its datasets are still to be filled."""
        return self._specified(_drawn(self.draw))

    def picture_spec(self, rows: Datasets) -> dict[str, Any]:
        """The specification for a picture of some rows."""
        if self.draw_picture is None:
            return self.spec()
        return self._specified(_as_dict(self.draw_picture(rows)))

    def _specified(self, drawn: dict[str, Any]) -> dict[str, Any]:
        return {**drawn, "description": f"{self.title}. {self.words}"}


@cache
def _drawn(draw: Callable[[], Any]) -> dict[str, Any]:
    return _as_dict(draw())


def _as_dict(drawn: Any) -> dict[str, Any]:
    found: dict[str, Any] = drawn.to_dict(validate=False)  # the tests do; it takes long
    del found["config"]
    return found
