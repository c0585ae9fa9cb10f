"""Run the steps of recipes that are about artemis.ini.

A key is looked for under the name that it has in the file's own game, so that one
recipe serves all of them.
"""

from artemis_modkit.model.settings import Settings, same_value, setting_facts
from artemis_modkit.parsers.ini import IniSetting
from artemis_modkit.parsers.source import Edit, OffsetMap
from artemis_modkit.patcher.bounds import Bounds, TooMuch
from artemis_modkit.patcher.log import Change, Log
from artemis_modkit.patcher.operations import BeyondSense, calculated
from artemis_modkit.patcher.recipe import SettingStep


class SettingsRun:
    """Steps on their way through artemis.ini."""

    def __init__(self, log: Log, settings: Settings) -> None:
        self._log = log
        self._original = settings.document
        self._settings = settings
        self._origins: list[OffsetMap] = []
        self._pending: list[Edit] = []
        self._touched: set[str] = set()
        self._bounds = Bounds(len(settings.document.source.text))
        log.note_repairs(settings.document)
        if settings.document.faults:
            edits = tuple(edit for fault in settings.document.faults for edit in fault.edits)
            self._origins.append(OffsetMap(edits))
            self._settings = Settings.from_source(settings.document.repaired)

    def all(self, steps: list[tuple[int, SettingStep]]) -> bytes:
        """The bytes of the file after all steps."""
        for number, step in steps:
            if self._log.holds(number, step.when):
                try:
                    self._step(number, step)
                except TooMuch as error:
                    raise self._log.failure(number, step.why, str(error)) from None
        return self._settings.document.source.edited(self._pending).to_bytes()

    def _step(self, number: int, step: SettingStep) -> None:
        keys = {own for key in (*step.values, *step.arithmetic.names) for own in self._keys(key)}
        if keys & self._touched:
            self._read_anew()
        self._values(number, step)
        self._touched |= keys
        if step.renames or step.removes:
            self._read_anew()
            self._names(number, step)
            self._read_anew()

    def _keys(self, key: str) -> tuple[str, ...]:
        own = _key_of_generation(self._settings, key)
        return () if own is None else (own,)

    def _read_anew(self) -> None:
        if self._pending:
            edited = self._settings.document.source.edited(self._pending)
            self._bounds.reading(len(edited.text))
            self._origins.append(OffsetMap(tuple(self._pending)))
            self._settings = Settings.from_source(edited)
        self._pending, self._touched = [], set()

    def _values(self, number: int, step: SettingStep) -> None:
        comment = step.comment
        for key, value in step.values.items():
            own = self._own_key(number, step, key)
            if own is not None and self._set(number, step, own, value, comment):
                comment = ""
        for key in step.arithmetic.names:
            own = self._own_key(number, step, key)
            lines = [setting for setting in self._settings.document.settings if setting.key == own]
            if own is not None and not lines:
                self._find_nothing(number, step, key)
            for line in lines:
                after = self._calculated(number, step, key, line)
                if after is None:
                    self._log.skip(number, f"{own}={line.value} is not a number to reckon with")
                elif after != line.value:
                    self._change_line(number, step, line, after)

    def _calculated(self, number: int, step: SettingStep, key: str, line: IniSetting) -> str | None:
        try:
            return calculated(step.arithmetic, key, line.value)
        except BeyondSense as error:
            place = f"{self._original.source.name}:{self._line(line.line.start)}"
            raise self._log.failure(number, step.why, f"{place}: {error}") from None

    def _own_key(self, number: int, step: SettingStep, key: str) -> str | None:
        """The name that a key has in this file; `None`, told or raised, where there is none."""
        own = _key_of_generation(self._settings, key)
        if own is None and not step.is_optional:
            raise self._log.failure(
                number,
                step.why,
                f"artemis.ini of game {self._settings.generation} has no setting {key}; mark the "
                "step optional = true to go without",
            )
        if own is None or (step.is_optional and not self._settings.has(own)):
            self._log.skip(number, f"{self._original.source.name} has no {key}")
            return None
        return own

    def _set(self, number: int, step: SettingStep, key: str, value: str, comment: str) -> bool:
        """Give a key a value; whether that added a line, below the comment."""
        document = self._settings.document
        lines = [setting for setting in document.settings if setting.key == key]
        for line in lines:
            if not same_value(line.value, value):
                self._change_line(number, step, line, value)
        if lines:
            return False
        edits = document.set(key, value, comment)
        self._pending += self._bounds.adding(edits)
        self._note(number, key, None, value, edits[0].span.start)
        return not self._settings.has(key)

    def _change_line(self, number: int, step: SettingStep, line: IniSetting, value: str) -> None:
        document = self._settings.document
        self._note(number, line.key, line.value, value, line.value_span.start)
        self._pending += self._bounds.adding([document.changed(line, value)])
        if step.notes_original and line.original is None:
            note = f"{document.comment_mark}ORIGINAL {line.value}"
            self._pending += self._bounds.adding([document.with_comment(line, note)])

    def _names(self, number: int, step: SettingStep) -> None:
        document = self._settings.document
        lines = document.settings
        taken = {line.key for line in lines}
        for key, new in step.renames.items():
            found = [line for line in lines if line.key == key]
            if not found:
                self._find_nothing(number, step, key)
            elif new not in taken:
                taken.add(new)
                for one in found:
                    self._note(number, key, one.value, None, one.line.start)
                    self._note(number, new, None, one.value, one.line.start)
                    self._pending += self._bounds.adding([document.renamed(one, new)])
        for key in dict.fromkeys(step.removes):
            found = [line for line in lines if line.key == key]
            if not found:
                self._find_nothing(number, step, key)
            for one in found:
                self._note(number, key, one.value, None, one.line.start)
                self._pending.append(document.commented_out(one))

    def _find_nothing(self, number: int, step: SettingStep, key: str) -> None:
        what = f"{self._original.source.name} has no {key}"
        self._log.find_nothing(number, what, is_optional=step.is_optional, why=step.why)

    def _note(self, number: int, key: str, before: str | None, after: str | None, at: int) -> None:
        name, line = self._original.source.name, self._line(at)
        self._log.changes.append(Change(name, line, None, None, key, before, after, number))

    def _line(self, at: int) -> int:
        """The line that an offset has in the file as it was."""
        for origin in reversed(self._origins):
            at = origin.original(at)
        return self._original.source.location(at).line


def _key_of_generation(settings: Settings, key: str) -> str | None:
    """The name that a key has in the file's generation (damageTorp1, damageTorpHom)."""
    facts = setting_facts()
    if settings.has(key) or facts[key].is_in(settings.generation):
        return key
    candidates = [facts[key].replaced_by] + [
        fact.key for fact in facts.values() if fact.replaced_by == key
    ]
    return next(
        (
            candidate
            for candidate in candidates
            if candidate and facts[candidate].is_in(settings.generation)
        ),
        None,
    )
