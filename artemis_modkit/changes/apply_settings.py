"""What was decided, as edits of our artemis.ini.

A setting is its key. A new one comes with the comments above it and stands behind the setting that
it stands behind in the other file; one that ours has commented out is switched on.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field

from artemis_modkit.changes.delta import Delta
from artemis_modkit.changes.sides import Side, Sides
from artemis_modkit.parsers.ini import IniDocument, IniSetting
from artemis_modkit.parsers.source import Edit, Source

_COMMENT = (";", "//")


class SettingEdits(Struct, dict=True):
    """Edits of our settings as they come together; `source` is our file with all of them."""

    files: Sides[IniDocument]
    _edits: list[Edit] = field(default_factory=list)
    _added: dict[Side, list[str]] = field(default_factory=dict)

    @property
    def _ours(self) -> IniDocument:
        return self.files.ours

    def write(self, delta: Delta, side: Side) -> None:
        """Give a key the value that a side has."""
        key, value = delta.attribute, delta.texts.of(side)
        assert key is not None
        if side is Side.OURS:
            return
        if value is None:
            self._edits += self._removals(key, side)
        elif key in self._lines_of_ours:
            self._edits += self._ours.set(key, value)
        else:
            self._added.setdefault(side, []).append(key)

    def mark(self, delta: Delta, comment: str) -> None:
        """Write a comment right before a key of ours; at the end where ours has not got it."""
        setting = self._ours.get(delta.attribute or "")
        if setting is None:
            self._edits.append(self._ours.with_lines([f"; {comment}"]))
        else:
            self._edits.append(self._ours.with_comment(setting, f"; {comment}"))

    def source(self) -> Source:
        """Our file with everything that was asked for."""
        added = [edit for side, keys in self._added.items() for edit in self._additions(side, keys)]
        return self._ours.source.edited([*self._edits, *added])

    def _removals(self, key: str, side: Side) -> Iterator[Edit]:
        """The lines of a key taken out, or commented out where the other side has it so."""
        sleeps = self.files.of(side).lines_of(key, is_on=False)
        edit = self._ours.commented_out if sleeps else self._ours.without
        return map(edit, self._ours.lines_of(key))

    def _additions(self, side: Side, keys: Sequence[str]) -> Iterator[Edit]:
        """New settings, each behind the line of ours that it follows in the other file."""
        document = self.files.of(side)
        wanted = set(keys)
        anchor: IniSetting | None = None
        previous_end = 0
        for setting in sorted(
            (*document.settings, *document.switched_off), key=lambda setting: setting.line
        ):
            if setting.is_on and setting.key in wanted and document.get(setting.key) is setting:
                comments = _comments_above(document, previous_end, setting, self._base_lines)
                yield self._ours.with_lines([*comments, f"{setting.key}={setting.value}"], anchor)
            else:
                anchor = self._lines_of_ours.get(setting.key, anchor)
            previous_end = setting.line.end

    @cached_property
    def _lines_of_ours(self) -> dict[str, IniSetting]:
        """The line of each key, on or else off; the last of several."""
        return {
            setting.key: setting for setting in (*self._ours.switched_off, *self._ours.settings)
        }

    @cached_property
    def _base_lines(self) -> frozenset[str]:
        return frozenset(line.strip() for line in self.files.base.source.text.splitlines())


def _comments_above(
    document: IniDocument, floor: int, setting: IniSetting, known: frozenset[str]
) -> list[str]:
    """The comments right above a setting, down to a blank line or one that base has."""
    lines = document.source.text[floor : setting.line.start].splitlines()
    found: list[str] = []
    for line in reversed(lines):
        stripped = line.strip()
        if not stripped.startswith(_COMMENT) or stripped in known:
            break
        found.append(line.rstrip())
    return found[::-1]
