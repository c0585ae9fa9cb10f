"""A patch as a report: what each step changed, and what it could not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from artemis_modkit.groups import grouped
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.patcher import Change, PatchResult, Recipe
from artemis_modkit.patcher.recipe import SettingStep, Step, value_text
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.report import Block, Code, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted

_MOST_EXAMPLES = 3
_MOST_STALE = 20
_NEW = ("/CHANGES.md", "/modkit-manifest.json")


class Written(Struct, frozen=True):
    """The files that were written, none for a dry run.

    Where the mod itself was changed, `backup` is the folder with its old files and `folder` the
    mod's; else both are empty. `diff` is the file of the diff, empty without one.
    """

    files: tuple[str, ...] = ()
    backup: str = ""
    folder: str = ""
    diff: str = ""


def patch_report(result: PatchResult, written: Written, *, with_diff: bool) -> Report:
    """What recipes changed, as a table of steps or `with_diff` as a diff."""
    payload: dict[str, Any] = {
        "mod": result.mod.name,
        "recipe": " + ".join(recipe.name for recipe in result.recipes),
        "recipes": [
            {
                "name": recipe.name,
                "parameters": {key: value_text(recipe.chosen[key]) for key in recipe.parameters},
            }
            for recipe in result.recipes
        ],
        "changes": list(map(asdict, result.changes)),
        "skipped": list(map(asdict, result.skipped)),
        "repaired": [
            {"file": file, "line": line, "message": fault.message}
            for file, fault, line in result.repairs
        ],
        "stale_texts": [
            {
                "vessel": text.vessel.id,
                "line": text.location.line,
                "column": text.location.column,
                "words": text.words,
                "has": text.has,
                "number": text.number,
            }
            for text in result.stale
        ],
        "written": [*written.files, *filter(None, [written.diff])],
    }
    if written.backup:
        payload["backup"] = written.backup
    rows = Table.of(payload["changes"], Change.__struct_fields__)
    if with_diff:
        payload["diff"] = unified_diff(result.before, result.after)
    changed = [Code(payload["diff"])] if with_diff else _steps(result)
    return Report("patch", payload, [*changed, *_summary(result, written)], rows=rows)


def _steps(result: PatchResult) -> Iterator[Block]:
    titles = " + ".join(f"{recipe.title} ({recipe.name})" for recipe in result.recipes)
    yield Heading(f"{titles} on {result.mod.name}")
    by_step = grouped((change.step, change) for change in result.changes)
    rows = [
        [str(at), step.why, str(len(by_step.get(number, ()))), _examples(by_step.get(number, []))]
        for at, (number, step) in enumerate(_done(result), 1)
    ]
    yield Table(["step", "why", "values", "for example"], rows, frozenset({0, 2}))


def _done(result: PatchResult) -> list[tuple[int, Step | SettingStep]]:
    """The steps that are switched on, each with its number among all."""
    return [(at, step) for at, (_, step) in enumerate(result.steps, 1) if step.when.is_on]


def _examples(changes: list[Change]) -> str:
    """The commonest changes of a step: `damage 1 -> 0.25`."""
    shown = Counter(map(_shown, changes))
    examples = [text for text, _ in shown.most_common(_MOST_EXAMPLES)]
    return ", ".join(examples) + (", …" if len(shown) > _MOST_EXAMPLES else "")


def _shown(change: Change) -> str:
    before, after = change.before, change.after
    if change.attribute is None and before is None:
        return f"new: {after}"
    if change.attribute is None and after is None:
        return f"gone: {before}"
    name = "" if change.attribute is None else f"{change.attribute} "
    return f"{name}{'none' if before is None else before.strip()} -> {after or 'none'}"


def _summary(result: PatchResult, written: Written) -> Iterator[Block]:
    if result.repairs:
        where = ", ".join(f"{file}:{line}" for file, _, line in result.repairs[:5])
        where += ", …" if len(result.repairs) > 5 else ""
        count = len(result.repairs)
        repaired = f"The text was repaired first, in places ({count}): {where}."
        yield Paragraph(repaired, Tone.WARNING)
    places = {number: at for at, (number, _) in enumerate(_done(result), 1)}
    for one in result.skipped:
        step = places.get(one.step, one.step)
        yield Paragraph(f"Skipped in step {step}: {one.reason}.", Tone.QUIET)
    vessels = len({change.vessel for change in result.changes if change.vessel is not None})
    settings = sum(change.element is None for change in result.changes)
    of_ships = counted(len(result.changes) - settings, "value")
    yield Paragraph(
        f"Changed: {of_ships} of {counted(vessels, 'ship')}, {counted(settings, 'setting')}."
    )
    if not result.after:
        said = f"Nothing changes in {result.mod.name}, so nothing is written."
        yield Paragraph(said, Tone.WARNING)
        return
    yield from _stale(result)
    yield from _written(result, written)


def _stale(result: PatchResult) -> Iterator[Block]:
    """The descriptions that are false now."""
    if not result.stale:
        return
    can_follow = any(text.number is not None for text in result.stale)
    advice = " (--update-text lets the numbers follow)" if can_follow else ""
    shown = result.stale[:_MOST_STALE]
    yield Heading(f"Descriptions that are false now: {len(result.stale)}{advice}", level=2)
    rows = [[str(text.location.line), text.message] for text in shown]
    yield Table(["line", "what it says, and what would be right"], rows, frozenset({0}))
    if left := len(result.stale) - len(shown):
        yield Paragraph(f"… and {left} more; --format json has them all.", Tone.QUIET)


def _written(result: PatchResult, written: Written) -> Iterator[Block]:
    if written.diff:
        yield Paragraph(f"The diff is in {written.diff}.", Tone.GOOD)
    if not written.files:
        return
    if written.backup:
        yield Paragraph(f"Changed in place: {', '.join(written.files)}.", Tone.GOOD)
        yield Paragraph(
            f"The old files are kept in {written.backup}; artemis-modkit restore {written.folder} "
            "brings them back."
        )
        return
    names = tuple(f"/{path}" for path in result.after)
    changed = [file for file in written.files if file.endswith(names) or file.endswith(_NEW)]
    copied = len(written.files) - len(changed)
    more = f" and {counted(copied, 'file as it was', 'files as they were')}" if copied else ""
    yield Paragraph(f"Written: {', '.join(changed or written.files)}{more}.", Tone.GOOD)
    left_out = result.mod.other_files()
    is_all = written.files[0].lower().endswith(".zip")
    is_there = left_out and any(file.endswith(f"/{left_out[0]}") for file in written.files)
    if left_out and not is_all and not is_there:
        files = counted(len(left_out), "other file")
        yield Paragraph(
            f"Not copied: {files} of the mod (meshes, pictures, sounds); take them from where they "
            "are, or give --with-art.",
            Tone.WARNING,
        )


def recipes_report(recipes: Mapping[str, Recipe]) -> Report:
    """The recipes that come with the tool."""
    found = [{"name": recipe.name, "title": recipe.title} for recipe in recipes.values()]
    table = Table.of(found, {"name": "recipe", "title": "what it does"})
    return Report("recipes", {"recipes": found}, [table], rows=table)


def recipe_report(recipe: Recipe) -> Report:
    """One recipe: what it is for, what can be chosen, and its steps with their reasons."""
    whys = [step.why for step in recipe.steps] + [step.why for step in recipe.settings]
    about = "\n\n".join(" ".join(one.split()) for one in recipe.about.split("\n\n"))
    parameters = [
        {"name": parameter.name, "about": parameter.about, "default": value_text(parameter.default)}
        for parameter in recipe.parameters.values()
    ]
    payload = {
        "name": recipe.name,
        "title": recipe.title,
        "about": about,
        "dialects": sorted(dialect.label for dialect in recipe.dialects),
        "parameters": parameters,
        "steps": list(enumerate(whys, 1)),
    }
    rows = [[str(number), why] for number, why in enumerate(whys, 1)]
    steps = Table(["step", "why"], rows, frozenset({0}))
    blocks: list[Block] = [Heading(recipe.title), *map(Paragraph, about.split("\n\n"))]
    if recipe.dialects:
        games = "; ".join(
            f"{dialect.label} ({dialect.games})"
            for dialect in Dialect
            if dialect in recipe.dialects
        )
        blocks.append(Paragraph(f"For vesselData.xml of dialect {games}."))
    if parameters:
        blocks.append(Heading("To choose: --set NAME=VALUE"))
        columns = {"name": "name", "default": "default", "about": "what it is"}
        blocks.append(Table.of(parameters, columns))
        blocks.append(Heading("Steps"))
    return Report("recipes", payload, [*blocks, steps], rows=steps)
