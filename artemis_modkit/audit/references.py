"""Every file that vesselData.xml and artemis.ini name, and whether it is there.

A file is called missing only where its absence means something. Stock's own
files are never part of a mod, and what is audited is often a part only: one file, the text
files without the art, or an overlay on a larger mod.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit.findings import Occurrence, Sentence
from artemis_modkit.audit.game_files import PATHS, Asset, GameTree, StockFiles, Suggestions
from artemis_modkit.audit.look import Look
from artemis_modkit.files.trees import normal_path
from artemis_modkit.groups import grouped
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import SettingType, setting_facts
from artemis_modkit.parsers.ini import IniSetting
from artemis_modkit.parsers.source import Location
from artemis_modkit.parsers.xml import Element

_FEWEST_OF_A_PART = 10
"""Missing files of a kind from which on a tree without most of them counts as a part."""


_OF_ATTRIBUTE = {"meshfile": Asset.MESH, "file": Asset.GRID}


class Reference(Struct, frozen=True):
    """A place that names a file: an attribute of an element, or a setting. `text` as written."""

    text: str
    place: Element | IniSetting
    name: str

    @property
    def kind(self) -> Asset:
        """What the game expects to find there, whatever the file's ending."""
        if isinstance(self.place, IniSetting):
            return Asset.of(self.text) or Asset.SOUND
        return _OF_ATTRIBUTE.get(self.name, Asset.PICTURE)


class NamedFile(Struct, frozen=True):
    """A file and all references to it. `path` is as the first of them means it.

    `found` is its path in the mod, as it is spelt there, `None` where the mod has none.
    """

    path: str
    references: tuple[Reference, ...]
    found: str | None

    @property
    def kind(self) -> Asset:
        """What the game expects to find in it."""
        return self.references[0].kind

    @property
    def plain(self) -> str:
        """The path as it should be written: as the file is spelt, if it is in the mod."""
        return self.found or self.path


class NamedFiles(Struct, frozen=True):
    """The files that a mod names, in the order of the first reference to each.

    `missing` are neither in the mod nor named by stock. `unknown` would be, but what is
    audited is too small a part of the mod to say so; a misspelt name of stock's is not.
    """

    all: tuple[NamedFile, ...]
    present: tuple[NamedFile, ...]
    missing: tuple[NamedFile, ...]
    unknown: tuple[NamedFile, ...]

    @property
    def by_text(self) -> Mapping[str, NamedFile]:
        """Every file by each text, as written, that names it."""
        return {place.text: file for file in self.all for place in file.references}


def references(mod: Mod) -> Iterator[Reference]:
    """Every place of vesselData.xml, then of artemis.ini, that names a file."""
    for element in mod.elements:
        for name in PATHS.get(element.name, ()):
            text = element.attributes.get(name, "")
            if text.strip():
                yield Reference(text, element, name)
    facts = setting_facts()
    for setting in () if mod.settings is None else mod.settings.document.settings:
        fact = facts.get(setting.key)
        if fact is not None and fact.type is SettingType.FILE and setting.value:
            yield Reference(setting.value, setting, setting.key)


def named_files(look: Look) -> NamedFiles:
    """The files that a mod names and where they are; paths that lead out are left aside."""
    game = look.mod.once(GameTree.of)
    stock = look.once(stock_files)
    every = [*references(look.mod)]
    normals = {text: normal_path(text) for text in {reference.text for reference in every}}
    files = grouped(
        (normal.lower(), reference) for reference in every if (normal := normals[reference.text])
    )
    named = []
    for given in files.values():
        normal = normals[given[0].text] or ""
        named.append(NamedFile(normal, tuple(given), game.find(normal)))
    present = [file for file in named if file.found is not None]
    absent = [file for file in named if file.found is None]
    moved = [file for file in absent if game.may_have(file.path)]
    lost = [file for file in absent if not game.may_have(file.path)]
    missing = [file for file in lost if file.path not in stock]
    slips = [file for file in missing if stock.misspelt(file.path) is not None]
    if not game.is_whole_mod:
        missing = slips
    unknown = _unknown_kinds(game, (*present, *moved), missing)
    return NamedFiles(
        tuple(named),
        tuple(present),
        tuple(file for file in missing if file.kind not in unknown or file in slips),
        tuple(file for file in missing if file.kind in unknown and file not in slips),
    )


