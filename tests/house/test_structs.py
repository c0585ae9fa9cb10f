"""mypy tells functions of `dataclasses` that are called on structs: msgspec's types let them through."""

import re
from pathlib import Path

import pytest

from tests.conftest import PROJECT

CALLS = """
import dataclasses
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, fields, replace
from typing import TypeVar

import msgspec.structs
from msgspec import Struct


class Base(Struct, frozen=True):
    x: int


class Own(Base, frozen=True):
    y: int = 0


@dataclass
class Plain:
    x: int


Any = TypeVar("Any", bound=Base)


def calls(one: Own, other: Own | Plain, kind: type[Own], more: Iterable[Own], any: Any) -> None:
    replace(one, x=1)  # wrong
    dataclasses.replace(one, x=1)  # wrong
    asdict(one)  # wrong
    astuple(one)  # wrong
    fields(one)  # wrong
    fields(Own)  # wrong
    fields(kind)  # wrong
    asdict(other)  # wrong
    asdict(any)  # wrong
    [replace(each, x=1) for each in more]  # wrong
    if isinstance(other, Plain):
        asdict(other)
        replace(other, x=1)
        fields(Plain)
    msgspec.structs.replace(one, x=1)
    msgspec.structs.asdict(one)
"""


def test_mypy_tells_each_call_on_a_struct_and_no_other(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="mypy is not installed")
    place = tmp_path / "calls.py"
    place.write_text(CALLS, "utf-8")
    config = ("--config-file", str(PROJECT / "pyproject.toml"), "--cache-dir", str(tmp_path))
    out, err, _ = api.run([*config, str(place)])
    told = {int(found) for found in re.findall(r"calls\.py:(\d+): error: dataclasses\.", out)}
    lines = CALLS.splitlines()
    assert err == ""
    assert told == {at for at, line in enumerate(lines, 1) if line.endswith("# wrong")}, out
    assert out.count(": error: ") == len(told), out
