"""Every threshold of the audit: it says its unit and reason, and two examples hold it in place.

Of each pair the first lies just on the quiet side and the second just on the other one, in figures
that are written out, so whoever moves a threshold sees which example moves with it.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

import artemis_modkit.audit
from artemis_modkit.audit import Finding, Scope, audit
from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.game_files import FileKind, GameTree, StockFiles, Suggestions, is_hollow
from artemis_modkit.audit.garbled import garbled
from artemis_modkit.audit.grouping import groups
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.mentioned_files import Mentions
from artemis_modkit.audit.rule import FEW
from artemis_modkit.audit.ship_parts import is_beside
from artemis_modkit.audit.spelling import is_one_slip, nearest, nearest_of, surely_meant_of
from artemis_modkit.audit.typical_values import Kin, kin_of
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.snt import GRID_BYTES, NodeKind
from artemis_modkit.parsers.source import Location, Source, Span

SHIPS = "dat/vesselData.xml"
STOCK = Mod.open("stock:2.8")
TSN = '<hullRace ID="0" name="TSN" keys="player"/>'
Check = Callable[[], bool]
Pair = tuple[Check, Check]


def mod(body: str, head: str = TSN, files: Mapping[str, bytes] | None = None) -> Mod:
    text = f"<vessel_data>{head}{body}</vessel_data>"
    return Mod.from_files("m", {SHIPS: text.encode(), **(files or {})})


def vessel(inside: str = "", number: int = 1, words: str = "player", name: str = "Otter") -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="{name}" broadType="{words}">{inside}'
        "</vessel>\n"
    )


def findings(rule: str, of: Mod, previous: Mod | None = None) -> tuple[Finding, ...]:
    return audit(of, STOCK, scope=Scope(select=[rule], previous=previous)).findings


def pair(rule: str, quiet: Mod, loud: Mod) -> Pair:
    """That a rule is silent about the first and finds something in the second."""
    return lambda: bool(findings(rule, quiet)), lambda: bool(findings(rule, loud))


def saying(rule: str, words: str, quiet: Mod, loud: Mod, previous: Mod | None = None) -> Pair:
    """That a rule says some words of the second alone."""

    def says(of: Mod) -> bool:
        return any(words in finding.message for finding in findings(rule, of, previous))

    return lambda: says(quiet), lambda: says(loud)


def of(works: Callable[[int], bool], quiet: int, loud: int) -> Pair:
    return lambda: works(quiet), lambda: works(loud)


def ports(farthest: str, art: str, middle: str = "1") -> Mod:
    near = f'<engine_port x="0" y="0" z="{middle}"/>'
    return mod(vessel(f'<art {art}/>{near * 2}<engine_port x="0" y="0" z="{farthest}"/>'))


def players(of_each: Iterable[str], words: str = "player") -> str:
    return "".join(vessel(inside, number, words) for number, inside in enumerate(of_each))


def moving(turn: str, others: str = "0.4") -> Mod:
    def moves(rate: str) -> str:
        return f'<performance turnrate="{rate}" topspeed="0.3"/>'

    return mod(players([*[moves(others)] * 6, moves(turn)], "small"))


def halved(*shields: float) -> Mod:
    """Ships of stock with shields, front and back, of their own."""
    known = ((0, "Light Cruiser"), (1, "Scout"), (2, "Battleship"), (3, "Missile Cruiser"),
             (4, "Dreadnought"))  # fmt: skip
    pairs = zip(shields[::2], shields[1::2], strict=True)
    return mod(
        "".join(
            vessel(f'<shields front="{front}" back="{back}"/>', number, name=name)
            for (number, name), (front, back) in zip(known, pairs, strict=True)
        )
    )


STOCK_SHIELDS = (80, 80, 60, 60, 250, 150, 110, 80, 200, 200)
HALF = tuple(one / 2 for one in STOCK_SHIELDS)


def strong(usual: int, last: int) -> Mod:
    """Six players' ships that are nearly alike, and one whose front shield is another."""
    moves = '<performance turnrate="0.004" topspeed="0.6"/>'
    fronts = [*range(usual, usual + 6), last]
    return mod(players(f'{moves}<shields front="{front}" back="80"/>' for front in fronts))


def mirror(z: int) -> Mod:
    points = '<impulse_point x="-90" y="12" z="-250"/>' + f'<impulse_point x="90" y="12" z="{z}"/>'
    engines = '<engine_port x="0" y="0" z="-250"/>' * 3
    return mod(vessel(points + engines))


