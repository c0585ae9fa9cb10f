"""Mods and words on both sides of a threshold, by the one figure that decides."""

from collections.abc import Callable, Iterable, Mapping

from artemis_modkit.audit import Finding, Scope, Severity, audit
from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.game_files import Asset, GameTree, Mentions, StockFiles, Suggestions
from artemis_modkit.audit.garbled import garbled
from artemis_modkit.audit.grouping import clusters
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.rule import FEW, mission, settings, ships
from artemis_modkit.audit.typical_values import Kin, kin_of
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.snt import GRID_BYTES, Room
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


def every(*pairs: Pair) -> Pair:
    """That a threshold lies between each of some pairs."""
    return lambda: any(quiet() for quiet, _ in pairs), lambda: all(loud() for _, loud in pairs)


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
    kinds = [kind.value for kind in Room if kind not in (Room.IMPULSE, Room.WARP)]
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


def spoken_speeds(count: int) -> Mod:
    """Ships whose texts give twice their top speed."""
    inside = '<performance turnrate="0.004" topspeed="0.4"/><long_desc text="Speed 0.8."/>'
    return mod(players([inside] * count))


def races_told(alike: int, unlike: int) -> Mod:
    """Ships whose texts call them by their race, and ships that are called by another one each."""
    ship = '<vessel uniqueID="{}" side="{}"><long_desc text="{} carrier."/></vessel>'
    names = ("Ash", "Vaal", "Moor", "Reed")
    races = "".join(f'<hullRace ID="{at}" name="{name}" keys="enemy"/>'
                    for at, name in enumerate(names, 1))  # fmt: skip
    body = "".join(ship.format(at, 1, "Ash") for at in range(alike))
    body += "".join(ship.format(90 + at, 1, names[1 + at]) for at in range(unlike))
    return mod(races + body)


def listed(alike: int, unlike: int, blanks: int = 1) -> Mod:
    """Ships that a read-me lists, some of them by another number than their own."""
    ship = '<vessel uniqueID="{}" side="0" classname="Hull {}"/>'
    numbers = range(500, 500 + alike + unlike)
    named = {number: "ABCDEFGHIJ"[number - 500] for number in numbers}
    said = [f"{number + 100 * (number >= 500 + alike)}{' ' * blanks}Hull {name}\n"
            for number, name in named.items()]  # fmt: skip
    body = "".join(ship.format(number, name) for number, name in named.items())
    return Mod.from_files("mod", {**ships(body), "readme.txt": "".join(said).encode()})


def table(rows: int, unlike: int = 1, *, kinds: int = 99, cells: int = 4) -> Mod:
    """Ships with a table of their speeds, of which some are said wrongly."""
    ship = (
        '<vessel uniqueID="{}" side="0" classname="Hull{}"><performance topspeed="0.{}"/></vessel>'
    )
    speeds = [10 + at % kinds for at in range(rows)]
    body = "".join(ship.format(500 + at, at, speed) for at, speed in enumerate(speeds))
    said = [f"Hull{at};0.{99 if at < unlike else speed}{';-' * (cells - 2)}\n"
            for at, speed in enumerate(speeds)]  # fmt: skip
    return Mod.from_files("mod", {**ships(body), "ships.csv": "".join(said).encode()})


def arts(whole: int, odd: int = 1, own: int = 3) -> Mod:
    """Ships whose art is called as they are, and some with the mesh of the first one.

    Of their other files `own` have their own name. None of the files is there.
    """
    ship = (
        '<vessel uniqueID="{0}" side="0" classname="Hull {0}"><art meshfile="dat/A/{1}.dxs" '
        'diffuseFile="dat/A/{2}_D.png" glowFile="dat/A/{3}_G.png" specularFile="dat/A/{4}_S.png"/>'
        "</vessel>"
    )
    body = "".join(ship.format(at, *[f"Hull{at}"] * 4) for at in range(whole))
    for at in range(90, 90 + odd):
        named = [*[f"Hull{at}"] * own, *[f"Old{at}"] * (3 - own)]
        body += ship.format(at, "Hull0", *named)
    return mod(body)


def classes(like: int, unlike: int) -> Mod:
    """Ships whose texts name their class, and ships whose texts name another one."""
    ships = [vessel('<long_desc text="Heron class frigate."/>', at, name="Heron")
             for at in range(like)]  # fmt: skip
    ships += [vessel('<long_desc text="Magpie class frigate."/>', 50 + at, name="Osprey")
              for at in range(unlike)]  # fmt: skip
    return mod("".join(ships))


def copied(text: str) -> Mod:
    """A ship with a text, and the Grey Heron, which has none."""
    inside = f'<long_desc text="{text}"/>'
    return mod(vessel(name="Grey Heron") + vessel(inside, number=2, name="Osprey"))


def kept_words(count: int) -> Mod:
    """So many ships of stock as they are, and the Science Vessel without its word."""
    meshes = ("artemis", "artemis-scout", "artemis-3", "artemis-4")[:count]
    ships = [vessel(f'<art meshfile="dat/{one}.dxs"/>', at) for at, one in enumerate(meshes)]
    lost = vessel('<art meshfile="dat/science-vessel.dxs"/>', 1502, words="nauka")
    return mod("".join([*ships, lost]))


def is_worse(energy: int) -> bool:
    """Whether such a setting is so far out of its range that it is more than a house rule."""
    [told] = findings("setting-out-of-range", set_to(f"stationEnergy={energy}"))
    return told.severity is Severity.WARNING


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
        near.hint(f"dat/{at}.png", Asset.PICTURE)
    return bool(near.hint(name, Asset.PICTURE))


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
    return len(list(clusters(alike, FEW))) == 1


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


def moved(ships_of_stock: int) -> Mod:
    """So many ships of stock, the first of them on another side."""
    assert STOCK.vessel_data is not None
    sides = "".join(
        f'<hullRace ID="{one.id}" name="{one.name}"/>' for one in STOCK.vessel_data.races
    )
    stock = [
        one
        for one in STOCK.vessel_data.vessels
        if "player" not in one.words and one.side is not None
    ]
    return mod(
        "".join(
            f'<vessel uniqueID="{one.id}" side="{one.side if at else 0}" classname="{one.class_name}">'
            f'<art meshfile="{one.art[0].mesh_file}"/></vessel>'
            for at, one in enumerate(stock[:ships_of_stock])
        ),
        head=sides,
    )


def nukes(*amounts: int) -> Mod:
    """Player ships that store so many nukes each; none of stock's stores more than 8."""
    return mod(players(f'<torpedo_storage type="nuk" amount="{amount}"/>' for amount in amounts))


def set_to(line: str) -> Mod:
    return Mod.from_files("example", settings(line))


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


def arc(width: str) -> Mod:
    return mod(vessel(f'<beam_port arcwidth="{width}"/>'))


def waiting(name: str) -> Mod:
    """A mission that sets the timer `abcdefghij` and waits for another."""
    asked = f'<event><if_timer_finished name="{name}"/></event>'
    start = '<start><set_timer name="abcdefghij" seconds="1"/></start>'
    return Mod.from_files("mod", {**ships(""), **mission(start + asked)})
