"""How a chart is declared: how it looks, what it is drawn from, and where it stands in the page.

All texts of mods are rows, never part of a specification, so that nothing a mod
says is ever computed with; expressions only join and cut them.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct, field

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.report.charts.rows import Datasets, Rows, Scene, rows_of

CONTAINER = "container"


class Place(Enum):
    """Where the page has a chart."""

    OVERVIEW = "overview"
    CARD = "card"
    CHANGES = "changes"


class OfFiles(Struct, frozen=True):
    """Datasets of the first chosen ship that come from files alone, so that no control moves them.

    `of` gives them for the vessels of a mod, `nothing` is what a ship without any has.
    """

    nothing: Datasets
    of: Callable[[Mod], Callable[[Vessel], Datasets]]


class Chart(Struct, frozen=True):
    """A chart. `words` say what it shows to who cannot see it.

    `draw` gives a chart of Altair as wide as its place; `datasets` are what it is drawn from, of
    chosen ships where `is_of_ship`, else of the mod; all are empty where there is nothing to show.
    `size` is that of its picture in pixels, a height of 0 as its rows need; `draw_picture`
    gives one of another shape by its rows.

    The page has it at a `place`, where there is one, by `turn` and then by name. Its table there
    shows `columns`, by title a template of sentences.toml over the rows of the dataset `table`,
    else of the first one. Where it `is_tall` it scrolls; `narrow_columns` are those of its legends
    on a phone.
    """

    name: str
    title: str
    words: str
    draw: Callable[[], Any]
    datasets: Mapping[str, Rows] | OfFiles
    size: tuple[int, int]
    is_of_ship: bool = False
    draw_picture: Callable[[Datasets], Any] | None = None
    place: Place | None = None
    turn: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    table: str = ""
    is_tall: bool = False
    narrow_columns: int = 2

    def rows(self, scene: Scene) -> Datasets:
        """Its datasets for a scene."""
        if isinstance(self.datasets, OfFiles):
            if not scene.ships:
                return self.datasets.nothing
            return self.datasets.of(scene.assessment.fleet.mod)(scene.ships[0].vessel)
        return {name: rows_of(one, scene) for name, one in self.datasets.items()}

    def for_page(self) -> dict[str, Any]:
        """All that the page needs of it but its looks; `rows_of` there makes the same rows."""
        if isinstance(self.datasets, OfFiles):
            nothing, declared = self.datasets.nothing, {}
        else:
            nothing = None
            declared = {name: one.declared() for name, one in self.datasets.items()}
        return {
            "title": self.title,
            "words": self.words,
            "place": self.place and self.place.value,
            "datasets": declared,
            "nothing": nothing,
            "columns": self.columns,
            "table": self.table or next(iter(declared or nothing or ())),
            "is_tall": self.is_tall,
            "narrow_columns": self.narrow_columns,
        }

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
