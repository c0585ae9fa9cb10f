"""How a chart is declared: how it looks, what it is drawn from, and where it stands in the page.

All texts of mods are rows, never part of a specification, so that nothing a mod
says is ever computed with; expressions only join and cut them. Rows are declared once: which things
they are of (ships, matches, powers) and what each column holds of one. `rows_of` makes them here,
and another one in the page's rows.js, where controls move: pictures and the page draw the same.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from itertools import pairwise
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from artemis_modkit.balance import Assessment, Mode, Scored, Ship
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.scores import figure
from artemis_modkit.compare.play import Play
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import NAMELESS, Vessel
from artemis_modkit.report.text import visible

LONGEST_NAME = 30
"""Letters of a name in a chart."""

_MOST_STEPS = 1000

ChartRow = dict[str, Any]
Datasets = Mapping[str, Sequence[ChartRow]]
Teller = Callable[[str], Any]
"""What a row is of: a name of a figure or text to its value, `None` where it has none."""


class Scene(Struct, frozen=True):
    """What a chart shows: a mod at work, the ships chosen in it, the comparison with another."""

    assessment: Assessment
    ships: tuple[Ship, ...] = ()
    play: Play | None = None


class Rows(Struct, frozen=True):
    """The rows of a dataset: a row for each thing that there is `of` a kind (`KINDS`).

    `columns` are asked of a thing as of a table: `id, beam_dps + launched_dps as dps`. Terms may be
    joined by `+` and `-` (what is none counts 0), `??` (the first that is known) and `or`; a term
    is a name, a number or a 'text'. Each of `parts` is a row of its own, with more columns. Rows
    that `need` a column which is none are left out; the greatest `by` come first, at most `most`.
    `step` is that of power, in percent.
    """

    of: str
    columns: str
    parts: Sequence[str] = ("",)
    need: str = ""
    by: str = ""
    most: int | None = None
    step: int = 5

    @property
    def shapes(self) -> list[dict[str, str]]:
        """The columns of each row of a thing, by name their terms."""
        return [
            _columns(f"{self.columns}, {part}" if part else self.columns) for part in self.parts
        ]

    def declared(self) -> dict[str, Any]:
        """The same for the page."""
        return {**asdict(self), "shapes": self.shapes}


def _columns(text: str) -> dict[str, str]:
    pairs = (one.partition(" as ") for one in text.split(", "))
    return {name or terms: terms for terms, _, name in pairs}


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


# Rows -----------------------------------------------------------------------------------------


def rows_of(rows: Rows, scene: Scene) -> list[ChartRow]:
    """The rows of a scene; none where it has nothing of their kind."""
    things = list(KINDS[rows.of](scene, rows))
    if rows.by:
        things.sort(key=lambda thing: -(_value(rows.by, thing) or 0.0))
    found = [
        {name: _value(terms, thing) for name, terms in columns.items()}
        for thing in things[: rows.most]
        for columns in rows.shapes
    ]
    return [row for row in found if not rows.need or row[rows.need] is not None]


def _value(terms: str, thing: Teller) -> Any:
    first, *rest = terms.split(" ")
    value = _term(first, thing)
    for sign, name in zip(rest[::2], rest[1::2], strict=True):
        other = _term(name, thing)
        match sign:
            case "+":
                value = (value or 0.0) + (other or 0.0)
            case "-":
                value = (value or 0.0) - (other or 0.0)
            case "??":
                value = other if value is None else value
            case "or":
                value = bool(value or other)
    return finite(value) if isinstance(value, float) else value


def _term(name: str, thing: Teller) -> Any:
    if name.startswith("'"):
        return name[1:-1]
    return float(name) if name.isdigit() else thing(name)


# Kinds of things --------------------------------------------------------------------------------


def _ships(scene: Scene, rows: Rows) -> Iterator[Teller]:
    """Every ship: its metrics, and `far.` a metric, whether it is an outlier in it."""
    far: set[tuple[Ship, str]] = set()
    if "far." in rows.columns:  # they are dear to find
        far = {(outlier.ship, outlier.metric) for outlier in scene.assessment.outliers}
    for ship in scene.assessment.fleet.ships:
        yield _ship(ship, {f"far.{name}": (ship, name) in far for name in all_metrics()})


def _ship(ship: Ship, more: Mapping[str, Any]) -> Teller:
    texts = {
        "id": ship.id, "name": name_of(ship), "role": ship.role.label, "ship": label_of(ship),
        "shield": ship.shields[0], "torpedo_dps": ship.torpedo_dps, **more,
    }  # fmt: skip
    return lambda name: texts[name] if name in texts else all_metrics()[name](ship)


def _matches(scene: Scene, _: Rows) -> Iterator[Teller]:
    """Players against enemies at each difficulty: kills a minute of either."""
    yield from (strength.__getitem__ for strength in _strengths(scene))


def _strengths(scene: Scene) -> list[ChartRow]:
    return [
        {
            "difficulty": match.difficulty,
            "players": _a_minute(match.player_kills), "enemies": _a_minute(match.enemy_kills),
        }
        for match in scene.assessment.matches
    ]  # fmt: skip


def _a_minute(seconds: float) -> float:
    return 60 / seconds if 0 < seconds < math.inf else 0.0


def _crossings(scene: Scene, _: Rows) -> Iterator[Teller]:
    """Where players and enemies are equal, on the straight lines between two difficulties."""
    for before, after in pairwise(_strengths(scene)):
        gap, later = (one["players"] - one["enemies"] for one in (before, after))
        if gap >= 0 > later:
            share = gap / (gap - later)
            where = before["difficulty"] + share * (after["difficulty"] - before["difficulty"])
            yield {"difficulty": where, "strength": before["players"]}.__getitem__


def _pairs(scene: Scene, _: Rows) -> Iterator[Teller]:
    """Ships of A and B whose own figures changed: `a.` and `b.` a figure, `moved` how far."""
    if scene.play is None:
        return
    usual = scene.play.usual_ratio or 1.0
    for ship in scene.play.ships:
        ratio = ship.ratio("overall")
        if ratio is not None and ship.a is not None and ship.b is not None and ship.is_changed:
            # To nine digits: scores that moved alike are ranked alike, whatever their rounding.
            moved = round(abs(math.log(ratio / usual)), 9)
            yield partial(_side, ship.a, ship.b, _ship(ship.shown.ship, {"moved": moved}))


def _side(a: Scored, b: Scored, ship: Teller, name: str) -> Any:
    side, _, rest = name.partition(".")
    return figure(a if side == "a" else b, rest) if rest else ship(name)


def _powers(scene: Scene, rows: Rows) -> Iterator[Teller]:
    """The chosen player ships that have beams, at every power, by themselves and by hand."""
    for ship in _players(scene):
        conditions = ship.game.conditions
        most = conditions.mechanics["greatest_power"] * 100
        if not 0 < most < math.inf:
            return
        for mode, said in ((Mode.AUTO, "automatic"), (Mode.MANUAL, "manual")):
            for step in range(min(int(most // rows.step), _MOST_STEPS) + 1):
                power = step * rows.step
                at = ship.under(replace(conditions, power=power / 100, mode=mode))
                yield _ship(at, {"power": power, "mode": said})


def _power_now(scene: Scene, _: Rows) -> Iterator[Teller]:
    """The chosen power, in percent; none without such a ship."""
    for ship in _players(scene)[:1]:
        yield {"power": ship.game.conditions.power * 100}.__getitem__


def _players(scene: Scene) -> list[Ship]:
    players = [ship for ship in scene.ships if ship.role is Role.PLAYER]
    return [
        player
        for player in players
        if player.under(player.game.conditions.best).best_volley.dps > 0
    ]


def _bearings(scene: Scene, _: Rows) -> Iterator[Teller]:
    """The chosen ships, degree by degree; none where no beam of theirs does any damage."""
    if any(ship.best_volley.dps > 0 for ship in scene.ships):
        for ship in scene.ships:
            alike = (one for one in scene.assessment.stock.ships if one.role is ship.role)
            rim = max((one.best_volley.dps for one in alike), default=0.0)
            for bearing in range(360):
                more = {"bearing": bearing, "fire": ship.fire_at(bearing), "rim": rim}
                yield _ship(ship, more)


KINDS: Mapping[str, Callable[[Scene, Rows], Iterator[Teller]]] = {
    "ships": _ships, "matches": _matches, "crossings": _crossings, "pairs": _pairs,
    "powers": _powers, "power now": _power_now, "bearings": _bearings,
}  # fmt: skip


# Names ------------------------------------------------------------------------------------------


def finite(value: float | None) -> float | None:
    """A figure that JSON can hold, else `None`."""
    return value if value is not None and math.isfinite(value) else None


def name_of(ship: Ship) -> str:
    """Its class name, cut."""
    name = visible(ship.name[: 4 * LONGEST_NAME])
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"


def label_of(ship: Ship) -> str:
    """How charts call it: `20 Valkyrie`."""
    return f"{'?' if ship.id is None else ship.id} {name_of(ship) or NAMELESS}"
