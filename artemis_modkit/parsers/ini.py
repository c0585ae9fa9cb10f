"""`artemis.ini`: settings with places, in a file without sections.

The lines are told by our own reader (`ini_lines`), because only it knows what a
damaged one was meant to be; configupdater, which reads every other dialect of such files, is the
second opinion on what we made of them, as lxml is on XML.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nsmallest

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.blocking import blocking_faults, legible_text
from artemis_modkit.parsers.characters import character_faults, clean
from artemis_modkit.parsers.faults import MAX_FAULTS, Fault, repaired, shortened, without_overlaps
from artemis_modkit.parsers.ini_lines import IniLine, KnownKeys, LineKind, LineReader
from artemis_modkit.parsers.source import Edit, Source, Span, first_line_end

_LINE = pattern(r"[^\r\n]*(?:\r\n?|\n|(?<=[^\r\n])\Z)")
_SWITCHED_OFF = pattern(r"(?P<mark>\s*;+[ \t]*)(?P<key>\w+)=(?P<value>\S(?:.*\S)?)?(?P<end>\s*+)")
_MARK = pattern(r"^[ \t]*+((?:;++|//)[ \t]?)(?=[^;/=\s][^=\r\n]*+$)", re.MULTILINE)
_NOTE = pattern(r"(?<![ \t])[ \t]++(?=\()")
_ORIGINAL = pattern(r"\s*;\s*ORIGINAL:?\s+(\S+)", re.IGNORECASE)
_REST_OF_LINE = pattern(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_IN_A_WORD = pattern(r"\w[\x00-\x08\x0b\x0c\x0e-\x1f]\w")
_DAMAGE = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_LINES_OF_VERDICT = 5_000
"""Lines of a file that configupdater is asked about; stock has 1,100."""


class IniSetting(Struct, frozen=True):
    """One `key=value` line, or one that is commented out (`is_on` false).

    `value` is the text behind `=` without outer blanks; of a commented-out line without a
    note in brackets, which `note` holds then (else ""). `original` is the stock value that
    a comment `; ORIGINAL x` above the line names, else `None`. `is_plain` is false for a line
    of another form that plainly says the same (`touchScreen: 1`).
    """

    key: str
    value: str
    line: Span
    key_span: Span
    value_span: Span
    is_on: bool
    note: str = ""
    original: str | None = None
    is_plain: bool = True


class IniDocument(Struct, frozen=True, dict=True):
    """A settings file: its settings, those commented out, and its faults, all with places."""

    source: Source
    settings: tuple[IniSetting, ...]
    switched_off: tuple[IniSetting, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def from_bytes(cls, name: str, data: bytes, known: KnownKeys | None = None) -> "IniDocument":
        """Read any bytes. Raises `TooBig` above the limit of size."""
        return cls.read(Source.from_bytes(name, data), known)

    @classmethod
    def read(cls, source: Source, known: KnownKeys | None = None) -> "IniDocument":
        """Read a source; characters that are faults are read as their repairs.

        `known` are the keys of the game: only those are recognised in damaged lines.
        """
        blocking = blocking_faults(source)
        text = legible_text(source, blocking) if blocking else clean(source.text)
        begin = 1 if text.startswith("\ufeff") else 0
        reader = LineReader(text, known or {})
        lines = [reader.read(Span(*line.span())) for line in _LINE.finditer(text, begin)]
        lines = _without_doubts(text, lines)
        if text != source.text:
            lines = [_as_damaged(source.text, line) for line in lines]
        faults = [*_character_faults(source, lines), *_mark_faults(source, lines)]
        faults += (fault for line in lines if (fault := line.fault))
        ini_settings = list(_settings(text, lines))
        return cls(
            source,
            tuple(setting for setting in ini_settings if setting.is_on),
            tuple(setting for setting in ini_settings if not setting.is_on),
            blocking or tuple(without_overlaps(list(_capped(faults)))),
        )

    @cached_property
    def _by_key(self) -> dict[str, IniSetting]:
        return {setting.key: setting for setting in self.settings}

    def get(self, key: str) -> IniSetting | None:
        """The active setting of a key, the last where it stands twice; `None` without one."""
        return self._by_key.get(key)

    def lines_of(self, key: str, *, is_on: bool = True) -> Sequence[IniSetting]:
        """The lines of a key in the order of the file, those that are on or those switched off."""
        return self._lines_of.get((key, is_on), ())

    @cached_property
    def _lines_of(self) -> dict[tuple[str, bool], list[IniSetting]]:
        ini_settings: dict[tuple[str, bool], list[IniSetting]] = {}
        for setting in (*self.settings, *self.switched_off):
            ini_settings.setdefault((setting.key, setting.is_on), []).append(setting)
        return ini_settings

    @cached_property
    def repaired(self) -> Source:
        """The file with every known repair applied; the same source where nothing is wrong."""
        return repaired(self.source, self.faults)

    def verdict(self) -> str | None:
        """What configupdater says against the repaired file; `None` where it reads the same.

        Also where there is nothing to compare: faults without a repair, thousands of lines.
        """
        if not all(fault.repairable for fault in self.faults):
            return None
        from artemis_modkit.parsers.ini_verdict import configupdater_pairs

        lines = _LINE.findall(self.repaired.text.removeprefix("\ufeff"))
        if len(lines) > _MOST_LINES_OF_VERDICT:
            return None
        pairs = configupdater_pairs(lines)
        own = [(setting.key, setting.value) for setting in self.settings]
        if isinstance(pairs, str) or pairs == own:
            return pairs if isinstance(pairs, str) else None
        odd = next((one for one in [*pairs, *own] if one not in own or one not in pairs), own[0])
        return f"{odd[0]}={odd[1]} is not read alike"

    @cached_property
    def line_end(self) -> str:
        """The line end that the file begins with; `\\n` for a file of one line."""
        return first_line_end(self.source.text)

    @cached_property
    def comment_mark(self) -> str:
        """What most comments of the file begin with, such as `; `; that for a file of none."""
        marks = Counter(match[1] for match in _MARK.finditer(self.source.text))
        return marks.most_common(1)[0][0] if marks else "; "

    def set(self, key: str, value: str, comment: str = "") -> list[Edit]:
        """Edits that give a key a value: in place, else by switching on a commented-out line.

        All lines of a key that stands twice are changed. Without any such line the setting
        is added at the end of the file, below a comment if there is one.
        """
        active = self.lines_of(key)
        if active:
            return [self.changed(setting, value) for setting in active if setting.value != value]
        if sleeping := self.lines_of(key, is_on=False):
            last = sleeping[-1]
            note = f"; {last.note}{self.line_end}" if last.note else ""
            return [Edit(last.line, f"{note}{key}={value}")]
        lines = [f"{self.comment_mark}{comment}"] if comment else []
        return [self.with_lines([*lines, f"{key}={value}"])]

    def changed(self, setting: IniSetting, value: str) -> Edit:
        """The edit that gives a setting a value."""
        if setting.is_plain:
            return Edit(setting.value_span, value)
        return Edit(setting.line, f"{setting.key}={value}")

    def renamed(self, setting: IniSetting, key: str) -> Edit:
        """The edit that gives a setting another key."""
        return Edit(setting.key_span, key)

    def without(self, setting: IniSetting) -> Edit:
        """The edit that takes out a setting with its line."""
        start = self._line_start(setting)
        rest = _REST_OF_LINE.match(self.source.text, start)
        return Edit(Span(start, rest.end() if rest else setting.line.end), "")

    def commented_out(self, setting: IniSetting) -> Edit:
        """The edit that makes a comment of a setting."""
        start = self._line_start(setting)
        return Edit(Span(start, start), ";", rank=2)

    def with_comment(self, setting: IniSetting, comment: str) -> Edit:
        """The edit that writes a comment, given with its mark, in a line before a setting."""
        start = self._line_start(setting)
        return Edit(Span(start, start), f"{comment}{self.line_end}", rank=1)

    def with_lines(self, lines: Sequence[str], behind: IniSetting | None = None) -> Edit:
        """The edit that adds lines behind the line of a setting, or else at the end."""
        text, end = self.source.text, self.line_end
        rest = None if behind is None else _REST_OF_LINE.match(text, behind.value_span.end)
        if rest is not None and rest[0].endswith(("\r", "\n")):
            return Edit(Span(rest.end(), rest.end()), "".join(f"{line}{end}" for line in lines))
        added = end.join(lines)
        starts_line = not text or text.endswith(("\r", "\n"))
        at = Span(len(text), len(text))
        return Edit(at, f"{added}{end}" if starts_line else f"{end}{added}")

    def _line_start(self, setting: IniSetting) -> int:
        text, start = self.source.text, setting.line.start
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        return start


def _settings(text: str, lines: Iterable[IniLine]) -> Iterator[IniSetting]:
    """The settings of the lines, on or off, each with the note above it of its original value.

    A blank line parts a note from what follows.
    """
    original = None
    for line in lines:
        match line.kind:
            case LineKind.BLANK:
                original = None
            case LineKind.COMMENT:
                whole = text[line.whole.start : line.whole.end]
                if noted := _ORIGINAL.match(whole):
                    original = noted[1]
                elif sleeping := _SWITCHED_OFF.fullmatch(whole):
                    yield _sleeping(sleeping, line.whole.start)
            case LineKind.SETTING | LineKind.MEANT:
                yield _setting(line, original)
                original = None


def _setting(line: IniLine, original: str | None) -> IniSetting:
    is_plain = line.kind is LineKind.SETTING
    whole = Span(line.key_span.start, line.value_span.end) if is_plain else line.stripped
    return IniSetting(
        line.key,
        line.value,
        whole,
        line.key_span,
        line.value_span,
        is_on=True,
        original=original,
        is_plain=is_plain,
    )


def _sleeping(parts: "re.Match[str]", start: int) -> IniSetting:
    value, *note = _NOTE.split(parts["value"] or "", maxsplit=1)
    at = start + parts.end("key") + 1
    return IniSetting(
        parts["key"],
        value.rstrip(),
        Span(start, start + parts.start("end")),
        Span(start + parts.start("key"), start + parts.end("key")),
        Span(at, at + len(value.rstrip())),
        is_on=False,
        note=note[0] if note else "",
    )


def _without_doubts(text: str, lines: Sequence[IniLine]) -> list[IniLine]:
    """The lines, those spoilt that mean another value than a second line gives the same key."""
    if all(line.kind is not LineKind.MEANT for line in lines):
        return list(lines)
    values: dict[str, set[str]] = {}
    for line in lines:
        if line.kind in (LineKind.SETTING, LineKind.MEANT):
            values.setdefault(line.key, set()).add(line.value)
    least = {key: nsmallest(2, given) for key, given in values.items() if len(given) > 1}
    return [
        _in_doubt(line, least[line.key])
        if line.kind is LineKind.MEANT and line.key in least
        else line
        for line in lines
    ]


def _in_doubt(line: IniLine, values: Sequence[str]) -> IniLine:
    other = values[values[0] == line.value]
    remark = f"{line.remark}, or nothing: another line sets it to '{shortened(other)}'"
    return replace(line, kind=LineKind.SPOILT, code="ini-line", remark=remark, edits=())


def _as_damaged(text: str, line: IniLine) -> IniLine:
    """The line, without a repair of what only a lost character may have made of it."""
    if not line.edits or not any(
        _DAMAGE.search(text[edge.start : edge.end]) for edge in _edges(line)
    ):
        return line
    return replace(line, code="", remark="", edits=())


def _edges(line: IniLine) -> Iterator[Span]:
    """What stands round the key and the value of a setting, where only blanks may stand.

    Between a key and its value a single character, whatever it is, stands for the lost sign.
    """
    if line.kind not in (LineKind.SETTING, LineKind.MEANT):
        return
    sign = Span(line.key_span.end, line.value_span.start)
    yield Span(line.whole.start, line.key_span.start)
    if sign.end - sign.start > 1:
        yield sign
    yield Span(line.value_span.end, line.whole.end)


def _character_faults(source: Source, lines: Sequence[IniLine]) -> Iterator[Fault]:
    """Faults of characters; one inside of a word, or beside a setting, hides one that is lost.

    No blank stands for that: what begins with a NUL may have been switched off by a `;`.
    """
    faults = list(character_faults(source))
    if not faults:
        return
    mended = {
        at for line in lines for edit in line.edits for at in range(edit.span.start, edit.span.end)
    }
    beside = {
        edge.start + match.start()
        for line in lines
        for edge in _edges(line)
        for match in _DAMAGE.finditer(source.text[edge.start : edge.end])
    }
    for fault in faults:
        hidden = [
            at
            for edit in fault.reading
            if (at := edit.span.start) not in mended
            and (at in beside or _IN_A_WORD.match(source.text, at - 1))
        ]
        if not hidden:
            yield fault
        else:
            shown = f"U+{ord(source.text[hidden[0]]):04X}"
            lost, anew = "a letter is", "word"
            if hidden[0] in beside:
                lost, anew = "something, such as ';', may be", "line"
            message = f"the character {shown} stands where {lost} lost; write the {anew} anew"
            yield Fault(fault.code, fault.span, message)


def _mark_faults(source: Source, lines: Sequence[IniLine]) -> Iterator[Fault]:
    """A byte order mark before the first setting, which becomes a part of its key."""
    is_first = lines and lines[0].kind in (LineKind.SETTING, LineKind.MEANT)
    if is_first and source.text.startswith("\ufeff") and source.encoding == "utf-8":
        message = (
            "a byte order mark stands before the first setting, so the game reads its key as "
            f"'U+FEFF {lines[0].key}'; remove it"
        )
        yield Fault("ini-mark", Span(0, 1), message, (Edit(Span(0, 1), ""),))


def _capped(faults: Sequence[Fault]) -> Iterator[Fault]:
    """The faults; of a kind that there are thousands of the first alone, and no repair of it."""
    counts = Counter(fault.code for fault in faults)
    told: set[str] = set()
    for fault in faults:
        count = counts[fault.code]
        if count <= MAX_FAULTS:
            yield fault
        elif fault.code not in told:
            told.add(fault.code)
            message = f"{fault.message} ({count:,} such lines; more than {MAX_FAULTS:,} stay)"
            yield replace(fault, message=message, edits=())
