"""Batch files that copy to a name which misses one of the game's files by a slip."""

from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.references import named_files, stock_files
from artemis_modkit.audit.spelling import surely_meant_of
from artemis_modkit.model.batches import Copy, name_of
from artemis_modkit.model.installed import VAGUE
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE
from artemis_modkit.model.switching import copies

_PLAYED = frozenset(map(name_of, (VESSEL_FILE, SETTINGS_FILE)))


@Rule(
    title="a batch file copies to a name that the game does not read",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The copy succeeds and the game goes on with the file that it had: who switches the mod on "
    "plays without it. Told are names one slip of the pen from a file of the game that no other "
    "line, no file and no ship of the mod has; a digit or an ending more is a name of its own.",
    together=2,
    repair="Write the name of the game's file.",
    fires={
        **ships(""),
        "on.bat": b"copy heronMod.xml ..\\dat\\vesselDta.xml\r\n",
        "heronMod.xml": b"<vessel_data/>",
    },
    says="on.bat:1 on.bat copies heronMod.xml to vesselDta.xml, which the game does not read; did "
    "you mean vesselData.xml?",
    silent={
        **ships(""),
        "on.bat": b"copy heronMod.xml ..\\dat\\vesselData.xml\r\n",
        "heronMod.xml": b"<vessel_data/>",
    },
)
def batch_target(look: Look) -> Occurrences:
    every = [one for one in copies(look.mod) if PurePosixPath(name_of(one.target)).suffix]
    if not every:
        return
    known = {name_of(path): path for path in look.once(stock_files).named.values()}
    known |= {name_of(path): path for path in (VESSEL_FILE, SETTINGS_FILE)}
    own = {name_of(path) for path in look.mod.tree.paths} | {name_of(one.source) for one in every}
    own |= {name_of(file.path) for file in look.once(named_files).all}
    lost = [one for one in every if not _is_known(one, {*known, *own})]
    meant = surely_meant_of((name_of(one.target) for one in lost), known)
    for one in lost:
        near = meant[name_of(one.target)]
        if near is not None and _is_slip(one, near):
            source, target = (path.replace("\\", "/") for path in (one.source, one.target))
            message = (
                f"{one.script} copies {source} to {target.rpartition('/')[2].rstrip('*')}, which "
                f"the game does not read; did you mean {known[near].rpartition('/')[2]}?"
            )
            yield look.file(
                one.script, of_many(message, more=""), line=one.line, kind=(source, target)
            )


def _is_known(copy: Copy, known: set[str]) -> bool:
    return name_of(copy.target) in known or VAGUE.search(name_of(copy.target)) is not None


def _is_slip(copy: Copy, meant: str) -> bool:
    """Whether what a copy makes is no variant of a file: `vesselData2.xml`, `vesselDatas.xml`.

    The game has art that no list names, so of art the source must say which is meant too:
    `artemisMod.dxs` to `artmeis.dxs`.
    """
    name, source = name_of(copy.target), name_of(copy.source)
    stem, other = PurePosixPath(name).stem, PurePosixPath(meant).stem
    if source == meant or not (meant in _PLAYED or source.startswith(other)):
        return False
    letters = ["".join(filter(str.isalpha, one)) for one in (stem, other)]
    has_other_ending = PurePosixPath(name).suffix != PurePosixPath(meant).suffix
    return has_other_ending or (letters[0] != letters[1] and not stem.startswith(other))
