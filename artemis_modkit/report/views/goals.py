"""Goals as reports: what is wanted of a mod and what is, and what a search for a change found."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from artemis_modkit.balance import Assessment
from artemis_modkit.balance.goals.checking import Checked
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.views.ships import conditions_json, finite
from artemis_modkit.report.words import capital, counted, shown

if TYPE_CHECKING:
    from artemis_modkit.patcher.attempts import Attempt
    from artemis_modkit.patcher.tuning import Study


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
    csv = Table.of(payload["goals"], columns, *range(1, 6))
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
        case "result" | "keeps":
            return one.goal.result
        case "order":
            return " < ".join(one.goal.order)
    return f"{_number(one.least)} to {_number(one.most)}{_UNITS.get(one.goal.what, '')}"


def figure_words(one: Checked) -> str:
    """What the mod has of it, with its span."""
    if one.goal.what in ("order", "keeps"):
        is_order, is_limit = one.goal.what == "order", one.goal.result == "limits"
        missed = "out of order" if is_order else "beyond" if is_limit else "lost theirs"
        if one.met:
            return "in order" if is_order else "kept"
        return f"{shown(one.value)} {missed}"  # type: ignore[arg-type]
    value, low, high = (_number(each) for each in (one.value, one.low, one.high))
    unit = _UNITS.get(one.goal.what, "") if value != "never" else ""
    return f"{value}{unit}" + (f" ({low} to {high})" if low != high else "")


def _number(value: float | str | None) -> str:
    return value if isinstance(value, str) else shown(value, 2 if (value or 0) < 10 else 1)


# Searches: what was found, or why nothing can be ------------------------------------------------

_MOST_KNOBS = 3
_MOST_CHOICES = 12


def tune_report(study: "Study", path: str, *, is_stopped: bool, has_front: bool = False) -> Report:
    """What a search found; exit code 1 where that is nothing. `has_front` shows what to choose."""
    from artemis_modkit.patcher.attempts import attempt_json
    from artemis_modkit.patcher.shared_study import front

    found = study.found
    mod = study.assessment.fleet.mod.name
    told = found or study.nearest
    payload: dict[str, Any] = {
        "mod": mod,
        "recipe": path if found is not None and found is not study.attempts[0] else None,
        "attempts": len(study.attempts),
        "goals": [goal_json(one) for one in told.checked],
        "change": [
            {"path": target.written, "before": 1.0, "after": factor}
            for target, factor in zip(study.free, told.factors, strict=True)
        ],
    }
    blocks: list[Block] = [Heading(f"{mod}: tuned")]
    if is_stopped:
        blocks.append(Paragraph("Stopped; this is what was found by then.", Tone.WARNING))
    blocks += _found(study, path) if found is not None else _nothing(study)
    rows = [
        [now.goal.name, wanted_words(now), figure_words(before), figure_words(now)]
        for before, now in zip(study.attempts[0].checked, told.checked, strict=True)
    ]
    blocks.append(Table(("goal", "wanted", "before", "after"), rows))
    if has_front:
        chosen = front(study.attempts)
        payload["front"] = [attempt_json(study.free, attempt) for attempt in chosen]
        blocks += _front(study, chosen)
    blocks.append(Paragraph(f"{counted(len(study.attempts), 'attempt')}.", Tone.QUIET))
    code = 0 if found is not None else 1
    return Report("tune", payload, blocks, code, Table.of(payload["change"], ("path", "after"), 1))


def _found(study: "Study", path: str) -> Iterator[Block]:
    attempt = study.found
    assert attempt is not None
    if attempt is study.attempts[0]:
        yield Paragraph("All goals are met as it is; there is nothing to change.", Tone.GOOD)
        return
    factors = [
        f"{target.written} times {factor:.9g}"
        for target, factor in zip(study.free, attempt.factors, strict=True)
        if factor != 1
    ]
    missed = sum(not one.met for one in attempt.checked)
    says = f"{missed} of {len(attempt.checked)} goals missed" if missed else "All goals are met"
    tone = Tone.WARNING if missed else Tone.GOOD
    yield Paragraph(f"{says} by {', '.join(factors)}.", tone)
    yield Paragraph(f"Written: {path}, for `patch --recipe {path}`.")


def _front(study: "Study", chosen: "Sequence[Attempt]") -> Iterator[Block]:
    yield Heading("To choose from", level=2)
    head = [
        "attempt",
        *(target.written for target in study.free),
        *(goal.name for goal in study.goals),
    ]
    rows = [
        [
            str(attempt.number),
            *(f"x {factor:.4g}" for factor in attempt.factors),
            *(f"{figure_words(each)}{'' if each.met else ' (missed)'}" for each in attempt.checked),
        ]
        for attempt in chosen[:_MOST_CHOICES]
    ]
    yield Table(head, rows)
    left = len(chosen) - _MOST_CHOICES
    more = f" {left} more are in --format json." if left > 0 else ""
    yield Paragraph(
        "None of these is better than another in everything: smaller changes first. --choose N "
        f"writes the recipe of attempt N.{more}",
        Tone.QUIET,
    )


def _nothing(study: "Study") -> Iterator[Block]:
    # Of one factor all is tried; of several a search by figures alone may overlook what there is.
    longer = "; a longer search may find one (--most)" if len(study.free) > 1 else ""
    no_change = "No change of what is free was found that meets the goals"
    yield Paragraph(f"{no_change}{longer}. Nothing is written.", Tone.BAD)
    for place, one in enumerate(study.nearest.checked):
        if not one.met:
            can_move = one.goal.what not in ("manual_to_auto", "keeps")
            others = study.other_knobs(place) if can_move else ()
            knobs = ", ".join(f'--free "{knob}"' for knob in others[:_MOST_KNOBS])
            helps = f" What would move it nearer: {knobs}." if knobs else ""
            why = _why(one, [tried.checked[place] for tried in study.attempts])
            yield Paragraph(f"{why}{helps}")


def _why(nearest: Checked, tried: list[Checked]) -> str:
    """Why a goal is missed: nothing moves it, nothing moves it far enough, or others hinder."""
    name = nearest.goal.name
    if len({one.value if isinstance(one.value, str) else finite(one.value) for one in tried}) == 1:
        by_rule = nearest.goal.what == "manual_to_auto"
        rule = "; how beams fire by hand is a rule of the game, which no file can change"
        return (
            f"{name}: nothing that is free moves it, it is {figure_words(nearest)} "
            f"whatever the factors{rule if by_rule else ''}."
        )
    if any(one.met for one in tried):
        return f"{name}: it can be met, but not together with the others."
    values = [one.value for one in tried if isinstance(one.value, float)]
    span = f"{min(values):.4g} to {max(values):.4g}" if values else "no other result"
    return f"{capital(name)}: all attempts gave {span}; {wanted_words(nearest)} is wanted."


def recipe_written(study: "Study", name: str) -> str:
    """The recipe that was found, with the figures of the goals before and after."""
    from artemis_modkit.patcher.tuning import recipe_text

    attempt = study.found
    assert attempt is not None
    figures = [
        f"{now.goal.name}: {figure_words(before)}, then {figure_words(now)}"
        for before, now in zip(study.attempts[0].checked, attempt.checked, strict=True)
    ]
    return recipe_text(study.free, attempt.factors, name, "; ".join(figures))
