"""Run a recipe over a mod, in memory: the changed files, and every change with its place.

One decision: a value is written only where its number changes. `0` times anything stays as
it was written, and so does whatever a step does not speak of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_decimal, rounded, same_number, shortest
from artemis_modkit.model.settings import Settings, same_value, setting_facts
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element, XmlDocument
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step

_SELECTED_BY = {
    ("vessel", "uniqueID"),
    ("vessel", "side"),
    ("vessel", "classname"),
    ("vessel", "broadType"),
    ("hullRace", "ID"),
    ("hullRace", "name"),
}
"""What selections look at: after a change of it the file is read anew before the next step."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after. `before` is `None` for one that was not there.

    `line` is that of the file before the recipe (of the repaired text, if it was broken).
    `vessel` is the uniqueID and `element` the name, both `None` in artemis.ini.
    """

    file: str
    line: int
    vessel: int | None
    element: str | None
    attribute: str
    before: str | None
    after: str
    step: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that a step could not change, and why."""

    step: int
    reason: str


@dataclass(frozen=True)
class PatchResult:
    """What a recipe does to a mod; `before` and `after` hold the bytes of changed files.

    `repairs` are the faults that had to be repaired first. Steps are counted from 1, those of
    the settings after the others.
    """

    mod: Mod
    recipe: Recipe
    changes: tuple[Change, ...]
    skipped: tuple[Skipped, ...]
    repairs: tuple[tuple[str, Fault, int], ...]
    before: dict[str, bytes]
    after: dict[str, bytes]


def apply(mod: Mod, recipe: Recipe) -> PatchResult:
    """Run a recipe. Raises `ModkitError` for a step that selects nothing and is not optional."""
    run = _Run(mod, recipe)
    if mod.vessel_data is not None:
        run.vessels(mod.vessel_data)
    elif recipe.steps:
        run.skipped.append(Skipped(1, f"{mod.name} has no vesselData.xml"))
    if mod.settings is not None:
        run.settings(mod.settings)
    elif recipe.settings:
        run.skipped.append(Skipped(len(recipe.steps) + 1, f"{mod.name} has no artemis.ini"))
    changed = {path: data for path, data in run.after.items() if data != mod.tree.read(path)}
    return PatchResult(
        mod,
        recipe,
        tuple(run.changes),
        tuple(run.skipped),
        tuple(run.repairs),
        {path: mod.tree.read(path) for path in changed},
        changed,
    )


class _Run:
    """A recipe on its way through a mod."""

    def __init__(self, mod: Mod, recipe: Recipe) -> None:
        self.changes: list[Change] = []
        self.skipped: list[Skipped] = []
        self.repairs: list[tuple[str, Fault, int]] = []
        self.after: dict[str, bytes] = {}
        self._recipe = recipe

    def _note_repairs(self, document: XmlDocument | IniDocument) -> None:
        source = document.source
        for fault in document.faults:
            line = source.location(fault.span.start).line
            self.repairs.append((source.name, fault, line))

    # vesselData.xml ---------------------------------------------------------------------

    def vessels(self, data: VesselData) -> None:
        document = data.document
        name = document.source.name
        self._note_repairs(document)
        if document.faults:
            data = VesselData.from_source(document.repaired)
        pending: list[Edit] = []
        touched: set[tuple[str, str]] = set()
        for number, step in enumerate(self._recipe.steps, 1):
            names = {(step.selection.element, name) for name in (*step.factors, *step.values)}
            if pending and (touched & names or _SELECTED_BY & touched):
                data = VesselData.from_source(data.document.source.edited(pending))
                pending, touched = [], set()
            pending += self._step(data, number, step)
            touched |= names
        self.after[name] = data.document.source.edited(pending).to_bytes()

    def _step(self, data: VesselData, number: int, step: Step) -> Iterator[Edit]:
        selected = list(step.selection.elements(data))
        if not selected:
            self._nothing(number, step)
        for element, vessel in selected:
            for attribute, after in self._new_texts(number, step, element, vessel):
                document = data.document
                before = element.attributes.get(attribute)
                place = document.places(element).get(attribute)
                at = element.start if place is None else place.name.start
                self.changes.append(
                    Change(
                        document.source.name,
                        document.location(at).line,
                        None if vessel is None else vessel.id,
                        element.name,
                        attribute,
                        before,
                        after,
                        number,
                    )
                )
                yield document.attribute_edit(element, attribute, after)

    def _nothing(self, number: int, step: Step) -> None:
        reason = f"no <{step.selection.element}> is selected"
        if not step.is_optional:
            why = f" ({step.why})" if step.why else ""
            raise ModkitError(
                f"{self._recipe.name}, step {number}{why}: {reason}; look for a slip in select, "
                "or mark the step optional = true if that is right"
            )
        self.skipped.append(Skipped(number, reason))

    def _new_texts(
        self, number: int, step: Step, element: Element, vessel: Vessel | None
    ) -> Iterator[tuple[str, str]]:
        for attribute, factor in step.factors.items():
            before = element.attributes.get(attribute)
            if before is None:
                continue
            if read_decimal(before) is None:
                who = vessel.shown_name if vessel else element.name
                self.skipped.append(
                    Skipped(number, f'{who}: {attribute}="{before}" is not a number')
                )
                continue
            product = Decimal(before.strip()) * factor
            after = shortest(product if step.digits is None else rounded(product, step.digits))
            if not same_number(before, after):
                yield attribute, after
        for attribute, value in step.values.items():
            before = element.attributes.get(attribute)
            if before is None or (before != value and not same_number(before, value)):
                yield attribute, value

    # artemis.ini ------------------------------------------------------------------------

    def settings(self, settings: Settings) -> None:
        document = settings.document
        name = document.source.name
        self._note_repairs(document)
        if document.faults:
            settings = Settings.from_source(document.repaired)
        first = len(self._recipe.steps) + 1
        for number, step in enumerate(self._recipe.settings, first):
            edits = [
                edit
                for key, value in step.values.items()
                for edit in self._set(settings, number, step, key, value)
            ]
            if edits:
                settings = Settings.from_source(settings.document.source.edited(edits))
        self.after[name] = settings.document.source.to_bytes()

    def _set(
        self, settings: Settings, number: int, step: SettingStep, key: str, value: str
    ) -> list[Edit]:
        document = settings.document
        own_key = _key_of_generation(settings, key)
        if own_key is None and not step.is_optional:
            raise ModkitError(
                f"{self._recipe.name}, step {number} ({step.why}): artemis.ini of game "
                f"{settings.generation} has no setting {key}; mark it optional = true to go without"
            )
        if own_key is None or (step.is_optional and not settings.has(own_key)):
            self.skipped.append(Skipped(number, f"{document.source.name} has no {key}"))
            return []
        current = document.get(own_key)
        lines = [one for one in document.settings if one.key == own_key]
        if lines and all(same_value(one.value, value) for one in lines):
            return []
        edits = document.set(own_key, value)
        line = document.source.location(edits[0].span.start).line
        before = None if current is None else current.value
        self.changes.append(
            Change(document.source.name, line, None, None, own_key, before, value, number)
        )
        return edits


def _key_of_generation(settings: Settings, key: str) -> str | None:
    """The name that a key has in the file's generation (damageTorp1, damageTorpHom)."""
    facts = setting_facts()
    if settings.has(key) or facts[key].is_in(settings.generation):
        return key
    candidates = [facts[key].replaced_by] + [
        fact.key for fact in facts.values() if fact.replaced_by == key
    ]
    return next((one for one in candidates if one and facts[one].is_in(settings.generation)), None)
