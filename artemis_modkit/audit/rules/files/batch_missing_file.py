"""Batch files that copy a file which is nowhere."""

from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.references import stock_files
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.files.leftovers import is_leftover
from artemis_modkit.files.trees import normal_path
from artemis_modkit.model.switching import Copy, copies
from artemis_modkit.model.wording import did_you_mean

_MOST_COMPARED = 20
"""Missing names that are compared with all others; each costs as much as the mod has files."""


@Rule(
    title="a batch file copies a file that is not there",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The copy fails, mostly unseen, and the mod is switched on or off by half.",
    together=2,
    repair="Correct the name in the batch file, or add the file to the mod.",
    fires={
        **ships(""),
        "on.bat": b"copy dat\\heronsMod.png dat\\herons.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
    says="on.bat:1 on.bat copies dat/heronsMod.png, which is not in the mod; did you mean "
    "'heronMod.png'?",
    silent={
        **ships(""),
        "on.bat": b"copy dat\\heronMod.png dat\\heron.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
)
def batch_missing_file(look: Look) -> Occurrences:
    every = list(copies(look.mod))
    if not every:
        return
    stock = look.once(stock_files).named
    made = {_name(one.target) for one in every}
    paths = (*stock, *look.mod.tree.paths)
    there = {_name(path): path.rpartition("/")[2] for path in paths if not is_leftover(path)}
    missing: dict[tuple[str, str], list[Copy]] = {}
    for one in every:
        name = _name(one.source)
        if name and name not in there and name not in made:
            missing.setdefault((one.script, one.source), []).append(one)
    for number, ((script, source), places) in enumerate(missing.items()):
        meant = _meant(_name(source), there) if number < _MOST_COMPARED else None
        if meant is None and not _is_of_the_mod(places[0], there):
            continue
        hint = did_you_mean(there[meant.lower()] if meant else None)
        message = f"{script} copies {source.replace(chr(92), '/')}, which is not in the mod{hint}"
        for copy in places:
            yield look.file(script, of_many(message, more=""), line=copy.line, kind=source)


def _name(path: str) -> str:
    """The last part of a path as batch files write it, in small letters; "" for a folder."""
    normal = normal_path(path) or ""
    return PurePosixPath(normal.lower()).name


def _meant(name: str, there: dict[str, str]) -> str | None:
    """The file that a name may mean, but not one that it is a variant of: `artemisMod.ini`."""
    stem = PurePosixPath(name).stem
    others = [one for one in there if not stem.startswith(PurePosixPath(one).stem)]
    return nearest(name, others, cutoff=0.85)


def _is_of_the_mod(copy: Copy, there: dict[str, str]) -> bool:
    """Whether a file can only come from the mod, not from the game, whose files are not known.

    That is one in a folder of its own, or one named after a known file (`vesselDataMod.xml`) or
    after what it is copied to: `badge9Mod.png` to `badge9.png`.
    """
    path = PurePosixPath((normal_path(copy.source) or "").lower())
    made = PurePosixPath(_name(copy.target))
    if made.stem and path.stem != made.stem and path.stem.startswith(made.stem):
        return path.suffix == made.suffix
    if path.parent.as_posix() not in (".", "dat"):
        return True
    starts = (f"{path.stem[:end]}{path.suffix}" for end in range(4, len(path.stem)))
    return any(start in there for start in starts)
