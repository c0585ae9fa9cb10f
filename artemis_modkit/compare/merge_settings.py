"""Three files of settings: what differs, and our file with what was decided.

One decision: a setting is its key. A new one comes with the comments above it and stands behind
the setting that it stands behind in the other file; one that ours has commented out is switched on.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from artemis_modkit.compare.three_way import Difference, outcome_of
from artemis_modkit.compare.trios import Side, Sides
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import Settings
from artemis_modkit.parsers.ini import IniDocument, IniSetting
from artemis_modkit.parsers.source import Edit, Source, Span

_REST_OF_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_COMMENT = (";", "//")


def setting_path(key: str) -> str:
    """How paths name a setting."""
    return f"setting[{key}]"


def setting_differences(files: Sides[Settings]) -> Iterator[Difference]:
    """Every setting that is not the same in all three files; `attribute` is its key."""
    texts = Sides(*(file.texts for file in files))
    for key in dict.fromkeys((*texts.base, *texts.ours, *texts.theirs)):
        given = Sides(*(one.get(key) for one in texts))
        outcome = outcome_of(Sides(*map(_value, given)))
        if outcome is not None:
            yield Difference(setting_path(key), outcome, given, key)


def _value(text: str | None) -> Hashable:
    number = None if text is None else read_decimal(text)
    return text if number is None else number


@dataclass
class SettingSplice:
    """Edits of our settings as they come together; `source` is our file with all of them."""

    files: Sides[IniDocument]
    _edits: list[Edit] = field(default_factory=list)
    _added: dict[Side, list[str]] = field(default_factory=dict)
    _by_key: dict[int, dict[str, list[IniSetting]]] = field(default_factory=dict)

    @property
    def _ours(self) -> IniDocument:
        return self.files.ours

    def set(self, key: str, value: str | None, side: Side) -> None:
        """Give a key the value that a side has; `None` takes it away."""
        if value is None:
            self._edits += self._removals(key, side)
        elif key in self._lines_of_ours:
            self._edits += self._of_key(self._ours, key).set(key, value)
        else:
            self._added.setdefault(side, []).append(key)

    def mark(self, key: str, comment: str) -> None:
        """Write a comment right before a key of ours; at the end where ours has not got it."""
        setting = self._ours.get(key)
        if setting is None:
            self._edits.append(self._at_end(f"; {comment}"))
        else:
            start = self._line_start(setting)
            text = f"; {comment}{self._ours.line_end}"
            self._edits.append(Edit(Span(start, start), text, rank=1))

    def source(self) -> Source:
        """Our file with everything that was asked for."""
        added = [edit for side, keys in self._added.items() for edit in self._additions(side, keys)]
        return self._ours.source.edited([*self._edits, *added])

    def _of_key(self, document: IniDocument, key: str) -> IniDocument:
        """A file with the lines of one key only."""
        if id(document) not in self._by_key:
            found: dict[str, list[IniSetting]] = {}
            for one in (*document.settings, *document.switched_off):
                found.setdefault(one.key, []).append(one)
            self._by_key[id(document)] = found
        lines = self._by_key[id(document)].get(key, [])
        return replace(
            document,
            settings=tuple(one for one in lines if one.is_on),
            switched_off=tuple(one for one in lines if not one.is_on),
        )

    def _removals(self, key: str, side: Side) -> Iterator[Edit]:
        """The lines of a key taken out, or commented out where the other side has it so."""
        sleeps = bool(self._of_key(self.files.of(side), key).switched_off)
        for one in self._of_key(self._ours, key).settings:
            start = self._line_start(one)
            if sleeps:
                yield Edit(Span(start, start), ";", rank=2)
            else:
                rest = _REST_OF_LINE.match(self._ours.source.text, start)
                yield Edit(Span(start, rest.end() if rest else one.line.end), "")

    def _line_start(self, setting: IniSetting) -> int:
        text, start = self._ours.source.text, setting.line.start
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        return start

    def _additions(self, side: Side, keys: Sequence[str]) -> Iterator[Edit]:
        """New settings, each behind the line of ours that it follows in the other file."""
        document = self.files.of(side)
        wanted = set(keys)
        anchor: str | None = None
        previous_end = 0
        for one in sorted((*document.settings, *document.switched_off), key=lambda one: one.line):
            if one.is_on and one.key in wanted and document.get(one.key) is one:
                lines = [*_comments_above(document, previous_end, one, self._base_lines)]
                yield self._behind(anchor, [*lines, f"{one.key}={one.value}"])
            elif one.key in self._lines_of_ours:
                anchor = one.key
            previous_end = one.line.end

    def _behind(self, anchor: str | None, lines: list[str]) -> Edit:
        end = self._ours.line_end
        rest = None
        if anchor is not None:
            rest = _REST_OF_LINE.match(self._ours.source.text, self._lines_of_ours[anchor])
        if rest is None or not rest[0].endswith(("\r", "\n")):
            return self._at_end(end.join(lines))
        text = "".join(line + end for line in lines)
        return Edit(Span(rest.end(), rest.end()), text)

    def _at_end(self, text: str) -> Edit:
        whole, end = self._ours.source.text, self._ours.line_end
        starts_line = not whole or whole.endswith(("\r", "\n"))
        at = Span(len(whole), len(whole))
        return Edit(at, f"{text}{end}" if starts_line else f"{end}{text}")

    @cached_property
    def _lines_of_ours(self) -> dict[str, int]:
        """Where the line of each key, on or off, ends in value; the last of several."""
        lines = (*self._ours.switched_off, *self._ours.settings)
        return {one.key: one.value_span.end for one in lines}

    @cached_property
    def _base_lines(self) -> frozenset[str]:
        return frozenset(line.strip() for line in self.files.base.source.text.splitlines())


def _comments_above(
    document: IniDocument, floor: int, setting: IniSetting, known: frozenset[str]
) -> list[str]:
    """The comments right above a setting, down to a blank line or one that base has."""
    lines = document.source.text[floor : setting.line.start].splitlines()[1:]
    found: list[str] = []
    for line in reversed(lines):
        stripped = line.strip()
        if not stripped.startswith(_COMMENT) or stripped in known:
            break
        found.append(line.rstrip())
    return found[::-1]
