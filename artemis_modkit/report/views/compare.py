"""A comparison as a report: first the big picture, then ship by ship, then settings."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from artemis_modkit.compare import Changed, Comparison, ItemChanges
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.scales import named, scale_json, scale_sentence
from artemis_modkit.report.views.words import short


def compare_report(result: Comparison) -> Report:
    """What differs from A to B."""
    payload: dict[str, Any] = {
        "a": result.a.name,
        "b": result.b.name,
        "vessels": _changed_json(result.vessels),
        "races": _changed_json(result.races),
        "settings": [{"key": one.key, "a": one.a, "b": one.b} for one in result.settings],
        "scale": [scale_json(one) for one in result.scale],
        "notes": list(result.notes),
    }
    return Report("compare", payload, list(_blocks(result)), rows=_rows(result))


def _rows(result: Comparison) -> Table:
    """Every change in a row, for tables of other programs."""
    rows: list[list[str]] = []
    for what, changed in (("race", result.races), ("vessel", result.vessels)):
        for state, numbers in (("only in B", changed.added), ("only in A", changed.removed)):
            rows += [
                [what, str(number), changed.names.get(number, ""), state, "", "", ""]
                for number in numbers
            ]
        rows += [
            [what, str(item.id), item.name, one.path, one.a or "", one.b or "", one.kind.value]
            for item in changed.changed
            for one in item.changes
        ]
    rows += [["setting", "", "", one.key, one.a or "", one.b or "", ""] for one in result.settings]
    return Table(["what", "id", "name", "path", "A", "B", "kind"], rows)


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


def _blocks(result: Comparison) -> Iterator[Block]:
    yield Heading(f"{result.a.name} (A) and {result.b.name} (B)")
    if result.is_empty:
        yield Paragraph("No difference in ships or settings.", Tone.GOOD)
    for scale in result.scale:
        yield Paragraph(scale_sentence(scale, "A", "B", result.vessels.names))
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


def _overview(title: str, changed: Changed) -> Iterator[Block]:
    for what, numbers in (("only in B", changed.added), ("only in A", changed.removed)):
        if numbers:
            count = f"{len(numbers)} {title}{'s' if len(numbers) > 1 else ''}"
            yield Paragraph(f"{count} {what}: {named(numbers, changed.names)}.")
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
    return short(text.strip())
