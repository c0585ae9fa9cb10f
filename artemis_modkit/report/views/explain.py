"""The rules of the audit in words, for `explain` and for docs/rules.md."""

from typing import Any

from artemis_modkit.audit.rule import Example, Rule, all_rules
from artemis_modkit.audit.subject import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import Block, Code, Heading, Paragraph, Report, Table


def explain_report(name: str | None) -> Report:
    """One rule, or the list of all. Raises `ModkitError` for a rule that does not exist."""
    rules = all_rules()
    if name is None:
        rows = [[one.name, one.severity.label, one.title] for one in rules.values()]
        payload = {"rules": [_as_json(one) for one in rules.values()]}
        table = Table(["rule", "severity", "what it finds"], rows)
        return Report("explain", payload, [table], rows=table)
    if name not in rules:
        hint = did_you_mean(nearest(name, rules))
        raise ModkitError(f"'{name}' is no rule of the audit{hint}")
    one = _as_json(rules[name])
    table = Table(list(one), [[str(value) for value in one.values()]])
    return Report("explain", one, rule_blocks(rules[name]), rows=table)


def rule_blocks(rule: Rule) -> list[Block]:
    """A rule explained: what it finds, why that matters, how to repair it, an example."""
    weight = f"{rule.severity.label}, {rule.confidence.value}"
    return [
        Heading(f"{rule.name}: {rule.title} ({weight})"),
        Paragraph(rule.why),
        Paragraph(rule.repair),
        Paragraph("For example:"),
        Code(example_text(rule.fires)),
        Paragraph("And this is right:"),
        Code(example_text(rule.silent)),
        Paragraph(silence(rule)),
    ]


def silence(rule: Rule) -> str:
    """How to silence a rule."""
    return (
        f"To silence it: <!-- modkit: ignore {rule.name} --> in or right before the vessel, "
        f"; modkit: ignore {rule.name} right before a setting, ignore-file instead of ignore for "
        f"the whole file, --ignore {rule.name} for a run."
    )


def example_text(example: Example) -> str:
    """The lines of an example that matter: those it does not share with every example."""
    pieces = []
    for path, data in example.items():
        text = data.decode("utf-8", "backslashreplace")
        if path.endswith(".snt"):
            text = f"{path} of {len(data):,} bytes"
        lines = [line for line in text.splitlines() if not line.startswith(_COMMON)]
        pieces.append("\n".join(lines[-8:]) if lines else path)
    return "\n".join(pieces)


_COMMON = ("<vessel_data", "</vessel_data", '<hullRace ID="0" name="TSN"')


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "title": rule.title,
        "severity": rule.severity.label,
        "confidence": rule.confidence.value,
        "why": rule.why,
        "repair": rule.repair,
        "silence": silence(rule),
    }
