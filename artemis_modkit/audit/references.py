"""Every file that vesselData.xml and artemis.ini name, and whether it is there.

One decision: a file is called missing only where its absence means something. Stock's own
files are never part of a mod, and what is audited is often a part only: one file, the text
files without the art, or an overlay on a larger mod.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from artemis_modkit.audit.findings import Hit
from artemis_modkit.audit.game_files import PATHS, FileKind, GameTree, StockFiles, Suggestions
from artemis_modkit.audit.subject import Subject
from artemis_modkit.files.trees import normal_path
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import SettingType, setting_facts
from artemis_modkit.parsers.ini import IniSetting
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.xml import Element

_FEWEST_OF_A_PART = 10
"""Missing files of a kind from which on a tree without most of them counts as a part."""


_OF_ATTRIBUTE = {"meshfile": FileKind.MESH, "file": FileKind.GRID}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names a file: an attribute of an element, or a setting. `text` as written."""

    text: str
    place: Element | IniSetting
    name: str

    @property
    def kind(self) -> FileKind:
        """What the game expects to find there, whatever the file's ending."""
        if isinstance(self.place, IniSetting):
            return FileKind.of(self.text) or FileKind.SOUND
        return _OF_ATTRIBUTE.get(self.name, FileKind.PICTURE)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file and all references to it. `path` is as the first of them means it.

    `found` is its path in the mod, as it is spelt there, `None` where the mod has none.
    """

    path: str
    references: tuple[Reference, ...]
    found: str | None

    @property
    def kind(self) -> FileKind:
        """What the game expects to find in it."""
        return self.references[0].kind

    @property
    def plain(self) -> str:
        """The path as it should be written: as the file is spelt, if it is in the mod."""
        return self.found or self.path


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files that a mod names, in the order of the first reference to each.

    `missing` are neither in the mod nor named by stock. `unknown` would be, but what is
    audited is too small a part of the mod to say so.
    """

    all: tuple[NamedFile, ...]
    present: tuple[NamedFile, ...]
    missing: tuple[NamedFile, ...]
    unknown: tuple[NamedFile, ...]


def references(mod: Mod) -> Iterator[Reference]:
    """Every place of vesselData.xml, then of artemis.ini, that names a file."""
    data, settings = mod.vessel_data, mod.settings
    for element in () if data is None else data.document.elements:
        for name in PATHS.get(element.name, ()):
            text = element.attributes.get(name, "")
            if text.strip():
                yield Reference(text, element, name)
    facts = setting_facts()
    for setting in () if settings is None else settings.document.settings:
        fact = facts.get(setting.key)
        if fact is not None and fact.type is SettingType.FILE and setting.value:
            yield Reference(setting.value, setting, setting.key)


def named_files(subject: Subject) -> NamedFiles:
    """The files that a mod names and where they are; paths that lead out are left aside."""
    game = GameTree.of(subject.mod)
    stock = subject.once(stock_files)
    files: dict[str, list[Reference]] = {}
    normals: dict[str, str | None] = {}
    for reference in references(subject.mod):
        if reference.text not in normals:
            normals[reference.text] = normal_path(reference.text)
        normal = normals[reference.text]
        if normal is not None:
            files.setdefault(normal.lower(), []).append(reference)
    named = []
    for given in files.values():
        normal = normals[given[0].text] or ""
        named.append(NamedFile(normal, tuple(given), game.find(normal)))
    present = [one for one in named if one.found is not None]
    missing = [one for one in named if one.found is None and one.path not in stock]
    if not game.is_whole_mod:
        missing = []
    unknown = _unknown_kinds(game, present, missing)
    return NamedFiles(
        tuple(named),
        tuple(present),
        tuple(one for one in missing if one.kind not in unknown),
        tuple(one for one in missing if one.kind in unknown),
    )


