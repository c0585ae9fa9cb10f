"""Release notes for players: what is new in B, in sentences, grouped by what they are about.

What follows the scale of the whole mod is said once; a ship has a line of its own
only for what is special about it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from artemis_modkit.balance.scale import GROUPS, Scale, follows
from artemis_modkit.changes.delta import Delta
from artemis_modkit.compare import Comparison, Item
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import read_decimal, shortest
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.figures import FIGURES, THINGS, group_of
from artemis_modkit.report.words import short


def changelog_report(result: Comparison) -> Report:
    """The release notes of B, for those who play A."""
    sections = [(title, lines) for title, found in _sections(result) if (lines := list(found))]
    blocks: list[Block] = [Heading(f"{result.b.name}: changes since {result.a.name}")]
    if not sections:
        blocks.append(Paragraph("No change for players.", Tone.GOOD))
    for title, lines in sections:
        blocks.append(Heading(title, level=2))
        blocks += [Paragraph(line) for line in lines]
    payload = {
        "a": result.a.name,
        "b": result.b.name,
        "changelog": [{"title": title, "lines": lines} for title, lines in sections],
    }
    rows = [[title, line] for title, lines in sections for line in lines]
    return Report("compare", payload, blocks, rows=Table(["about", "change"], rows))


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
    for word, numbers in (("New", result.races.added), ("Gone", result.races.removed)):
        if numbers:
            names = ", ".join(short(result.races.names.get(number, "")) for number in numbers)
            yield f"{word} {'race' if len(numbers) == 1 else 'races'}: {names}."


def _by_race(word: str, result: Comparison, numbers: Sequence[int], *, in_b: bool) -> Iterator[str]:
    data = (result.b if in_b else result.a).vessel_data
    if data is None:
        return
    wanted = set(numbers)
    races = {race.id: race.name for race in reversed(data.races)}
    found: dict[str, dict[int, str]] = {}
    for vessel in data.vessels:
        if vessel.id in wanted and vessel.id is not None:
            ships = found.setdefault(races.get(vessel.side) or "no race", {})
            ships.setdefault(vessel.id, f"{vessel.id} {short(vessel.class_name or '')}".strip())
    for race, ships in found.items():
        yield f"{word} ({short(race)}): {', '.join(ships.values())}."


# Balance -------------------------------------------------------------------------------------


def _balance(result: Comparison) -> Iterator[str]:
    for scale in result.scale:
        followers = "all" if scale.matching == scale.of else f"{scale.matching} of {scale.of}"
        yield f"All ships: {scale.what} x{shortest(scale.factor)} ({followers} values)."
    ships: dict[str, list[str]] = {}
    for item in result.vessels.changed:
        parts = "; ".join(_parts(item, result.scale))
        ships.setdefault(parts, []).append(f"{item.id} {short(item.name)}")
    for parts, names in ships.items():
        if parts:
            yield f"{', '.join(names)}: {parts}."


def _parts(item: Item, scales: Sequence[Scale]) -> Iterator[str]:
    """What is special about one ship, in a few words each."""
    counts: Counter[tuple[str, str]] = Counter()
    for change in item.changes:
        element = change.element.name
        if change.attribute is None and element in THINGS:
            counts[element, "new" if change.ours is None else "fewer"] += 1
        elif not _is_for_others(change) and not _is_scaled(change, scales):
            if element == "shields" and change.attribute in ("front", "back"):
                counts[element, _shields(item)] = 1
            else:
                counts[element, _figure(change)] += 1
    for (element, text), count in counts.items():
        things = THINGS.get(element)
        if things is None:
            yield text
        elif text in ("new", "fewer"):
            yield f"{count} {text} {things[count != 1]}"
        else:
            yield f"{things[count != 1]} {text}" if count == 1 else f"{count} {things[1]} {text}"


def _is_for_others(change: Delta) -> bool:
    """Whether a change is told among names, looks or descriptions."""
    return change.kind in (Kind.ART, Kind.TEXT) or change.path == "classname"


def _is_scaled(change: Delta, scales: Sequence[Scale]) -> bool:
    if change.ours is None or change.theirs is None:
        return False
    if read_decimal(change.ours) is None or read_decimal(change.theirs) is None:
        return False
    before, after = Decimal(change.ours.strip()), Decimal(change.theirs.strip())
    return any(
        (change.element.name, change.attribute) in GROUPS[scale.what]
        and follows(before, after, scale.factor)
        for scale in scales
    )


def _shields(item: Item) -> str:
    texts = []
    for unit in (item.a, item.b):
        found = unit.shields.element.attributes if isinstance(unit, Vessel) and unit.shields else {}
        texts.append("/".join(found.get(name, "-").strip() for name in ("front", "back")))
    return f"shields {texts[0]} -> {texts[1]}"


def _figure(change: Delta) -> str:
    a, b = (None if text is None else short(text.strip()) for text in (change.ours, change.theirs))
    element, attribute = change.element, change.attribute or ""
    if element.name == TorpedoStorage.NAME:
        code = element.attributes.get("type", "").strip()
        munition = Munition.of(code)
        name = f"torpedoes of kind {code}" if munition is None else f"stores of {munition.title}"
        if change.attribute is None:
            amount = element.attributes.get("amount", "?")
            a, b = (None, amount) if change.ours is None else (amount, None)
    else:
        name = FIGURES.get(attribute, attribute or element.name)
    if a is None:
        return f"{name} {b} (new)"
    return f"{name} gone" if b is None else f"{name} {a} -> {b}"


# Names, looks, settings ----------------------------------------------------------------------


def _names(result: Comparison) -> Iterator[str]:
    for part in (result.races, result.vessels):
        for item in part.changed:
            for change in item.changes:
                if change.path in ("classname", "name"):
                    before, after = short(change.ours or ""), short(change.theirs or "")
                    yield f"{item.id} {before} is now {after}."
        for a, b in part.renumbered:
            yield f"{short(part.names.get(b, ''))} has the number {b}, once {a}."


def _looks(result: Comparison) -> Iterator[str]:
    for kind, title in ((Kind.ART, "New looks"), (Kind.TEXT, "New texts")):
        names = [
            f"{item.id} {short(item.name)}"
            for item in (*result.races.changed, *result.vessels.changed)
            if any(change.kind is kind for change in item.changes)
        ]
        if names:
            yield f"{title}: {', '.join(names)}."


def _settings(result: Comparison) -> Iterator[str]:
    facts = setting_facts()
    for one in sorted(result.settings, key=lambda setting: group_of(setting.attribute or "")):
        key = one.attribute or ""
        fact = facts.get(key)
        about = "" if fact is None else f" ({fact.meaning.rstrip('.')})"
        a, b = ("not set" if text is None else short(text) for text in (one.ours, one.theirs))
        yield f"{key} {a} -> {b}{about}."
