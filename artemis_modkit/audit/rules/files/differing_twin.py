"""Copies of vesselData.xml and artemis.ini that a mod keeps for switching, and that differ."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.game_files import is_hollow
from artemis_modkit.audit.mentioned_files import text_of, twin_of


@Rule(
    title="a file and its copy for switching the mod on differ",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Batch files that switch a mod on copy vesselDataMOD.xml over vesselData.xml, or "
    "artemisMod.ini over artemis.ini. Where the two differ, players who switched the mod off and "
    "on play with other figures than those who did not.",
    repair="Copy the newer one over the other.",
    fires={"artemis.ini": b"stationEnergy=1000\n", "artemisMod.ini": b"stationEnergy=900\n"},
    says="1:1 artemis.ini and artemisMod.ini differ, first in line 1",
    silent={"artemis.ini": b"stationEnergy=1000\n", "artemisMod.ini": b"stationEnergy=1000\n"},
)
def differing_twin(look: Look) -> Occurrences:
    mod = look.mod
    for path in (mod.vessel_file, mod.settings_file):
        twin = None if path is None else twin_of(mod, path)
        if path is None or twin is None:
            continue
        if any(is_hollow(mod.tree.read(one)) for one in (path, twin)):
            continue
        lines, others = _lines(look, path), _lines(look, twin)
        original = twin_of(mod, path, "Original")
        is_off = original is not None and _lines(look, original) == lines
        if lines != others and not is_off:
            at = _first_difference(lines, others)
            yield look.file(
                path,
                f"{path} and {twin} differ, first in line {at}",
                line=min(at, len(lines)) or 1,
            )


def _lines(look: Look, path: str) -> list[str]:
    """The lines of a file as Windows means them: case and kinds of slashes make no difference."""
    text = text_of(look.mod, path).removeprefix("\ufeff").lower().replace("\\", "/")
    return [line.replace("//", "/").rstrip() for line in text.rstrip().splitlines()]


def _first_difference(lines: list[str], others: list[str]) -> int:
    pairs = zip(lines, others, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    return (min(len(lines), len(others)) if same is None else same) + 1
