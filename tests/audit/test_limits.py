"""Every threshold of the audit: it says its unit and reason, and two examples hold it in place.

Of each pair the first lies just on the quiet side and the second just on the other one, in figures
that are written out, so whoever moves a threshold sees which example moves with it.
"""

import ast
from pathlib import Path

import pytest

import artemis_modkit.audit
from artemis_modkit.audit.findings import Severity
from artemis_modkit.audit.game_files import is_hollow
from artemis_modkit.audit.rules.beside_stock import _rounding_of as rounding_of
from artemis_modkit.audit.ship_parts import is_beside, meant
from artemis_modkit.audit.spelling import is_one_slip, nearest, nearest_of, surely_meant_of
from artemis_modkit.audit.typical_values import Kin
from tests.audit.both_sides import (
    HALF,
    MANY_SHIPS,
    STOCK_SHIELDS,
    UNEVEN,
    Pair,
    arc,
    arts,
    bases,
    batch,
    beams,
    classes,
    copied,
    crooked,
    every,
    findings,
    fleet,
    garbled_letters,
    grid_without_impulse,
    halved,
    has_no_repair,
    has_pattern,
    is_cut,
    is_lost,
    is_mentioned,
    is_one_cause,
    is_own_kin,
    is_part,
    is_suggested,
    is_worse,
    kept_words,
    keyed,
    listed,
    lone,
    median_of,
    mirror,
    mod,
    moved,
    moving,
    named_in,
    nukes,
    numbered,
    of,
    pair,
    players,
    ports,
    races,
    races_told,
    rear_beam,
    saying,
    set_to,
    sides,
    spoken_speeds,
    stores,
    strong,
    table,
    taunts,
    tenfold,
    two_sides,
    unknown_settings,
    vessel,
    waiting,
)

