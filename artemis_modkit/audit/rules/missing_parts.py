"""Parts that a vessel lacks and others of its kind have."""

from functools import partial
from itertools import product

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.ship_parts import having, lacking, living, told_lacking
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.groups import grouped
from artemis_modkit.model.roles import STATION_WORDS, Role, is_mobile
from artemis_modkit.model.vessel_parts import ImpulsePoint, ManeuverPoint
from artemis_modkit.model.vessels import Vessel

_MOVES = '<performance turnrate="0.004" topspeed="0.6"/>'


def _ship(number: int, parts: str, more: str = "") -> str:
    return f'<vessel uniqueID="{number}" side="0"{more}>{parts}</vessel>\n'


def _three(parts: str, more: str = "", first: int = 0) -> str:
    """Ships that have what a fourth one lacks."""
    return "".join(_ship(first + at, parts, more) for at in range(3))


def _is_to_move(_: Look, vessel: Vessel) -> bool:
    return STATION_WORDS.isdisjoint(vessel.words)


_MOVING = _three(_MOVES)


@Rule(
    title="a ship has no <performance>",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Without it a ship has neither speed nor turn rate. Modders report that what is spawned as "
    "a ship misbehaves when it has none; only bases do without.",
    repair="Add <performance turnrate= topspeed=/>, or 'static' or 'base' to the words of "
    "broadType for what stands still.",
    fires=ships(f'{_MOVING}<vessel uniqueID="3" side="0" broadType="small"/>'),
    says="6:1 3 without a class name: no <performance>, so it has no speed and no turn rate; "
    "write topspeed and turnrate",
    silent=ships(f'{_MOVING}<vessel uniqueID="3" side="0" broadType="base"/>'),
)
def missing_performance(look: Look) -> Occurrences:
    """Ships without the element that says how they move."""
    said = "no <performance>, so it has no speed and no turn rate; write topspeed and turnrate"
    yield from told_lacking(look, _is_to_move, having("performance"), said, as_stock=True)


_SHIELDED = _three('<shields front="80" back="80"/>')


@Rule(
    title="a vessel has no <shields>",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Shields are nearly all that a vessel has against fire, and even single-seat craft and "
    "bases have the element. What the game takes in its place is not known.",
    repair="Add <shields front= back=/>, with 0 for what is to have none.",
    fires=ships(f'{_SHIELDED}<vessel uniqueID="3" side="0"/>'),
    says="6:1 3 without a class name: no <shields>, which others have; write front and back, 0 "
    "where it is to have none",
    silent=ships(
        f'{_SHIELDED}<vessel uniqueID="3" side="0"><shields front="0" back="0"/></vessel>'
    ),
)
def missing_shields(look: Look) -> Occurrences:
    """Ships without the element that says how strong their shields are."""
    said = "no <shields>, which others have; write front and back, 0 where it is to have none"
    yield from told_lacking(look, lambda *_: True, having("shields"), said, as_stock=True)


_GLOWING = _three(_MOVES + '<engine_port x="0" y="0" z="-250"/>')


@Rule(
    title="a ship that moves has no engine port",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="The glow of engines and their trail begin at engine ports. A ship without one slides "
    "through space dark, which in most mods is an oversight.",
    repair="Add an <engine_port> at the stern for each engine of the mesh.",
    fires=ships(_GLOWING + _ship(3, _MOVES)),
    says="6:1 3 without a class name: it moves and has no engine_port, so no engine of it glows; "
    "add one at its stern",
    silent=ships(
        f'{_GLOWING}<vessel uniqueID="3" side="0" broadType="static"><performance topspeed="0"/>'
        "</vessel>"
    ),
)
def missing_engine(look: Look) -> Occurrences:
    """Ships that move without an engine to be seen."""
    said = "it moves and has no engine_port, so no engine of it glows; add one at its stern"
    yield from told_lacking(look, _is_driven, having("engine_port"), said)


def _is_driven(look: Look, vessel: Vessel) -> bool:
    """Whether it moves, is no station and no living being."""
    is_ship = is_mobile(vessel) and _is_to_move(look, vessel)
    return is_ship and vessel.side in look.once(_lifeless)


