"""Files that cannot be looked for, because what is audited is only a part of a mod.

Of those, one outside of the folders where all others are named is told by itself.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import FileKind
from artemis_modkit.audit.references import (
    NamedFile,
    named_files,
    occurrence_at,
    stock_files,
    whose,
)
from artemis_modkit.model.wording import listed

_FEWEST = 20
"""Files of a mod's own by which it is known where they lie."""

_MOST_LONELY = 0.1
"""Share of them that lie in dat itself, at most, where all others are in folders of their own."""

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/{}.dxs"/></vessel>'
_README = {"readme.txt": b"A mod of one ship."}


@Rule(
    title="files cannot be looked for in a part of a mod",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Where the art of a mod is not among the files that are audited, nobody can say whether "
    "a mesh or texture is missing. That is so for a folder of text files, and for a patch that "
    "is laid over a larger mod. Where nearly all files of the mod are named in folders of its own, "
    "one in dat itself is told as a warning: it is mostly a path that lost its folder.",
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
    for one in _lonely(look):
        told = occurrence_at(
            look,
            one.references,
            f"{whose(look, one.references)}{one.path} lies in dat itself, where stock has no such "
            "file, and nearly all other files of the mod in folders of their own; is its folder "
            "lost?",
            kind="lonely",
        )
        yield replace(told, severity=Severity.WARNING)


def _lonely(look: Look) -> Iterator[NamedFile]:
    """The files that nobody can look for outside of the folders where all others are."""
    named, stock = look.once(named_files), look.once(stock_files)
    own = [one for one in named.all if one.path not in stock]
    lonely = [one for one in own if one.path.count("/") < 2]
    if len(own) >= _FEWEST and len(lonely) <= _MOST_LONELY * len(own):
        yield from (one for one in lonely if one in named.unknown)
