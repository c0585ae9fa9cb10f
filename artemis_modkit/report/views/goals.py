"""Goals as a report: how many are met, then each with what is wanted and what is."""

from collections.abc import Sequence
from typing import Any

from artemis_modkit.balance import Assessment
from artemis_modkit.balance.goals.checking import Checked
from artemis_modkit.report.report import Heading, Paragraph, Report, Table, Tone, table_of
from artemis_modkit.report.views.ships import conditions_json, finite
from artemis_modkit.report.words import counted, shown

_UNITS = {"seconds": " s", "as": " s"}


def goals_report(assessment: Assessment, checked: Sequence[Checked]) -> Report:
    """Each goal with the figure that the mod has, its span, and whether it is met."""
    missed = [one for one in checked if not one.met]
    mod = assessment.fleet.mod.name
    verdict = (
        f"{len(missed)} of {counted(len(checked), 'goal is', 'goals are')} missed."
        if missed
        else f"{'The goal is' if len(checked) == 1 else f'All {len(checked)} goals are'} met."
    )
    payload: dict[str, Any] = {
        "mod": mod,
        "settings": conditions_json(assessment),
        "goals": [goal_json(one) for one in checked],
    }
    rows = [
        ["" if one.met else "missed", one.goal.name, wanted_words(one), figure_words(one)]
        for one in sorted(checked, key=lambda one: one.met)
    ]
    blocks = (
        Heading(f"{mod}: goals"),
        Paragraph(verdict, Tone.BAD if missed else Tone.GOOD),
        Table(("", "goal", "wanted", "is"), rows),
    )
    columns = ("name", "value", "low", "high", "least", "most", "met")
    csv = table_of(payload["goals"], columns, *range(1, 6))
    return Report("goals", payload, blocks, exit_code=1 if missed else 0, rows=csv)


def goal_json(one: Checked) -> dict[str, Any]:
    """A goal and its figure as data; what is infinite is `None`."""
    return {
        "name": one.goal.name,
        "what": one.goal.what,
        **{key: _plain(getattr(one, key)) for key in ("value", "low", "high", "least", "most")},
        "met": one.met,
    }


def _plain(value: float | str | None) -> float | str | None:
    return value if isinstance(value, str) else finite(value)


def wanted_words(one: Checked) -> str:
    """What a goal wants: `50 to 70 s`."""
    match one.goal.what:
        case "result":
            return one.goal.result
        case "order":
            return " < ".join(one.goal.order)
        case "keeps":
            return one.goal.result
    return f"{_number(one.least)} to {_number(one.most)}{_UNITS.get(one.goal.what, '')}"


def figure_words(one: Checked) -> str:
    """What the mod has of it, with its span."""
    if one.goal.what == "order":
        return "in order" if one.met else f"{shown(one.value)} out of order"  # type: ignore[arg-type]
    if one.goal.what == "keeps":
        if one.goal.result == "limits":
            return "kept" if one.met else f"{shown(one.value)} beyond"  # type: ignore[arg-type]
        return "kept" if one.met else f"{shown(one.value)} lost theirs"  # type: ignore[arg-type]
    value, low, high = (_number(each) for each in (one.value, one.low, one.high))
    unit = _UNITS.get(one.goal.what, "") if value != "never" else ""
    return f"{value}{unit}" + (f" ({low} to {high})" if low != high else "")


def _number(value: float | str | None) -> str:
    return value if isinstance(value, str) else shown(value, 2 if (value or 0) < 10 else 1)
