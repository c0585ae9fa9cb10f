"""A comparison as a report: the big picture, what it means in play, ship by ship, settings."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from artemis_modkit.changes.delta import Delta
from artemis_modkit.compare import Changed, Comparison
from artemis_modkit.lazy import Later
from artemis_modkit.report.report import Block, Paragraph, Payload, Report, Table, Tone
from artemis_modkit.report.views.compare_picture import big_picture
from artemis_modkit.report.views.compare_ships import setting_blocks, ship_blocks, who_of
from artemis_modkit.report.views.compare_told import told_blocks
from artemis_modkit.report.views.names import group_of
from artemis_modkit.report.views.scales import scale_json

if TYPE_CHECKING:
    from artemis_modkit.compare.play import Play


class Depth(Struct, frozen=True):
    """How much is shown. `is_summary`: the big picture and what it means in play.

    `is_all` shows every value in tables, those that both changed alike too unless
    `only_changed`; `is_full` all values of some ships. `is_part` is true where some ships were
    chosen, `has_base` where a base was asked for.
    """

    is_summary: bool = False
    only_changed: bool = False
    is_all: bool = False
    is_full: bool = False
    is_part: bool = False
    has_base: bool = False


def compare_report(
    result: Comparison, play: "Play | None" = None, depth: Depth | None = None
) -> Report:
    """What differs from A to B; `play` is what that means in play, where it is asked for."""
    payload = Payload(lambda: _payload(result, play))
    columns = ["what", "id", "name", "path", "A", "B", "kind", "base", "changed by"]
    rows = Table(columns, Later(lambda: _rows(result)))
    return Report("compare", payload, list(_blocks(result, play, depth or Depth())), rows=rows)


def _payload(result: Comparison, play: "Play | None") -> dict[str, Any]:
    return {
        "a": result.a.name,
        "b": result.b.name,
        "base": None if result.base is None else result.base.name,
        "vessels": _changed_json(result, result.vessels),
        "races": _changed_json(result, result.races),
        "settings": [
            {"key": key, "a": setting.ours, "b": setting.theirs, "base": setting.base,
             "mark": who_of(setting), "group": group_of(key)}
            for setting in result.settings
            for key in [setting.attribute or ""]
        ],
        "missions": [{"name": name, "ids": ids} for name, ids in result.missions.items()],
        "scale": [scale_json(scale) for scale in result.scale],
        "scale_of_base": {
            "a": [scale_json(scale) for scale in result.scale_of_a],
            "b": [scale_json(scale) for scale in result.scale_of_b],
        },
        **_play_json(play),
        "notes": list(result.notes),
    }  # fmt: skip


def _blocks(result: Comparison, play: "Play | None", depth: Depth) -> Iterator[Block]:
    is_all = depth.is_all or depth.is_full
    told = {"only_changed": depth.only_changed, "is_full": depth.is_full}
    yield from big_picture(result, has_base=depth.has_base or is_all, is_full=depth.is_all)
    if play is not None:
        from artemis_modkit.report.views.compare_play import play_blocks

        yield from play_blocks(result, play, is_part=depth.is_part, **told)
    if is_all and not depth.is_summary:
        for part in (result.races, result.vessels):
            yield from ship_blocks(result, part, **told)
        yield from setting_blocks(result)
    elif not depth.is_summary:
        yield from told_blocks(result)
    said = ["; ".join(result.notes)] if result.is_empty and result.notes else result.notes
    yield from (Paragraph(f"Note: {note}.", Tone.QUIET) for note in said)


# Data ----------------------------------------------------------------------------------------


def _changed_json(result: Comparison, changed: Changed) -> dict[str, Any]:
    return {
        "added": list(changed.added),
        "removed": list(changed.removed),
        "renumbered": [
            {"from": item.a.id, "to": item.b.id, "name": changed.names.get(item.b.id or 0, ""),
             "shared": list(item.alike)}
            for item in changed.moved
            if item.a is not None and item.b is not None
        ],
        "replaced": [
            {"id": one, "a": changed.names_in_a.get(one, ""), "b": changed.names.get(one, ""),
             "shared": list(changed.alike_under(one))}
            for one in changed.replaced
        ],
        "changed": [
            {"id": item.id, "name": item.name,
             "changes": [_change_json(row) for row in rows if row.differs],
             "alike": [_change_json(row) for row in rows if not row.differs]}
            for item in changed.changed
            for rows in [item.changes if result.base is None else item.based()]
        ],
    }  # fmt: skip


def _change_json(change: Delta) -> dict[str, Any]:
    found: dict[str, Any] = {
        "path": change.path,
        "a": change.ours,
        "b": change.theirs,
        "base": change.base,
        "mark": who_of(change),
        "kind": change.kind.value,
    }
    if change.attribute is None:
        found["attributes"] = change.element.attributes
    return found


def _play_json(play: "Play | None") -> dict[str, Any]:
    """What is said of playing; scores are loaded only where they are asked for."""
    if play is None:
        return {"weapons": [], "balance": [], "players_vs_enemies": {}, "fleets": {}}
    from artemis_modkit.report.views.compare_play import play_json

    return play_json(play)


def _rows(result: Comparison) -> list[Sequence[str]]:
    """Every change in a row, for tables of other programs."""
    rows: list[Sequence[str]] = []
    for what, changed in (("race", result.races), ("vessel", result.vessels)):
        for side, numbers, names in (
            ("B", changed.added, changed.names), ("A", changed.removed, changed.names_in_a)
        ):  # fmt: skip
            rows += ([what, str(number), names.get(number, ""), f"only in {side}", *[""] * 5]
                     for number in numbers)  # fmt: skip
        for item in changed.changed:
            changes = item.changes if result.base is None else item.based()
            start = [what, str(item.id), item.name]
            rows += [[*start, change.path, *_cells(change), change.kind.value, *_origin(change)]
                     for change in changes if change.differs]  # fmt: skip
    for setting in result.settings:
        key = setting.attribute or ""
        rows.append(["setting", "", "", key, *_cells(setting), group_of(key), *_origin(setting)])
    return rows


def _cells(delta: Delta) -> list[str]:
    return [delta.ours or "", delta.theirs or ""]


def _origin(delta: Delta) -> list[str]:
    return [delta.base or "", who_of(delta) or ""]