def fleet(*commonality: str, keys: str) -> Mod:
    ships = "".join(
        f'<vessel uniqueID="{at}" side="9"><fleet_ai commonality="{one}"/></vessel>'
        for at, one in enumerate(commonality, 8000)
    )
    return mod(ships, f'<hullRace ID="9" name="Vurr" keys="{keys}"/>')


def races(count: int, step: int = 2) -> str:
    return TSN + "".join(
        f'<hullRace ID="{at * step}" name="Race {at}" keys="enemy"/>' for at in range(1, count)
    )


def keyed(name: str, key: str) -> Mod:
    head = f'{TSN}<hullRace ID="9" name="{name}" keys="enemy Faction{key}"/>'
    return mod('<vessel uniqueID="8000" side="9"/>', head)


def taunts(count: int) -> Mod:
    each = "".join(f'<taunt immunity="is {at}" text="You are {at}."/>' for at in range(count))
    return mod(vessel(), f'<hullRace ID="0" name="TSN" keys="player">{each}</hullRace>')


def beams(with_range: int) -> Mod:
    beam = '<beam_port x="0" y="8" z="9" damage="1" arcwidth="0.4" cycletime="6"{}/>'
    return mod(vessel(beam.format(' range="1000"') * with_range + beam.format("")))


def grid_without_impulse(speed: str) -> Mod:
    kinds = [kind.value for kind in NodeKind if kind not in (NodeKind.IMPULSE, NodeKind.WARP)]
    nodes = [bytes(12) + code.to_bytes(4, "little", signed=True) + bytes(16) for code in kinds]
    inside = f'<internal_data file="dat/own.snt"/><performance turnrate="0" topspeed="{speed}"/>'
    grid = b"".join(nodes * GRID_BYTES)[:GRID_BYTES]
    return mod(vessel(inside), files={"dat/own.snt": grid})


def stores(count: int, listed: str = "Stores: 6 Ho") -> Mod:
    inside = (
        '<torpedo_tube x="1"/><torpedo_storage type="trp" amount="8"/>'
        '<torpedo_storage type="nuk" amount="1"/><torpedo_storage type="emp" amount="2"/>'
        f'<torpedo_storage type="min" amount="4"/><long_desc text="{listed}"/>'
    )
    return mod(players([inside] * count))


def classes(like: int, unlike: int) -> Mod:
    """Ships whose texts name their class, and ships whose texts name another one."""
    ships = [vessel('<long_desc text="Heron class frigate."/>', at, name="Heron")
             for at in range(like)]  # fmt: skip
    ships += [vessel('<long_desc text="Magpie class frigate."/>', 50 + at, name="Osprey")
              for at in range(unlike)]  # fmt: skip
    return mod("".join(ships))


def garbled_letters(count: int) -> Mod:
    letters = ["Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤"][:count]
    return mod(vessel(f'<long_desc text="{" ".join(f"a{one}b" for one in letters)}"/>'))


def rear_beam(z: str) -> Mod:
    beam = f'<beam_port x="100" z="{z}" arcwidth="0.01"/>'
    return mod(vessel(f'{beam}<long_desc text="1 rear beam"/>'))


def batch(before: int) -> Mod:
    """A batch file with a slip behind others of which nothing is known."""
    lines = [f"copy dat\\qzq{at}xkx.png a.png" for at in range(before)]
    text = "\r\n".join((*lines, "copy dat\\heronsMod.png dat\\b.png"))
    files = {"on.bat": text.encode(), "dat/heronMod.png": b"\x89PNG"}
    return mod(vessel(), files=files)


def unknown_settings(count: int) -> tuple[Finding, ...]:
    text = "".join(f"qzq{at}xkx=1\n" for at in range(count))
    return findings("unknown-setting", Mod.from_files("m", {"artemis.ini": text.encode()}))


def is_suggested(name: str, there: str, after: int = 0) -> bool:
    files = Mod.from_files("m", {SHIPS: b"<vessel_data/>", there: b"x"})
    near = Suggestions(GameTree.of(files), StockFiles.of(STOCK, ()))
    for at in range(after):
        near.hint(f"dat/{at}.png", FileKind.PICTURE)
    return bool(near.hint(name, FileKind.PICTURE))


