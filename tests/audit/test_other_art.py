"""Files of art that are those of another ship, and art that is shared on purpose."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.findings import Severity
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")
FILES = ("{}.dxs", "{}_diffuse.png", "{}_glow.png", "{}_spec.png", "{}.snt")
SHIP = (
    '<vessel uniqueID="{}" side="0" classname="{}" broadType="player"><art meshfile="dat/M/{}" '
    'diffuseFile="dat/M/{}" glowFile="dat/M/{}" specularFile="dat/M/{}"/>'
    '<internal_data file="dat/M/{}"/></vessel>\n'
)
NAMES = ("heron", "egret", "crane", "stork", "bittern", "ibis")


def told(
    *files: str, name: str = "coot", there: tuple[str, ...] = (), more: str = ""
) -> list[tuple[Severity, str]]:
    """What is told of a ship with these files beside six whose art is called as they are."""
    whole = [SHIP.format(at, one, *(file.format(one) for file in FILES))
             for at, one in enumerate(NAMES)]  # fmt: skip
    body = "".join(whole) + SHIP.format(90, name, *files) + more
    mod = Mod.from_files("mod", {**ships(body), **{f"dat/M/{file}": b"x" for file in there}})
    findings = audit(mod, STOCK, scope=Scope(select=["other-art"])).findings
    return [(one.severity, one.message) for one in findings]


def coot(at: int, name: str) -> list[str]:
    return [file.format(name if number == at else "coot") for number, file in enumerate(FILES)]


@pytest.mark.parametrize(("at", "what"), [(0, "mesh"), (4, "system grid")])
def test_a_file_of_another_ship_is_told(at: int, what: str) -> None:
    file = FILES[at]
    assert told(*coot(at, "crane")) == [
        (Severity.NOTICE, f"90 coot: its {what} dat/M/{file.format('crane')} is that of 2 crane, "
         f"the rest of its art is called coot; was dat/M/{file.format('coot')} meant?")
    ]  # fmt: skip


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_texture_of_another_ship_is_told_where_its_own_is_there(at: int) -> None:
    assert told(*coot(at, "crane")) == []
    assert len(told(*coot(at, "crane"), there=(FILES[at].format("coot"),))) == 1


def test_where_its_own_lies_unused_it_is_a_warning() -> None:
    both = ("crane_glow.png", "coot_glow.png")
    ((severity, _),) = told(*coot(2, "crane"), there=both)
    assert severity is Severity.WARNING
    assert told(*coot(2, "crane"), there=both[:1]) == []  # no own one was made
    assert told(*coot(4, "crane"), there=("crane.snt", "coot.snt")) == []  # other-grid tells it


def test_art_that_is_shared_or_called_otherwise_is_meant() -> None:
    assert told(*coot(9, "")) == []
    assert told(*coot(2, "lamp")) == []
    twice = SHIP.format(91, "young coot", *(file.format("coot") for file in FILES))
    assert told(*coot(0, "crane"), more=twice) == []
    assert told(*(file.format("crane") for file in FILES)) == []
    assert (
        told("coot.dxs", "crane_diffuse.png", "crane_glow.png", "egret_spec.png", "egret.snt") == []
    )


def test_an_unused_grid_hides_no_file_of_another_ship() -> None:
    def ship(at: int, name: str, *files: str) -> str:
        return SHIP.format(at, name, *(files or [file.format(name) for file in FILES]))

    rail = [file.format("rail") for file in FILES]
    more = ship(92, "tern") + ship(93, "gull") + ship(94, "rail", "stork.dxs", *rail[1:])
    [(_, message)] = told(*coot(4, "crane"), there=("coot.snt",), more=more)
    assert message.startswith("94 rail: its mesh dat/M/stork.dxs is that of 3 stork, ")
