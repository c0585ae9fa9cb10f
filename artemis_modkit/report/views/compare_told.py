"""Comparisons in words: ship by ship, and as release notes for players.

Release notes say what is new in B, grouped by what it is about; their wording of balance is that of
CHANGES.md, and what the game does not know is not told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from artemis_modkit.balance.scale import GROUPS, Scale, follows
from artemis_modkit.changes.delta import ALL_KINDS
from artemis_modkit.compare import Comparison
from artemis_modkit.compare.comparison import vessels_of
from artemis_modkit.compare.gathering import ShipChange, ship_changes
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessel_parts import Performance, Shields
from artemis_modkit.model.vessels import ATTRIBUTES, KNOWN_ELEMENTS, Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.compare_ships import (
    is_as_without,
    setting_line,
    setting_said,
    settings_by_group,
)
from artemis_modkit.report.views.names import LOOKS, Called, Fleets, by_name, race_name
from artemis_modkit.report.views.told import is_nothing, new_looks, told
from artemis_modkit.report.words import capital, counted, short


def changelog_report(result: Comparison, why: str = "") -> Report:
    """The release notes of B, for those who play A; `why` is what its author says first."""
    sections = [(title, lines) for title, found in _sections(result) if (lines := list(found))]
    blocks: list[Block] = [Heading(f"{result.b.name}: changes since {result.a.name}")]
    reasons = [" ".join(part.split()) for part in re.split(r"\n\s*\n", why) if part.strip()]
    blocks += map(Paragraph, reasons)
    if sections:
        blocks.append(Paragraph(_opening(result)))
    else:
        blocks.append(Paragraph("No change for players.", Tone.GOOD))
    for title, lines in sections:
        blocks.append(Heading(title, level=2))
        blocks += [Paragraph(line) for line in lines]
    payload = {
        "a": result.a.name,
        "b": result.b.name,
        "why": reasons,
        "changelog": [{"title": title, "lines": lines} for title, lines in sections],
    }
    rows = [[title, line] for title, lines in sections for line in lines]
    return Report("compare", payload, blocks, rows=Table(["about", "change"], rows))


def _opening(result: Comparison) -> str:
    """`New: 44 ships and 3 races; gone: 3 ships; changed: 97 ships and 4 settings.`"""
    settings = sum(not is_as_without(setting) for setting in result.settings)
    said = []
    for word, ships, races, others in (
        ("new", len(result.vessels.added), len(result.races.added), 0),
        ("gone", len(result.vessels.removed), len(result.races.removed), 0),
        ("changed", len(result.vessels.changed), len(result.races.changed), settings),
    ):
        things = [counted(count, one) for count, one in
                  ((ships, "ship"), (races, "race"), (others, "setting")) if count]  # fmt: skip
        if things:
            said.append(f"{word}: {listed(things, most=None)}")
    return f"{capital('; '.join(said))}." if said else "Only small things changed."


def _sections(result: Comparison) -> Iterator[tuple[str, Iterator[str]]]:
    yield "Ships", _ships(result)
    yield "Balance", _balance(result)
    yield "Names", _names(result)
    yield "Looks and descriptions", _looks(result)
    yield "Settings", _settings(result)


# Ships ---------------------------------------------------------------------------------------


def _ships(result: Comparison) -> Iterator[str]:
    yield from _by_race("New", result, result.vessels.added, in_b=True)
    yield from _by_race("Gone", result, result.vessels.removed, in_b=False)
    races = result.races
    for word, numbers, called in (
        ("New", races.added, races.names),
        ("Gone", races.removed, races.names_in_a),
    ):
        if numbers:
            others = {name for number, name in called.items() if number not in numbers}
            names = [called.get(number, "") for number in numbers]
            said = (f"{'another ' * (name in others)}{short(name)}" for name in names)
            yield f"{word} {'race' if len(numbers) == 1 else 'races'}: {', '.join(said)}."


def _by_race(word: str, result: Comparison, numbers: Sequence[int], *, in_b: bool) -> Iterator[str]:
    mod = result.b if in_b else result.a
    called, wanted = by_name((), ()), set(numbers)
    found: dict[str, dict[int, str]] = {}
    for vessel in mod.vessels:
        if vessel.id in wanted and vessel.id is not None:
            race = race_name(mod.races, vessel.side) or "no race"
            found.setdefault(race, {}).setdefault(vessel.id, called(vessel))
    for race, ships in found.items():
        noun = "ship" if len(ships) == 1 else "ships"
        yield f"{word} {noun} of {short(race)}: {', '.join(ships.values())}."


# Balance -------------------------------------------------------------------------------------


def _balance(result: Comparison) -> Iterator[str]:
    changes = (change for change in changes_of(result) if _is_known(change))
    yield from told(changes, _fleets(result), is_short=True)


def _is_known(change: ShipChange) -> bool:
    """Whether the game knows the value; players are not told of slips."""
    element, name = change.figure.element, change.figure.attribute
    return name in ATTRIBUTES[element] if name else element in KNOWN_ELEMENTS


def _fleets(result: Comparison) -> Fleets:
    """The ships that both have, as players know them."""
    return fleets_of(result, by_name(result.b.vessels, result.b.races))


# Names, looks, settings ----------------------------------------------------------------------


def _names(result: Comparison) -> Iterator[str]:
    for part in (result.races, result.vessels):
        for item in part.changed:
            for change in item.changes:
                if change.path in ("classname", "name"):
                    before, after = short(change.ours or ""), short(change.theirs or "")
                    number = f" ({item.id})" if change.path == "classname" else ""
                    yield f"{before}{number} is now {after}."
        if part.renumbered:
            said = (f"{short(part.names.get(b, ''))} {a} -> {b}" for a, b in part.renumbered)
            yield f"New numbers: {', '.join(said)}."


def _looks(result: Comparison) -> Iterator[str]:
    yield from new_looks(list(changes_of(result)), _fleets(result))
    races = [
        f"{short(item.name)} ({item.id})"
        for item in result.races.changed
        if any(change.kind is Area.TEXT for change in item.changes)
    ]
    if races:
        yield f"New texts of races: {', '.join(races)}."


def _settings(result: Comparison) -> Iterator[str]:
    for _, settings in settings_by_group(result.settings):
        for setting in settings:
            if (setting.attribute or "") in setting_facts() and not is_as_without(setting):
                yield f"{setting_said(setting.attribute or '', setting.ours, setting.theirs)}."


# Ship by ship: what is not told by a scale, and what is only counted ----------------------------


def told_blocks(result: Comparison) -> Iterator[Block]:
    """What changed in ships and settings, in words; art, coordinates and texts are counted."""
    changes = list(changes_of(result))
    unscaled = list(_unscaled(changes, result.scale))
    lines = list(told(unscaled, fleets_of(result, _by_number)))
    if lines:
        scaled = listed([scale.what for scale in result.scale], most=None)
        beside = f", but for {scaled} that follow the factors above" if scaled else ""
        yield Heading(f"Balance, ship by ship{beside}", level=2)
        yield from map(Paragraph, lines)
        if any(
            change.part.name == Performance.NAME and change.after is None for change in unscaled
        ):
            not_said = "None of a speed or efficiency: B does not say it; what the game takes then "
            yield Paragraph(f"{not_said}is not known.", Tone.QUIET)
    if result.settings:
        yield Heading("Settings", level=2)
        told_ones = [setting for setting in result.settings if not is_as_without(setting)]
        for group, settings in settings_by_group(told_ones):
            values = [
                setting_line(setting.attribute or "", setting.ours, setting.theirs)
                for setting in settings
            ]
            yield Paragraph(f"{capital(group)}: {', '.join(values)}.")
        if left := len(result.settings) - len(told_ones):
            are = counted(left, "setting is", "settings are")
            yield Paragraph(
                f"{are} only written out, or no longer, at the value that the game uses without; "
                "--all shows all."
            )
    yield from _counted(result, still=sum(map(is_nothing, changes)))


def changes_of(result: Comparison) -> Iterator[ShipChange]:
    """What differs in the ships that both have, of the kinds that are compared."""
    for item in result.vessels.items:
        known = item.changes if ALL_KINDS - item.kinds <= {Area.TEXT} else None
        for a, b in vessels_of(item.a, item.b):
            yield from (
                change for change in ship_changes(a, b, known) if change.delta.kind in item.kinds
            )


def fleets_of(result: Comparison, called: Called) -> Fleets:
    """The ships that both have, as A has them, called as B calls them."""
    pairs = [pair for item in result.vessels.items for pair in vessels_of(item.a, item.b)]
    later = {a.element: b for a, b in pairs}
    ships = [a for a, _ in pairs]
    races = (result.a.races, result.b.races)
    return Fleets(ships, *races, lambda vessel: called(later[vessel.element]), later)


def _by_number(vessel: Vessel) -> str:
    return short(f"#{vessel.shown_name}" if vessel.id is not None else vessel.shown_name)


def _unscaled(changes: Sequence[ShipChange], scales: Sequence[Scale]) -> Iterator[ShipChange]:
    """Values that no scale of the whole mod tells; of shields both, where one is not told."""
    left = [change for change in changes if not _is_scaled(change, scales)]
    shields = {change.part for change in left if change.part.name == Shields.NAME}
    known = set(left)
    yield from (change for change in changes if change in known or change.part in shields)


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
    counts: Counter[str] = Counter()
    for item in (*result.races.changed, *result.vessels.changed):
        for change in item.changes:
            if change.kind is Area.TEXT:
                counts["text"] += 1
            elif change.kind is Area.ART:
                counts["look" if change.element.name in LOOKS else "coordinate"] += 1
            elif change.path == "broadType":
                counts["type"] += 1
    said = [counted(count, what) for what, count in counts.items()]
    if still:
        said.append(counted(still, "speed of 0 of a station", "speeds of 0 of stations"))
    if said:
        yield Paragraph(
            f"Besides {listed(said, most=None)} changed; see --all, or --ship ID.", Tone.QUIET
        )
