"""Run recipes over a mod, in memory: the changed files, and every change with its place.

A value is written only where its number changes. `0` times anything stays as
it was written, and so does whatever a step does not speak of.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.descriptions.spoken_of import may_speak_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.switching import alike_copies, switched_on
from artemis_modkit.model.vessels import VesselData
from artemis_modkit.model.writable import check_understood
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step
from artemis_modkit.patcher.run import Change, Log, SettingsRun, Skipped, numbered
from artemis_modkit.patcher.vessel_run import VesselRun

if TYPE_CHECKING:
    from artemis_modkit.descriptions.rewrite import StaleText


class PatchResult(Struct, frozen=True, dict=True):
    """What recipes do to a mod; `before` and `after` hold the bytes of changed files.

    A file in which no step changes anything is left as it is, also where it could be repaired;
    `repairs` are the faults of the others that had to be repaired first, with file and line.
    `stale` are the promises of descriptions that are no longer kept; their places are those of the
    file after. Changes of step 0 are descriptions whose numbers were brought up to date. `ships`
    are those of the file after, `None` where there was no need to read them.
    """

    mod: Mod
    recipes: tuple[Recipe, ...]
    changes: tuple[Change, ...]
    skipped: tuple[Skipped, ...]
    repairs: tuple[tuple[str, Fault, int], ...]
    before: dict[str, bytes]
    after: dict[str, bytes]
    stale: tuple["StaleText", ...]
    ships: VesselData | None = None

    @property
    def made(self) -> Mod:
        """The mod after it; what was read of it need not be read again."""
        ships = self.ships if self.mod.vessel_file in self.after else None
        mod = self.mod
        if mod.is_embedded_stock:
            mod = replace(mod, is_embedded_stock=False)
        return mod.with_files(self.after, ships)

    @cached_property
    def steps(self) -> tuple[tuple[Recipe, Step | SettingStep], ...]:
        """All steps with their recipe, in the order that counts them from 1."""
        return tuple(numbered(self.recipes))


def apply(
    mod: Mod, recipes: Recipe | Sequence[Recipe], *, updates_texts: bool = False
) -> PatchResult:
    """Run recipes in order, each on what the one before left.

    With `updates_texts` the numbers of descriptions follow, where it is clear how. Raises
    `ModkitError` for a step that finds nothing and is not optional, and for a recipe that is not
    for the dialect of the mod, and where a file of the mod must not be written, or was not
    understood for certain.
    """
    check_understood(mod)
    recipes = (recipes,) if isinstance(recipes, Recipe) else tuple(recipes)
    log = Log(mod, recipes)
    log.check_dialects()
    after: dict[str, bytes] = {}
    stale: tuple[StaleText, ...] = ()
    ships = None
    numbers = list(enumerate(numbered(recipes), 1))
    steps = [(number, one) for number, (_, one) in numbers if isinstance(one, Step)]
    settings = [(number, one) for number, (_, one) in numbers if isinstance(one, SettingStep)]
    if mod.vessel_data is not None:
        run = VesselRun(log, mod.vessel_data)
        after[mod.vessel_data.document.source.name] = run.all(steps)
        stale, ships = _stale(mod.vessel_data, after, log, updates_texts=updates_texts)
    elif steps:
        log.step = steps[0][0]
        log.skip(f"{mod.name} has no vesselData.xml")
    if mod.settings is not None:
        after[mod.settings.document.source.name] = SettingsRun(log, mod.settings).all(settings)
    elif settings:
        log.step = settings[0][0]
        log.skip(f"{mod.name} has no artemis.ini")
    touched = {change.file for change in log.changes}
    changed: dict[str, bytes] = {}
    for path, data in after.items():
        if path in touched and data != mod.tree.read(path):
            changed |= {path: data, **alike_copies(mod, path, data)}
    result = PatchResult(
        mod,
        recipes,
        tuple(log.changes),
        tuple(log.skipped),
        tuple(repair for repair in log.repairs if repair[0] in changed),
        {path: mod.tree.read(path) for path in changed},
        changed,
        stale,
        ships,
    )
    for copy in switched_on(mod):
        result = _with_copy(result, apply(copy, recipes, updates_texts=updates_texts))
    return result


def _with_copy(result: PatchResult, copy: PatchResult) -> PatchResult:
    """A patch, and beside it what the recipes do to the copies by which players switch it on."""
    in_use = {result.mod.vessel_file, result.mod.settings_file}
    return replace(
        result,
        changes=(
            *result.changes,
            *(change for change in copy.changes if change.file not in in_use),
        ),
        repairs=(*result.repairs, *(repair for repair in copy.repairs if repair[0] not in in_use)),
        before=copy.before | result.before,
        after=copy.after | result.after,
    )


def _stale(
    before: VesselData, after: dict[str, bytes], log: Log, *, updates_texts: bool
) -> tuple[tuple["StaleText", ...], VesselData | None]:
    """The descriptions that are false now; those that can be are brought up to date in `after`.

    And the ships of the file after, `None` where no description speaks of what has changed.
    """
    name = before.document.source.name
    elements = (
        (change.element, change.attribute) for change in log.changes if change.element is not None
    )
    if not may_speak_of(before, elements):
        return (), None
    from artemis_modkit.descriptions.rewrite import text_edits

    data = VesselData.from_bytes(name, after[name])
    stale = tuple(stale_texts(before, data))
    if not updates_texts or not stale:
        return stale, data
    edited = data.document.repaired.edited(text_edits(stale))
    after[name] = edited.to_bytes()
    updated = VesselData.from_source(edited)
    log.changes += _text_changes(before, data, updated)
    return tuple(stale_texts(before, updated)), updated


def stale_texts(before: VesselData, after: VesselData) -> Iterator["StaleText"]:
    """The promises that a change of a file broke, in the order of the changed file."""
    from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels
    from artemis_modkit.descriptions import rewrite

    pairs = aligned_vessels(after.vessels, before.vessels, BY_NUMBER)
    return rewrite.stale_texts(pairs, roles_of(after.races))


def _text_changes(before: VesselData, old: VesselData, new: VesselData) -> Iterator[Change]:
    """The descriptions that are other ones, with the lines that they had before all recipes."""
    from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels

    partners = aligned_vessels(old.vessels, before.vessels, BY_NUMBER)
    lines = {vessel.element: partner for vessel, partner in partners if vessel is not None}
    for vessel, other in zip(old.vessels, new.vessels, strict=True):
        was, now = vessel.long_description, other.long_description
        if was is None or now is None or was.text == now.text:
            continue
        partner = lines.get(vessel.element)
        first = partner and partner.long_description
        line = (first or was).location.line
        yield Change(
            before.document.source.name, line, vessel.id, was.NAME, "text", was.text, now.text, 0
        )
