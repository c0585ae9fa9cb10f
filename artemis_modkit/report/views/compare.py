"""A comparison as a report: first the big picture, then ship by ship, then settings."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from artemis_modkit.compare import Changed, Comparison, ItemChanges, Scale
from artemis_modkit.model.numbers import shortest
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone

_LONGEST_VALUE = 60
_MOST_NAMES = 10


def compare_report(result: Comparison) -> Report:
    """What differs from A to B."""
    payload: dict[str, Any] = {
        "a": result.a.name,
        "b": result.b.name,
        "vessels": _changed_json(result.vessels),
        "races": _changed_json(result.races),
        "settings": [{"key": one.key, "a": one.a, "b": one.b} for one in result.settings],
        "scale": [_scale_json(one) for one in result.scale],
        "notes": list(result.notes),
    }
    return Report("compare", payload, list(_blocks(result)))


def _changed_json(changed: Changed) -> dict[str, Any]:
    return {
        "added": list(changed.added),
        "removed": list(changed.removed),
        "changed": [
            {
                "id": item.id,
                "name": item.name,
                "changes": [
                    {"path": one.path, "a": one.a, "b": one.b, "kind": one.kind.value}
                    for one in item.changes
                ],
            }
            for item in changed.changed
        ],
    }


def _scale_json(scale: Scale) -> dict[str, Any]:
    return {
        "what": scale.what,
        "factor": float(scale.factor),
        "matching": scale.matching,
        "of": scale.of,
        "deviants": list(scale.deviants),
    }


def _blocks(result: Comparison) -> Iterator[Block]:
    yield Heading(f"{result.a.name} (A) and {result.b.name} (B)")
    if result.is_empty:
        yield Paragraph("No difference in ships or settings.", Tone.GOOD)
    for scale in result.scale:
        yield Paragraph(_scale_sentence(scale, result.vessels.names))
    for title, changed in (("race", result.races), ("vessel", result.vessels)):
        yield from _overview(title, changed)
    if result.settings:
        yield Paragraph(f"Settings: {len(result.settings)} differ.")
    for title, changed in (("Race", result.races), ("Vessel", result.vessels)):
        for item in changed.changed:
            yield from _item(title, item)
    if result.settings:
        yield Heading("Settings", level=2)
        rows = [[one.key, _value(one.a), _value(one.b)] for one in result.settings]
        yield Table(["key", "A", "B"], rows)
    for note in result.notes:
        yield Paragraph(f"Note: {note}.", Tone.QUIET)


def _scale_sentence(scale: Scale, names: dict[int, str]) -> str:
    text = f"B = A x{shortest(scale.factor)} in {scale.what}: {scale.matching} of {scale.of} values"
    if not scale.deviants:
        return f"{text}."
    return f"{text}; deviating: {_named(scale.deviants, names)}."


def _named(numbers: tuple[int, ...], names: dict[int, str]) -> str:
    shown = ", ".join(f"{number} {names.get(number, '')}" for number in numbers[:_MOST_NAMES])
    more = len(numbers) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def _overview(title: str, changed: Changed) -> Iterator[Block]:
    for what, numbers in (("only in B", changed.added), ("only in A", changed.removed)):
        if numbers:
            count = f"{len(numbers)} {title}{'s' if len(numbers) > 1 else ''}"
            yield Paragraph(f"{count} {what}: {_named(numbers, changed.names)}.")
    if changed.changed:
        kinds = Counter(one.kind.value for item in changed.changed for one in item.changes)
        shown = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        number = len(changed.changed)
        yield Paragraph(f"{number} {title}{'s' if number > 1 else ''} changed: {shown} values.")


def _item(title: str, item: ItemChanges) -> Iterator[Block]:
    yield Heading(f"{title} {item.id} {item.name}", level=2)
    rows = [[one.path, _value(one.a), _value(one.b), one.kind.value] for one in item.changes]
    yield Table(["what", "A", "B", "kind"], rows)


def _value(text: str | None) -> str:
    if text is None:
        return "-"
    shown = text.strip()
    return shown if len(shown) <= _LONGEST_VALUE else shown[:_LONGEST_VALUE] + "…"
