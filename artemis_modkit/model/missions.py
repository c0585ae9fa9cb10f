"""Mission scripts, and where in them ships, races and files of a mod are named.

The game reads an attribute as a number, a variable or a sum of both, so a hull is a set of numbers:
all that the script ever gives the variable. Where that cannot be told, nothing is said of it.
"""

import ast
import posixpath
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct

from artemis_modkit.files.trees import FileTree, folder_tree, normal_path, single_file_tree
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_decimal, read_integer
from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

ROOT = "mission_data"
UNREADABLE = "unreadable"
FOLDER = "dat/missions/"
_STARTS = "miss_"
_SCRIPTS = (".xml", ".tmpl")
_CREATED = {"station", "enemy", "neutral", "player"}
_HULLS = ("hullID", "hulltype")
STATION_CARRIED = "set_player_station_carried"
_CARRIED = ("set_player_carried_type", STATION_CARRIED)
_FILES = {
    "create": ("meshFileName", "textureFileName"),
    "play_sound_now": ("filename",),
    "incoming_message": ("fileName",),
}
_TEMPLATE = pattern(r"\{\{|\{%")
_NAME = pattern(r"[A-Za-z_]\w*")
_SUM = pattern(r"[\w\s.+*()-]{1,200}")
_MOST_NUMBERS = 10_000
_LONGEST_SUM = 200

Numbers = frozenset[float]


class HullNumber(Struct, frozen=True):
    """A place that takes a ship by number: `numbers` are all that it may be, `None` unknown."""

    element: Element
    attribute: str
    text: str
    numbers: Numbers | None


class HullWords(Struct, frozen=True):
    """A place that takes a ship by words of its race and of itself, in small letters."""

    element: Element
    races: tuple[str, ...]
    hulls: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Both as they are written: `raceKeys="TSN" hullKeys="base"`."""
        said = ((name, said_of(self.element, name)) for name in ("raceKeys", "hullKeys"))
        return " ".join(f'{name}="{value}"' for name, value in said if value.strip())


class MissionFile(Struct, frozen=True):
    """A place that names a file: `places` are where the game may look for it, the first now."""

    element: Element
    attribute: str
    text: str
    places: tuple[str, ...]


class Mission(Struct, frozen=True, dict=True):
    """A script: `path` is its place in `tree`; `file` is how it is named to people.

    `folder` is the name of the folder that it stands in, "" where that is not known.
    """

    file: str
    path: str
    tree: FileTree
    folder: str

    @cached_property
    def document(self) -> XmlDocument:
        """Its text, read whole; of what cannot be read an empty one with that fault."""
        try:
            return XmlDocument.from_bytes(self.file, self.tree.read(self.path))
        except (ModkitError, OSError) as error:
            why = "it is too large or nested too deep" if isinstance(error, TooBig) else str(error)
            said = f"the mission cannot be read, and nothing in it is checked: {why}"
            fault = Fault(UNREADABLE, Span(0, 0), said, blocks=True)
            return XmlDocument(Source(self.file, ""), "", (), (), (), (fault,))

    @property
    def unread(self) -> str | None:
        """Why nothing of it could be read; `None` where it was."""
        return next((fault.message for fault in self.document.faults if fault.blocks), None)

    @property
    def name(self) -> str:
        """What it is called: its file, without the ending."""
        return PurePosixPath(self.path).stem

    @property
    def game_folder(self) -> str:
        """Where its folder lies in the game."""
        return f"dat/Missions/{self.folder or PurePosixPath(self.path).stem}"

    @property
    def beside(self) -> Iterator[str]:
        """The files in its folder, and below."""
        folder = PurePosixPath(self.path).parent.as_posix()
        before = "" if folder == "." else f"{folder}/"
        return (path for path in self.tree.paths if path.startswith(before))

    def has(self, place: str) -> bool:
        """Whether a file by its path in the game lies in the mission's own folder."""
        own = f"{self.game_folder.lower()}/"
        if not place.lower().startswith(own):
            return False
        inner = (PurePosixPath(self.path).parent / place[len(own) :]).as_posix()
        return self.tree.resolve(inner) is not None

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Those that make or equip a ship."""
        return tuple(element for element in self.document.elements if _takes_a_ship(element))

    @property
    def hull_numbers(self) -> Iterator[HullNumber]:
        """Every place that takes a ship by number and may."""
        for element in self.elements:
            name = hull_attribute(element)
            if name and element.name != STATION_CARRIED:
                text = element.attributes[name]
                yield HullNumber(element, name, text, self._variables.value(text))

    @property
    def hull_words(self) -> Iterator[HullWords]:
        """Every place that takes a ship by words, and by no number."""
        for element in self.elements:
            races, hulls = (said_of(element, name) for name in ("raceKeys", "hullKeys"))
            by_number = hull_attribute(element) and element.name != STATION_CARRIED
            if (races + hulls).strip() and not by_number and not _TEMPLATE.search(races + hulls):
                yield HullWords(element, tuple(races.lower().split()), tuple(hulls.lower().split()))

    @property
    def files(self) -> Iterator[MissionFile]:
        """Every place that names a mesh, a picture or a sound."""
        for element in self.document.elements:
            for name in _FILES.get(element.name, ()):
                text = said_of(element, name)
                if text.strip() and not _TEMPLATE.search(text):
                    slashed = text.strip().replace("\\", "/")
                    own = normal_path(posixpath.join(self.game_folder, slashed))
                    places = [own] if element.name == "incoming_message" else [normal_path(text)]
                    if element.name == "play_sound_now":
                        places.append(own)
                    yield MissionFile(
                        element, name, text, tuple(place for place in places if place)
                    )

    def unset(self, asked: HullNumber) -> list[str]:
        """The variables of a number that nothing in the script ever gives a value."""
        return self._variables.unset(asked.text)

    @property
    def variables(self) -> list[str]:
        """The names of all variables that the script gives a value."""
        return self._variables.names

    @cached_property
    def _variables(self) -> "_Variables":
        return _Variables(self.document)


def _takes_a_ship(element: Element) -> bool:
    kind = said_of(element, "type").strip().lower()
    return element.name in _CARRIED or (element.name == "create" and kind in _CREATED)


def hull_attribute(element: Element) -> str | None:
    """The attribute by which an element takes a ship by number; `None` where it takes none so."""
    names = (spelt(element, name) for name in _HULLS)
    return next((name for name in names if element.attributes.get(name, "").strip()), None)


def spelt(element: Element, name: str) -> str:
    """An attribute's name as it is written here, in whatever capitals: `HullId`."""
    if name in element.attributes:
        return name
    return next(
        (attribute for attribute in element.attributes if attribute.lower() == name.lower()), name
    )


