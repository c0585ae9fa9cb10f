"""Ships: the table of all, and one to look at and to change, attribute by attribute."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from artemis_modkit.balance import Assessment, Scored, Ship
from artemis_modkit.balance.fight.duels import Duels
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.scores import SCORES, figure, score
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import (
    Area,
    Attribute,
    Item,
    Type,
    attributes_of,
    children_of,
    descendants,
)
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.chart import Place
from artemis_modkit.report.views.score import Choice, score_report
from artemis_modkit.report.views.ship import ship_report
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import (
    Asked,
    as_json,
    part,
    report_blocks,
    set_conditions,
    shown,
    to,
)
from artemis_modkit.workbench.pages.findings import of_ship

COLUMNS = ("beam_dps", "launched_dps", "shield_front", "shield_back", "speed", "turn")
TILES = ("beam_dps", "launched_dps", "shield_front", "shield_back", "hit_points", "speed", "turn")


def ships(bench: Bench, asked: Asked) -> Response:
    """Every ship with its scores and what matters most, by filters."""
    set_conditions(bench, asked)
    assessment = bench.assessment
    if asked.is_for_json:
        before = bench.before if bench.changes else None
        return as_json(score_report(assessment, Choice(), with_fleets=True, before=before))
    role, race, state, words = (asked.text(name) for name in ("role", "race", "state", "words"))
    rows = [
        row
        for row in _rows(assessment)
        if role in ("", row["role"].label)
        and race in ("", row["race"] or "")
        and state in ("", row["state"])
        and words.lower() in row["name"].lower()
    ]
    sort = asked.text("sort")
    if sort in (*SCORES, *COLUMNS):
        rows.sort(key=lambda row: -(row["figures"][sort] or 0.0))
    there = {stock.vessel.element for stock, _ in assessment.pairs}
    gone = [one for one in assessment.stock.ships if one.vessel.element not in there]
    return shown(
        bench, asked, "ships.html", "Ships", rows=rows,
        gone=gone if state in ("", "gone") else [], columns=(*SCORES, *COLUMNS),
        titles={name: metric.title for name, metric in all_metrics().items()},
        roles=[one for one in Role if any(unit.ship.role is one for unit in assessment.scored)],
        races=sorted({ship.race for ship in assessment.fleet.ships if ship.race}),
        of=len(assessment.fleet.ships), sort=sort,
    )  # fmt: skip


def _rows(assessment: Assessment) -> list[dict[str, Any]]:
    partners = {own.vessel.element: stock for stock, own in assessment.pairs}
    rows = []
    for one in assessment.scored:
        stock = partners.get(one.ship.vessel.element)
        state = "new" if stock is None else "same" if stock.vessel == one.ship.vessel else "changed"
        figures = {name: figure(one, name) for name in (*SCORES, *COLUMNS)}
        unit = one.ship
        rows.append({"id": unit.id, "name": unit.name, "race": unit.race, "role": unit.role,
                     "state": state, "figures": figures})  # fmt: skip
    return rows


# One ship ----------------------------------------------------------------------------------------


def ship(bench: Bench, asked: Asked) -> Response:
    """One ship: what it is made of, to be changed, and what that makes of it."""
    set_conditions(bench, asked)
    try:
        found = bench.assessment.fleet.find(asked.text("id"))
    except ModkitError as error:
        if not bench.undone or asked.is_for_json:
            raise
        bench.said.append(str(error))  # a copy that was just taken back
        return to(asked, "/ships")
    if asked.is_for_json:
        return as_json(ship_report(bench.assessment, found, with_reasons=True))
    charts = [chart for chart in charts_of_page() if chart.place is Place.CARD]
    return shown(
        bench, asked, "ship.html", "Ships", ship=found, groups=list(_groups(bench, found)),
        why_not=_why_not(bench, found), new_parts=list(_new_parts(bench, found)),
        charts=charts, findings=of_ship(bench, str(found.id)),
        free=_free(bench.assessment, found.id),
        others=[(one.id, one.vessel.shown_name) for one in bench.assessment.fleet.ships],
        tiles=tiles(bench, found),
    )  # fmt: skip


def edit(bench: Bench, asked: Asked) -> Response:
    """Change an attribute of a ship; what of the page that moves. Raises `ModkitError`."""
    number, path, value = asked.text("id"), asked.text("path"), asked.text("value").strip()
    ship = bench.assessment.fleet.find(number)
    known = next((field for field in _fields(bench, ship) if field.path == path), None)
    if known is None:
        raise ModkitError(f"{path}: this ship has no such attribute")
    complaint = known.complaint(value)
    if not complaint and (value or known.text):
        bench.change(f"{number}:{path}={value}")
    return live(bench, asked, complaint)


def twin(bench: Bench, asked: Asked) -> Response:
    """Make another ship of one, by a number and a name of its own. Raises `ModkitError`."""
    number, name = asked.text("number").strip(), asked.text("name").strip()
    if not number or not name:
        raise ModkitError("write a number and a class name for the new ship")
    bench.change(f"{asked.text('id')}:+vessel:uniqueID={number},classname={name}")
    return to(asked, f"/ship?id={quote(number)}")


def _free(assessment: Assessment, number: int | None) -> int:
    """The first number from one on that no ship has."""
    taken = {one.id for one in assessment.fleet.ships}
    return next(one for one in count(number or 0) if one not in taken)


def live(bench: Bench, asked: Asked, complaint: str = "") -> Response:
    """What a change moves at once: figures and scores, before and after."""
    found = bench.assessment.fleet.find(asked.text("id"))
    return part(
        bench, asked, "ship_live.html", ship=found, complaint=complaint, path=asked.text("path"),
        tiles=tiles(bench, found),
    )  # fmt: skip


def fights(bench: Bench, asked: Asked) -> Response:
    """What the ship kills and what kills it, against how much it stands up: the whole card."""
    found = bench.assessment.fleet.find(asked.text("id"))
    report = ship_report(bench.assessment, found, with_reasons=asked.text("why") == "on")
    return part(bench, asked, "card.html", blocks=report_blocks(report, without_title=True))


def duels(bench: Bench, asked: Asked) -> Response:
    """The quickest kills of either side, with the changes and before them."""
    after = bench.assessment.fleet.find(asked.text("id"))
    found = Duels.of(after, bench.assessment.fleet.ships)
    before = _same(bench.before, after) if bench.changes else None
    earlier = None if before is None else Duels.of(before, bench.before.fleet.ships)
    sides = {}
    for name in ("kills", "killed_by"):
        known = {one.id: seconds for one, seconds in getattr(earlier, name, ())}
        quickest = list(getattr(found, name))[:8]
        sides[name] = [(one, seconds, known.get(one.id)) for one, seconds in quickest]
    return part(bench, asked, "duels.html", has_before=earlier is not None, **sides)


def _same(assessment: Assessment, ship: Ship) -> Ship | None:
    """A ship in the mod as it is without the changes: the one at its place in the file."""
    return next((one for one in assessment.fleet.ships if one.id == ship.id), None)


def tiles(bench: Bench, ship: Ship) -> list[tuple[Any, ...]]:
    """Scores and metrics of a ship, each with what it was before the changes."""
    after = _scored(bench.assessment, ship)
    own = _same(bench.before, ship) if bench.changes else ship
    before = after if own is ship or own is None else _scored(bench.before, own)
    return [
        (
            one if one in SCORES else all_metrics()[one].title,
            one,
            *(figure(side, one) for side in (before, after)),
        )
        for one in (*SCORES, *TILES)
    ]


def _scored(assessment: Assessment, ship: Ship) -> Scored:
    """The scores of one ship alone, which no other ship moves."""
    return score([ship], assessment.yardstick, assessment.weights)[0]


# What it is made of ------------------------------------------------------------------------------


class Field(Struct, frozen=True):
    """An attribute as it can be changed; `stock` is that of its like in stock.

    `span` is what ships of its role have in stock.
    """

    path: str
    name: str
    known: Attribute
    text: str
    stock: str = ""
    span: str = ""
    options: tuple[str, ...] = ()

    def complaint(self, value: str) -> str:
        """Why a value cannot be; empty where it can."""
        if not value:
            return f"{self.name}: write a value" if self.text else ""
        if self.known.read(value) is None:
            hint = f"; write {value.replace(',', '.')}" if "," in value else ""
            return f"{self.name}: '{value[:40]}' is no {self.known.type.value}{hint}"
        if self.options and self.known.type is not Type.WORDS and value not in self.options:
            hint = did_you_mean(nearest(value, self.options), ", ".join(self.options[:12]))
            return f"{self.name}: there is no '{value[:40]}'{hint}"
        return ""

    @property
    def is_wide(self) -> bool:
        """Whether it is a text that wants room."""
        return self.known.type in (Type.TEXT, Type.PATH, Type.WORDS)

    @property
    def changed(self) -> bool:
        """Whether stock has another value there."""
        return bool(self.stock) and self.stock != self.text


def _new_parts(bench: Bench, ship: Ship) -> Iterator[tuple[str, str]]:
    """What can be added to a ship: the name of an element, and the change that adds one.

    It is made like the last one that the ship has, else like one of stock.
    """
    own = {item.NAME: item for _, item in _items(ship.vessel)}
    many = {child.item.NAME for child in children_of(Vessel) if child.is_many}
    stock = [
        descendant
        for ship in bench.assessment.stock.ships
        for descendant in descendants(ship.vessel)
    ]
    for name, (item, *_) in grouped((one.NAME, one) for one in stock).items():
        if name != ship.vessel.NAME and (name in many or name not in own):
            given = own.get(name, item).element.attributes.items()
            values = ",".join(f"{key}={value.strip()}" for key, value in given if "," not in value)
            yield name, f"{ship.id}:+{name}:{values}"


def _why_not(bench: Bench, ship: Ship) -> str:
    """Why a ship cannot be changed here; empty where it can."""
    same = sum(one.id == ship.id for one in bench.assessment.fleet.ships)
    if ship.id is None or same > 1:
        what = "has no number" if ship.id is None else f"shares the number {ship.id} with others"
        return f"This ship {what}, so that no change could name it. Mend that in the file first."
    return ""


def _groups(bench: Bench, ship: Ship) -> Iterator[dict[str, Any]]:
    """Each element with its attributes; `unknown` are names that nothing is known of."""
    stock = next((one for one, own in bench.assessment.pairs if own is ship), None)
    theirs = {} if stock is None else dict(_items(stock.vessel))
    spans = bench.once(f"spans {ship.role.name}", lambda: dict(_spans(bench, ship.role)))
    fields = grouped(
        (path, replace(field, stock=_text(theirs[path], field.known) if path in theirs else "",
                       span=spans.get((path.partition("[")[0], field.name), "")))
        for field in _fields(bench, ship)
        for path in [field.path.rpartition(".")[0]]
    )  # fmt: skip
    for path, item in _items(ship.vessel):
        own = fields.get(path, [])
        names = [field.name for field in own]
        unknown = [
            (name, text, nearest(name, names) or "")
            for name, text in item.element.attributes.items()
            if name not in names
        ]
        is_open = item.KIND is not Area.ART and item.NAME not in ("long_desc", "fleet_ai")
        is_open = is_open and any(field.text for field in own)
        yield {"title": path, "is_open": is_open, "fields": own, "unknown": unknown}


def _fields(bench: Bench, ship: Ship) -> Iterator[Field]:
    """Every attribute of a ship, without what stock has there."""
    options = {
        ("vessel", "side"): tuple(str(race.id) for race in bench.changed.races),
        ("torpedo_storage", "type"): tuple(munition.code for munition in Munition),
    }
    for path, item in _items(ship.vessel):
        for known in attributes_of(type(item)):
            of = options.get((item.NAME, known.name), ())
            yield Field(f"{path}.{known.name}", known.name, known, _text(item, known), options=of)


def _items(vessel: Vessel) -> Iterator[tuple[str, Item]]:
    """The elements of a ship with their paths: `shields`, `beam_port[2]`."""
    inner = list(descendants(vessel))
    counts = Counter(item.NAME for item in inner)
    seen: Counter[str] = Counter()
    for item in inner:
        seen[item.NAME] += 1
        number = f"[{seen[item.NAME]}]" if counts[item.NAME] > 1 else ""
        yield f"{item.NAME}{number}", item


def _text(item: Item, known: Attribute) -> str:
    return (item.element.attributes.get(known.name) or "").strip()


def _spans(bench: Bench, role: Role) -> Iterator[tuple[tuple[str, str], str]]:
    """From where to where the ships of a role in stock have each number."""
    found = grouped(
        ((item.NAME, known.name), value)
        for ship in bench.assessment.stock.ships
        if ship.role is role
        for item in descendants(ship.vessel)
        for known in attributes_of(type(item))
        if known.type in (Type.DECIMAL, Type.INTEGER)
        if (value := read_decimal(_text(item, known))) is not None
    )
    for place, values in found.items():
        yield place, f"{min(values):g} to {max(values):g}"


BENCH_PAGES = {
    "/ships": ships,
    "/ship": ship,
    "/ship/live": live,
    "/ship/card": fights,
    "/ship/duels": duels,
    "/do/edit": edit,
    "/do/twin": twin,
}
