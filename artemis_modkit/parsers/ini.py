"""`artemis.ini`: settings with places, in a file without sections.

One decision: configupdater reads the file, line for line, under an invisible section, and
says which lines are settings; what is written are our own edits, because its writer would
put blanks round `=`, which the game forbids.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from configupdater import ConfigUpdater, Option

from artemis_modkit.parsers.characters import character_faults, clean
from artemis_modkit.parsers.faults import Fault, repaired, shortened, without_overlaps
from artemis_modkit.parsers.source import Edit, Source, Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|(?<=[^\r\n])\Z)")
_COMMENT = (";", "//")
_SETTING = re.compile(
    r"(?P<indent>[ \t]*+)(?P<key>[^=\s\ufeff](?:[^=]*[^= \t])?)(?P<before>[ \t]*+)="
    r"(?P<after>[ \t]*+)(?P<value>(?:.*\S)?)(?P<end>\s*+)"
)
_SWITCHED_OFF = re.compile(
    r"(?P<mark>\s*;+[ \t]*)(?P<key>\w+)=(?P<value>\S(?:.*\S)?)?(?P<end>\s*+)"
)
_MARK = re.compile(r"^[ \t]*+((?:;++|//)[ \t]?)(?=[^;/=\s][^=\r\n]*+$)", re.MULTILINE)
_NOTE = re.compile(r"(?<![ \t])[ \t]++(?=\()")
_ORIGINAL = re.compile(r"\s*;\s*ORIGINAL:?\s+(\S+)", re.IGNORECASE)
_INVISIBLE_SECTION = "[settings]\n"


@dataclass(frozen=True, slots=True)
class IniSetting:
    """One `key=value` line, or one that is commented out (`is_on` false).

    `value` is the text behind `=` without outer blanks; of a commented-out line without a
    note in brackets, which `note` holds then (else ""). `original` is the stock value that
    a comment `; ORIGINAL x` above the line names, else `None`.
    """

    key: str
    value: str
    line: Span
    key_span: Span
    value_span: Span
    is_on: bool
    note: str = ""
    original: str | None = None


class _Reader(ConfigUpdater):
    """configupdater with the case of keys kept."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@dataclass(frozen=True)
