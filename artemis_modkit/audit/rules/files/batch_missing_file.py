"""Batch files that copy a file which is nowhere."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.mentions import Copy, copies
from artemis_modkit.audit.references import stock_files
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest
from artemis_modkit.files.trees import normal_path
from artemis_modkit.parsers.source import Location

_MOST_COMPARED = 20


@rule(
    title="a batch file copies a file that is not there",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="The copy fails, mostly unseen, and the mod is switched on or off by half.",
    repair="Correct the name in the batch file, or add the file to the mod.",
    fires={
        **ships(""),
        "on.bat": b"copy dat\\heronsMod.png dat\\herons.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
    silent={
        **ships(""),
        "on.bat": b"copy dat\\heronMod.png dat\\heron.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
)
def batch_missing_file(subject: Subject) -> Iterator[Hit]:
    every = list(copies(subject.mod))
    if not every:
        return
    stock = subject.once(stock_files).named
    made = {_name(one.target) for one in every}
    there = {_name(path): path.rpartition("/")[2] for path in (*stock, *subject.mod.tree.paths)}
    missing: dict[tuple[str, str], list[Copy]] = {}
    for one in every:
        name = _name(one.source)
        if name and name not in there and name not in made:
            missing.setdefault((one.script, one.source), []).append(one)
    for number, ((script, source), places) in enumerate(missing.items()):
        meant = _meant(_name(source), there) if number < _MOST_COMPARED else None
        if meant is None and not _is_of_the_mod(source, there):
            continue
        first, *others = (Location(one.line, 1) for one in places)
        hint = did_you_mean(there[meant.lower()] if meant else None)
        yield Hit(
            script,
            first,
            f"{script} copies {source.replace(chr(92), '/')}, which is not in the mod{hint}",
            also=tuple(others),
        )


def _name(path: str) -> str:
    """The last part of a path as batch files write it, in small letters; "" for a folder."""
    normal = normal_path(path) or ""
    return PurePosixPath(normal.lower()).name


def _meant(name: str, there: dict[str, str]) -> str | None:
    """The file that a name may mean, but not one that it is a variant of: `artemisMod.ini`."""
    stem = PurePosixPath(name).stem
    others = [one for one in there if not stem.startswith(PurePosixPath(one).stem)]
    return nearest(name, others, cutoff=0.85)


def _is_of_the_mod(source: str, there: dict[str, str]) -> bool:
    """Whether a file can only come from the mod, not from the game, whose files are not known.

    That is one in a folder of its own, or one named after a known file: `vesselDataMod.xml`.
    """
    path = PurePosixPath((normal_path(source) or "").lower())
    if path.parent.as_posix() not in (".", "dat"):
        return True
    starts = (f"{path.stem[:end]}{path.suffix}" for end in range(4, len(path.stem)))
    return any(start in there for start in starts)