def is_lost(times: int) -> bool:
    """Whether a letter that was garbled so many times is no longer turned back whole."""
    text = "é"
    for _ in range(times):
        text = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
        )
    return [one.right for one in garbled(f"caf{text}s")] != ["é"]


def is_cut(length: int) -> bool:
    """Whether not all of a fault is what it is known again by."""
    look, source = Look(STOCK, STOCK), Source("a.xml", "x" * 90)
    told = look.fault(source, Fault("odd", Span(0, length), "odd"))
    return told.value != "x" * length


def is_mentioned(length: int) -> bool:
    files = {SHIPS: b"<vessel_data/>", "read.txt": b"see " + b"x" * length + b".png"}
    return "x" * length + ".png" in Mentions.of(Mod.from_files("m", files))


def has_pattern(number: int) -> bool:
    many = b"".join(b"copy a%dz*.png\n" % at for at in range(number))
    files = {SHIPS: b"<vessel_data/>", "on.bat": many}
    return f"a{number - 1}zz.png" in Mentions.of(Mod.from_files("m", files))


def is_part(missing: int) -> bool:
    art = "".join(
        vessel(f'<art meshfile="dat/a.dxs" diffuseFile="dat/Mine/{at}.png"/>', at)
        for at in range(missing)
    )
    files = {"dat/a.dxs": b"<scene/>", "dat/Mine/other.png": b"x"}
    return bool(findings("files-unknown", mod(art, files=files)))


def is_one_cause(count: int) -> bool:
    alike = [Occurrence("a.xml", Location(at, 1), "wrong", kind="kind") for at in range(count)]
    return len(list(groups(alike, FEW))) == 1


def has_no_repair(attributes: int) -> bool:
    others = " ".join(f'q{at}="1"' for at in range(attributes - 1))
    body = vessel(f'<beam_port cycleTime="6" {others}/>')
    found = findings("unknown-attribute", mod(body))
    return not any(one.is_fixable for one in found)


def median_of(others: int) -> bool:
    return Kin("ship", (*[1.0] * others, 10.0)).typical_for(10, far=5) is not None


def is_own_kin(count: int) -> bool:
    shields = players(f'<shields front="{70 + at}"/>' for at in range(count))
    kin = kin_of(Look(mod(shields), STOCK), lambda one: [one.shields.front] if one.shields else [])
    return len(kin(Role.PLAYER).values) == count


MANY_SHIPS = [mod(players([""] * count)) for count in (1, 21, 22)]


def two_sides(x: str, figures: str = 'cycletime="0.6" range="1000"', damage: str = "1") -> Mod:
    """Two beams on both sides of a hull, 200 long; the right one at x, with figures of its own."""
    port = '<beam_port x="{}" y="0" z="200" damage="{}" playerdamage="12" arcwidth="0.4" {}/>'
    left = port.format("-100", "1", 'cycletime="6" range="1000"')
    return mod(vessel(left + port.format(x, damage, figures)))


def tenfold(*fronts: str) -> Mod:
    """Ships of stock with front shields of their own, whose stock ones are 80, 60, 250 and 110."""
    names = ("Light Cruiser", "Scout", "Battleship", "Missile Cruiser")
    return mod(
        "".join(
            vessel(f'<shields front="{front}" back="1"/>', number, name=names[number])
            for number, front in enumerate(fronts)
        )
    )


def sides(odd: int, others: int) -> Mod:
    """A ship of side 2, by its number, and others of side 1 from 1700 on."""
    numbers = [(odd, 2), *((1700 + at, 1) for at in range(others))]
    return mod(
        "".join(f'<vessel uniqueID="{number}" side="{side}"/>' for number, side in numbers),
        '<hullRace ID="1" name="Reed"/><hullRace ID="2" name="Moor"/>',
    )


def numbered(*numbers: int) -> Mod:
    return mod("".join(vessel(number=number) for number in numbers))


def crooked(count: int) -> Mod:
    pair = '<engine_port x="-90" y="-14" z="-250"/><engine_port x="90" y="-10" z="-250"/>'
    return mod("".join(vessel(f'<art meshfile="{at}.dxs"/>{pair}', at) for at in range(count)))


def lone(x: str, second: str = "1", z: str = "100", others: int = 3) -> Mod:
    """A port far out on one axis; none is beyond what a hull of this radius may have."""
    near = f'<engine_port x="{second}" y="0" z="{z}"/>' * others
    art = '<art scale="0.2" pushRadius="200"/>'
    return mod(vessel(f'{art}{near}<engine_port x="{x}" y="0" z="50"/>'))