class IniDocument:
    """A settings file: its settings, those commented out, and its faults, all with places."""

    source: Source
    settings: tuple[IniSetting, ...]
    switched_off: tuple[IniSetting, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "IniDocument":
        """Read any bytes. Raises `TooBig` above the limit of size."""
        return cls.read(Source.from_bytes(name, data))

    @classmethod
    def read(cls, source: Source) -> "IniDocument":
        """Read a source; characters that are faults are read as their repairs."""
        text = clean(source.text)
        begin = 1 if text.startswith("\ufeff") else 0
        lines = [Span(*line.span()) for line in _LINE.finditer(text, begin)]
        found = list(_settings(text, lines))
        faults = without_overlaps([*character_faults(source), *_line_faults(text, lines)])
        return cls(
            source,
            tuple(one for one in found if one.is_on),
            tuple(one for one in found if not one.is_on),
            tuple(faults),
        )

    @cached_property
    def _by_key(self) -> dict[str, IniSetting]:
        return {setting.key: setting for setting in self.settings}

    def get(self, key: str) -> IniSetting | None:
        """The active setting of a key, the last where it stands twice; `None` without one."""
        return self._by_key.get(key)

    @cached_property
    def repaired(self) -> Source:
        """The file with every known repair applied; the same source where nothing is wrong."""
        return repaired(self.source, self.faults)

    @cached_property
    def line_end(self) -> str:
        """The line end that the file uses; `\\n` for a file of one line."""
        found = re.search("\r\n?|\n", self.source.text)
        return found[0] if found else "\n"

    @cached_property
    def comment_mark(self) -> str:
        """What most comments of the file begin with, such as `; `; that for a file of none."""
        marks = Counter(found[1] for found in _MARK.finditer(self.source.text))
        return marks.most_common(1)[0][0] if marks else "; "

    def set(self, key: str, value: str, comment: str = "") -> list[Edit]:
        """Edits that give a key a value: in place, else by switching on a commented-out line.

        All lines of a key that stands twice are changed. Without any such line the setting
        is added at the end of the file, below a comment if there is one.
        """
        active = [one for one in self.settings if one.key == key]
        if active:
            return [Edit(one.value_span, value) for one in active if one.value != value]
        sleeping = [one for one in self.switched_off if one.key == key]
        if sleeping:
            last = sleeping[-1]
            note = f"; {last.note}{self.line_end}" if last.note else ""
            return [Edit(last.line, f"{note}{key}={value}")]
        end = len(self.source.text)
        starts_line = not self.source.text or self.source.text.endswith(("\r", "\n"))
        line = f"{self.comment_mark}{comment}{self.line_end}" if comment else ""
        line += f"{key}={value}"
        line = f"{line}{self.line_end}" if starts_line else f"{self.line_end}{line}"
        return [Edit(Span(end, end), line)]


def _settings(text: str, lines: list[Span]) -> Iterator[IniSetting]:
    reader = _Reader(
        delimiters=("=",),
        comment_prefixes=_COMMENT,
        strict=False,
        allow_no_value=True,
        empty_lines_in_values=False,
    )
    reader.read_file([_INVISIBLE_SECTION, *(_fed(text[line.start : line.end]) for line in lines)])
    index, original = 0, None
    for block in reader[_INVISIBLE_SECTION.strip("[]\n")].iter_blocks():
        for fed in str(block).splitlines():
            line = lines[index]
            index += 1
            whole = text[line.start : line.end]
            if isinstance(block, Option):
                yield _setting(whole, line.start, original)
                original = None
            elif noted := _ORIGINAL.match(whole):
                original = noted[1]
            elif sleeping := _SWITCHED_OFF.fullmatch(whole):
                yield _sleeping(sleeping, line.start)
            elif not fed.strip():
                original = None


def _fed(line: str) -> str:
    """A line as configupdater shall see it: never a section, a continuation or an error."""
    stripped = line.strip()
    if not stripped:
        return "\n"
    if stripped.startswith(_COMMENT) or (
        _SETTING.fullmatch(line) and not stripped.startswith("[") and _is_plain(stripped)
    ):
        return f"{'; ' if stripped.startswith('//') else ''}{_joined(stripped)}\n"
    return ";\n"


def _is_plain(stripped: str) -> bool:
    """Whether a setting's key has no character that splits lines for others than us."""
    return len(stripped.splitlines()) == 1


def _joined(stripped: str) -> str:
    return " ".join(stripped.splitlines())


def _setting(whole: str, start: int, original: str | None) -> IniSetting:
    parts = _SETTING.fullmatch(whole)
    assert parts is not None
    return IniSetting(
        parts["key"],
        parts["value"],
        Span(start + parts.start("key"), start + parts.end("value")),
        Span(start + parts.start("key"), start + parts.end("key")),
        Span(start + parts.start("value"), start + parts.end("value")),
        is_on=True,
        original=original,
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


def _line_faults(text: str, lines: list[Span]) -> Iterator[Fault]:
    for line in lines:
        whole = text[line.start : line.end]
        stripped = whole.strip()
        if not stripped or stripped.startswith(_COMMENT):
            continue
        start = line.start + len(whole) - len(whole.lstrip())
        span = Span(start, start + len(stripped))
        parts = _SETTING.fullmatch(whole)
        if parts is None or stripped.startswith("[") or not _is_plain(stripped):
            yield Fault(
                "ini-line",
                span,
                f"'{shortened(stripped, most=40)}' is neither a setting (key=value) nor a comment; "
                "put ';' before it",
                (Edit(Span(start, start), ";"),),
            )
        elif parts["before"] or parts["after"] or parts["indent"]:
            yield Fault(
                "ini-blanks",
                span,
                f"blanks round '{parts['key']}='; the game wants none: "
                f"write {parts['key']}={parts['value']}",
                tuple(_without_blanks(parts, line.start)),
            )


def _without_blanks(parts: "re.Match[str]", start: int) -> Iterator[Edit]:
    for group in ("indent", "before", "after"):
        if parts[group]:
            yield Edit(Span(start + parts.start(group), start + parts.end(group)), "")
