"""Comparisons ship by ship, in words: what is not told by a scale, and what is only counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from artemis_modkit.balance.scale import GROUPS, Scale, follows
from artemis_modkit.changes.delta import ALL_KINDS
from artemis_modkit.compare import Comparison
from artemis_modkit.compare.comparison import vessels_of
from artemis_modkit.compare.gathering import ShipChange, ship_changes
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.vessel_parts import Performance, Shields
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.report.report import Block, Heading, Paragraph, Tone
from artemis_modkit.report.views.compare_ships import is_as_without, setting_line, settings_by_group
from artemis_modkit.report.views.figures import LOOKS
from artemis_modkit.report.views.fleets import Called, Fleets
from artemis_modkit.report.views.told import is_nothing, told
from artemis_modkit.report.words import counted, short


def told_blocks(result: Comparison) -> Iterator[Block]:
    """What changed in ships and settings, in words; art, coordinates and texts are counted."""
    changes = list(changes_of(result))
    unscaled = list(_unscaled(changes, result.scale))
    lines = [str(one) for one in told(unscaled, fleets_of(result, _by_number))]
    if lines:
        scaled = listed([one.what for one in result.scale], most=None)
        beside = f", but for {scaled} that follow the factors above" if scaled else ""
        yield Heading(f"Balance, ship by ship{beside}", level=2)
        yield from map(Paragraph, lines)
        if any(one.part.name == Performance.NAME and one.after is None for one in unscaled):
            yield Paragraph(
                "None of a speed or efficiency: B does not say it; what the game takes then is not "
                "known.",
                Tone.QUIET,
            )
    if result.settings:
        yield Heading("Settings", level=2)
        told_ones = [one for one in result.settings if not is_as_without(one)]
        for group, settings in settings_by_group(told_ones):
            values = ", ".join(
                setting_line(one.attribute or "", one.ours, one.theirs) for one in settings
            )
            yield Paragraph(f"{group[:1].upper()}{group[1:]}: {values}.")
        if left := len(result.settings) - len(told_ones):
            are = counted(left, "setting is", "settings are")
            yield Paragraph(
                f"{are} only written out, or no longer, at the value that the game uses without; "
                "--all shows all."
            )
    still = sum(map(is_nothing, changes))
    yield from _counted(result, still)


def changes_of(result: Comparison) -> Iterator[ShipChange]:
    """What differs in the ships that both have, of the kinds that are compared."""
    for item in result.vessels.items:
        known = item.changes if ALL_KINDS - item.kinds <= {Kind.TEXT} else None
        for a, b in vessels_of(item.a, item.b):
            yield from (one for one in ship_changes(a, b, known) if one.delta.kind in item.kinds)


def fleets_of(result: Comparison, called: Called) -> Fleets:
    """The ships that both have, as A has them, called as B calls them."""
    pairs = [pair for item in result.vessels.items for pair in vessels_of(item.a, item.b)]
    later = {a.element: b for a, b in pairs}
    ships = [a for a, _ in pairs]
    races = (result.a.races, result.b.races)
    return Fleets(ships, *races, lambda one: called(later[one.element]), later)


def _by_number(vessel: Vessel) -> str:
    return short(f"#{vessel.shown_name}" if vessel.id is not None else vessel.shown_name)


def _unscaled(changes: Sequence[ShipChange], scales: Sequence[Scale]) -> Iterator[ShipChange]:
    """Values that no scale of the whole mod tells; of shields both, where one is not told."""
    left = [one for one in changes if not _is_scaled(one, scales)]
    shields = {one.part for one in left if one.part.name == Shields.NAME}
    known = set(left)
    yield from (one for one in changes if one in known or one.part in shields)


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


def _counted(result: Comparison, still: int) -> Iterator[Block]:
    """Art, coordinates and texts in one line; `still` are speeds of 0 of stations."""
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
    if still:
        counts[("speed of 0 of a station", "speeds of 0 of stations")] = still
    if counts:
        said = listed([counted(count, *words) for words, count in counts.items()], most=None)
        yield Paragraph(f"Besides {said} changed; see --all, or --ship ID.", Tone.QUIET)
