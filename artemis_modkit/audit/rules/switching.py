"""How players switch a mod on and off: batch files, and the copies that they put in place."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.references import named_files, stock_files
from artemis_modkit.audit.rule import ExampleFiles, ships
from artemis_modkit.audit.spelling import nearest, surely_meant_of
from artemis_modkit.files.trees import is_leftover, normal_path
from artemis_modkit.groups import grouped
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_copies import Copy, name_of
from artemis_modkit.model.batch_installs import VAGUE
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE, Mod
from artemis_modkit.model.switching import Kept, copies, kept_copies, switched_on, text_of, twin_of
from artemis_modkit.model.vessels import content_of
from artemis_modkit.model.wording import did_you_mean, listed


def _batch(line: str, file: str, data: bytes = b"\x89PNG") -> ExampleFiles:
    return {**ships(""), "on.bat": f"copy {line}\r\n".encode(), file: data}


@Rule(
    title="a batch file copies a file in other capitals than it has",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="It works on Windows. Under Wine, or in a script that was made from the batch file, the "
    "file is not found and the mod stays half installed.",
    together=2,
    repair="Write the name in the batch file as the file is spelt.",
    fires=_batch("dat\\heronmod.png dat\\heron.png", "dat/heronMod.png"),
    says="on.bat:1 on.bat copies dat/heronmod.png, which is spelt dat/heronMod.png in the mod",
    silent=_batch("dat\\heronMod.png dat\\heron.png", "dat/heronMod.png"),
)
def batch_case(look: Look) -> Occurrences:
    """Batch files that name a file in other capitals than it has."""
    for copy in copies(look.mod):
        folder = copy.script.rpartition("/")[0]
        path = normal_path(f"{folder}/{copy.source}" if folder else copy.source)
        there = None if path is None else look.mod.tree.resolve(path)
        if there is not None and there != path:
            message = f"{copy.script} copies {path}, which is spelt {there} in the mod"
            yield look.file(copy.script, of_many(message, more=""), line=copy.line, kind=path)


_PLAYED = frozenset(map(name_of, (VESSEL_FILE, SETTINGS_FILE)))
_MOST_COMPARED = 20
"""Missing names that are compared with all others; each costs as much as the mod has files."""


@Rule(
    title="a batch file copies a file that is not there",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The copy fails, mostly unseen, and the mod is switched on or off by half.",
    together=2,
    repair="Correct the name in the batch file, or add the file to the mod.",
    fires=_batch("dat\\heronsMod.png dat\\herons.png", "dat/heronMod.png"),
    says="on.bat:1 on.bat copies dat/heronsMod.png, which is not in the mod; did you mean "
    "'heronMod.png'?",
    silent=_batch("dat\\heronMod.png dat\\heron.png", "dat/heronMod.png"),
)
def batch_missing_file(look: Look) -> Occurrences:
    """Batch files that copy a file which is nowhere."""
    every = list(copies(look.mod))
    if not every:
        return
    stock = look.once(stock_files).named
    made = {name_of(one.target) for one in every}
    paths = (*stock, *look.mod.tree.paths)
    there = {name_of(path): path.rpartition("/")[2] for path in paths if not is_leftover(path)}
    missing = grouped(
        ((one.script, one.source), one)
        for one in every
        if (name := PurePosixPath(_path(one)).name)
        and not one.is_asked
        and name not in there
        and name not in made
    )
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


@Rule(
    title="a batch file copies to a name that the game does not read",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The copy succeeds and the game goes on with the file that it had: who switches the mod on "
    "plays without it. Told are names one slip of the pen from a file of the game that no other "
    "line, no file and no ship of the mod has; a digit or an ending more is a name of its own.",
    together=2,
    repair="Write the name of the game's file.",
    fires=_batch("heronMod.xml ..\\dat\\vesselDta.xml", "heronMod.xml", b"<vessel_data/>"),
    says="on.bat:1 on.bat copies heronMod.xml to vesselDta.xml, which the game does not read; did "
    "you mean vesselData.xml?",
    silent=_batch("heronMod.xml ..\\dat\\vesselData.xml", "heronMod.xml", b"<vessel_data/>"),
)
def batch_target(look: Look) -> Occurrences:
    """Batch files that copy to a name which misses one of the game's files by a slip."""
    every = [copy for copy in copies(look.mod) if PurePosixPath(name_of(copy.target)).suffix]
    if not every:
        return
    known = {name_of(path): path for path in look.once(stock_files).named.values()}
    known |= {name_of(path): path for path in (VESSEL_FILE, SETTINGS_FILE)}
    own = {name_of(path) for path in look.mod.tree.paths} | {name_of(copy.source) for copy in every}
    own |= {name_of(file.path) for file in look.once(named_files).all}
    lost = [copy for copy in every if not _is_known(copy, {*known, *own})]
    meant = surely_meant_of((name_of(copy.target) for copy in lost), known)
    for copy in lost:
        near = meant[name_of(copy.target)]
        if near is not None and _is_slip(copy, near):
            source, target = (path.replace("\\", "/") for path in (copy.source, copy.target))
            message = (
                f"{copy.script} copies {source} to {target.rpartition('/')[2].rstrip('*')}, which "
                f"the game does not read; did you mean {known[near].rpartition('/')[2]}?"
            )
            yield look.file(
                copy.script, of_many(message, more=""), line=copy.line, kind=(source, target)
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


_VERSION = pattern(r"[0-9]{1,9}(?:\.[0-9]{1,9})+")


@Rule(
    title="a file and its copy for switching the mod on differ",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Batch files that switch a mod on copy vesselDataMOD.xml over vesselData.xml, or "
    "artemisMod.ini over artemis.ini. Where the two differ, players who switched the mod off and "
    "on play with other figures than those who did not. All rules look at the copy too; what both "
    "files show is told of the one in use, and `--fix` repairs both.",
    repair="Copy the newer one over the other.",
    fires={"artemis.ini": b"stationEnergy=1000\n", "artemisMod.ini": b"stationEnergy=900\n"},
    says="1:1 artemis.ini and artemisMod.ini differ in stationEnergy (1000, there 900); who "
    "switches the mod on plays with artemisMod.ini",
    silent={"artemis.ini": b"stationEnergy=1000\n", "artemisMod.ini": b"; on\nstationEnergy=1e3\n"},
)
def differing_twin(look: Look) -> Occurrences:
    """Copies of vesselData.xml and artemis.ini that a mod keeps for switching, and that differ."""
    mod = look.mod
    for kept in kept_copies(mod):
        if kept.copy != twin_of(mod, kept.path) or _is_off(mod, kept.path):
            continue
        for other in switched_on(mod):
            if kept.copy not in (other.vessel_file, other.settings_file):
                continue
            found = _ships if kept.path == mod.vessel_file else _settings
            if differences := list(found(mod, other)):
                line = min(line for line, _ in differences)
                yield look.file(
                    kept.path,
                    f"{kept.path} and {kept.copy} differ in "
                    f"{listed([said for _, said in differences])}; "
                    f"{_who_plays(kept)}{_newer(look, kept)}",
                    line=line,
                )


def _is_off(mod: Mod, path: str) -> bool:
    """Whether the file in use is the game's own, kept for switching the mod off."""
    original = twin_of(mod, path, "Original")
    return original is not None and _plain(mod, original) == _plain(mod, path)


def _plain(mod: Mod, path: str) -> list[str]:
    return [line.rstrip() for line in text_of(mod, path).removeprefix("\ufeff").splitlines()]


def _ships(mod: Mod, other: Mod) -> Iterator[tuple[int, str]]:
    """The ships that are not the same in both, each with the line of the file in use."""
    from artemis_modkit.changes.pairing import aligned_vessels

    data, copy = mod.vessel_data, other.vessel_data
    if data is None or copy is None:
        return
    for vessel, twin in aligned_vessels(data.vessels, copy.vessels):
        if vessel is None and twin is not None:
            yield 1, f"{twin.shown_name} (only in {other.vessel_file})"
        elif vessel is not None and twin is None:
            yield vessel.location.line, f"{vessel.shown_name} (only in {mod.vessel_file})"
        elif (
            vessel is not None
            and twin is not None
            and (content_of(vessel.element) != content_of(twin.element))
        ):
            yield vessel.location.line, vessel.shown_name
    races, others = ([race.element for race in it.races] for it in (data, copy))
    if [content_of(race) for race in races] != [content_of(element) for element in others]:
        yield (data.document.location(races[0].start).line if races else 1), "the races"


def _settings(mod: Mod, other: Mod) -> Iterator[tuple[int, str]]:
    """The settings that are not the same in both, each with the line of the file in use."""
    from artemis_modkit.changes.delta import setting_delta
    from artemis_modkit.changes.sides import Sides

    if mod.settings is None or other.settings is None:
        return
    texts, others = mod.settings.texts, other.settings.texts
    for key in dict.fromkeys((*texts, *others)):
        here, there = texts.get(key), others.get(key)
        if here and there and normal_path(here.lower()) == normal_path(there.lower()) is not None:
            continue
        if setting_delta(key, Sides(None, here, there), has_base=False).differs:
            place = mod.settings.document.get(key)
            source = mod.settings.document.source
            line = 1 if place is None else source.location(place.line.start).line
            yield line, f"{key} ({here or 'absent'}, there {there or 'absent'})"


def _who_plays(kept: Kept) -> str:
    if kept.script:
        return f"{kept.script} puts {kept.copy} in its place"
    return f"who switches the mod on plays with {kept.copy}"


def _newer(look: Look, kept: Kept) -> str:
    """Which of both is newer, where an earlier release or the versions that they name tell."""
    before = look.previous and look.previous.tree.resolve(kept.path)
    if look.previous and before:
        old = _plain(look.previous, before)
        for one, other in ((kept.path, kept.copy), (kept.copy, kept.path)):
            if _plain(look.mod, one) == old:
                return f"; {other} is the newer, as {one} is that of {look.previous.name}"
    lines = (_plain(look.mod, path) for path in (kept.path, kept.copy))
    first = next((pair for pair in zip(*lines, strict=False) if pair[0] != pair[1]), ("", ""))
    versions = [[tuple(map(int, one.split("."))) for one in _VERSION.findall(x)] for x in first]
    if all(versions) and _VERSION.sub("", first[0]) == _VERSION.sub("", first[1]):
        at = int(versions[1] > versions[0])
        return f"; {(kept.path, kept.copy)[at]} is the newer by what it says: {first[at].strip()}"
    return ""
