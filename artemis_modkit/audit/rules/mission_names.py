"""Missions as files, and the names and files that they ask for."""

from collections.abc import Iterable, Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.game_files import Asset, GameTree
from artemis_modkit.audit.missions import never_given, told
from artemis_modkit.audit.references import stock_files, suggestions
from artemis_modkit.audit.rule import meshed, mission, ship, ships
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mission_names import NamedKind
from artemis_modkit.model.missions import Mission, MissionFile

_NAMED = pattern(r"'[^']*'|<[^<>]*>")
"""What a message names of the file: by that, and not by our words, two faults are alike."""

_IF = '<event><if_variable name="a" comparator="{}" value="1.0"/></event>'
_PLAYED = {"bare-less-than", "bare-ampersand"}
"""Faults that the game is known to play: missions that are played have them for years."""


@Rule(
    together=2,
    title="a mission is no well-formed XML",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Editors and other programs refuse the file. The game plays a bare '<' or '&', which are "
    "notices; what it makes of a lost quote or end tag is not known.",
    repair="Write what the message says. --fix leaves missions alone.",
    fires={**ships(""), **mission(_IF.format("<"))},
    says="dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 a bare '<' in the value of 'comparator'; write "
    "'&lt;'",
    silent={**ships(""), **mission(_IF.format("LESS"))},
)
def mission_xml_syntax(look: Look) -> Occurrences:
    """What makes a mission no well-formed XML."""
    for one in look.missions:
        for fault in one.document.faults:
            yield look.text(
                one.document.source,
                fault.span,
                of_many(fault.message),
                kind=(fault.code, fault.repairable, *_NAMED.findall(fault.message)),
                severity=Severity.NOTICE if fault.code in _PLAYED else None,
            )


_BODY = "<start/>"
_ELSEWHERE = "dat/Missions/MISS_Marsh/MISS_Moor.xml"


@Rule(
    title="a mission is not called as its folder",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The server lists a mission where a folder MISS_NAME has a file MISS_NAME.xml, and no "
    "other.",
    repair="Give file and folder the same name.",
    fires={**ships(""), **mission(_BODY, _ELSEWHERE)},
    says=f"{_ELSEWHERE}:1 the server lists no such mission; its folder is called MISS_Marsh, so "
    "name it MISS_Marsh.xml",
    silent={**ships(""), **mission(_BODY)},
)
def mission_name(look: Look) -> Occurrences:
    """Missions whose file is not called as its folder: the server does not list them."""
    named = {_folder(one) for one in look.missions if _is_named(one)}
    for one in look.missions:
        if _is_named(one) or _folder(one) in named or not one.path.lower().endswith(".xml"):
            continue
        folder = one.folder
        if folder.lower().startswith("miss_"):
            said = f"its folder is called {folder}, so name it {folder}.xml"
        elif _lies_loose(one):
            said = f"put it into a folder {one.name}"
        else:
            continue
        yield look.file(one.file, f"the server lists no such mission; {said}", value=one.folder)


def _folder(mission: Mission) -> str:
    return mission.path.lower().rpartition("/")[0]


def _is_named(mission: Mission) -> bool:
    return mission.name.lower() == mission.folder.lower()


def _lies_loose(mission: Mission) -> bool:
    return mission.name.lower().startswith("miss_") and mission.folder.lower() == "missions"


_MISSIONS = "dat/missions/"
_MESH = '<start><create type="genericMesh" meshFileName="dat/Marsh/{}" name="M"/></start>'
_BUOY = meshed("dat/Marsh/buoy.dxs")
_ART = {"dat/Marsh/buoy.dxs": b"<scene></scene>"}


@Rule(
    title="a mission names a file that is not there",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The mesh is not seen and the sound not heard. Only files are told that lie where the mod "
    "or the mission has others, or whose name is a slip for one that there is: the game brings "
    "art of its own that no list names in full.",
    repair="Add the file or correct the path. Since game 2.7 sounds are named from the folder of "
    "the game on, before that from the folder of the mission on; both count.",
    fires={**_BUOY, **mission(_MESH.format("buoyy.dxs")), **_ART},
    says="dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 dat/Marsh/buoyy.dxs is missing; did you mean "
    "dat/Marsh/buoy.dxs?",
    silent={**_BUOY, **mission(_MESH.format("buoy.dxs")), **_ART},
    together=2,
)
def mission_missing_file(look: Look) -> Occurrences:
    """Meshes, pictures and sounds that a mission names and that are nowhere."""
    game = look.mod.once(GameTree.of)
    for one in look.missions:
        for file in one.files:
            missing = _missing(look, game, one, file)
            if missing is not None:
                path, hint = missing
                place = (one, file.element, file.attribute)
                yield told(place, path, f" is missing{hint}", kind=path.lower())


def _missing(
    look: Look, game: GameTree, mission: Mission, file: MissionFile
) -> tuple[str, str] | None:
    """The path of a file that is missing, and a hint; `None` where it is there or may be."""
    stock = look.once(stock_files)
    is_there = (
        game.find(one) or game.may_have(one) or mission.has(one) or one in stock
        for one in file.places
    )
    if not file.places or any(is_there):
        return None
    place = file.places[-1] if "/" not in file.places[0] else file.places[0]
    kind = Asset.of(place)
    if kind is None:
        slip = next((found for found in _with_ending(place) if game.find(found)), None)
        slip = slip or next((found for found in _with_ending(place) if found in stock), None)
        return None if slip is None else (place, f"; did you mean {slip}?")
    near = stock.misspelt(place)
    if near is not None and "/" in place:
        return place, f"; did you mean {near}?"
    if kind not in {Asset.of(path) for path in (*game.tree.paths, *mission.tree.paths)}:
        return None  # the tree has its text files alone
    if not _is_own(game, mission, place):
        return None
    own = f"{mission.game_folder}/{place.rpartition('/')[2]}"
    hint = f"there is {own}" if mission.has(own) else look.once(suggestions).hint(place, kind)
    return place, f"; {hint}" if hint else ""