def said_of(element: Element, name: str) -> str:
    """What an attribute says, in whatever capitals its name is; "" without it."""
    return element.attributes.get(spelt(element, name), "")


# Values ----------------------------------------------------------------------------------------


class _Variables:
    """What a script may have given each of its variables."""

    def __init__(self, document: XmlDocument) -> None:
        self._set: dict[str, list[Element]] = {}
        self._names: dict[str, str] = {}
        for element in document.descendants("set_variable"):
            name = element.attributes.get("name", "").strip().lower()
            self._set.setdefault(name, []).append(element)
            self._names.setdefault(name, element.attributes.get("name", "").strip())
        for element in document.elements:  # get_object_property and others fill one they name
            name = element.attributes.get("variable", "").strip()
            self._names.setdefault(name.lower(), name)
        self._known: dict[str, Numbers | None] = {}

    @property
    def names(self) -> list[str]:
        """As they are written where they are first set."""
        return [name for name in self._names.values() if name]

    def unset(self, text: str) -> list[str]:
        """The names in a sum that stand for nothing; none in what is no sum of names."""
        if not _SUM.fullmatch(text.strip()):
            return []
        return [name for name in _NAME.findall(text) if name.lower() not in self._names]

    def value(self, text: str) -> Numbers | None:
        """The numbers that an attribute may be; `None` where that cannot be told."""
        number = read_decimal(text)
        if number is not None:
            return frozenset((number,))
        if len(text) > _LONGEST_SUM:
            return None
        try:
            return self._sum(ast.parse(text.strip(), mode="eval").body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def _sum(self, node: ast.expr) -> Numbers | None:
        match node:
            case ast.Constant(value=int() | float() as number):
                return frozenset((float(number),)) if abs(number) < 1e30 else None
            case ast.Name(id=name):
                return self._of(name.lower())
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=inner):
                known = self._sum(inner)
                if known is None or isinstance(sign, ast.UAdd):
                    return known
                return frozenset(-one for one in known)
            case ast.BinOp(left=left, op=op, right=right):
                return _both(self._sum(left), op, self._sum(right))
        return None

    def _of(self, name: str) -> Numbers | None:
        if name not in self._known:
            self._known[name] = None  # what is told by itself, a counter, cannot be told
            self._known[name] = self._all(self._set.get(name, []))
        return self._known[name]

    def _all(self, settings: list[Element]) -> Numbers | None:
        found: set[float] = set()
        for element in settings:
            numbers = self._given(element)
            if numbers is None:
                return None
            found |= numbers
            if len(found) > _MOST_NUMBERS:
                return None
        return frozenset(found) or None

    def _given(self, element: Element) -> Numbers | None:
        low, high = (read_integer(element.attributes.get(f"randomInt{end}", ""))
                     for end in ("Low", "High"))  # fmt: skip
        if low is not None and high is not None:
            whole = range(min(low, high), max(low, high) + 1)
            return None if abs(high - low) >= _MOST_NUMBERS else frozenset(map(float, whole))
        return self.value(element.attributes.get("value", ""))


