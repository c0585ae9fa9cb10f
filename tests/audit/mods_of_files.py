"""Small mods of ships and files, and what rules say of them."""

from artemis_modkit.audit import Finding, Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.parsers.snt import GRID_BYTES

STOCK = Mod.open("stock")


XML = "dat/vesselData.xml"


MESH, PICTURE, SOUND = b"<scene></scene>", b"\x89PNG", b"RIFF"


PATHS = ("missing-file", "path-case", "untidy-path", "backslash-path", "path-outside")


RULES = (
    *PATHS,
    *("missing-cue", "files-unknown", "case-twins", "empty-file", "unreadable-mesh"),
    *("snt-size", "snt-nodes", "snt-missing-system", "unreferenced-files", "differing-twin"),
    *("batch-missing-file", "batch-case"),
)


Shown = tuple[str, str, int, str, tuple[int, ...]]


def vessel(number: int, *meshes: str, words: str = "", grid: str = "", inner: str = "") -> str:
    art = "".join(f'<art meshfile="{mesh}"/>' for mesh in meshes)
    internal = f'<internal_data file="{grid}"/>' if grid else ""
    return (
        f'<vessel uniqueID="{number}" side="0" classname="Heron" broadType="{words}">'
        f"{art}{internal}{inner}</vessel>\n"
    )


def mod(body: str, files: dict[str, bytes]) -> Mod:
    return Mod.from_files("mod", {**ships(body), **files})


def shown(findings: tuple[Finding, ...]) -> list[Shown]:
    return [
        (
            one.rule,
            one.file,
            one.location.line,
            one.message,
            tuple(place.line for place in one.also),
        )
        for one in findings
    ]


def found(mod: Mod, *rules: str, stock: Mod = STOCK) -> list[Shown]:
    return shown(audit(mod, stock, scope=Scope(select=rules or RULES)).findings)


def said(mod: Mod, *rules: str, stock: Mod = STOCK) -> list[str]:
    return [message for _, _, _, message, _ in found(mod, *rules, stock=stock)]


def grid(*codes: int) -> bytes:
    nodes = [bytes(12) + code.to_bytes(4, "little", signed=True) + bytes(16) for code in codes]
    return b"".join(nodes * 250)[:GRID_BYTES]


USED = {"dat/Marsh/heron.dxs": MESH}


def unused(*paths: str) -> list[str]:
    files = {**USED, **dict.fromkeys(paths, MESH)}
    return said(mod(vessel(1, "dat/Marsh/heron.dxs"), files), "unreferenced-files")