PAIRS: dict[str, Pair] = {
    "ship_parts.py:_TOLERANCE": pair("uneven-pair", two_sides("102.1"), two_sides("101.9")),
    "rules/pairs.py:_MOST_UNLIKE": pair(
        "uneven-pair",
        two_sides("100", 'cycletime="7" range="900"', damage="2"),
        two_sides("100", 'cycletime="7" range="900"'),
    ),
    "rules/ids.py:_MOST_MOVED": pair("odd-side", moved(9), moved(10)),
    "rules/torpedoes.py:_FEWEST": pair("odd-store", nukes(2, 2, 2, 60), nukes(2, 2, 2, 2, 60)),
    "rules/torpedoes.py:_TIMES_THE_USUAL": pair(
        "odd-store", nukes(2, 2, 2, 2, 19), nukes(2, 2, 2, 2, 20)
    ),
    "rules/torpedoes.py:_TIMES_STOCK": pair(
        "odd-store", nukes(1, 1, 1, 1, 16), nukes(1, 1, 1, 1, 17)
    ),
    "rules/settings.py:_NEAR_RANGE": of(is_worse, 5000, 5001),
    "typical_values.py:_NEAR": every(
        pair("ten-times-stock", tenfold("800.001"), tenfold("800.0001")),
        pair(
            "setting-hundred-times",
            set_to("damageTorpNuk=160.0002\n"),
            set_to("damageTorpNuk=160.0001\n"),
        ),
    ),
    "rules/beside_stock.py:_MOST_ALIKE": pair(
        "ten-times-stock",
        tenfold("800", "600", "2500", "1100"),
        tenfold("800", "600", "2500", "110"),
    ),
    "ship_parts.py:_BLOCK": pair("odd-side", sides(1800, 6), sides(1799, 6)),
    "ship_parts.py:_FEWEST_OTHERS": pair("odd-side", sides(1750, 4), sides(1750, 5)),
    "rules/ids.py:_FEWEST_RISING": pair(
        "odd-number",
        numbered(3000, 306, *range(3001, 3008)),
        numbered(3000, 306, *range(3001, 3009)),
    ),
    "rules/ids.py:_MOST_ODD": pair(
        "odd-number",
        numbered(3000, 1, 3001, 3002, 2, 3003, 3004, 3, *range(3005, 3010)),
        numbered(3000, 1, 3001, 3002, 2, *range(3003, 3010)),
    ),
    "rules/ids.py:_BLOCK": pair(
        "odd-number",
        numbered(3000, 1, *range(3101, 3110)),
        numbered(3000, 1, *range(3100, 3110)),
    ),
    "rules/ports.py:_FEWEST": pair("crooked-pair", crooked(2), crooked(3)),
    "rules/sizes.py:_FEWEST_ON_AN_AXIS": pair(
        "port-outside-hull", lone("900", others=2), lone("900", others=3)
    ),
    "rules/sizes.py:_ALONE_ON_AN_AXIS": pair(
        "port-outside-hull", lone("500", "101"), lone("500", "100")
    ),
    "rules/sizes.py:_BEYOND_ALL": pair(
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
    "game_files.py:_LONGEST_NAME": of(lambda size: not is_mentioned(size), 160, 161),
    "game_files.py:_MOST_PATTERNS": of(lambda number: not has_pattern(number), 200, 201),
    "promises.py:MOST_BEAMS": pair(
        "text-beams",
        mod(vessel('<beam_port damage="1"/><long_desc text="21 beams."/>')),
        mod(vessel('<beam_port damage="1"/><long_desc text="20 beams."/>')),
    ),
    "rules/text_figures.py:_OF_ANOTHER_MEASURE": pair(
        "text-speed", spoken_speeds(3), spoken_speeds(2)
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
    "ship_parts.py:_LONG_NAME": (
        lambda: meant("shields_of_it", "shields"),
        lambda: meant("hullRace_of_it", "hullRace"),
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
    "missions.py:_CUTOFF": saying(
        "mission-unset-timer", "did you mean", waiting("abcdefgxyz"), waiting("abcdefghxy")
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
    "rules/switching.py:_MOST_COMPARED": of(
        lambda before: not findings("batch-missing-file", batch(before)), 19, 20
    ),
    "rules/named_files.py:_FEWEST": saying(
        "files-unknown", "lies in dat itself", named_in("Marsh/", 18, 1), named_in("Marsh/", 19, 1)
    ),
    "rules/named_files.py:_MOST_LONELY": saying(
        "files-unknown", "lies in dat itself", named_in("Marsh/", 26, 3), named_in("Marsh/", 27, 3)
    ),
    "rules/fleets.py:_FEWEST": pair("race-without-base", bases(2), bases(3)),
    "rules/strength.py:_FAR": pair(
        "uneven-shields",
        mod(vessel('<shields front="639" back="80"/>')),
        mod(vessel('<shields front="640" back="80"/>')),
    ),
    "rules/strength.py:_MOST_ODD": (
        lambda: not findings("uneven-shields", mod(vessel(UNEVEN) * 2)),
        lambda: not findings("uneven-shields", mod(vessel(UNEVEN) * 3)),
    ),
    "rules/sizes.py:_TIMES_THE_OTHERS": pair(
        "port-outside-hull",
        ports("40", 'scale="1" pushRadius="1"', "10"),
        ports("40.5", 'scale="1" pushRadius="1"', "10"),
    ),
    "rules/sizes.py:_TIMES_THE_RADIUS": pair(
        "port-outside-hull",
        ports("200", 'scale="1" pushRadius="100"'),
        ports("201", 'scale="1" pushRadius="100"'),
    ),
    "rules/sizes.py:_USUAL_RADIUS": pair(
        "port-outside-hull", ports("300", 'scale="1"'), ports("301", 'scale="1"')
    ),
    "rules/sizes.py:_USUAL_SCALE": pair(
        "port-outside-hull", ports("1000", 'pushRadius="100"'), ports("1001", 'pushRadius="100"')
    ),
    "rules/files.py:_SLOWEST": saying(
        "snt-missing-system", "impulse", grid_without_impulse("0.09"), grid_without_impulse("0.1")
    ),
    "rules/beside_stock.py:_ALIKE": pair(
        "uneven-scale",
        halved(*[0.84 * one for one in STOCK_SHIELDS[:-2]], 400, 400),
        halved(*[0.83 * one for one in STOCK_SHIELDS[:-2]], 400, 400),
    ),
    "rules/beside_stock.py:_FEWEST": pair(
        "uneven-scale", halved(0, *HALF[1:-2], 200, 200), halved(*HALF[:-2], 200, 200)
    ),
    "rules/beside_stock.py:_NEARLY_ALL": pair(
        "uneven-scale", halved(400, 400, *HALF[2:-1], 200), halved(*HALF[:-2], 200, 200)
    ),
    "rules/beside_stock.py:_ROUNDED": of(
        lambda fives: rounding_of([15] * fives + [4] * (10 - fives)) == 5, 8, 9
    ),
    "rules/beside_stock.py:_OTHER": pair(
        "uneven-scale", halved(*HALF[:-2], 149, 149), halved(*HALF[:-2], 150, 150)
    ),
    "rules/fleets.py:_MEANT_COMMON": pair(
        "no-common-hull", fleet("49", keys="x"), fleet("50", keys="x")
    ),
    "rules/fleets.py:_SURE": pair(
        "no-common-hull", fleet("100", keys="enemy"), fleet("99.9", keys="enemy")
    ),
    "rules/races.py:_ALIKE": pair(
        "race-key-name", keyed("abcdefg", "abcdexy"), keyed("abcd", "abcx")
    ),
    "rules/races.py:_LONGEST": pair(
        "race-key-name",
        keyed("a" * 60 + "b", "a" * 60 + "c"),
        keyed("a" * 59 + "b", "a" * 59 + "c"),
    ),
    "rules/races.py:_TAUNTS": pair("taunt-count", taunts(3), taunts(4)),
    "rules/races.py:_MOST_IDS": saying(
        "unknown-race",
        ", …",
        mod('<vessel uniqueID="1" side="99"/>', races(30)),
        mod('<vessel uniqueID="1" side="99"/>', races(31)),
    ),
    "wording.py:MOST_SHOWN": every(
        saying("unused-race", ", …", mod(vessel(), races(11)), mod(vessel(), races(12))),
        saying("same-class-name", ", …", mod(players([""] * 11)), mod(players([""] * 12))),
        saying(
            "player-id-gap",
            ", …",
            mod("".join(vessel(number=2 * at) for at in range(11))),
            mod("".join(vessel(number=2 * at) for at in range(12))),
        ),
    ),
    "rules/strength.py:_FAR_FROM_STOCK": pair("far-from-role", strong(60, 600), strong(60, 601)),
    "rules/strength.py:_FAR_IN_MOD": pair("far-from-role", strong(150, 764), strong(150, 765)),
    "rules/ports.py:_FAR": pair("mirror-slip", mirror(-51), mirror(-50)),
    "rules/movement.py:_TURNS": pair(
        "no-movement",
        mod(vessel('<performance turnrate="0.0009" topspeed="0"/>', words="small")),
        mod(vessel('<performance turnrate="0.001" topspeed="0"/>', words="small")),
    ),
    "rules/movement.py:_FAR": pair("odd-movement", moving("1.9"), moving("2")),
    "rules/movement.py:_TYPICAL": pair("odd-movement", moving("11"), moving("10")),
    "rules/sizes.py:_FAR": pair(
        "odd-size",
        mod(players(f'<art scale="{one}"/>' for one in (*["0.2"] * 6, "1.59"))),
        mod(players(f'<art scale="{one}"/>' for one in (*["0.2"] * 6, "1.6"))),
    ),
    "rules/words.py:_FEWEST": pair("lost-word", kept_words(3), kept_words(4)),
    "rules/ids.py:_FEWEST_PLAYERS": pair(
        "player-id-gap",
        mod(vessel(number=0) + vessel(number=2)),
        mod(vessel(number=0) + vessel(number=2) + vessel(number=3)),
    ),
    "rules/fleets.py:_MOST": pair(
        "production-rate",
        mod(vessel('<production coeff="4"/>')),
        mod(vessel('<production coeff="4.1"/>')),
    ),
    "rules/earlier_releases.py:_MOST_NAMES": (
        lambda: "more" in findings("lost-vessel", MANY_SHIPS[0], MANY_SHIPS[1])[0].message,
        lambda: "more" in findings("lost-vessel", MANY_SHIPS[0], MANY_SHIPS[2])[0].message,
    ),
    "rules/elements.py:_KNOWN_FROM": pair("missing-attribute", beams(4), beams(5)),
    "rules/elements.py:_MOST_ATTRIBUTES": of(has_no_repair, 50, 51),
    "rules/promises.py:_HALF": pair("text-bearing", rear_beam("0"), rear_beam("2")),
    "rules/names_in_texts.py:_LEAST_LIKE_IT": pair("text-class-name", classes(4, 1), classes(5, 1)),
    "rules/names_in_texts.py:_MOST_BEFORE": pair(
        "text-class-name", copied("Our very old Grey Heron"), copied("Our old Grey Heron")
    ),
    "rules/names_in_texts.py:_MOST_UNLIKE_IT": pair(
        "text-class-name", classes(7, 2), classes(8, 2)
    ),
    "rules/names_in_texts.py:_LEAST_ALIKE": (
        lambda: findings("text-other-race", races_told(1, 1))[0].severity is Severity.WARNING,
        lambda: findings("text-other-race", races_told(2, 1))[0].severity is Severity.WARNING,
    ),
    "rules/names_in_texts.py:_MOST_UNLIKE": pair(
        "text-other-race", races_told(7, 2), races_told(8, 2)
    ),
    "rules/texts.py:_WORDS_OF_CLAUSE": pair(
        "text-word-twice",
        copied("What the old ship was was lost"),
        copied("What the very old ship was was lost"),
    ),
    "rules/broken_files.py:_MOST_SHOWN": saying(
        "text-encoding", "1 more", garbled_letters(3), garbled_letters(4)
    ),
    "rules/promises.py:_LEAST_LISTED": pair(
        "text-unlisted-store",
        stores(1, "Stores for 8 homing and 1 nuke."),
        stores(1, "Stores for 8 homing, 1 nuke and 2 EMP."),
    ),
    "rules/art.py:_LEAST_ALIKE": pair("other-art", arts(9, own=2), arts(9, own=3)),
    "rules/art.py:_HABIT": pair("other-art", arts(4), arts(5)),
    "rules/art.py:_MOST_ODD": pair("other-art", arts(7, 2), arts(8, 2)),
    "rules/readmes.py:_LEAST_ALIKE": pair("readme-ship", listed(1, 1), listed(2, 1)),
    "rules/readmes.py:_MOST_UNLIKE": pair("readme-ship", listed(4, 2), listed(5, 2)),
    "rules/readmes.py:_LEAST_ROWS": pair("readme-ship", table(3), table(4)),
    "rules/readmes.py:_MOST_ODD": pair("readme-ship", table(19, 2), table(20, 2)),
    "rules/readmes.py:_FEWEST_VALUES": pair("readme-ship", table(6, kinds=1), table(6, kinds=2)),
    "rules/readmes.py:_BEFORE_NAME": pair(
        "readme-ship", listed(3, 1, blanks=12), listed(3, 1, blanks=2)
    ),
    "rules/readmes.py:_FEWEST_CELLS": pair("readme-ship", table(6, cells=2), table(6, cells=3)),
    "rules/weapons.py:_DEGREES": (
        lambda: "degrees are" in findings("beam-arc", arc("361"))[0].message,
        lambda: "degrees are" in findings("beam-arc", arc("360"))[0].message,
    ),
    "rules/weapons.py:_SHORTEST": pair(
        "hasty-weapon",
        mod(vessel('<beam_port cycletime="0.1"/>')),
        mod(vessel('<beam_port cycletime="0.09"/>')),
    ),
    "rules/weapons.py:_SHORTEST_LAUNCH": pair(
        "hasty-weapon",
        mod(vessel('<drone_port cycletime="1"/>')),
        mod(vessel('<drone_port cycletime="0.9"/>')),
    ),
    "rules/carriers.py:_SAFE": pair(
        "many-bays",
        mod(vessel('<carrierload baycount="8"/>')),
        mod(vessel('<carrierload baycount="9"/>')),
    ),
}

NO_THRESHOLDS = {
    "accepted.py:SCHEMA": "the number of a form of file",
    "accepted.py:OF_WORDS": "the number of a form of file",
    "ship_parts.py:_HEAP": "a bound: what is asked is whether one is there, two or more",
    "ship_parts.py:_EDGE": "how cells are cut; what is told is the same with any",
    "read_texts.py:_REACH": "a bound of the work",
    "rules/readmes.py:_MOST_FILES": "a bound of the work",
    "rules/readmes.py:_MOST_LINES": "a bound of the work",
    "fix.py:_MOST_ROUNDS": "a bound: no text is known whose repairs need more than two",
}


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
