"""Every kind of broken file, with what is found in it, how it is repaired and what is read.

A new case is a new file in `fixtures/broken`; `pytest --update` writes what is expected of it.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from artemis_modkit.model.settings import setting_facts
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Source
from artemis_modkit.parsers.xml import Element, XmlDocument
from tests.conftest import FIXTURES
from tests.expected import as_expected

BROKEN = FIXTURES / "broken"
XML_FILES = sorted(BROKEN.glob("*.xml"))
INI_FILES = sorted(BROKEN.glob("*.ini"))
_IS_NEVER_REPAIRED = {"binary.xml", "blanks-only.xml", "empty.xml", "no-element.xml"}


def _name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", XML_FILES, ids=_name)
def test_a_broken_xml_file_is_read_whole_and_each_fault_has_its_repair(
    path: Path, update: bool
) -> None:
    document = XmlDocument.from_bytes(path.name, path.read_bytes())
    read = (_element_line(element) for element in document.elements)
    _compare(path, _report(document.source, document.faults, document.repaired, read), update)


@pytest.mark.parametrize("path", INI_FILES, ids=_name)
def test_a_broken_ini_file_is_read_whole_and_each_fault_has_its_repair(
    path: Path, update: bool
) -> None:
    document = IniDocument.from_bytes(path.name, path.read_bytes(), setting_facts())
    on = (f"{one.key}={one.value}" for one in document.settings)
    off = (f"(off) {one.key}={one.value}" for one in document.switched_off)
    _compare(
        path, _report(document.source, document.faults, document.repaired, (*on, *off)), update
    )


@pytest.mark.parametrize("path", XML_FILES, ids=_name)
def test_lxml_accepts_a_repaired_file_unless_there_is_nothing_to_repair(path: Path) -> None:
    document = XmlDocument.from_bytes(path.name, path.read_bytes())
    is_accepted = document.verdict() is None
    assert is_accepted is (path.name not in _IS_NEVER_REPAIRED)


@pytest.mark.parametrize("path", [*XML_FILES, *INI_FILES], ids=_name)
def test_a_broken_file_that_nobody_repairs_keeps_its_bytes(path: Path) -> None:
    data = path.read_bytes()
    assert Source.from_bytes(path.name, data).to_bytes() == data


def test_every_expectation_belongs_to_a_broken_file() -> None:
    expected = {path.name for path in BROKEN.glob("*.expected.txt")}
    assert expected == {_expected(path).name for path in (*XML_FILES, *INI_FILES)}


def _expected(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected.txt")


def _compare(path: Path, found: str, update: bool) -> None:
    as_expected(_expected(path), found, update=update)


def _report(
    source: Source,
    faults: tuple[Fault, ...],
    repaired: Source,
    read: Iterator[str] | tuple[str, ...],
) -> str:
    places = (source.location(fault.span.start) for fault in faults)
    lines = [
        *(
            f"{place.line}:{place.column} {fault.code} {fault.message}"
            for place, fault in zip(places, faults, strict=True)
        ),
        "",
        *(
            [f"encoding {source.encoding} -> {repaired.encoding}"]
            if source.encoding != repaired.encoding
            else []
        ),
        *difflib.unified_diff(
            _lines(source.text),
            _lines(repaired.text),
            source.name,
            "repaired",
            n=0,
            lineterm="",
        ),
        "",
        "read as",
        *read,
    ]
    return "".join(f"{_shown(line)}\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines with their ends, but for the plain `\\n` that most have."""
    return [line.removesuffix("\n") for line in re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+", text)]


def _element_line(element: Element) -> str:
    depth, outer = 0, element.parent
    while outer is not None:
        depth, outer = depth + 1, outer.parent
    attributes = "".join(f" {name}={value!r}" for name, value in element.attributes.items())
    return f"{'  ' * depth}{element.name}{attributes}"


def _shown(line: str) -> str:
    """A line with all that no editor shows written as a Python escape, stray bytes as bytes."""
    escaped = "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in line
    ).replace(r"\udc", r"\x")
    return re.sub(" +$", lambda blanks: r"\x20" * len(blanks[0]), escaped)
