"""What happens while recipes run, and the steps that are about artemis.ini.

Steps are counted through all recipes of a run, so that a number names one step. Bounds are in
characters, not in seconds, so that a recipe runs on every machine or on none. Both grow with the
file. (`add_element` on every element triples it at each step.)
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct

from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import Settings, same_value, setting_facts
from artemis_modkit.parsers.errors import ModkitError, Slip
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument, IniSetting
from artemis_modkit.parsers.source import Edit, OffsetMap, Source
from artemis_modkit.parsers.xml import XmlDocument
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step, When

_MOST_TIMES_LONGER = 4
_MAY_ALWAYS_ADD = 250_000
_MOST_TIMES_READ = 16
_MAY_ALWAYS_READ = 16_000_000


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
    """What happens while recipes run, and what they may ask about the mod as it was.

    `step` is the number of the one that runs.
    """

    def __init__(self, mod: Mod, recipes: Sequence[Recipe]) -> None:
        self.changes: list[Change] = []
        self.skipped: list[Skipped] = []
        self.repairs: list[tuple[str, Fault, int]] = []
        self.step = 0
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

    def skip(self, reason: str) -> None:
        """Keep that the step could not change something."""
        self.skipped.append(Skipped(self.step, reason))

    def failure(self, what: str) -> ModkitError:
        """The error of a step that cannot go on."""
        recipe, step = list(numbered(self._recipes))[self.step - 1]
        why = f" ({step.why})" if step.why else ""
        return ModkitError(f"{recipe.name}, step {self.step}{why}: {what}")

    def holds(self, when: When) -> bool:
        """Whether a step's conditions of the mod hold; those of dialect and game are told."""
        if not when.is_on:
            return False
        data = self._mod.vessel_data
        if when.dialects and (data is None or data.dialect.dialect not in when.dialects):
            labels = ", ".join(sorted(dialect.label for dialect in when.dialects))
            self.skip(f"is for dialect {labels}")
            return False
        if when.game is not None and not when.game(self._game):
            self.skip(f"is not for a mod of game {self._game}")
            return False
        return True

    @cached_property
    def _game(self) -> str:
        """The version of the game that the mod was built for."""
        return fitting_stock(self._mod).name.removeprefix("stock:")


class Bounds:
    """What is left to a run over a file of a size, in characters."""

    def __init__(self, size: int) -> None:
        self._to_add = (_MOST_TIMES_LONGER - 1) * size + _MAY_ALWAYS_ADD
        self._to_read = max(_MOST_TIMES_READ * size, _MAY_ALWAYS_READ)

    def adding(self, edits: Iterable[Edit]) -> None:
        """Count edits. Raises `Slip` for more than a run may add."""
        for edit in edits:
            self._to_add -= len(edit.text) - (edit.span.end - edit.span.start)
            if self._to_add < 0:
                raise Slip(
                    f"would make the file more than {_MOST_TIMES_LONGER} times as long (and "
                    f"{_MAY_ALWAYS_ADD:,} characters)"
                )

    def reading(self, size: int) -> None:
        """Count a new reading of so many characters. Raises `Slip` for too many in all."""
        self._to_read -= size
        if self._to_read < 0:
            raise Slip(
                f"would make the tool read more than {_MOST_TIMES_READ} times the file (and "
                f"{_MAY_ALWAYS_READ:,} characters); put changes that do not build on each other "
                "into one step"
            )


_OneKind = TypeVar("_OneKind", Step, SettingStep)


class FileRun(Generic[_OneKind]):
    """Steps on their way through a file: its text by now, and the edits that are to come.

    A class of one kind of file has `_step`, which does a step, and `_read`, which reads a text.
    """

    def __init__(self, log: Log, document: XmlDocument | IniDocument) -> None:
        self._log = log
        self._original = document.source
        self._source = document.repaired
        self._pending: list[Edit] = []
        self._bounds = Bounds(len(document.source.text))
        self._origins: list[OffsetMap] = []
        if document.faults:
            edits = (edit for fault in document.faults for edit in fault.edits)
            self._origins.append(OffsetMap(tuple(edits)))
        log.repairs += (
            (self._original.name, fault, self._original.location(fault.span.start).line)
            for fault in document.faults
        )

    def all(self, steps: Iterable[tuple[int, _OneKind]]) -> bytes:
        """The bytes of the file after all steps."""
        for number, step in steps:
            self._log.step = number
            if self._log.holds(step.when):
                try:
                    self._step(step)
                except Slip as error:
                    raise self._log.failure(str(error)) from None
        return self._source.edited(self._pending).to_bytes()

    def _step(self, step: _OneKind) -> None:
        raise NotImplementedError

    def _read(self, source: Source) -> None:
        raise NotImplementedError

    def _read_anew(self) -> None:
        """Read the file with what was changed by now, if anything was."""
        if self._pending:
            self._source = self._source.edited(self._pending)
            self._bounds.reading(len(self._source.text))
            self._origins.append(OffsetMap(tuple(self._pending)))
            self._pending = []
            self._read(self._source)

    def _add(self, *edits: Edit) -> None:
        self._bounds.adding(edits)
        self._pending += edits

    def _line(self, offset: int) -> int:
        """The line that an offset has in the file as it was."""
        for origin in reversed(self._origins):
            offset = origin.original(offset)
        return self._original.location(offset).line

    def _note(
        self,
        offset: int,
        attribute: str | None,
        before: str | None,
        after: str | None,
        element: str | None = None,
        vessel: int | None = None,
    ) -> None:
        """Keep a change at an offset of the text by now."""
        name, line = self._original.name, self._line(offset)
        found = Change(name, line, vessel, element, attribute, before, after, self._log.step)
        self._log.changes.append(found)

    def _find_nothing(self, step: _OneKind, what: str) -> None:
        """Skip a step that may find nothing. Raises `Slip` for another."""
        if not step.is_optional:
            raise Slip(
                f"{what}. The mod is not made for this step, or the recipe has a slip; optional = "
                "true in the step lets it find nothing"
            )
        self._log.skip(what)