def stock_files(subject: Subject) -> StockFiles:
    """The files that come with the game, as far as an audit knows them."""
    stock = subject.stock
    named = () if stock.is_embedded_stock else references(stock)
    paths = (normal_path(one.text) for one in named)
    return StockFiles.of(stock, (path for path in paths if path is not None))


def suggestions(subject: Subject) -> Suggestions:
    """What may be meant by names of files that are nowhere."""
    return Suggestions(GameTree.of(subject.mod), subject.once(stock_files))


def _unknown_kinds(
    game: GameTree, present: Sequence[NamedFile], missing: Sequence[NamedFile]
) -> set[FileKind]:
    """The kinds of which a tree seems to hold a part only.

    A kind of which there is no file at all is one; sounds, which few mods have, only where
    there is no art either. So is a kind of which more files are missing than there are, if
    these are many or if another kind is such.
    """
    there = {FileKind.of(path) for path in game.tree.paths}
    here = Counter(one.kind for one in present)
    gone = Counter(one.kind for one in missing)
    if there & {FileKind.MESH, FileKind.PICTURE}:
        there.add(FileKind.SOUND)
    none = {kind for kind in gone if kind not in there}
    most = {kind for kind, count in gone.items() if count > here[kind]}
    many = {kind for kind in most if gone[kind] >= _FEWEST_OF_A_PART}
    return none | most if none or many else set()


# Findings -----------------------------------------------------------------------------------


def hit_at(
    subject: Subject,
    places: Sequence[Reference],
    message: str,
    written: Mapping[str, str | None] | None = None,
) -> Hit:
    """A hit at the first of some references in one document, with the others as further places.

    `written` is what a certain repair puts in the place of each text, `None` where none is.
    """
    hits = [_hit(subject, one, message, (written or {}).get(one.text)) for one in places]
    return replace(
        hits[0],
        also=tuple(hit.location for hit in hits[1:]),
        edits=tuple(edit for hit in hits for edit in hit.edits),
    )


def _hit(subject: Subject, reference: Reference, message: str, text: str | None) -> Hit:
    place = reference.place
    if isinstance(place, IniSetting):
        assert subject.settings is not None
        edits = [] if text is None else [subject.settings.document.changed(place, text)]
        return subject.setting(place.value_span, message, edits=edits)
    data = subject.vessel_data
    assert data is not None
    edits = [] if text is None else [Layout(data.document).with_value(place, reference.name, text)]
    return subject.element(place, message, attribute=reference.name, edits=edits)


def place_order(reference: Reference) -> int:
    """The order of references in their file."""
    place = reference.place
    return place.line.start if isinstance(place, IniSetting) else place.start


def in_groups(
    places: Iterable[Reference], key: Callable[[Reference], Hashable]
) -> list[list[Reference]]:
    """References that have a key in common, in order, each document's apart."""
    groups: dict[tuple[bool, Hashable], list[Reference]] = {}
    for one in places:
        groups.setdefault((isinstance(one.place, IniSetting), key(one)), []).append(one)
    return [sorted(group, key=place_order) for group in groups.values()]


def one_line(text: str) -> str:
    """A text as written, but in one line."""
    return " ".join(text.splitlines())


def counted(places: Sequence[Reference]) -> str:
    """How many places a message is about, with a blank before it; empty for one."""
    return f" ({len(places)} places)" if len(places) > 1 else ""


def whose(subject: Subject, places: Sequence[Reference]) -> str:
    """Who names a file, for messages: `20 Valkyrie: `, `20 Valkyrie and 2 others: `, a key."""
    names: dict[str, None] = {}
    for one in places:
        if isinstance(one.place, IniSetting):
            names[one.name] = None
        elif subject.vessel_data is not None:
            owner = subject.vessel_data.owner(one.place)
            names["no vessel" if owner is None else owner.shown_name] = None
    first, others = next(iter(names)), len(names) - 1
    return f"{first}{_and_others(others)}: "


def _and_others(count: int) -> str:
    return "" if not count else " and another" if count == 1 else f" and {count} others"


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names in a sentence; of many the first ones and how many more there are."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
