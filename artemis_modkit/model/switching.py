"""The copies of vesselData.xml and artemis.ini by which players switch a mod on, and who copies.

A mod often keeps vesselDataMOD.xml and artemisMod.ini beside the files in use, and a batch file
that puts them over those: what stands in them is what players play. The game's own files, which
are kept for switching the mod off, are none of them.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Source
from artemis_modkit.parsers.xml import XmlDocument

SCRIPTS = (".bat", ".cmd")
_COPY = re.compile(r"\s*@?\s*(?:copy|xcopy|move|ren|rename)\s+([^&|>]*)", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_HERE = re.compile(r"\A(?:%~dp0|%cd%)[\\/]?", re.IGNORECASE)
_VAGUE = re.compile(r"[%!*?+]")
_EVERYTHING = re.compile(r"[\\/]\*(?:\.\*)?\Z")
_OF_THE_GAME = re.compile(
    r"orig|stock|vanilla|default|backup|(?:bak|old|off)(?=[\\/._-]|\Z)", re.IGNORECASE
)
"""How the copies are called that switch a mod off: vesselDataOriginal.xml."""

_MOST_COPIES = 4
"""Copies of one file that are looked at, each as long as a mod."""


class Copy(Struct, frozen=True):
    """A line of a batch file that copies, moves or renames one file. `line` counts from 1.

    `source` and `target` are as written, without quotes; `target` is empty where none is given.
    """

    script: str
    line: int
    source: str
    target: str


class Kept(Struct, frozen=True):
    """A copy that is put over a file in use; `script` is the batch file, `None` without one."""

    path: str
    copy: str
    script: str | None


def copies(mod: Mod) -> Iterator[Copy]:
    """Every copy that the batch files of a mod make of a file that is named outright."""
    return (one for one in _commands(mod) if not _VAGUE.search(one.source))


def _commands(mod: Mod) -> Iterator[Copy]:
    for path in mod.tree.paths:
        if not path.lower().endswith(SCRIPTS):
            continue
        for number, line in enumerate(text_of(mod, path).splitlines(), 1):
            command = _COPY.match(line)
            words = [
                quoted or bare for quoted, bare in _WORD.findall(command[1] if command else "")
            ]
            named = [_HERE.sub("", word) for word in words if not word.startswith("/")]
            if named:
                yield Copy(path, number, named[0], named[1] if len(named) > 1 else "")


def text_of(mod: Mod, path: str) -> str:
    """The text of a file of a mod; empty where it cannot be read."""
    with suppress(ModkitError):
        return Source.from_bytes(path, mod.tree.read(path)).text
    return ""


def twin_of(mod: Mod, path: str, word: str = "Mod") -> str | None:
    """The copy that a mod keeps of a file for switching on and off; `None` without one.

    It stands beside the file and has one word more in its name: `artemisMod.ini`.
    """
    file = PurePosixPath(path)
    return mod.tree.resolve(file.with_name(f"{file.stem}{word}{file.suffix}").as_posix())


def kept_copies(mod: Mod) -> tuple[Kept, ...]:
    """The copies by which a mod is switched on, of its ships first; the same bytes or not."""
    return mod.once(_kept_copies)


def _kept_copies(mod: Mod) -> tuple[Kept, ...]:
    commands = list(_commands(mod))
    found: list[Kept] = []
    for path in (mod.vessel_file, mod.settings_file):
        if path is None or mod.is_switched_on:
            continue
        name = _name(path)
        scripts = dict[str, str]()
        backups = {_name(one.target) for one in commands if _name(one.source) == name}
        for one in commands:
            source = _installed(mod, one, name)
            is_backup = source is not None and _name(source) in backups
            if source is None or source == path or is_backup or _OF_THE_GAME.search(one.source):
                continue
            scripts.setdefault(source, one.script)
        twin = twin_of(mod, path)
        if twin is not None:
            found.append(Kept(path, twin, scripts.pop(twin, None)))
        found += (Kept(path, source, script) for source, script in scripts.items())
    return tuple(found)


def _installed(mod: Mod, copy: Copy, name: str) -> str | None:
    """The file of a mod that a copy puts in the place of one of a name; `None` for no such."""
    source = _EVERYTHING.sub("", copy.source)
    is_folder = source != copy.source
    if is_folder or not PurePosixPath(_name(source)).suffix:
        source = f"{source}/{name}"
    target = _name(copy.target)
    is_named = target == name if PurePosixPath(target).suffix else _name(source) == name
    if not is_named or _VAGUE.search(source):
        return None
    folder = PurePosixPath(copy.script).parent
    places = ((folder / source.replace("\\", "/")).as_posix(), source, f"dat/{source}")
    return next((found for one in places if (found := mod.tree.resolve(one))), None)


def _name(path: str) -> str:
    """The last part of a path as batch files write it, in small letters."""
    return PurePosixPath(path.replace("\\", "/").lower()).name


def switched_on(mod: Mod) -> tuple[Mod, ...]:
    """The mod as it is once its copies are put in place; none where these say the same.

    Each has as its files of ships and settings the next copies that differ from those in use: no
    ships where only settings differ, whose own stay where only ships do.
    """
    return mod.once(_switched_on)


def _switched_on(mod: Mod) -> tuple[Mod, ...]:
    other: dict[str, list[str]] = {}
    for kept in kept_copies(mod):
        data = mod.tree.read(kept.copy)
        if data.strip() and data != mod.tree.read(kept.path):
            other.setdefault(kept.path, []).append(kept.copy)
    ships, settings = (
        other.get(path or "", [])[:_MOST_COPIES] for path in (mod.vessel_file, mod.settings_file)
    )
    return tuple(
        replace(mod, vessel_file=one, settings_file=two or mod.settings_file, is_switched_on=True)
        for one, two in zip_longest(ships, settings)
    )


def documents_of(mod: Mod) -> tuple[XmlDocument | IniDocument, ...]:
    """The text files of ships and settings that a mod plays with."""
    read = (mod.vessel_data, mod.settings)
    return tuple(one.document for one in read if one is not None)


def all_documents(mod: Mod) -> tuple[XmlDocument | IniDocument, ...]:
    """Those in use, then the copies that differ from them."""
    every = (one for state in (mod, *switched_on(mod)) for one in documents_of(state))
    return tuple({one.source.name: one for one in every}.values())


def alike_copies(mod: Mod, path: str, after: bytes) -> dict[str, bytes]:
    """The copies that have the bytes of a file in use, with what that will have."""
    before = mod.tree.read(path)
    every = (one.copy for one in kept_copies(mod) if one.path == path)
    return {copy: after for copy in every if mod.tree.read(copy) == before}
