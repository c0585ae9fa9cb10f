"""Files that cannot be looked for, because what is audited is only a part of a mod."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.game_files import FileKind
from artemis_modkit.audit.references import hit_at, listed, named_files
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/{}.dxs"/></vessel>'
_README = {"readme.txt": b"A mod of one ship."}


@rule(
    title="files cannot be looked for in a part of a mod",
    severity=Severity.NOTICE,
    confidence=Confidence.CERTAIN,
    why="Where the art of a mod is not among the files that are audited, nobody can say whether "
    "a mesh or texture is missing. That is so for a folder of text files, and for a patch that "
    "is laid over a larger mod.",
    repair="Audit the folder that the mod is installed in, or the .zip that players get.",
    fires={**ships(_SHIP.format("Marsh/heron")), **_README},
    silent={**ships(_SHIP.format("artemis")), **_README},
)
def files_unknown(subject: Subject) -> Iterator[Hit]:
    unknown = subject.once(named_files).unknown
    if not unknown:
        return
    kinds = [kind for kind in FileKind if any(one.kind is kind for one in unknown)]
    there = {FileKind.of(path) for path in subject.mod.tree.paths}
    shown = [
        f"{kind.shown} ({sum(one.kind is kind for one in unknown)} named, "
        f"{'most of them' if kind in there else 'none'} "
        f"{'missing' if kind in there else 'here'})"
        for kind in kinds
    ]
    yield hit_at(
        subject,
        unknown[0].references[:1],
        f"only a part of the mod seems to be here; not looked for are {listed(shown)}",
    )
