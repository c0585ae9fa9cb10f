"""Batch files that copy a file which is nowhere."""

from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.references import stock_files
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.files.leftovers import is_leftover
from artemis_modkit.files.trees import normal_path
from artemis_modkit.model.batches import Copy, name_of
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE
from artemis_modkit.model.switching import copies
from artemis_modkit.model.wording import did_you_mean

_PLAYED = frozenset(map(name_of, (VESSEL_FILE, SETTINGS_FILE)))
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
    made = {name_of(one.target) for one in every}
    paths = (*stock, *look.mod.tree.paths)
    there = {name_of(path): path.rpartition("/")[2] for path in paths if not is_leftover(path)}
    missing: dict[tuple[str, str], list[Copy]] = {}
    for one in every:
        name = PurePosixPath(_path(one)).name
        if name and not one.is_asked and name not in there and name not in made:
            missing.setdefault((one.script, one.source), []).append(one)
    for number, ((script, source), places) in enumerate(missing.items()):
        meant = (
            _meant(PurePosixPath(_path(places[0])).name, there) if number < _MOST_COMPARED else None
        )
        if meant is None and not _is_of_the_mod(places[0], there):
            continue
        hint = did_you_mean(there[meant.lower()] if meant else None)
        message = f"{script} copies {source.replace(chr(92), '/')}, which is not in the mod{hint}"
        for copy in places:
            yield look.file(script, of_many(message, more=""), line=copy.line, kind=source)


def _path(copy: Copy) -> str:
    """The path in the mod, in small letters, that a copy is made of; "" for no such."""
    folder = copy.script.rpartition("/")[0] if copy.source.startswith("..") else ""
    return (normal_path(f"{folder}/{copy.source}" if folder else copy.source) or "").lower()


def _meant(name: str, there: dict[str, str]) -> str | None:
    """The file that a name may mean, but not one that it is a variant of: `artemisMod.ini`."""
    stem = PurePosixPath(name).stem
    others = [one for one in there if not stem.startswith(PurePosixPath(one).stem)]
    return nearest(name, others, cutoff=0.85)


def _is_of_the_mod(copy: Copy, there: dict[str, str]) -> bool:
    """Whether a file can only come from the mod, not from the game, whose files are not known.

    That is what is put in the place of vesselData.xml or artemis.ini, one in a folder of its own,
    or one named after a known file (`vesselDataMod.xml`) or after what it is copied to:
    `badge9Mod.png` to `badge9.png`.
    """
    path = PurePosixPath(_path(copy))
    made = PurePosixPath(name_of(copy.target))
    if made.name in _PLAYED and path.suffix == made.suffix:
        return True
    if made.stem and path.stem != made.stem and path.stem.startswith(made.stem):
        return path.suffix == made.suffix
    if path.parent.as_posix() not in (".", "dat"):
        return True
    starts = (f"{path.stem[:end]}{path.suffix}" for end in range(4, len(path.stem)))
    return any(start in there for start in starts)