def _both(left: Numbers | None, op: ast.operator, right: Numbers | None) -> Numbers | None:
    if left is None or right is None or len(left) * len(right) > _MOST_NUMBERS:
        return None
    pairs = [(one, other) for one in left for other in right]
    match op:
        case ast.Add():
            return frozenset(one + other for one, other in pairs)
        case ast.Sub():
            return frozenset(one - other for one, other in pairs)
        case ast.Mult():
            return frozenset(one * other for one, other in pairs)
    return None


# Where missions lie ------------------------------------------------------------------------------


def missions_of(mod: Mod) -> tuple[Mission, ...]:
    """The missions in a mod's own `dat/Missions`."""
    root = "dat/" if mod.is_dat else ""
    inside = [path for path in mod.tree.paths if f"{root}{path}".lower().startswith(FOLDER)]
    return tuple(_missions(mod.tree, inside, ""))


def open_missions(place: str | Path) -> tuple[Mission, ...]:
    """The missions of a folder, with all below, of a zip, or of one file.

    Raises `ModkitError` where there is none.
    """
    path, shown = Path(place), Path(place).as_posix()
    if not path.exists():
        raise ModkitError(f"{place}: no such file or folder; name a mission or a folder of them")
    if path.is_dir():
        tree, before = folder_tree(path), f"{shown}/"
    elif path.suffix.lower() == ".zip":
        from artemis_modkit.files.zips import zip_tree

        tree, before = zip_tree(path), f"{shown}/"
    else:
        tree = single_file_tree(path) if not _in_own_folder(path) else folder_tree(path.parent)
        mission = Mission(shown, path.name, tree, path.resolve().parent.name)
        if _is_mission(tree, path.name):
            return (mission,)
        raise ModkitError(f"{place}: is no mission, which begins with <{ROOT}>")
    missions = tuple(_missions(tree, tree.paths, before))
    if not missions:
        raise ModkitError(f"{place}: no mission is in it, no .xml file with <{ROOT}>")
    return missions


def _in_own_folder(path: Path) -> bool:
    return path.resolve().parent.name.lower().startswith(_STARTS)


def _missions(tree: FileTree, paths: Iterable[str], before: str) -> Iterator[Mission]:
    for path in paths:
        if _is_mission(tree, path):
            yield Mission(before + path, path, tree, PurePosixPath(path).parent.name)


def _is_mission(tree: FileTree, path: str) -> bool:
    name = PurePosixPath(path).name.lower()
    is_named = name.startswith(_STARTS) and name.endswith(".xml")
    if is_named or not name.endswith(_SCRIPTS):
        return is_named
    try:
        return f"<{ROOT}".encode() in tree.read(path)
    except (ModkitError, OSError):  # what it is cannot be told; as a mission it is told why
        return True


def users_of_numbers(missions: Iterable[Mission]) -> dict[float, list[str]]:
    """The names of the missions that take a ship by number, by that number."""
    found: dict[float, dict[str, None]] = {}
    for mission in missions:
        for asked in mission.hull_numbers:
            for number in asked.numbers or ():
                found.setdefault(number, {})[mission.name] = None
    return {number: [*names] for number, names in found.items()}


def missions_that_take(mods: Iterable[Mod], numbers: Iterable[int]) -> dict[str, list[int]]:
    """The missions in some mods that take ships by some numbers, each with those numbers."""
    users = users_of_numbers(mission for mod in mods for mission in missions_of(mod))
    found: dict[str, list[int]] = {}
    for number in sorted(numbers):
        for name in users.get(number, ()):
            found.setdefault(name, []).append(number)
    return found
