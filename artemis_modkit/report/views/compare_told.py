"""Comparisons ship by ship, in words: what is not told by a scale, and what is only counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from artemis_modkit.balance.scale import GROUPS, Scale, follows
from artemis_modkit.compare import Comparison
from artemis_modkit.compare.comparison import vessels_of
from artemis_modkit.compare.gathering import ShipChange, ship_changes
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.vessel_parts import Shields
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.report.report import Block, Heading, Paragraph, Tone
from artemis_modkit.report.views.compare_ships import is_as_without, setting_line, settings_by_group
from artemis_modkit.report.views.figures import LOOKS
from artemis_modkit.report.views.told import Called, Fleets, told
from artemis_modkit.report.words import counted, short


def told_blocks(result: Comparison) -> Iterator[Block]:
    """What changed in ships and settings, in words; art, coordinates and texts are counted."""
    changes = _unscaled(list(changes_of(result)), result.scale)
    lines = [str(one) for one in told(changes, fleets_of(result, _by_number))]
    if lines:
        beside = ": what no line above tells of many" if result.scale else ""
        yield Heading(f"Balance, ship by ship{beside}", level=2)
        yield from map(Paragraph, lines)
    if result.settings:
        yield Heading("Settings", level=2)
        told_ones = [one for one in result.settings if not is_as_without(one)]
        for group, settings in settings_by_group(told_ones):
            values = ", ".join(
                setting_line(one.attribute or "", one.ours, one.theirs) for one in settings
            )
            yield Paragraph(f"{group[:1].upper()}{group[1:]}: {values}.")
        if left := len(result.settings) - len(told_ones):
            are = counted(left, "setting came or went that says", "settings came or went that say")
            yield Paragraph(f"Besides {are} what the game does without; --all shows all.")
    yield from _counted(result)


def changes_of(result: Comparison) -> Iterator[ShipChange]:
    """What differs in the ships that both have, of the kinds that are compared."""
    for item in result.vessels.items:
        for a, b in vessels_of(item.a, item.b):
            yield from (one for one in ship_changes(a, b) if one.delta.kind in item.kinds)


def fleets_of(result: Comparison, called: Called) -> Fleets:
    """The ships that both have, as A has them, called as B calls them."""
    pairs = [pair for item in result.vessels.items for pair in vessels_of(item.a, item.b)]
    later = {a.element: b for a, b in pairs}
    before, after = (
        () if mod.vessel_data is None else mod.vessel_data.races for mod in (result.a, result.b)
    )
    return Fleets([a for a, _ in pairs], before, after, lambda one: called(later[one.element]))


def _by_number(vessel: Vessel) -> str:
    return short(vessel.shown_name)


def _unscaled(changes: Sequence[ShipChange], scales: Sequence[Scale]) -> Iterator[ShipChange]:
    """Values that no scale of the whole mod tells; of shields both, where one is not told."""
    left = [one for one in changes if not _is_scaled(one, scales)]
    shields = {one.part for one in left if one.part.name == Shields.NAME}
    known = set(map(id, left))
    yield from (one for one in changes if id(one) in known or one.part in shields)


def _is_scaled(change: ShipChange, scales: Sequence[Scale]) -> bool:
    if change.before is None or change.after is None:
        return False
    if read_decimal(change.before) is None or read_decimal(change.after) is None:
        return False
    before, after = Decimal(change.before.strip()), Decimal(change.after.strip())
    figure = (change.figure.element, change.figure.attribute)
    return any(
        figure in GROUPS[scale.what] and follows(before, after, scale.factor) for scale in scales
    )


def _counted(result: Comparison) -> Iterator[Block]:
    """Art, coordinates and texts in one line."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in (*result.races.changed, *result.vessels.changed):
        for one in item.changes:
            if one.kind is Kind.TEXT:
                counts["text", "texts"] += 1
            elif one.kind is Kind.ART:
                is_look = one.element.name in LOOKS
                counts[("look", "looks") if is_look else ("coordinate", "coordinates")] += 1
            elif one.path == "broadType":
                counts["type", "types"] += 1
    if counts:
        said = listed([counted(count, *words) for words, count in counts.items()], most=None)
        yield Paragraph(f"Besides {said} changed; --all shows all.", Tone.QUIET)