def _lifeless(look: Look) -> frozenset[int | None]:
    """The sides of races that build their ships; what is of no race may live."""
    return frozenset(race.id for race in look.races) - look.once(living)


_POINTS = (ImpulsePoint.NAME, ManeuverPoint.NAME)
_SMALL = ' broadType="small"'
_IMPULSE = '<performance turnrate="0.002" topspeed="0.3"/><impulse_point x="0" y="0" z="-250"/>'
_THRUSTER = _IMPULSE + '<maneuver_point x="90" y="0" z="80"/>'
_POINTED = _three(_THRUSTER, _SMALL, 2000)


@Rule(
    title="ships have no impulse or maneuver points, others of the file have",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="At these points players aim at the engines and thrusters of the computer's ships. Where "
    "most ships of a mod have them, one without cannot be slowed down that way.",
    together=2,
    repair="Add an <impulse_point> at each engine and a <maneuver_point> at each thruster.",
    fires=ships(_POINTED + _ship(2003, _IMPULSE, _SMALL)),
    says="6:1 2003 without a class name: no maneuver_point, which most ships like it in this file "
    "have; add some",
    silent=ships(_POINTED + _ship(2003, _THRUSTER, _SMALL)),
)
def missing_points(look: Look) -> Occurrences:
    """Ships of the computer whose engines cannot be targeted, though those of others can."""
    missing = grouped(
        (one.element, name)
        for name, is_kind in product(_POINTS, (_is_enemy, _is_friend))  # apart, as in stock
        for one in lacking(look, is_kind, having(name))
    )
    for vessel in look.vessels:
        if names := missing.get(vessel.element):
            yield look.element(
                vessel.element,
                of_many(
                    f"{vessel.shown_name}: no {' and no '.join(names)}, which most ships like "
                    "it in this file have",
                    "; add some",
                    more=" ({count:,} such ships)",
                ),
                kind="points",
            )


def _is_friend(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel) in (Role.ALLY, Role.CIVILIAN)


def _is_enemy(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel).is_enemy_ship and vessel.side not in look.once(living)


_ATTRIBUTES = ("shipefficiency", "warpefficiency", "jumpefficiency")
_USE = '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'
_PLAYERS = ' broadType="player"'
_EFFICIENT = _three(_USE, _PLAYERS)


@Rule(
    title="a player ship lacks a figure for its use of energy",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Since game 2.4 these three say how much energy systems, warp and jumps use. What the game "
    "takes where one is missing is not known: 0 would make warp free.",
    repair="Write shipefficiency, warpefficiency and jumpefficiency; 1 is plain, less is cheaper.",
    fires=ships(_EFFICIENT + _ship(3, _USE.replace(' warpefficiency="1"', ""), _PLAYERS)),
    says="6:50 3 without a class name: no warpefficiency, which player ships of this file have; "
    "write 1 for plain use of energy, less for cheaper",
    silent=ships(_EFFICIENT + _ship(3, _USE, _PLAYERS)),
)
def missing_efficiency(look: Look) -> Occurrences:
    """Player ships that do not say how much energy they use."""
    missing = grouped(
        (vessel.element, name)
        for name, is_craft in product(_ATTRIBUTES, (False, True))  # craft have habits of their own
        for vessel in lacking(look, partial(_uses_energy, is_craft), partial(_has, name))
    )
    for vessel in look.vessels:
        without = [name for name in _ATTRIBUTES if not _has(name, vessel)]
        if 0 < len(without) < len(_ATTRIBUTES) and _uses_energy(None, look, vessel):
            missing.setdefault(vessel.element, without)
    for vessel in look.vessels:
        if vessel.performance is not None and (names := missing.get(vessel.element)):
            yield look.element(
                vessel.performance.element,
                f"{vessel.shown_name}: no {' and no '.join(names)}, which player ships of this "
                "file have; write 1 for plain use of energy, less for cheaper",
                kind=tuple(names),
            )


def _uses_energy(is_craft: bool | None, look: Look, vessel: Vessel) -> bool:
    """Whether players fly it, as a single-seat craft or not; `None`: either.

    Nothing of the dialect with one efficiency for all.
    """
    role = look.role(vessel)
    is_meant = is_craft is None or role.is_craft is is_craft
    return role.is_flown and is_meant and "efficiency" not in _performance(vessel)