UNEVEN = '<shields front="800" back="80"/>'


def named_in(folder: str, there: int, lonely: int) -> Mod:
    """A part of a mod that names meshes in a folder, and others in dat itself."""
    names = [*(f"{folder}kite{at}" for at in range(there)), *(f"tern{at}" for at in range(lonely))]
    body = "".join(vessel(f'<art meshfile="dat/{name}.dxs"/>') for name in names)
    return mod(body, files={"readme.txt": b"a part"})


def bases(having: int) -> Mod:
    """A mod of enemies with a base each but for one."""
    words = ["base"] * having + ["small"]
    races = "".join(f'<hullRace ID="{at}" keys="enemy"/>' for at in range(len(words)))
    vessels = "".join(
        f'<vessel uniqueID="{at}" side="{at}" broadType="{word}"/>' for at, word in enumerate(words)
    )
    return mod(vessels, head=races)


PAIRS: dict[str, Pair] = {
    "rules/weapons/uneven_pair.py:_TOLERANCE": pair(
        "uneven-pair", two_sides("101.1"), two_sides("100.9")
    ),
    "rules/weapons/uneven_pair.py:_MOST_UNLIKE": pair(
        "uneven-pair",
        two_sides("100", 'cycletime="7" range="900"', damage="2"),
        two_sides("100", 'cycletime="7" range="900"'),
    ),
    "rules/ships/ten_times_stock.py:_NEAR": pair(
        "ten-times-stock", tenfold("800.001"), tenfold("800.0001")
    ),
    "rules/ships/ten_times_stock.py:_MOST_ALIKE": pair(
        "ten-times-stock",
        tenfold("800", "600", "2500", "1100"),
        tenfold("800", "600", "2500", "110"),
    ),
    "id_blocks.py:_BLOCK": pair("odd-side", sides(1800, 6), sides(1799, 6)),
    "id_blocks.py:_FEWEST_OTHERS": pair("odd-side", sides(1750, 4), sides(1750, 5)),
    "rules/ships/odd_number.py:_FEWEST": pair(
        "odd-number",
        numbered(3000, 306, *range(3001, 3008)),
        numbered(3000, 306, *range(3001, 3009)),
    ),
    "rules/ships/odd_number.py:_MOST_ODD": pair(
        "odd-number",
        numbered(3000, 1, 3001, 3002, 2, 3003, 3004, 3, *range(3005, 3010)),
        numbered(3000, 1, 3001, 3002, 2, *range(3003, 3010)),
    ),
    "rules/ships/odd_number.py:_BLOCK": pair(
        "odd-number",
        numbered(3000, 1, *range(3101, 3110)),
        numbered(3000, 1, *range(3100, 3110)),
    ),
    "rules/ships/crooked_pair.py:_FEWEST": pair("crooked-pair", crooked(2), crooked(3)),
    "rules/files/port_outside_hull.py:_FEWEST_ON_AN_AXIS": pair(
        "port-outside-hull", lone("900", others=2), lone("900", others=3)
    ),
    "rules/files/port_outside_hull.py:_ALONE_ON_AN_AXIS": pair(
        "port-outside-hull", lone("500", "101"), lone("500", "100")
    ),
    "rules/files/port_outside_hull.py:_BEYOND_ALL": pair(
        "port-outside-hull", lone("500", z="251"), lone("500", z="250")
    ),
    "game_files.py:_LARGEST_NOTE": of(
        lambda size: not is_hollow(b"version https://git-lfs".ljust(size)), 1024, 1025
    ),
    "game_files.py:_LIKENESS": (
        lambda: is_suggested("dat/hullskn1.png", "dat/hullskn2.png"),
        lambda: is_suggested("dat/hullskin1.png", "dat/hullskin2.png"),
    ),
    "game_files.py:_MOST_COMPARED": of(
        lambda after: not is_suggested("dat/hullskin1.png", "dat/hullskin2.png", after), 19, 20
    ),
    "garbled.py:_MOST_TIMES": of(is_lost, 4, 5),
    "grouping.py:MOST": of(
        lambda count: any("more than 100" in one.message for one in unknown_settings(count)),
        101,
        102,
    ),
    "grouping.py:MOST_PLACES": of(
        lambda rest: max(len(one.also) for one in unknown_settings(100 + rest)) < rest - 1,
        1_000,
        1_001,
    ),
    "look.py:_LONGEST_QUOTE": of(is_cut, 80, 81),
    "mentioned_files.py:_LONGEST_NAME": of(lambda size: not is_mentioned(size), 160, 161),
    "mentioned_files.py:_MOST_PATTERNS": of(lambda number: not has_pattern(number), 200, 201),
    "promises.py:MOST_BEAMS": pair(
        "text-beams",
        mod(vessel('<beam_port damage="1"/><long_desc text="21 beams."/>')),
        mod(vessel('<beam_port damage="1"/><long_desc text="20 beams."/>')),
    ),
    "promises.py:MANY": saying("text-stores", " and 4 more", stores(4), stores(5)),
    "references.py:_FEWEST_OF_A_PART": of(is_part, 9, 10),
    "rule.py:FEW": of(is_one_cause, 4, 5),
    "ship_parts.py:_BESIDE_THE_AXIS": (
        lambda: is_beside((0.99, 9, 9)),
        lambda: is_beside((1.0, 9, 9)),
    ),
    "ship_parts.py:_CROWD": (
        lambda: not findings("missing-shields", mod(players([""] * 7))),
        lambda: not findings("missing-shields", mod(players([""] * 8))),
    ),
    "ship_parts.py:_KNOWN_FROM": pair(
        "missing-text",
        mod(players([*['<long_desc text="Large."/>'] * 2, ""])),
        mod(players([*['<long_desc text="Large."/>'] * 3, ""])),
    ),
    "spelling.py:_MOST_SLIPS": of(
        lambda at: surely_meant_of([*map(str, range(at)), "shelds"], ["shields"])["shelds"] is None,
        999,
        1_000,
    ),
    "spelling.py:_SHORTEST": (
        lambda: is_one_slip("bose", "base"),
        lambda: is_one_slip("smoll", "small"),
    ),
    "spelling.py:_LONGEST_NAME": of(lambda size: nearest("x" * size, ["x" * 79]) is None, 80, 81),
    "spelling.py:_MOST_COMPARED": of(
        lambda at: nearest_of([*map(str, range(at)), "shelds"], ["shields"])["shelds"] is None,
        99,
        100,
    ),
    "typical_values.py:_BEYOND": (
        lambda: Kin("ship", (1, 1, 1, 5, 10)).typical_for(10, far=5) is not None,
        lambda: Kin("ship", (1, 1, 1, 5, 10.1)).typical_for(10.1, far=5) is not None,
    ),
    "typical_values.py:_ENOUGH": of(is_own_kin, 5, 6),
    "typical_values.py:_FEW": of(median_of, 3, 4),
    "rules/files/batch_missing_file.py:_MOST_COMPARED": of(
        lambda before: not findings("batch-missing-file", batch(before)), 19, 20
    ),
    "rules/files/files_unknown.py:_FEWEST": saying(
        "files-unknown", "lies in dat itself", named_in("Marsh/", 18, 1), named_in("Marsh/", 19, 1)
    ),
    "rules/files/files_unknown.py:_MOST_LONELY": saying(
        "files-unknown", "lies in dat itself", named_in("Marsh/", 26, 3), named_in("Marsh/", 27, 3)
    ),
    "rules/races/race_without_base.py:_FEWEST": pair("race-without-base", bases(2), bases(3)),
    "rules/ships/uneven_shields.py:_FAR": pair(
        "uneven-shields",
        mod(vessel('<shields front="639" back="80"/>')),
        mod(vessel('<shields front="640" back="80"/>')),
    ),
    "rules/ships/uneven_shields.py:_MOST_ODD": (
        lambda: not findings("uneven-shields", mod(vessel(UNEVEN) * 2)),
        lambda: not findings("uneven-shields", mod(vessel(UNEVEN) * 3)),
    ),
    "rules/files/port_outside_hull.py:_TIMES_THE_OTHERS": pair(
        "port-outside-hull",
        ports("40", 'scale="1" pushRadius="1"', "10"),
        ports("40.5", 'scale="1" pushRadius="1"', "10"),
    ),
    "rules/files/port_outside_hull.py:_TIMES_THE_RADIUS": pair(
        "port-outside-hull",
        ports("200", 'scale="1" pushRadius="100"'),
        ports("201", 'scale="1" pushRadius="100"'),
    ),
    "rules/files/port_outside_hull.py:_USUAL_RADIUS": pair(
        "port-outside-hull", ports("300", 'scale="1"'), ports("301", 'scale="1"')
    ),
    "rules/files/port_outside_hull.py:_USUAL_SCALE": pair(
        "port-outside-hull", ports("1000", 'pushRadius="100"'), ports("1001", 'pushRadius="100"')
    ),
    "rules/files/snt_missing_system.py:_SLOWEST": saying(
        "snt-missing-system", "impulse", grid_without_impulse("0.09"), grid_without_impulse("0.1")
    ),
    "rules/files/uneven_scale.py:_ALIKE": pair(
        "uneven-scale",
        halved(*[0.84 * one for one in STOCK_SHIELDS[:-2]], 400, 400),
        halved(*[0.83 * one for one in STOCK_SHIELDS[:-2]], 400, 400),
    ),
    "rules/files/uneven_scale.py:_FEWEST": pair(
        "uneven-scale", halved(0, *HALF[1:-2], 200, 200), halved(*HALF[:-2], 200, 200)
    ),
    "rules/files/uneven_scale.py:_NEARLY_ALL": pair(
        "uneven-scale", halved(400, 400, *HALF[2:-1], 200), halved(*HALF[:-2], 200, 200)
    ),
    "rules/files/uneven_scale.py:_OTHER": pair(
        "uneven-scale", halved(*HALF[:-2], 149, 149), halved(*HALF[:-2], 150, 150)
    ),
    "rules/races/no_common_hull.py:_MEANT_COMMON": pair(
        "no-common-hull", fleet("49", keys="x"), fleet("50", keys="x")
    ),
    "rules/races/no_common_hull.py:_SURE": pair(
        "no-common-hull", fleet("100", keys="enemy"), fleet("99.9", keys="enemy")
    ),
    "rules/races/race_key_name.py:_ALIKE": pair(
        "race-key-name", keyed("abcdefg", "abcdexy"), keyed("abcd", "abcx")
    ),
    "rules/races/race_key_name.py:_LONGEST": pair(
        "race-key-name",
        keyed("a" * 60 + "b", "a" * 60 + "c"),
        keyed("a" * 59 + "b", "a" * 59 + "c"),
    ),
    "rules/races/taunt_count.py:_TAUNTS": pair("taunt-count", taunts(3), taunts(4)),
    "rules/races/unknown_race.py:_MOST_IDS": saying(
        "unknown-race",
        ", …",
        mod('<vessel uniqueID="1" side="99"/>', races(30)),
        mod('<vessel uniqueID="1" side="99"/>', races(31)),
    ),
    "rules/races/unused_race.py:_MOST_SHOWN": saying(
        "unused-race", ", …", mod(vessel(), races(11)), mod(vessel(), races(12))
    ),
    "rules/ships/far_from_role.py:_FAR_FROM_STOCK": pair(
        "far-from-role", strong(60, 600), strong(60, 601)
    ),
    "rules/ships/far_from_role.py:_FAR_IN_MOD": pair(
        "far-from-role", strong(150, 764), strong(150, 765)
    ),
    "rules/ships/mirror_slip.py:_FAR": pair("mirror-slip", mirror(-51), mirror(-50)),
    "rules/ships/no_movement.py:_TURNS": pair(
        "no-movement",
        mod(vessel('<performance turnrate="0.0009" topspeed="0"/>', words="small")),
        mod(vessel('<performance turnrate="0.001" topspeed="0"/>', words="small")),
    ),
    "rules/ships/odd_movement.py:_FAR": pair("odd-movement", moving("1.9"), moving("2")),
    "rules/ships/odd_movement.py:_TYPICAL": pair("odd-movement", moving("11"), moving("10")),
    "rules/ships/odd_size.py:_FAR": pair(
        "odd-size",
        mod(players(f'<art scale="{one}"/>' for one in (*["0.2"] * 6, "1.59"))),
        mod(players(f'<art scale="{one}"/>' for one in (*["0.2"] * 6, "1.6"))),
    ),
    "rules/ships/player_id_gap.py:_FEWEST": pair(
        "player-id-gap",
        mod(vessel(number=0) + vessel(number=2)),
        mod(vessel(number=0) + vessel(number=2) + vessel(number=3)),
    ),
    "rules/ships/player_id_gap.py:_MOST_SHOWN": saying(
        "player-id-gap",
        ", …",
        mod("".join(vessel(number=2 * at) for at in range(11))),
        mod("".join(vessel(number=2 * at) for at in range(12))),
    ),
    "rules/ships/production_rate.py:_MOST": pair(
        "production-rate",
        mod(vessel('<production coeff="4"/>')),
        mod(vessel('<production coeff="4.1"/>')),
    ),
    "rules/ships/same_class_name.py:_MOST_SHOWN": saying(
        "same-class-name", ", …", mod(players([""] * 11)), mod(players([""] * 12))
    ),
    "rules/structure/lost_vessel.py:_MOST_NAMES": (
        lambda: "more" in findings("lost-vessel", MANY_SHIPS[0], MANY_SHIPS[1])[0].message,
        lambda: "more" in findings("lost-vessel", MANY_SHIPS[0], MANY_SHIPS[2])[0].message,
    ),
    "rules/structure/missing_attribute.py:_KNOWN_FROM": pair(
        "missing-attribute", beams(8), beams(9)
    ),
    "rules/structure/unknown_attribute.py:_MOST_ATTRIBUTES": of(has_no_repair, 50, 51),
    "rules/texts/text_bearing.py:_HALF": pair("text-bearing", rear_beam("0"), rear_beam("2")),
    "rules/texts/text_class_name.py:_LEAST_LIKE_IT": pair(
        "text-class-name", classes(4, 1), classes(5, 1)
    ),
    "rules/texts/text_class_name.py:_MOST_UNLIKE_IT": pair(
        "text-class-name", classes(7, 2), classes(8, 2)
    ),
    "rules/texts/text_encoding.py:_MOST_SHOWN": saying(
        "text-encoding", "1 more", garbled_letters(3), garbled_letters(4)
    ),
    "rules/texts/text_unlisted_store.py:_LEAST_LISTED": pair(
        "text-unlisted-store",
        stores(1, "Stores for 8 homing and 1 nuke."),
        stores(1, "Stores for 8 homing, 1 nuke and 2 EMP."),
    ),
    "rules/weapons/beam_arc.py:_DEGREES": (
        lambda: "degrees are" in findings("beam-arc", arc("361"))[0].message,
        lambda: "degrees are" in findings("beam-arc", arc("360"))[0].message,
    ),
    "rules/weapons/hasty_weapon.py:_SHORTEST": pair(
        "hasty-weapon",
        mod(vessel('<beam_port cycletime="0.1"/>')),
        mod(vessel('<beam_port cycletime="0.09"/>')),
    ),
    "rules/weapons/many_bays.py:_SAFE": pair(
        "many-bays",
        mod(vessel('<carrierload baycount="8"/>')),
        mod(vessel('<carrierload baycount="9"/>')),
    ),
}

