"""What every shipped recipe keeps to, on every mod: found by listing, so new ones are tried too."""

from collections import Counter
from pathlib import Path

import pytest

from artemis_modkit.audit import Severity
from artemis_modkit.model.settings import Settings
from artemis_modkit.patcher import apply, load_recipe
from tests.expected import as_expected
from tests.patcher.recipes.ledger import balance_of, booked, rest_of
from tests.patcher.recipes.trials import (
    SHIPPED,
    SHIPS,
    SOURCES,
    account,
    after,
    complaints,
    mod_of,
    patched,
    title,
    trials,
)
from tests.shell import Shell

EXPECTED = Path(__file__).parent / "expected"
MODS = [source for source in SOURCES if Path(source).suffix != ".xml"]
ONLY_SETS = [name for name in SHIPPED if not any(step.goes_on for step in load_recipe(name).steps)]
SWITCHES = [
    (name, f"{one.name}={str(not one.default).lower()}")
    for name in SHIPPED
    for one in load_recipe(name).parameters.values()
    if isinstance(one.default, bool)
]
ABOUT_TEXTS = {"text-shields", "text-stores"}
"""What may come new as a warning: texts that speak of what a recipe changes; `--update-text`
writes new shields into them, and no recipe knows what torpedoes it takes away are to be called."""

every_recipe = pytest.mark.parametrize("recipe", SHIPPED)
each_trial = pytest.mark.parametrize(("source", "recipe"), trials(), ids=title)


def repaired_ships(source: str) -> bytes:
    data = mod_of(source).vessel_data
    assert data is not None
    return data.document.repaired.to_bytes()


@each_trial
def test_the_ships_after_a_recipe_are_those_before_with_its_changes(
    source: str, recipe: str
) -> None:
    result = patched(source, recipe)
    before, now = mod_of(source).vessel_data, after(source, recipe).vessel_data
    assert before is not None
    assert now is not None
    changes = [change for change in result.changes if change.element is not None]
    assert now.document.faults == (() if changes else before.document.faults)
    assert booked(account(source), changes) == balance_of(now)


@each_trial
def test_outside_of_what_it_changes_a_recipe_leaves_every_byte(source: str, recipe: str) -> None:
    before, now = mod_of(source).vessel_data, after(source, recipe).vessel_data
    assert before is not None
    assert now is not None
    ours, theirs = rest_of(before, now)
    assert ours == theirs


@pytest.mark.parametrize(("recipe", "option"), SWITCHES)
@pytest.mark.parametrize("source", ["stock:2.1", "stock:2.4", "stock:2.8"])
def test_so_it_is_with_every_switch_the_other_way(source: str, recipe: str, option: str) -> None:
    before, now = mod_of(source).vessel_data, after(source, recipe, option).vessel_data
    assert before is not None
    assert now is not None
    changes = [one for one in patched(source, recipe, option).changes if one.element is not None]
    assert booked(account(source), changes) == balance_of(now)
    ours, theirs = rest_of(before, now)
    assert ours == theirs


@each_trial
def test_the_settings_after_a_recipe_are_those_before_with_its_changes(
    source: str, recipe: str
) -> None:
    before, now = mod_of(source).settings, after(source, recipe).settings
    if before is None or now is None:
        return
    changes = [change for change in patched(source, recipe).changes if change.element is None]
    start = Settings.from_source(before.document.repaired) if changes else before
    expected = dict(before.texts)
    for change in changes:
        assert change.attribute is not None
        assert expected.pop(change.attribute, None) == change.before
        if change.after is not None:
            expected[change.attribute] = change.after
    assert now.texts == expected
    one, other = (Counter(settings.document.source.text.splitlines()) for settings in (start, now))
    spoken_of = tuple(f"{change.attribute}=" for change in changes)
    for line in [*(one - other), *(other - one)]:
        assert line.lstrip("; ").startswith((*spoken_of, "(")), line


@each_trial
def test_a_file_in_which_nothing_changes_is_neither_repaired_nor_written(
    source: str, recipe: str
) -> None:
    result = patched(source, recipe)
    changed = {change.file for change in result.changes}
    assert result.after.keys() <= changed
    assert {file for file, *_ in result.repairs} <= changed


@pytest.mark.parametrize(("source", "recipe"), trials(MODS), ids=title)
def test_no_recipe_makes_a_new_error(source: str, recipe: str) -> None:
    before, now = complaints(source), complaints(source, recipe)
    assert now[Severity.ERROR] <= before[Severity.ERROR]
    new = now[Severity.WARNING] - before[Severity.WARNING]
    assert {rule for rule, _ in new} <= ABOUT_TEXTS


@pytest.mark.parametrize(("source", "recipe"), trials(recipes=ONLY_SETS), ids=title)
def test_a_recipe_that_only_sets_changes_nothing_the_second_time(source: str, recipe: str) -> None:
    assert apply(after(source, recipe), load_recipe(recipe)).changes == ()


def test_recipes_that_only_set_are_told_from_those_that_go_on() -> None:
    assert ONLY_SETS
    for name in set(SHIPPED) & {"scale", "tsn"}:
        assert name not in ONLY_SETS
        assert apply(after("stock:2.8", name), load_recipe(name)).changes


@every_recipe
def test_a_recipe_explains_itself(shell: Shell, recipe: str, update: bool) -> None:
    outcome = shell("recipes", recipe)
    assert outcome.code == 0
    as_expected(EXPECTED / f"{recipe}.txt", outcome.out, update=update)


@every_recipe
def test_a_recipe_bears_the_name_of_its_file_and_gives_every_reason(recipe: str) -> None:
    loaded = load_recipe(recipe)
    assert loaded.name == recipe
    assert loaded.title
    assert loaded.about
    assert all(one.about for one in loaded.parameters.values())
    assert all(step.why for step in loaded.steps)
    assert all(setting.why for setting in loaded.settings)


def test_files_that_are_not_well_formed_are_repaired_first(corpus: Path) -> None:
    result = patched(str(corpus / "mods/sdn"), "tsn")
    assert result.repairs
    assert result.after[SHIPS] != repaired_ships(str(corpus / "mods/sdn"))