def _is_own(game: GameTree, mission: Mission, place: str) -> bool:
    """Whether a path leads into a folder where the mod, or the mission, has art or sounds.

    Of what lies in `dat` itself, and of missions without their sounds, nothing can be said.
    """
    folder, _, name = place.lower().rpartition("/")
    if folder.startswith(_MISSIONS):
        is_here = folder == mission.game_folder.lower()
        own = mission.beside if is_here else ()
        moved = f"{mission.game_folder}/{name}"
        return _has_art(own) or _has_art(_below(game, folder)) or mission.has(moved)
    parts = folder.split("/")
    return len(parts) > 1 and any(_below(game, f"{parts[0]}/{parts[1]}"))


def _below(game: GameTree, folder: str) -> Iterator[str]:
    return (path for path in game.paths() if path.lower().startswith(f"{folder}/"))


def _has_art(paths: Iterable[str]) -> bool:
    return any(Asset.of(path) is not None for path in paths)


def _with_ending(place: str) -> Iterator[str]:
    """A path with each ending that means something: `mine.dsx` may be `mine.dxs`."""
    stem = place.rpartition(".")[0] or place
    return (stem + ending for kind in Asset for ending in kind.endings)


_MAKES = (
    '<start><create type="genericMesh" name="Lone Buoy"/></start>\n'
    '<event><if_not_exists name="{}"/><big_message title="It is gone"/></event>'
)


@Rule(
    title="a mission asks for an object of a name that it gives to none",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Nothing happens to the object that was meant, and a test of it always has one "
    "answer: what is not there counts as destroyed from the start. The ships of players have their "
    "usual names where the mission gives none. Where no object may be meant, it is a notice. Parts "
    "of missions and templates are not looked at.",
    repair="Write the name as where the object is made, or take out what speaks of it.",
    fires={**ships(""), **mission(_MAKES.format("Lone Bouy"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:3 object "Lone Bouy": the mission makes none of '
    'that name; did you mean "Lone Buoy"?',
    silent={**ships(""), **mission(_MAKES.format("lone buoy"))},
    together=2,
)
def mission_unknown_name(look: Look) -> Occurrences:
    """Objects that a mission asks for by a name that it gives to none."""
    yield from never_given(look, NamedKind.OBJECT, "the mission makes none of that name")


_WAITS = (
    '<start><set_timer name="siege" seconds="60"/></start>\n'
    '<event><if_timer_finished name="{}"/><big_message title="They come"/></event>'
)


@Rule(
    title="a mission waits for a timer that it never sets",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The event does not come when it was meant to: it waits for good, and what follows too. "
    "Mostly the name is misspelt at one of the two places; where no timer may be meant, it is "
    "a notice. Parts of missions and templates are not looked at.",
    repair="Write the name of the timer as where it is set, or set it.",
    fires={**ships(""), **mission(_WAITS.format("seige"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:3 timer "seige": the mission never sets it; did '
    'you mean "siege"?',
    silent={**ships(""), **mission(_WAITS.format("Siege "))},
    together=2,
)
def mission_unset_timer(look: Look) -> Occurrences:
    """Timers that a mission waits for and never sets."""
    yield from never_given(look, NamedKind.TIMER, "the mission never sets it")


_HERON = ship("", "player", "Heron")
_CREATE = (
    '<start><set_variable name="herons" value="1"/><create type="enemy" hullID="{}" name="H1"/>'
    "</start>"
)


@Rule(
    title="a mission asks for a variable that it never sets",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Where the number of a ship is asked for, the game finds none, and what it makes of that "
    "is not known; an event that tests the variable never happens, or always. Mostly the name is "
    "misspelt at one of the two places. Where no variable may be meant, a test of it is a notice. "
    "Parts of missions and templates are not looked at.",
    repair="Write the name of the variable as where it is set, or set it.",
    fires={**_HERON, **mission(_CREATE.format("heron"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 hullID="heron": the mission never sets the '
    "variable heron; did you mean herons?",
    silent={**_HERON, **mission(_CREATE.format("Herons"))},
    together=2,
)
def mission_unset_variable(look: Look) -> Occurrences:
    """Variables that a mission takes for the number of a ship, or tests, and never sets."""
    for one in look.missions:
        if not any(True for _ in one.document.descendants("start")):
            continue  # a part of a mission, whose other parts may set it
        for asked in one.hull_numbers:
            for name in dict.fromkeys(one.unset(asked)):
                near = nearest(name, one.variables)
                hint = f"; did you mean {near}?" if near else ""
                written = f'{asked.attribute}="{asked.text}"'
                said = f": the mission never sets the variable {name}{hint}"
                yield told((one, asked.element, asked.attribute), written, said)
    yield from never_given(look, NamedKind.VARIABLE, "the mission tests it and never sets it")