def stock_files(look: Look) -> StockFiles:
    """The files that come with the game, as far as an audit knows them."""
    stock = look.stock
    named = () if stock.is_embedded_stock else references(stock)
    paths = (normal_path(reference.text) for reference in named)
    return StockFiles.of(stock, (path for path in paths if path is not None))


def suggestions(look: Look) -> Suggestions:
    """What may be meant by names of files that are nowhere."""
    return Suggestions(look.mod.once(GameTree.of), look.once(stock_files))


def _unknown_kinds(
    game: GameTree, present: Sequence[NamedFile], missing: Sequence[NamedFile]
) -> set[Asset]:
    """The kinds of which a tree seems to hold a part only.

    A kind of which there is no file at all is one; sounds, which few mods have, only where
    there is no art either. So is a kind of which more files are missing than there are, if
    these are many or if another kind is such.
    """
    there = {Asset.of(path) for path in game.tree.paths}
    here = Counter(file.kind for file in present)
    gone = Counter(file.kind for file in missing)
    if there & {Asset.MESH, Asset.PICTURE}:
        there.add(Asset.SOUND)
    none = {kind for kind in gone if kind not in there}
    most = {kind for kind, count in gone.items() if count > here[kind]}
    many = {kind for kind in most if gone[kind] >= _FEWEST_OF_A_PART}
    return none | most if none or many else set()


# Findings -----------------------------------------------------------------------------------


def occurrences_at(
    look: Look,
    places: Iterable[Reference],
    message: Callable[[Sequence[Reference]], str],
    *,
    kind: Callable[[Reference], Hashable],
    written: Mapping[str, str | None] | None = None,
) -> Iterator[Occurrence]:
    """An occurrence at each of some references; `message` tells of those that are left.

    `written` is what a certain repair puts in the place of each text, `None` where none is.
    """
    by_location: dict[tuple[str, Location], Reference] = {}

    def said(alike: Sequence[Occurrence]) -> str:
        return message([by_location[occurrence.file, occurrence.location] for occurrence in alike])

    for place in places:
        text = (written or {}).get(place.text)
        told = _occurrence(look, place, said, kind(place), text)
        by_location[told.file, told.location] = place
        yield told


def occurrence_at(
    look: Look, places: Sequence[Reference], message: str, *, kind: Hashable = None, **known: Any
) -> Occurrence:
    """One occurrence at some references in one document, the first of which is its place."""
    first, *others = (_occurrence(look, place, message, kind, None) for place in places)
    return replace(first, also=tuple(other.location for other in others), **known)


def _occurrence(
    look: Look, reference: Reference, said: str | Sentence, kind: Hashable, text: str | None
) -> Occurrence:
    place = reference.place
    if isinstance(place, IniSetting):
        edits = [] if text is None else [look.ini.changed(place, text)]
        return look.setting(place, said, kind=kind, edits=edits)
    edits = [] if text is None else [look.layout.with_value(place, reference.name, text)]
    return look.element(
        place, said, kind=kind, attribute=reference.name, value=reference.text, edits=edits
    )


def place_order(reference: Reference) -> int:
    """The order of references in their file."""
    place = reference.place
    return place.line.start if isinstance(place, IniSetting) else place.start


def counted(places: Sequence[Reference]) -> str:
    """How many places a message is about, with a blank before it; empty for one."""
    return f" ({len(places)} places)" if len(places) > 1 else ""


def whose(look: Look, places: Sequence[Reference]) -> str:
    """Who names a file, for messages: `20 Valkyrie: `, `20 Valkyrie and 2 others: `, a key."""
    first, *others = dict.fromkeys(
        place.name
        if isinstance(place.place, IniSetting)
        else look.whose(place.place).removesuffix(": ") or "no vessel"
        for place in places
    )
    more = f" and {len(others)} others" if len(others) > 1 else " and another" if others else ""
    return f"{first}{more}: "
