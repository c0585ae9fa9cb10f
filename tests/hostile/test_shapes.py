"""A mod is untrusted: no input takes more than linear time, or memory beyond a bound."""

from collections.abc import Callable

import pytest

from artemis_modkit.audit import audit
from artemis_modkit.model import Mod
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.xml import XmlDocument
from tests.hostile.growth import peak_bytes, takes_linear_time
from tests.hostile.shapes import SHAPES, XML, Shape

STOCK = Mod.open("stock:2.1")
READERS: dict[str, Callable[[str, bytes], object]] = {
    "xml": XmlDocument.from_bytes,
    "ini": IniDocument.from_bytes,
}
"""How a file is read, by its ending."""
READ = [name for name, shape in SHAPES.items() if shape.file.rpartition(".")[2] in READERS]
AUDITED = [
    "attributes that nobody knows",
    "attributes nearly known",
    "ampersands",
    "texts between elements",
    "many roots of ships",
    "conflicts",
    "junk lines",
    "settings",
]
"""Shapes that are cheap to read and whose findings are many."""
_REPETITIONS = 1_000
_BYTES_OF_FAULTS = 3_000 * _REPETITIONS
_BYTES_FOR_A_BYTE = 100
"""Of a file with elements of four characters: an element takes some 300 bytes."""


def reading(shape: Shape) -> Callable[[int], Callable[[], object]]:
    reader = READERS[shape.file.rpartition(".")[2]]

    def prepared(times: int) -> Callable[[], object]:
        data = shape.make(times)
        return lambda: reader(shape.file, data)

    return prepared


def auditing(shape: Shape) -> Callable[[int], Callable[[], object]]:
    def prepared(times: int) -> Callable[[], object]:
        data = shape.make(times)
        return lambda: audit(Mod.from_files("hostile", {shape.file: data}), STOCK)

    return prepared


@pytest.mark.parametrize("name", READ)
def test_reading_takes_linear_time(name: str) -> None:
    takes_linear_time(reading(SHAPES[name]))


@pytest.mark.parametrize("name", AUDITED)
def test_an_audit_takes_linear_time(name: str) -> None:
    takes_linear_time(auditing(SHAPES[name]))


@pytest.mark.parametrize("name", [name for name, one in SHAPES.items() if one.file == XML])
def test_reading_takes_bounded_memory(name: str) -> None:
    shape = SHAPES[name]
    data = shape.make(_REPETITIONS)
    taken = peak_bytes(reading(shape)(_REPETITIONS))
    assert taken < _BYTES_OF_FAULTS + _BYTES_FOR_A_BYTE * len(data)