def _has(name: str, vessel: Vessel) -> bool:
    """Whether it has the attribute; also one that is misspelt, which another rule tells."""
    return any(one == name or is_one_slip(one, name) for one in _performance(vessel))


def _performance(vessel: Vessel) -> dict[str, str]:
    return {} if vessel.performance is None else vessel.performance.element.attributes


_MESHED = _three('<art meshfile="dat/heron.dxs"/>')


@Rule(
    title="a vessel has no mesh",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="What has no mesh cannot be seen; whether the game even starts with it is not known.",
    repair="Add <art> with meshfile and textures, as the other vessels of the file have it.",
    fires=ships(f'{_MESHED}<vessel uniqueID="3" side="0"><art diffuseFile="a.png"/></vessel>'),
    says="6:31 3 without a class name: its <art> names no mesh; write meshfile=",
    silent=ships(f'{_MESHED}<vessel uniqueID="3" side="0"><art meshfile="dat/a.dxs"/></vessel>'),
)
def missing_mesh(look: Look) -> Occurrences:
    """Vessels without a mesh."""
    for vessel in lacking(look, lambda *_: True, _has_mesh, as_stock=True):
        place = vessel.art[0].element if vessel.art else vessel.element
        said = "its <art> names no mesh; write meshfile="
        if not vessel.art:
            said = "no <art>, so nothing of it can be seen; name a mesh and its textures"
        yield look.element(place, f"{vessel.shown_name}: {said}", kind="mesh")


def _has_mesh(vessel: Vessel) -> bool:
    return any((art.mesh_file or "").strip() for art in vessel.art)


_GRIDDED = _three('<internal_data file="dat/artemis.snt"/>', _PLAYERS)


@Rule(
    title="a player ship has no system grid",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="Engineering shows the inside of the ship from its .snt file. Without one there are no "
    "systems to damage and no rooms for damage teams. Single-seat craft need none.",
    repair="Add <internal_data file=/> with a grid of the mod or of stock.",
    fires=ships(f'{_GRIDDED}<vessel uniqueID="3" side="0" broadType="player"/>'),
    says="6:1 3 without a class name: players fly it, and it has no system grid for engineering; "
    "add <internal_data> with the .snt file of a ship of its size",
    silent=ships(f'{_GRIDDED}<vessel uniqueID="3" side="0" broadType="player singleseat"/>'),
)
def missing_grid(look: Look) -> Occurrences:
    """Player ships without the grid of systems that engineering works with."""
    said = (
        "players fly it, and it has no system grid for engineering; add <internal_data> with the "
        ".snt file of a ship of its size"
    )
    yield from told_lacking(look, _is_of_players, _has_grid, said, as_stock=True)


def _is_of_players(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel) is Role.PLAYER


def _has_grid(vessel: Vessel) -> bool:
    return vessel.internal_data is not None and bool((vessel.internal_data.file or "").strip())


_TOLD = _three('<long_desc text="Small and swift."/>', _PLAYERS)


@Rule(
    title="a vessel has no description",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Captains read it when they choose a ship, science officers when they scan one. Where all "
    "others have it, an empty page looks unfinished.",
    repair="Add <long_desc text=/>.",
    fires=ships(_TOLD + _ship(3, "", _PLAYERS)),
    says="6:1 3 without a class name: no description, which others have; add <long_desc>",
    silent=ships(_TOLD + _ship(3, '<long_desc text="Large and slow."/>', _PLAYERS)),
)
def missing_text(look: Look) -> Occurrences:
    """Vessels without a description; the one of stock that has none is a civilian."""
    said = "no description, which others have; add <long_desc>"
    yield from told_lacking(look, _is_read, _has_text, said)


def _is_read(look: Look, vessel: Vessel) -> bool:
    return look.role(vessel) is not Role.CIVILIAN


def _has_text(vessel: Vessel) -> bool:
    is_misspelt = vessel.long_description is None and bool(having("long_desc")(vessel))
    return is_misspelt or bool(vessel.description.strip())
