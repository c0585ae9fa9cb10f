"""The measure of the tests of the frame, and small mods of ships."""

from typing import Any

from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.model import Mod
from artemis_modkit.parsers.source import Location
from tests.balance.fleets import mod_of, vessel

STOCK = Mod.open("stock:2.8")


SHIPS = "dat/vesselData.xml"


def occurrence(line: int, message: str = "wrong", **rest: Any) -> Occurrence:
    return Occurrence("a.xml", Location(line, 1), message, **rest)


def ships(*bodies: str) -> Mod:
    return mod_of(*(vessel(body, number=at) for at, body in enumerate(bodies)))
