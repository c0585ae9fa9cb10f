"""Run recipes over a mod, in memory: the changed files, and every change with its place.

One decision: a value is written only where its number changes. `0` times anything stays as
it was written, and so does whatever a step does not speak of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.patcher.log import Change, Log, Skipped, numbered
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step
from artemis_modkit.patcher.settings_run import SettingsRun
from artemis_modkit.patcher.vessel_run import VesselRun


@dataclass(frozen=True)
class PatchResult:
    """What recipes do to a mod; `before` and `after` hold the bytes of changed files.

    `repairs` are the faults that had to be repaired first, with file and line.
    """

    mod: Mod
    recipes: tuple[Recipe, ...]
    changes: tuple[Change, ...]
    skipped: tuple[Skipped, ...]
    repairs: tuple[tuple[str, Fault, int], ...]
    before: dict[str, bytes]
    after: dict[str, bytes]

    @cached_property
    def steps(self) -> tuple[tuple[Recipe, Step | SettingStep], ...]:
        """All steps with their recipe, in the order that counts them from 1."""
        return tuple(numbered(self.recipes))


def apply(mod: Mod, recipes: Recipe | Sequence[Recipe]) -> PatchResult:
    """Run recipes in order, each on what the one before left.

    Raises `ModkitError` for a step that finds nothing and is not optional, and for a recipe
    that is not for the dialect of the mod.
    """
    recipes = (recipes,) if isinstance(recipes, Recipe) else tuple(recipes)
    log = Log(mod, recipes)
    log.check_dialects()
    after: dict[str, bytes] = {}
    numbers = list(enumerate(numbered(recipes), 1))
    steps = [(number, one) for number, (_, one) in numbers if isinstance(one, Step)]
    settings = [(number, one) for number, (_, one) in numbers if isinstance(one, SettingStep)]
    if mod.vessel_data is not None:
        run = VesselRun(log, mod.vessel_data)
        after[mod.vessel_data.document.source.name] = run.all(steps)
    elif steps:
        log.skip(steps[0][0], f"{mod.name} has no vesselData.xml")
    if mod.settings is not None:
        after[mod.settings.document.source.name] = SettingsRun(log, mod.settings).all(settings)
    elif settings:
        log.skip(settings[0][0], f"{mod.name} has no artemis.ini")
    before = {path: mod.tree.read(path) for path in after}
    changed = {path: data for path, data in after.items() if data != before[path]}
    return PatchResult(
        mod,
        recipes,
        tuple(log.changes),
        tuple(log.skipped),
        tuple(log.repairs),
        {path: before[path] for path in changed},
        changed,
    )
