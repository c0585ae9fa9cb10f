"""Ships by their parts, and what one rule says of them."""

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")


XML = "dat/vesselData.xml"


RULES = (
    "bays-without-carrier",
    "beam-twice-on-one-side",
    "carrier-without-bays",
    "drones-of-players",
    "many-bombers",
    "mirror-slip",
    "missing-efficiency",
    "missing-engine",
    "missing-fleet-ai",
    "missing-grid",
    "missing-mesh",
    "missing-performance",
    "missing-player-damage",
    "missing-points",
    "missing-shields",
    "missing-text",
    "part-twice",
    "point-twice",
    "second-mesh",
    "stores-without-tubes",
    "torpedoes-of-computer",
    "tubes-without-stores",
)


MOVES = '<performance turnrate="0.002" topspeed="0.3"/>'


def of(body: str) -> Mod:
    return Mod.from_files("example", ships(body))


def said(rule: str, body: str) -> list[str]:
    return [one.message for one in audit(of(body), STOCK, scope=Scope(select=[rule])).findings]


def vessel(inner: str, words: str = "small", number: int = 7, side: int = 0) -> str:
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="Kite" broadType="{words}">\n'
        f"{inner}\n</vessel>\n"
    )


def point(x: str, y: str = "4", z: str = "-250", name: str = "impulse_point") -> str:
    return f'  <{name} x="{x}" y="{y}" z="{z}"/>'
