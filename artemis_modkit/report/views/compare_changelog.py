"""Release notes for players: what is new in B, in sentences, grouped by what they are about.

The wording of balance is that of CHANGES.md. What the game does not know is not told.
"""

import re
from collections.abc import Iterator, Sequence

from artemis_modkit.compare import Comparison
from artemis_modkit.compare.gathering import ShipChange
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessel_data import ATTRIBUTES, KNOWN_ELEMENTS
from artemis_modkit.model.wording import listed
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.compare_ships import is_as_without, setting_said, settings_by_group
from artemis_modkit.report.views.compare_told import changes_of, fleets_of
from artemis_modkit.report.views.figures import LOOKS
from artemis_modkit.report.views.fleets import Fleets, by_name, race_name
from artemis_modkit.report.views.told import told
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
    settings = sum(not is_as_without(one) for one in result.settings)
    said = []
    for word, ships, races, others in (
        ("new", len(result.vessels.added), len(result.races.added), 0),
        ("gone", len(result.vessels.removed), len(result.races.removed), 0),
        ("changed", len(result.vessels.changed), len(result.races.changed), settings),
    ):
        things = [counted(count, one, f"{one}s") for count, one in
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
    changes = (one for one in changes_of(result) if _is_known(one))
    yield from map(str, told(changes, _fleets(result), is_short=True))


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
    fleets = _fleets(result)
    changes = list(changes_of(result))
    for title, vessels in (
        ("New looks", [one.vessel for one in changes if one.part.name in LOOKS]),
        ("New texts", [one.vessel for one in changes if one.delta.kind is Kind.TEXT]),
    ):
        if vessels:
            yield f"{title}: {fleets.subject(vessels)}."
    races = [
        f"{short(item.name)} ({item.id})"
        for item in result.races.changed
        if any(change.kind is Kind.TEXT for change in item.changes)
    ]
    if races:
        yield f"New texts of races: {', '.join(races)}."


def _settings(result: Comparison) -> Iterator[str]:
    for _, settings in settings_by_group(result.settings):
        for one in settings:
            if (one.attribute or "") in setting_facts() and not is_as_without(one):
                yield f"{setting_said(one.attribute or '', one.ours, one.theirs)}."
