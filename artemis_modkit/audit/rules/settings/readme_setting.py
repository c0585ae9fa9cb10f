"""Settings that a read-me announces otherwise than artemis.ini sets them."""

import re
from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.readmes import Line, lines
from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import same_value, setting_facts
from artemis_modkit.parsers.source import Span

_KEY = r"[A-Za-z]{2,}[A-Z]\w*"
_VALUE = r"-?\d+(?:\.\d+)?"
_SAID = pattern(
    rf"(?<![\w/.])(?P<keys>{_KEY}(?:\s*/\s*{_KEY})*)[`*]*(?:\s*[|:=]\s*|\s+)[`*]*"
    rf"(?P<values>{_VALUE}(?:\s*/\s*{_VALUE})*)"
    r"(?![\w%]|[.,]\d|\s*(?:->|=>|→|\.\.|to\b|bis\b|à\b|-\s*\d))"
)
"""`stationEnergy 1250`, `| stationEnergy | 1250 |`, `first / second: 2600 / 2.3`."""


def _mod(value: str) -> dict[str, bytes]:
    return {
        "artemis.ini": f"stationEnergy={value}\n".encode(),
        "readme.txt": b"Stations are poor.\nstationEnergy 650\n",
    }


@Rule(
    title="a read-me announces another value of a setting",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players set up a game by the read-me. A value that is another one in artemis.ini, or that "
    "stands there behind a ; and so sets nothing, was changed in one place only.",
    repair="Correct the setting or the read-me, whichever was forgotten.",
    fires=_mod("560"),
    says="1:15 stationEnergy=560, and readme.txt:2 says 650; correct one of the two",
    silent=_mod("650"),
)
def readme_setting(look: Look) -> Occurrences:
    if look.mod.settings is None:
        return
    facts = setting_facts()
    said: dict[str, list[tuple[str, Line]]] = {}
    for line in lines(look):
        for key, value in _said(line):
            if key in facts:
                said.setdefault(key, []).append((value, line))
    for key, told in said.items():
        value, line = told[0]
        if any(not same_value(value, other) for other, _ in told):
            continue
        place = f"{line.file}:{line.number} says {value}"
        active = [setting for setting in look.settings if setting.key == key]
        if not active and not same_value(value, facts[key].default):
            yield from _switched_off(look, key, value, place)
        numbers = [read_decimal(setting.value) for setting in active]
        if any(number is None or not facts[key].accepts_number(number) for number in numbers):
            continue  # other rules tell of it
        if active and not any(same_value(setting.value, value) for setting in active):
            yield look.setting(
                active[0], f"{key}={active[0].value}, and {place}; correct one of the two"
            )


def _said(line: Line) -> Iterator[tuple[str, str]]:
    for said in _SAID.finditer(line.text):
        keys, values = said["keys"].split("/"), said["values"].split("/")
        if len(keys) == len(values):
            yield from (
                (key.strip(), value.strip()) for key, value in zip(keys, values, strict=True)
            )


def _switched_off(look: Look, key: str, value: str, place: str) -> Occurrences:
    """A line that would set a value, behind the mark of a comment."""
    source = look.ini.source
    for found in re.finditer(rf"^[ \t]*;[ \t]*({key}[ \t]*=[^\r\n]*)", source.text, re.MULTILINE):
        if same_value(found[1].partition("=")[2].strip(), value):
            yield look.text(
                source,
                Span(found.start(), found.end()),
                f"{key} stands behind a ; and sets nothing, and {place}; remove the ; or correct "
                "the read-me",
                element=key,
            )
