"""What happens while recipes run: changes, what was skipped, what had to be repaired first.

Steps are counted through all recipes of a run, so that a number names one step.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.xml import XmlDocument
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step, When


class Change(Struct, frozen=True):
    """One value before and after; `None` where it was not there, or is no more.

    `line` is that of the file as it was before all recipes. `vessel` is the uniqueID and
    `element` the name, both `None` in artemis.ini. `attribute` is `None` for an element that
    came, went or has a new name: then `before` and `after` are how it is written, or its names.
    """

    file: str
    line: int
    vessel: int | None
    element: str | None
    attribute: str | None
    before: str | None
    after: str | None
    step: int


class Skipped(Struct, frozen=True):
    """Something that a step could not change, and why."""

    step: int
    reason: str


def numbered(recipes: Sequence[Recipe]) -> Iterator[tuple[Recipe, Step | SettingStep]]:
    """Steps as they are counted: recipe by recipe, those of the settings behind the others."""
    for recipe in recipes:
        yield from ((recipe, step) for step in recipe.steps)
        yield from ((recipe, step) for step in recipe.settings)


class Log:
    """What happens while recipes run, and what they may ask about the mod as it was."""

    def __init__(self, mod: Mod, recipes: Sequence[Recipe]) -> None:
        self.changes: list[Change] = []
        self.skipped: list[Skipped] = []
        self.repairs: list[tuple[str, Fault, int]] = []
        self._mod = mod
        self._recipes = recipes

    def check_dialects(self) -> None:
        """Raise `ModkitError` where a recipe is not for the mod's dialect."""
        data = self._mod.vessel_data
        for recipe in self._recipes:
            if data is None or not recipe.dialects or data.dialect.dialect in recipe.dialects:
                continue
            labels = ", ".join(sorted(dialect.label for dialect in recipe.dialects))
            found = data.dialect.dialect
            raise ModkitError(
                f"{recipe.name} is for vesselData.xml of dialect {labels}; that of "
                f"{self._mod.name} is {found.label} ({found.games})"
            )

    def note_repairs(self, document: XmlDocument | IniDocument) -> None:
        """Keep the faults that are repaired first."""
        source = document.source
        for fault in document.faults:
            self.repairs.append((source.name, fault, source.location(fault.span.start).line))

    def skip(self, number: int, reason: str) -> None:
        """Keep that a step could not change something."""
        self.skipped.append(Skipped(number, reason))

    def find_nothing(self, number: int, what: str, *, is_optional: bool, why: str) -> None:
        """Skip a step that may find nothing; raise `ModkitError` for another."""
        if is_optional:
            self.skip(number, what)
            return
        raise self.failure(
            number,
            why,
            f"{what}. The mod is not made for this step, or the recipe has a slip; optional = true "
            "in the step lets it find nothing",
        )

    def failure(self, number: int, why: str, what: str) -> ModkitError:
        """The error of a step that cannot go on."""
        recipe, _ = list(numbered(self._recipes))[number - 1]
        return ModkitError(f"{recipe.name}, step {number}{f' ({why})' if why else ''}: {what}")

    def holds(self, number: int, when: When) -> bool:
        """Whether a step's conditions of the mod hold; those of dialect and game are told."""
        if not when.is_on:
            return False
        data = self._mod.vessel_data
        if when.dialects and (data is None or data.dialect.dialect not in when.dialects):
            labels = ", ".join(sorted(dialect.label for dialect in when.dialects))
            self.skip(number, f"is for dialect {labels}")
            return False
        if when.game is not None and not when.game(self._game):
            self.skip(number, f"is not for a mod of game {self._game}")
            return False
        return True

    @cached_property
    def _game(self) -> str:
        """The version of the game that the mod was built for."""
        return fitting_stock(self._mod).name.removeprefix("stock:")
