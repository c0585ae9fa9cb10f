"""One cause is one finding: a slip that several ships share, and what several rules say of it.

Held for every rule that has a number of its own for this, by its own example, made anew for as many
ships; and for every pair of rules that `joining.py` names, by a slip that both tell.
"""

import re
from collections.abc import Callable
from functools import partial

import pytest

from artemis_modkit.audit import Finding, Scope, audit
from artemis_modkit.audit.findings import Cause, Confidence, Severity
from artemis_modkit.audit.grouping import FAMILIES, joined
from artemis_modkit.audit.promises import MANY
from artemis_modkit.audit.rule import FEW, ExampleFiles, all_rules, ships
from artemis_modkit.model import Mod
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.parsers.source import Location
from tests.effort import lines_run
from tests.made import SHIPS, changed, files_of

STOCK = Mod.open("stock:2.8")
TOGETHER = {name: rule.together for name, rule in all_rules().items() if rule.together != FEW}
OF_TEXTS = {"text-beams", "text-complement", "text-npc", "text-stores", "text-tubes"}
"""Rules that see by themselves what texts have in common, and only of many."""

OF_MORE = {"no-common-hull": 3, "xml-syntax": 21}
"""Rules by which two slips are still two; by all others of these they are one."""

_PART = re.compile(r"<(vessel|start|event)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
_NUMBER = re.compile(r'(?<=uniqueID=")\d+')
_PLACE = re.compile(r"(?:(\S*[a-z]\S*?):)?(\d+)(?::\d+)? ")


def told(name: str, files: ExampleFiles) -> list[Finding]:
    found = audit(Mod.from_files("mod", files), STOCK, scope=Scope(select=[name]))
    return [one for one in found.findings if one.rule == name]


def often(name: str, times: int) -> ExampleFiles:
    """A rule's firing example with what it tells standing in it so many times."""
    rule = all_rules()[name]
    place = _PLACE.match(rule.says)
    assert place is not None
    file, line = place[1] or VESSEL_FILE, int(place[2])
    text = rule.fires[file].decode()
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: line - 1]))
    spans = [found.span() for found in _PART.finditer(text)]
    inside = (start, start + len(lines[line - 1]))
    first, end = next((one for one in reversed(spans) if one[0] < inside[1] <= one[1] + 2), inside)
    copies = [_numbered(text[first:end], at) for at in range(1, times)]
    return {**rule.fires, file: (text[:end] + "".join(copies) + text[end:]).encode()}


def _numbered(part: str, copy: int) -> str:
    return _NUMBER.sub(lambda found: str(int(found[0]) + 100 * copy), part, count=1)


def _slow_among(times: int) -> ExampleFiles:
    moves = '<vessel uniqueID="{}" side="0" broadType="small"><performance turnrate="{}" topspeed="0.3"/></vessel>'
    turns = ["0.004"] * 9 + ["0.04"] * times
    return ships("".join(moves.format(2000 + at, turn) for at, turn in enumerate(turns)))


def _races_without(times: int) -> ExampleFiles:
    return ships(
        "".join(
            f'<hullRace ID="{at}" name="Vurr {at}" keys="enemy standard"/>'
            f'<vessel uniqueID="{at}00" side="{at}"><fleet_ai commonality="90"/></vessel>'
            for at in range(9, 9 + times)
        )
    )


def _points_lost(times: int) -> ExampleFiles:
    point = '<maneuver_point x="90" y="0" z="80"/>'
    return ships(
        ""
        + "".join(
            f'<vessel uniqueID="{2000 + at}" side="0" broadType="small"><performance turnrate="0.002" topspeed="0.3"/>{point if at < 9 else ""}</vessel>'
            for at in range(9 + times)
        )
    )


OWN: dict[str, Callable[[int], ExampleFiles]] = {
    "odd-movement": _slow_among,
    "no-common-hull": _races_without,
    "missing-points": _points_lost,
}
"""Slips of ships beside others that have to stay as many."""


@pytest.mark.parametrize("name", TOGETHER)
def test_a_slip_that_ships_share_is_one_finding_from_so_many_on(name: str) -> None:
    many = MANY if name in OF_TEXTS else OF_MORE.get(name, 2)
    made = OWN.get(name, partial(often, name))
    assert len(told(name, made(many - 1))) == many - 1
    [one] = told(name, made(many))
    assert len(one.also) >= many - 1


@pytest.mark.parametrize(
    "name", sorted({*TOGETHER} - OF_TEXTS - {"crooked-pair"})
)  # of three anyway
def test_a_slip_by_itself_is_not_known_again_as_those_that_ships_share(name: str) -> None:
    made = OWN.get(name, partial(often, name))
    [single], [shared] = told(name, made(1)), told(name, made(OF_MORE.get(name, 2)))
    assert single.fingerprint != shared.fingerprint


