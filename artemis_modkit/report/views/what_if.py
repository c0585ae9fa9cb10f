"""What if: what a change in memory made of a mod, beside the mod as it is."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from artemis_modkit.balance import Scored
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Tone, table_of_numbers
from artemis_modkit.report.views.ships import SCORES, number_of
from artemis_modkit.report.words import counted, short, shown

if TYPE_CHECKING:
    from artemis_modkit.patcher.what_if import WhatIf


def with_changes(report: Report, what_if: "WhatIf", more: Sequence[Block] = ()) -> Report:
    """A report that says below its heading what was changed for it, and `more` of that."""
    changes = [
        {"change": change, "values": values}
        for change, values in zip(what_if.changes, what_if.values, strict=True)
    ]
    said = ", ".join(
        f"{change} ({counted(values, 'value')})"
        for change, values in zip(what_if.changes, what_if.values, strict=True)
    )
    told: list[Block] = [Paragraph(f"What if: {said}. Nothing is written.")]
    if what_if.doubt:
        told.append(Paragraph(f"patch refuses this: {what_if.doubt}.", Tone.WARNING))
    at = next((at for at, one in enumerate(report.blocks) if isinstance(one, Heading)), -1) + 1
    blocks = [*report.blocks[:at], *told, *more, *report.blocks[at:]]
    return replace(report, payload={**report.payload, "with": changes}, blocks=blocks)


def ships_before_and_after(before: Sequence[Scored], after: Sequence[Scored]) -> Iterator[Block]:
    """What is another figure of each ship, as `before > after`; how many ships have none."""
    earlier = {one.ship.id: one for one in reversed(before)}
    rows = []
    for one in after:
        was = earlier.get(one.ship.id)
        cells = [] if was is None else list(map(before_and_after, _figures(was), _figures(one)))
        if any(" > " in cell for cell in cells):
            number = number_of(one.ship)
            rows.append([number, short(one.ship.name), *cells])
    yield Heading("Before > after", level=2)
    if rows:
        columns = ("id", "class", "all", "off", "def", "DPS", "shield")
        yield table_of_numbers(columns, rows, (1,))
    if left := len(after) - len(rows):
        yield Paragraph(f"{counted(left, 'ship')} as before.", Tone.QUIET)


def _figures(one: Scored) -> Iterator[str]:
    yield from (shown(one.value(name), 0) for name in SCORES[:3])
    for name in ("beam_dps", "hit_points" if one.ship.role.is_craft else "shield_front"):
        yield shown(all_metrics()[name](one.ship))


def before_and_after(before: str, after: str) -> str:
    """A figure as it was and as it is, in one cell of a table; alone where it is the same."""
    return after if before == after else f"{before} > {after}"
