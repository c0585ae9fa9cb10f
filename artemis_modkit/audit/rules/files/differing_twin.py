"""Copies of vesselData.xml and artemis.ini that a mod keeps for switching, and that differ."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.changes.delta import setting_delta
from artemis_modkit.changes.pairing import aligned_vessels
from artemis_modkit.changes.sides import Sides
from artemis_modkit.files.trees import normal_path
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import Kept, kept_copies, switched_on, text_of, twin_of
from artemis_modkit.model.values import content_of
from artemis_modkit.model.wording import listed

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
    data, copy = mod.vessel_data, other.vessel_data
    if data is None or copy is None:
        return
    for one, twin in aligned_vessels(data.vessels, copy.vessels):
        if one is None and twin is not None:
            yield 1, f"{twin.shown_name} (only in {other.vessel_file})"
        elif one is not None and twin is None:
            yield one.location.line, f"{one.shown_name} (only in {mod.vessel_file})"
        elif (
            one is not None
            and twin is not None
            and (content_of(one.element) != content_of(twin.element))
        ):
            yield one.location.line, one.shown_name
    races, others = ([race.element for race in it.races] for it in (data, copy))
    if [content_of(one) for one in races] != [content_of(one) for one in others]:
        yield (data.document.location(races[0].start).line if races else 1), "the races"


def _settings(mod: Mod, other: Mod) -> Iterator[tuple[int, str]]:
    """The settings that are not the same in both, each with the line of the file in use."""
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