NO_THRESHOLDS = {
    "accepted.py:SCHEMA": "the number of a form of file",
    "accepted.py:OF_WORDS": "the number of a form of file",
    "fix.py:_MOST_ROUNDS": "a bound: no text is known whose repairs need more than two",
}


def arc(width: str) -> Mod:
    return mod(vessel(f'<beam_port arcwidth="{width}"/>'))


def numbers() -> dict[str, str]:
    """Every number that a module of the audit gives a name, with what is said of it."""
    said = {}
    folder = Path(artemis_modkit.audit.__path__[0])
    for file in sorted(folder.rglob("*.py")):
        body = ast.parse(file.read_text("utf-8")).body
        for statement, behind in zip(body, [*body[1:], ast.Pass()], strict=True):
            if not isinstance(statement, ast.Assign) or not isinstance(
                statement.targets[0], ast.Name
            ):
                continue
            value = statement.value
            if isinstance(value, ast.Constant) and type(value.value) in (int, float):
                about = behind.value if isinstance(behind, ast.Expr) else None
                words = about.value if isinstance(about, ast.Constant) else ""
                name = f"{file.relative_to(folder).as_posix()}:{statement.targets[0].id}"
                said[name] = str(words)
    return said


def test_every_threshold_says_what_it_is_and_has_its_pair_of_examples() -> None:
    said = numbers()
    assert sorted(said) == sorted({**PAIRS, **NO_THRESHOLDS})
    assert [name for name, words in said.items() if name in PAIRS and not words] == []


@pytest.mark.parametrize("name", PAIRS)
def test_a_threshold_lies_between_its_two_examples(name: str) -> None:
    quiet, loud = PAIRS[name]
    assert (quiet(), loud()) == (False, True)
