"""Files that ships and settings name, and that are nowhere; and files that nothing names."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.game_files import Asset, GameTree, Mentions
from artemis_modkit.audit.references import (
    NamedFile,
    Reference,
    named_files,
    occurrence_at,
    place_order,
    stock_files,
    suggestions,
    whose,
)
from artemis_modkit.audit.rule import meshed, ships
from artemis_modkit.groups import grouped
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.ini import IniSetting
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element

_TEXTURED = (
    '<vessel uniqueID="1" side="0" classname="Heron">'
    '<art meshfile="dat/Marsh/{}.dxs" diffuseFile="dat/Marsh/heron.png"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>", "dat/Marsh/heron.png": b"\x89PNG"}


@Rule(
    title="a vessel names a file that is not there",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A ship without its mesh or texture is invisible or white, one without its system grid "
    "(.snt) leaves engineering without a ship; some versions of the game stop when it appears.",
    repair="Add the file or correct the path. A file counts as there if it is in the mod or if "
    "stock names it; with `--stock` and the folder of a game, if it is in that folder.",
    fires={**ships(_TEXTURED.format("heronn")), **_ART},
    says="3:54 1 Heron: dat/Marsh/heronn.dxs is missing: it is not in the mod and stock names no "
    "such file; did you mean dat/Marsh/heron.dxs?",
    silent={**ships(_TEXTURED.format("heron")), **_ART},
)
def missing_file(look: Look) -> Occurrences:
    """Meshes, pictures and system grids that a vessel names and that are nowhere."""
    groups: dict[Element, list[tuple[NamedFile, list[Reference]]]] = {}
    for named_file in look.once(named_files).missing:
        places = [place for place in named_file.references if isinstance(place.place, Element)]
        if places and isinstance(first := places[0].place, Element):
            groups.setdefault(first, []).append((named_file, places))
    near = look.once(suggestions)
    for group in groups.values():
        files = [file for file, _ in group]
        hints = [near.hint(file.path, file.kind) for file in files]
        by_element = {place.place: place for _, places in reversed(group) for place in places[::-1]}
        places = sorted(by_element.values(), key=place_order)
        said = whose(look, places) + _said(files, hints)
        likely = [edit for file, named in group for edit in _corrected(look, file, named)]
        yield occurrence_at(look, places, said, likely=tuple(likely))


def _corrected(look: Look, file: NamedFile, places: list[Reference]) -> Iterator[Edit]:
    """The edits that name the file which may be meant instead."""
    meant = look.once(suggestions).meant(file.path, file.kind)
    for place in places:
        if meant is not None and isinstance(place.place, Element):
            yield from look.in_source([look.layout.with_value(place.place, place.name, meant)])


def _said(files: list[NamedFile], hints: list[str]) -> str:
    if len(files) == 1:
        hint = f"; {hints[0]}" if hints[0] else ""
        return (
            f"{files[0].path} is missing: it is not in the mod and stock names no such file{hint}"
        )
    shown = [
        f"{file.path} ({hint})" if hint else file.path
        for file, hint in zip(files, hints, strict=True)
    ]
    return (
        f"{len(files)} files are missing: they are not in the mod and stock names no such files: "
        + listed(shown)
    )


@Rule(
    title="a setting names a file that is not there",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The sound of that moment is silent, or the picture is blank.",
    repair="Add the file or correct the path. A file counts as there if it is in the mod or if "
    "stock names it; with `--stock` and the folder of a game, if it is in that folder.",
    fires={"artemis.ini": b"cueRedAlert=dat/hornn.wav\n", "dat/horn.wav": b"RIFF"},
    says="1:13 cueRedAlert: dat/hornn.wav is missing: it is not in the mod and stock names no "
    "such file; did you mean dat/horn.wav?",
    silent={"artemis.ini": b"cueRedAlert=dat/horn.wav\n", "dat/horn.wav": b"RIFF"},
)
def missing_cue(look: Look) -> Occurrences:
    """Sounds and pictures that artemis.ini names and that are nowhere."""
    near = look.once(suggestions)
    for file in look.once(named_files).missing:
        places = [place for place in file.references if isinstance(place.place, IniSetting)]
        if places:
            keys = ", ".join(dict.fromkeys(place.name for place in places))
            said = _said([file], [near.hint(file.path, file.kind)])
            yield occurrence_at(look, places, f"{keys}: {said}")


_FEWEST = 20
"""Files of a mod's own by which it is known where they lie."""

_MOST_LONELY = 0.1
"""Share of them that lie in dat itself, at most, where all others are in folders of their own."""

_README = {"readme.txt": b"A mod of one ship."}


@Rule(
    title="files cannot be looked for in a part of a mod",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Where the art of a mod is not among the files that are audited, nobody can say whether "
    "a mesh or texture is missing. That is so for a folder of text files, and for a patch that "
    "is laid over a larger mod. Where nearly all files of the mod are named in folders of its own, "
    "one in dat itself is told as a warning: it is mostly a path that lost its folder.",
    repair="Audit the folder that the mod is installed in, or the .zip that players get.",
    fires={**meshed("dat/Marsh/heron.dxs"), **_README},
    says="3:54 only a part of the mod seems to be here; not looked for are meshes (1 named, none "
    "here)",
    silent={**meshed("dat/artemis.dxs"), **_README},
)
def files_unknown(look: Look) -> Occurrences:
    """Files that cannot be looked for, because what is audited is only a part of a mod.

    Of those, one outside of the folders where all others are named is told by itself.
    """
    unknown = look.once(named_files).unknown
    if not unknown:
        return
    kinds = [kind for kind in Asset if any(file.kind is kind for file in unknown)]
    there = {Asset.of(path) for path in look.mod.tree.paths}
    shown = [
        f"{kind.shown} ({sum(file.kind is kind for file in unknown)} named, "
        f"{'most of them' if kind in there else 'none'} "
        f"{'missing' if kind in there else 'here'})"
        for kind in kinds
    ]
    yield occurrence_at(
        look,
        unknown[0].references[:1],
        f"only a part of the mod seems to be here; not looked for are {listed(shown)}",
    )
    for file in _lonely(look):
        yield occurrence_at(
            look,
            file.references,
            f"{whose(look, file.references)}{file.path} lies in dat itself, where stock has no "
            "such file, and nearly all other files of the mod in folders of their own; is its "
            "folder lost?",
            kind="lonely",
            severity=Severity.WARNING,
        )


