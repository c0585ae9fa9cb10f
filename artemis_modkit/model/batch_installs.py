"""The files that a folder's batch files put in the place of vesselData.xml or artemis.ini.

A folder may keep such files under other names alone, one for each way to play: a kit.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.files.trees import FileTree
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_copies import SCRIPTS, Copy, name_of, text_in
from artemis_modkit.model.wording import nearest

VAGUE = pattern(r"[%!*?+]")
_NOT_KNOWN = pattern(r"%~?[a-z]*\d|%%~?\w+|%[^%]*%|![^!]*!|[*]+", re.IGNORECASE)
_EVERYTHING = pattern(r"[\\/]\*(?:\.\*)?\Z")
_OF_THE_GAME = pattern(
    r"orig|stock|vanilla|default|backup|(?:bak|old|off)(?=[\\/._-]|\Z)", re.IGNORECASE
)
"""How the copies are called that switch a mod off: vesselDataOriginal.xml."""

_FEWEST_LETTERS = 3
"""Letters of a name with an open end (`vessel_%1.xml`) by which it is known to be meant."""

_MOST_LOOKED_AT = 50
"""Texts of a folder without a mod that are looked at for one under another name."""

_CUTOFF = 0.9
"""How much the name of a copy must have of one that the game reads, to be called a slip for it."""

_FEWEST_SETTINGS = 3
"""Known settings that make a text one of settings."""

_SHIPS = pattern(r"<(?:vessel_data|hullRace|vessel)[\s>]")


class Installed(Struct, frozen=True):
    """A file that a batch file puts in the place of one in use.

    `path` is `None` where it is not there. `is_of_the_game` where it switches a mod off.
    """

    path: str | None
    copy: Copy
    is_of_the_game: bool = False


def copies_in(tree: FileTree) -> Iterator[Copy]:
    """Every copy that the batch files of a tree may make; most trees have none to be read."""
    for path in tree.paths:
        if path.lower().endswith(SCRIPTS):
            from artemis_modkit.model.batch_files import copies_of

            yield from copies_of(path, text_in(tree, path))


def installed_as(tree: FileTree, commands: Sequence[Copy], in_game: str) -> Iterator[Installed]:
    """What copies put in the place of a file of the game, each file once, in their order."""
    name = name_of(in_game)
    backups = {name_of(command.target) for command in commands if name_of(command.source) == name}
    made = {_made(command): command for command in commands if name_of(command.source) != name}
    seen: set[str | None] = set()
    for command in commands:
        if _made(command, name) != name:
            continue
        found = [*_sources(tree, command, in_game)]
        before = made.get(name_of(command.source))
        if not found and before is not None and before != command:
            found = [*_sources(tree, before, in_game)]
        if not found and _is_lost(command, name, {*backups, *made}):
            found = [None]
        for path in found:
            if path not in seen:
                seen.add(path)
                is_backup = path is not None and name_of(path) in backups
                yield Installed(
                    path, command, is_backup or bool(_OF_THE_GAME.search(command.source))
                )


def _source(copy: Copy, name: str) -> tuple[str, bool]:
    """What a copy is made of, with `/`, and whether it was named by its folder alone."""
    source = _EVERYTHING.sub("", copy.source)
    is_folder = source != copy.source or not PurePosixPath(name_of(source)).suffix
    return (f"{source}/{name}" if is_folder else source).replace("\\", "/"), is_folder


def _made(copy: Copy, name: str = "") -> str:
    """The name of what a copy makes, where that in the game has a name."""
    target = name_of(copy.target)
    return target if PurePosixPath(target).suffix else name_of(_source(copy, name)[0])


def _sources(tree: FileTree, copy: Copy, in_game: str) -> Iterator[str | None]:
    """The files of a tree that a copy may be made of."""
    name = name_of(in_game)
    source, is_folder = _source(copy, name)
    if VAGUE.search(name_of(source)) or (VAGUE.search(source) and name_of(source) == name):
        yield from _fitting(tree.paths, source.lower(), name)
        return
    folder = PurePosixPath(copy.script).parent
    places = [(folder / source).as_posix(), source, f"dat/{source}"]
    if is_folder:
        places.append(((folder / source).parent / in_game).as_posix())
    found = next((path for place in places if (path := tree.resolve(place))), None)
    if found is None and not is_folder and name_of(source) != name:
        called = [path for path in tree.paths if name_of(path) == name_of(source)]
        found = called[0] if len(called) == 1 else None
    if found is not None:
        yield found


def _fitting(paths: Iterable[str], source: str, name: str) -> Iterator[str]:
    """The files that fit a path with open ends: `vessel_%1.xml`, `modes/%1/vesselData.xml`."""
    is_path = name_of(source) == name
    written = (source if is_path else name_of(source)).split("/")
    plain = [_NOT_KNOWN.split(part) for part in written]
    letters = sum(len(piece) for pieces in plain for piece in pieces)
    if letters - len(name if is_path else PurePosixPath(name).suffix) < _FEWEST_LETTERS:
        return
    for path in paths:
        parts = path.lower().split("/")[-len(plain) :]
        if len(parts) == len(plain) and all(map(_fits, parts, plain)):
            yield path


def _fits(name: str, pieces: Sequence[str]) -> bool:
    """Whether a name is made of some pieces in their order, with anything between them."""
    first, *others = pieces
    if not others:
        return name == first
    *middle, last = others
    at, end = len(first), len(name) - len(last)
    for piece in middle:
        found = name.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end and name.startswith(first) and name.endswith(last)


def _is_lost(copy: Copy, name: str, elsewhere: Iterable[str]) -> bool:
    """Whether a copy is made of a file that only the folder itself could hold."""
    source, is_folder = _source(copy, name)
    is_outside = VAGUE.search(source) or ":" in source or source.startswith("/")
    return not (copy.is_asked or is_folder or is_outside or name_of(source) in (name, *elsewhere))


def kept_in(tree: FileTree, in_game: str) -> list[str]:
    """The files that a folder without one in use keeps to be put in its place; none of the game."""
    every = installed_as(tree, [*copies_in(tree)], in_game)
    return [one.path for one in every if one.path is not None and not one.is_of_the_game]


def likely_meant(tree: FileTree, ships: str, settings: str) -> str:
    """What in a folder without a mod looks like one, as the end of a sentence; "" for nothing.

    `ships` and `settings` are the paths of both files in the game.
    """
    commands = [*copies_in(tree)]
    for in_game in (ships, settings):
        for one in installed_as(tree, commands, in_game):
            if one.path is None:
                source = one.copy.source.replace("\\", "/")
                return (
                    f"; {one.copy.script}:{one.copy.line} puts {source} in the place of "
                    f"{in_game}, but it is not there"
                )
    if slip := _slip_of(commands, (ships, settings)):
        return slip
    texts = [path for path in tree.paths if path.lower().endswith((".xml", ".ini", ".txt"))]
    looks: dict[str, list[str]] = {ships: [], settings: []}
    for path in texts[:_MOST_LOOKED_AT]:
        text = text_in(tree, path)
        if _is_of_ships(text) or _is_of_settings(text):
            looks[ships if _is_of_ships(text) else settings].append(path)
    for in_game, paths in looks.items():
        first, *others = [*paths, ""]
        if first:
            plain, more = PurePosixPath(in_game), len(others) - 1
            what = f"an {plain.stem}.ini" if plain.suffix == ".ini" else f"a {plain.stem}"
            also = (
                f" (as are {more} more files)" if more > 1 else " (as is another)" if more else ""
            )
            return (
                f"; {first} is {what} under another name{also}: name that file itself, or rename "
                f"it to {in_game}"
            )
    return ""


def _slip_of(commands: Iterable[Copy], in_game: Iterable[str]) -> str:
    """The end of a sentence on a copy whose name misses one that the game reads; "" for none."""
    meant = {name_of(path): path for path in in_game}
    for command in commands:
        near = nearest(name_of(command.target), meant, cutoff=_CUTOFF)
        if near is not None and not name_of(command.target).startswith(PurePosixPath(near).stem):
            made = command.target.replace("\\", "/").rpartition("/")[2]
            return f"; {command.script}:{command.line} makes {made}; did you mean {meant[near]}?"
    return ""


def _is_of_ships(text: str) -> bool:
    return _SHIPS.search(text) is not None


def _is_of_settings(text: str) -> bool:
    from artemis_modkit.model.settings import setting_facts

    known = setting_facts()
    keys = {line.partition("=")[0].strip() for line in text.splitlines() if "=" in line}
    return sum(key in known for key in keys) >= _FEWEST_SETTINGS
