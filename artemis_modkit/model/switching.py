"""The copies of vesselData.xml and artemis.ini by which players switch a mod on, and who copies.

A mod often keeps vesselDataMOD.xml and artemisMod.ini beside the files in use, and a batch file
that puts them over those: what stands in them is what players play. The game's own files, which
are kept for switching the mod off, are none of them.
"""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.model.batch_copies import Copy, text_in
from artemis_modkit.model.batch_installs import VAGUE, copies_in, installed_as
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE, Mod
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.xml import XmlDocument

_MOST_COPIES = 12
"""Copies of one file that are looked at, each as long as a mod."""


class Kept(Struct, frozen=True):
    """A copy that is put over a file in use; `script` is the batch file, `None` without one."""

    path: str
    copy: str
    script: str | None


def copies(mod: Mod) -> Iterator[Copy]:
    """Every copy that the batch files of a mod make of a file that is named outright."""
    return (copy for copy in mod.once(_commands) if not VAGUE.search(copy.source))


def _commands(mod: Mod) -> tuple[Copy, ...]:
    return tuple(copies_in(mod.tree))


def text_of(mod: Mod, path: str) -> str:
    """The text of a file of a mod; empty where it cannot be read."""
    return text_in(mod.tree, path)


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
    found: list[Kept] = []
    for path, in_game in ((mod.vessel_file, VESSEL_FILE), (mod.settings_file, SETTINGS_FILE)):
        if path is None or mod.is_switched_on:
            continue
        scripts = {
            one.path: one.copy.script
            for one in installed_as(mod.tree, mod.once(_commands), in_game)
            if one.path is not None and one.path != path and not one.is_of_the_game
        }
        twin = twin_of(mod, path)
        if twin is not None:
            found.append(Kept(path, twin, scripts.pop(twin, None)))
        found += (Kept(path, source, script) for source, script in scripts.items())
    return tuple(found)


def audited_as(mod: Mod) -> Iterator[tuple[str, list[str], list[str]]]:
    """By file of the game: those of the mod that stand for it, and those that are too many."""
    for path, in_game in ((mod.vessel_file, VESSEL_FILE), (mod.settings_file, SETTINGS_FILE)):
        if path is not None:
            read = {
                one
                for state in switched_on(mod)
                for one in (state.vessel_file, state.settings_file)
            }
            every = [copy for copy in kept_copies(mod) if copy.path == path]
            others = [kept.copy for kept in every]
            alike = [one for one in others if mod.tree.read(one) == mod.tree.read(path)]
            there = [one for one in others if one in read or one in alike]
            if others or path.lower() != in_game.lower():
                yield in_game, [path, *there], [one for one in others if one not in there]


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
    every = (copy.copy for copy in kept_copies(mod) if copy.path == path)
    return {copy: after for copy in every if mod.tree.read(copy) == before}
