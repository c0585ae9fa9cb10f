"""Ships by what stands in them, and what one rule says of their values."""

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")


def said(rule: str, body: str) -> list[str]:
    mod = Mod.from_files("example", ships(body))
    return [one.message for one in audit(mod, STOCK, scope=Scope(select=[rule])).findings]


def vessel(inner: str, words: str = "small", number: int = 7) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="Kite" broadType="{words}">'
        f"{inner}</vessel>\n"
    )