SHARED: dict[str, tuple[str, dict[str, str], str]] = {
    "a text of other beams": ("0", {"Workhorse": "1 rear beam. Workhorse"}, "text-beams text-bearing"),
    "a text of other torpedoes": ("0", {"Workhorse": "1 torpedo tube. Stores for 3 homing, 2 nukes and 4 EMP. Workhorse"},
                                  "text-stores text-tubes text-unlisted-store"),
    "one of a pair": ("2000", {'cycletime="6.0"': 'cycletime="60"'}, "uneven-pair ten-times-stock"),
    "a turn rate": ("1500", {'turnrate="0.': 'turnrate="0.0'}, "ten-times-stock odd-movement"),
    "nukes": ("0", {'type="nuk" amount="2"': 'type="nuk" amount="200"'}, "ten-times-stock odd-store"),
    "a cycle": ("4002", {'cycletime="15.0"': 'cycletime="0.015"'}, "hasty-weapon ten-times-stock"),
    "bombers": ("5", {'bomber="2"': 'bomber="20"'}, "ten-times-stock many-bombers"),
    "bays": ("5", {'baycount="5"': 'baycount="50"'}, "many-bays ten-times-stock"),
    "a shop": ("1000", {'coeff="1.0"': 'coeff="100.0"'}, "production-rate ten-times-stock"),
    "a base's shield": ("1002", {'front="800"': 'front="8000"'}, "ten-times-stock far-from-role"),
    "a shield of a new ship": ("2", {"Battleship": "Guard", 'front="': 'front="90'}, "uneven-shields far-from-role"),
    "a shield in a mod of halves": ("1002", {'front="800"': 'front="8000"'}, "ten-times-stock far-from-role uneven-scale"),
    "a number twice": ("1007", {'"1007"': '"7"'}, "duplicate-id odd-number"),
    "a player ship that is none": ("2", {"player": "plain"}, "torpedoes-of-computer player-id-gap"),
    "a shop of ammunition": ("0", {'type="nuk" amount="2"': 'type="nuk" amount="60"', "Workhorse": "Stores for 2 nukes. Workhorse"},
                             "odd-store text-stores"),
    "a race renumbered": ("0", {}, "unknown-race unused-race"),
    "a race without a stance": ("0", {}, "no-stance player-of-other-race"),
    "engines of three ships": ("0", {}, "crooked-pair mirror-slip"),
}  # fmt: skip
"""Slips in stock that several rules tell: the ship, what is written how, the rules."""

_SHIELDS = re.compile(r'(?<=<shields front=")(\d+)(" back=")(\d+)')
_LEVEL = '<engine_port x="{}" y="{}" z="-250"/>'


def _halved(found: re.Match[str]) -> str:
    return f"{int(found[1]) / 2:g}{found[2]}{int(found[3]) / 2:g}"


def _crooked(text: str) -> str:
    """Three player ships with one pair of engines that is level on one side only."""
    head, *vessels = text.split("<vessel ")
    pair = _LEVEL.format(-90, -40) + _LEVEL.format(90, 40)
    players = [at for at, one in enumerate(vessels) if "player" in one]
    of_mesh = {vessels[at].split('meshfile="')[1].split('"')[0]: at for at in players}
    for at in [*of_mesh.values()][:3]:
        bare = re.sub("<engine_port [^>]*/>", "", vessels[at])
        vessels[at] = bare.replace("<long_desc", f"{pair}<long_desc", 1)
    return "<vessel ".join([head, *vessels])


def findings_of(slip: str) -> tuple[Finding, ...]:
    number, changes, rules = SHARED[slip]
    text = files_of("2.8")[SHIPS].decode()
    if "uneven-scale" in rules:
        text = _SHIELDS.sub(_halved, text)
    if "unused-race" in rules:
        text = changed(text, 'ID="2"', 'ID="20"')
    if "no-stance" in rules:
        text = changed(text, 'keys="player', 'keys="jumpmaster')
    if "crooked-pair" in rules:
        text = _crooked(text)
    behind = f'uniqueID="{number}"'
    for before, after in changes.items():
        before = before if "uneven-scale" not in rules else 'front="400"'
        text = changed(text, before, after, behind=behind)
    return audit(Mod.from_files("mod", {SHIPS: text.encode()}), STOCK).findings


@pytest.mark.parametrize("slip", SHARED)
def test_what_several_rules_say_of_one_slip_is_one_finding(slip: str) -> None:
    [one] = findings_of(slip)
    assert {*one.rules} == {*SHARED[slip][2].split()}


def test_each_rule_that_is_named_in_a_family_is_one_of_several_somewhere() -> None:
    told = [{*rules.split()} for *_, rules in SHARED.values()]
    for family in FAMILIES:
        assert family == set().union(*(rules for rules in told if rules <= family))


def _told_at(*places: str) -> Finding:
    where = frozenset(places)
    return Finding(
        rule="any-rule",
        severity=Severity.WARNING,
        confidence=Confidence.CERTAIN,
        file=VESSEL_FILE,
        location=Location(1, 1),
        message=f"'Ship': told at {', '.join(places)}",
        vessel=None,
        also=(),
        edits=(),
        encoding=None,
        fingerprint=" ".join(places),
        places={},
        causes=(Cause(where, where),),
    )


HEAPS: dict[str, tuple[Callable[[int], list[Finding]], int]] = {
    "all of one cause": (lambda count: [_told_at("here")] * count, 1),
    "each alone": (lambda count: [_told_at(f"{at}") for at in range(count)], 40),
    "two of each cause": (lambda count: [_told_at(f"{at // 2}") for at in range(count)], 20),
    "one after the other": (
        lambda count: [
            _told_at(*map(str, places))
            for at in range(count // 2)
            for places in ((at, at + 1), (at,))
        ],
        1,
    ),
    "each at one place and its own": (
        lambda count: [_told_at("here", f"{at}") for at in range(count)],
        40,
    ),
}
"""Findings of some number by how their causes meet, and how many are left of forty."""


@pytest.mark.parametrize("heap", HEAPS)
def test_four_times_the_findings_are_joined_at_four_times_the_cost(heap: str) -> None:
    make, _ = HEAPS[heap]
    few, many = make(100), make(400)
    assert lines_run(lambda: list(joined(many))) < 5 * lines_run(lambda: list(joined(few)))


@pytest.mark.parametrize("heap", HEAPS)
def test_findings_are_one_as_far_as_their_places_reach(heap: str) -> None:
    make, left = HEAPS[heap]
    assert len(list(joined(make(40)))) == left
