"""Files that cannot be looked for, because what is audited is only a part of a mod."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import FileKind
from artemis_modkit.audit.references import named_files, occurrence_at
from artemis_modkit.model.wording import listed

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/{}.dxs"/></vessel>'
_README = {"readme.txt": b"A mod of one ship."}


@Rule(
    title="files cannot be looked for in a part of a mod",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Where the art of a mod is not among the files that are audited, nobody can say whether "
    "a mesh or texture is missing. That is so for a folder of text files, and for a patch that "
    "is laid over a larger mod.",
    repair="Audit the folder that the mod is installed in, or the .zip that players get.",
    fires={**ships(_SHIP.format("Marsh/heron")), **_README},
    says="3:54 only a part of the mod seems to be here; not looked for are meshes (1 named, none "
    "here)",
    silent={**ships(_SHIP.format("artemis")), **_README},
)
def files_unknown(look: Look) -> Occurrences:
    unknown = look.once(named_files).unknown
    if not unknown:
        return
    kinds = [kind for kind in FileKind if any(one.kind is kind for one in unknown)]
    there = {FileKind.of(path) for path in look.mod.tree.paths}
    shown = [
        f"{kind.shown} ({sum(one.kind is kind for one in unknown)} named, "
        f"{'most of them' if kind in there else 'none'} "
        f"{'missing' if kind in there else 'here'})"
        for kind in kinds
    ]
    yield occurrence_at(
        look,
        unknown[0].references[:1],
        f"only a part of the mod seems to be here; not looked for are {listed(shown)}",
    )
