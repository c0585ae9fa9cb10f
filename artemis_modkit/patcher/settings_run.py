"""Run the steps of recipes that are about artemis.ini.

A key is looked for under the name that it has in the file's own game, so that one
recipe serves all of them.
"""

from artemis_modkit.model.settings import Settings, same_value, setting_facts
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.parsers.ini import IniSetting
from artemis_modkit.parsers.source import Source
from artemis_modkit.patcher.recipe import SettingStep
from artemis_modkit.patcher.run import FileRun, Log


class SettingsRun(FileRun[SettingStep]):
    """Steps on their way through artemis.ini."""

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
        names = (facts[key].replaced_by, *(one for one in facts if facts[one].replaced_by == key))
        return next((one for one in names if one and facts[one].is_in(generation)), None)

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
            found = document.lines_of(key)
            if not found:
                self._find_none(step, key)
            elif new not in taken:
                taken.add(new)
                for one in found:
                    self._note(one.line.start, key, one.value, None)
                    self._note(one.line.start, new, None, one.value)
                    self._add(document.renamed(one, new))
        for key in dict.fromkeys(step.removes):
            found = document.lines_of(key)
            if not found:
                self._find_none(step, key)
            for one in found:
                self._note(one.line.start, key, one.value, None)
                self._pending.append(document.commented_out(one))

    def _find_none(self, step: SettingStep, key: str) -> None:
        self._find_nothing(step, f"{self._original.name} has no {key}")
