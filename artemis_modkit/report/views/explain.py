"""The rules of the audit in words, for `explain` and for docs/rules.md."""

from collections.abc import Iterator
from typing import Any

from artemis_modkit.audit.rule import ExampleFiles, Rule, all_rules, rule_named
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.report.report import Block, Code, Heading, Paragraph, Report, Table


def explain_report(name: str | None) -> Report:
    """One rule, or the list of all. Raises `ModkitError` for a rule that does not exist."""
    if name is None:
        found = [_as_json(one) for one in all_rules().values()]
        columns = {"rule": "rule", "severity": "severity", "title": "what it finds"}
        table = Table.of(found, columns)
        return Report("explain", {"rules": found}, [table], rows=table)
    rule = rule_named(name)
    one = _as_json(rule)
    return Report("explain", one, rule_blocks(rule), rows=Table.of([one], list(one)))


def rule_blocks(rule: Rule) -> list[Block]:
    """A rule explained: what it finds, why that matters, how to repair it, an example."""
    weight = f"{rule.severity.value}, {rule.confidence.value}"
    return [
        Heading(f"{rule.name}: {rule.title} ({weight})"),
        Paragraph(rule.why),
        Paragraph(rule.repair),
        *(block for title, text in examples(rule) for block in (Paragraph(title), Code(text))),
        Paragraph(silence(rule)),
    ]


def examples(rule: Rule) -> Iterator[tuple[str, str]]:
    """The examples of a rule, each with what it is; earlier releases where it looks at those."""
    before = (*rule.history, *([rule.previous] if rule.previous is not None else []))
    for number, release in enumerate(before, 1):
        which = f"Release {number}:" if len(before) > 1 else "The release before:"
        yield which, example_text(release)
    yield ("Now:" if before else "For example:"), example_text(rule.fires)
    yield "And this is right:", example_text(rule.silent)


def silence(rule: Rule) -> str:
    """How to silence a rule."""
    return (
        f"To silence it: <!-- modkit: ignore {rule.name} --> in or right before the vessel, "
        f"; modkit: ignore {rule.name} right before a setting, ignore-file instead of ignore for "
        f"the whole file, --ignore {rule.name} for a run."
    )


def example_text(example: ExampleFiles) -> str:
    """The lines of an example that matter: those it does not share with every example.

    Of several files each is named; of art only the name is shown.
    """
    pieces = []
    for path, data in example.items():
        lines = [] if path.endswith(_ART) else _lines(data)
        if path.endswith(".snt") or not data:
            pieces.append(f"{path} of {len(data):,} bytes")
        elif len(example) == 1:
            pieces.append("\n".join(lines[-8:]) or path)
        elif lines:
            pieces.append(f"{path}:\n" + "\n".join(f"    {line}" for line in lines[-8:]))
        elif path != VESSEL_FILE:
            pieces.append(path)
    return "\n".join(pieces)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "backslashreplace")
    return [_visible(line) for line in text.splitlines() if not line.startswith(_COMMON) and line]


def _visible(line: str) -> str:
    """The line with what nobody can see in it written out: `\\x00`."""
    return "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in line)


_ART = (".png", ".wav", ".snt")
_COMMON = ("<vessel_data", "</vessel_data", '<hullRace ID="0" name="TSN"')


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "title": rule.title,
        "severity": rule.severity.value,
        "confidence": rule.confidence.value,
        "why": rule.why,
        "repair": rule.repair,
        "silence": silence(rule),
    }