# artemis.ini ---------------------------------------------------------------------------------


class SettingsRun(FileRun[SettingStep]):
    """Steps on their way through artemis.ini.

    A key is looked for under the name that it has in the file's own game, so that one recipe
    serves all of them.
    """

    def __init__(self, log: Log, settings: Settings) -> None:
        super().__init__(log, settings.document)
        self._settings = settings
        self._touched: set[str | None] = set()
        if settings.document.faults:
            self._read(self._source)

    def _read(self, source: Source) -> None:
        self._settings = Settings.from_source(source)
        self._touched = set()

    def _step(self, step: SettingStep) -> None:
        keys = {self._key_here(key) for key in (*step.values, *step.arithmetic.names)} - {None}
        if keys & self._touched:
            self._read_anew()
        self._values(step)
        self._touched |= keys
        if step.renames or step.removes:
            self._read_anew()
            self._names(step)
            self._read_anew()

    def _values(self, step: SettingStep) -> None:
        comment = step.comment
        for key, value in step.values.items():
            own = self._own_key(step, key)
            if own is not None and self._set(step, own, value, comment):
                comment = ""
        for key in step.arithmetic.names:
            own = self._own_key(step, key)
            lines = () if own is None else self._settings.document.lines_of(own)
            if own is not None and not lines:
                self._find_none(step, key)
            for line in lines:
                after = self._calculated(step, key, line)
                if after is None:
                    self._log.skip(f"{own}={line.value} is not a number to reckon with")
                elif after != line.value:
                    self._change_line(step, line, after)

    def _calculated(self, step: SettingStep, key: str, line: IniSetting) -> str | None:
        try:
            return step.arithmetic.written(key, line.value)
        except Slip as error:
            raise Slip(f"{self._original.name}:{self._line(line.line.start)}: {error}") from None

    def _own_key(self, step: SettingStep, key: str) -> str | None:
        """The name that a key has in this file; `None`, told or raised, where there is none."""
        own = self._key_here(key)
        if own is None and not step.is_optional:
            raise Slip(
                f"artemis.ini of game {self._settings.generation} has no setting {key}; mark the "
                "step optional = true to go without"
            )
        if own is None or (step.is_optional and not self._settings.has(own)):
            self._log.skip(f"{self._original.name} has no {key}")
            return None
        return own

    def _key_here(self, key: str) -> str | None:
        """The name that a key has in the file's generation (damageTorp1, damageTorpHom)."""
        facts, generation = setting_facts(), self._settings.generation
        if self._settings.has(key) or facts[key].is_in(generation):
            return key
        names = (
            facts[key].replaced_by,
            *(fact for fact in facts if facts[fact].replaced_by == key),
        )
        return next((name for name in names if name and facts[name].is_in(generation)), None)

    def _set(self, step: SettingStep, key: str, value: str, comment: str) -> bool:
        """Give a key a value; whether that added a line, below the comment."""
        document = self._settings.document
        lines = document.lines_of(key)
        for line in lines:
            if not same_value(line.value, value):
                self._change_line(step, line, value)
        if lines:
            return False
        edits = document.set(key, value, comment)
        self._add(*edits)
        self._note(edits[0].span.start, key, None, value)
        return not self._settings.has(key)

    def _change_line(self, step: SettingStep, line: IniSetting, value: str) -> None:
        document = self._settings.document
        self._note(line.value_span.start, line.key, line.value, value)
        self._add(document.changed(line, value))
        if step.notes_original and line.original is None:
            note = f"{document.comment_mark}ORIGINAL {line.value}"
            self._add(document.with_comment(line, note))

    def _names(self, step: SettingStep) -> None:
        document = self._settings.document
        taken = {line.key for line in document.settings}
        for key, new in step.renames.items():
            settings = document.lines_of(key)
            if not settings:
                self._find_none(step, key)
            elif new not in taken:
                taken.add(new)
                for setting in settings:
                    self._note(setting.line.start, key, setting.value, None)
                    self._note(setting.line.start, new, None, setting.value)
                    self._add(document.renamed(setting, new))
        for key in dict.fromkeys(step.removes):
            settings = document.lines_of(key)
            if not settings:
                self._find_none(step, key)
            for setting in settings:
                self._note(setting.line.start, key, setting.value, None)
                self._pending.append(document.commented_out(setting))

    def _find_none(self, step: SettingStep, key: str) -> None:
        self._find_nothing(step, f"{self._original.name} has no {key}")