def _lonely(look: Look) -> Iterator[NamedFile]:
    """The files that nobody can look for outside of the folders where all others are."""
    named, stock = look.once(named_files), look.once(stock_files)
    own = [file for file in named.all if file.path not in stock]
    lonely = [file for file in own if file.path.count("/") < 2]
    if len(own) >= _FEWEST and len(lonely) <= _MOST_LONELY * len(own):
        yield from (file for file in lonely if file in named.unknown)


_CRANE = meshed("dat/Marsh/heron.dxs", "dat/Marsh/heron.dxs", "dat/Bog/crane.dxs")
_BY_FIXED_NAMES = {"missions", "planets"}
"""Folders whose files the game or a mission finds without vesselData.xml."""

_DOCUMENTS = {"doc", "docs", "documentation", "manual", "readme", "screenshots"}
_MISSION = "miss_"


@Rule(
    title="nothing in the mod names some of its files",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Such files are left from ships that are gone, or belong to ships that were forgotten; "
    "every player downloads them. Files in missions, of planets and in the place of the game's "
    "own are not counted, nor what a mission, batch file or read-me mentions.",
    repair="Remove the files, or add the ship that they were made for.",
    fires={**_CRANE, **_README},
    says="dat/Bog/crane.dxs:1 dat/Bog: its only file is named by no ship, setting, mission, batch "
    "file or read-me: crane.dxs",
    silent={**_CRANE, "readme.txt": b"Missions may use crane.dxs."},
)
def unreferenced_files(look: Look) -> Occurrences:
    """Meshes, pictures, grids and sounds that nothing in the mod names, by folder and family."""
    if look.mod.vessel_data is None:
        return
    game = look.mod.once(GameTree.of)
    folders = grouped((_folder(path), path) for path in _unnamed(look, game))
    if not folders:
        return
    mentions = Mentions.of(look.mod, (mission.document.text for mission in look.missions))
    stock_folders = {_folder(path) for path in look.once(stock_files).named}
    sizes = Counter(_folder(path) for path in game.paths() if Asset.of(path))
    for folder, paths in folders.items():
        left = [path for path in paths if path not in mentions]
        families = _families(left)
        if folder.lower() in stock_folders:
            families = {name: family for name, family in families.items() if _is_ship(family)}
            left = [path for family in families.values() for path in family]
        if left:
            yield look.file(
                left[0].removeprefix(game.root),
                f"{folder}: {_count(len(left), sizes[folder])} named by no ship, setting, "
                f"mission, batch file or read-me: {_shown(families)}",
            )


def _unnamed(look: Look, game: GameTree) -> Iterator[str]:
    """Files that vessels would have to name, in folders of art, and that none does."""
    named = look.once(named_files)
    near = look.once(suggestions)
    used = {file.found for file in named.present}
    used |= {near.meant(file.path, file.kind) for file in named.missing}
    roots = {"dat", *(path.split("/")[0].lower() for path in used if path and "/" in path)}
    stock = look.once(stock_files)
    for path in game.paths():
        *folders, _ = path.lower().split("/")
        if (
            Asset.of(path)
            and path not in used
            and folders
            and folders[0] in roots
            and not (_BY_FIXED_NAMES | _DOCUMENTS).intersection(folders)
            and not any(folder.startswith(_MISSION) for folder in folders)
            and path not in stock
        ):
            yield path


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _families(paths: list[str]) -> dict[str, list[str]]:
    """Files by what they belong to: a mesh whose name theirs begins with, else themselves."""
    stem_of = {path: PurePosixPath(path).stem for path in paths}
    meshes = {stem.lower(): stem for path, stem in stem_of.items() if Asset.of(path) is Asset.MESH}

    def mesh_of(stem: str) -> str | None:
        starts = (stem[:end].lower() for end in range(len(stem), 0, -1))
        return next((meshes[start] for start in starts if start in meshes), None)

    named = ((path, mesh_of(stem)) for path, stem in stem_of.items())
    return grouped((mesh or PurePosixPath(path).name, path) for path, mesh in named)


def _is_ship(family: list[str]) -> bool:
    """Whether a family is a mesh with textures of its own."""
    return {Asset.MESH, Asset.PICTURE} <= {Asset.of(path) for path in family}


def _count(count: int, size: int) -> str:
    if count == size:
        return {1: "its only file is", 2: "both of its files are"}.get(
            size, f"all of its {size} files are"
        )
    return f"{count} of its {size} files {'is' if count == 1 else 'are'}"


def _shown(families: dict[str, list[str]]) -> str:
    names = [
        f"{name} ({len(family)} files)" if len(family) > 1 else PurePosixPath(family[0]).name
        for name, family in families.items()
    ]
    return listed(names, most=10)
