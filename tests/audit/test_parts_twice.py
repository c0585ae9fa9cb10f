"""What the audit says of parts that stand twice, or on the wrong side."""

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from tests.audit.parts_of_ships import MOVES, RULES, STOCK, XML, of, point, said, vessel

# Twice ------------------------------------------------------------------------------------------


def test_a_part_that_stands_three_times_is_one_finding() -> None:
    parts = '<shields front="1"/>\n<shields front="2"/>\n<shields front="1"/>'
    [finding] = audit(of(vessel(parts)), STOCK, scope=Scope(select=["part-twice"])).findings
    assert finding.message == "7 Kite: 3 <shields>; a vessel has one, keep that"
    assert finding.location.line == 5
    assert [place.line for place in finding.also] == [4, 6]
    assert not finding.is_fixable


def test_stations_are_built_of_many_meshes_and_ships_of_one() -> None:
    art = '<art meshfile="dat/kite.dxs"/>'
    assert said("second-mesh", vessel(art + art, "base")) == []
    assert said("second-mesh", vessel(art + art + MOVES)) == [
        "7 Kite: 2 <art>, as only stations have; keep the one of this ship"
    ]


def lines(*parts: str) -> str:
    return vessel("\n".join(parts))


def test_a_point_written_twice_is_told_at_the_copy_and_removed_where_its_mirror_is() -> None:
    body = lines(point("-90"), point("90"), point(" 90.0"), point("0"), point("-0"))
    mod = of(body)
    [finding] = audit(mod, STOCK, scope=Scope(select=["point-twice"])).findings
    assert finding.message == (
        "7 Kite: 2 impulse_points stand at the very places of others; one is enough"
    )
    assert finding.location.line == 6
    assert [place.line for place in finding.also] == [8, 5, 7]
    result = fix(mod, STOCK, scope=Scope(select=["point-twice"]))
    assert result.after == ships(lines(point("-90"), point("90"), point("0")))
    assert result.remaining.findings == ()


def test_a_copy_that_was_to_be_mirrored_is_left_to_the_author() -> None:
    body = lines(point("-90"), point("-90"), point("-90"))
    mod = of(body)
    assert said("point-twice", body) == [
        "7 Kite: 2 impulse_points stand at the very places of others; was one meant for x=90?"
    ]
    assert fix(mod, STOCK, scope=Scope(select=["point-twice"])).after == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{0}|\t {0} \t|<a/>", "{0}|<a/>"),
        ("{0} {0} <!-- main -->|", "{0}  <!-- main -->|"),
        ("{0}|{0} <!-- main -->|", "{0}| <!-- main -->|"),
        ("{0}{0}", "{0}"),
    ],
)
def test_a_removed_part_takes_its_line_along_and_nothing_else(
    before: str, after: str, end: str
) -> None:
    one = '<shields front="1" back="1"></shields>'

    def files(text: str) -> dict[str, bytes]:
        body = vessel("\n" + text.replace("|", "\n").format(one))
        return {XML: ships(body)[XML].replace(b"\n", end.encode())}

    result = fix(Mod.from_files("mod", files(before)), STOCK, scope=Scope(select=["part-twice"]))
    assert result.after == files(after)


def test_other_ports_may_be_stacked() -> None:
    ports = "engine_port", "torpedo_tube", "drone_port", "beam_port"
    doubled = "".join(point("0", name=name) * 2 for name in ports)
    names = [rule for rule in RULES if not rule.startswith(("missing", "torpedoes"))]
    assert audit(of(vessel(MOVES + doubled)), STOCK, scope=Scope(select=names)).findings == ()


BEAM = '<beam_port x="{}" y="0" z="10" damage="{}" arcwidth="0.3" cycletime="6" range="1000"/>'


def test_two_equal_beams_on_one_side_are_told_once_for_a_race() -> None:
    pair = BEAM.format(19, 1) * 2
    assert said("beam-twice-on-one-side", vessel(pair) + vessel(pair, number=8)) == [
        "7 Kite: two equal beams at x=19 and none at x=-19 (2 such pairs in ships of its race); "
        "was one meant for the other side?"
    ]


@pytest.mark.parametrize(
    "beams",
    [
        BEAM.format(19, 1) * 2 + BEAM.format(-19, 1),
        BEAM.format(0, 1) * 2,
        BEAM.format(0.04, 1) * 2,
        BEAM.format(19, 1) * 3,
        BEAM.format(19, 1) + BEAM.format(19, 2),
    ],
)
def test_beams_that_may_be_stacked_on_purpose_are_passed_over(beams: str) -> None:
    assert said("beam-twice-on-one-side", vessel(beams)) == []


# Mirrors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (("-90", "12", "-250"), ("90", "-12", "-250"), "y=-12, the one on the other side 12"),
        (("-90", "12", "-250"), ("90", "12", "-205"), "z=-205, the one on the other side -250"),
        (("-90", "12", "-250"), ("90", "12", "-25"), "z=-25, the one on the other side -250"),
        (("-90", "12", "-250"), ("9", "12", "-250"), "x=9, the one on the other side -90"),
    ],
)
def test_a_slip_in_one_number_of_a_mirrored_pair_is_told(
    left: tuple[str, ...], right: tuple[str, ...], told: str
) -> None:
    sound = point("-91", "12", "-250", "engine_port") + point("91", "12", "-250", "engine_port")
    body = lines(sound, point(*left), point(*right))
    assert said("mirror-slip", body) == [
        f"7 Kite: this impulse_point has {told}; are they to mirror each other?"
    ]


@pytest.mark.parametrize(
    "right",
    [
        ("90", "12", "-250"),
        ("90", "12", "-251"),
        ("92.87", "12", "-250"),
        ("90", "-12", "-260"),
        ("-90", "-12", "-250"),
        ("-90", "12", "-250"),
        ("90", "12", "x"),
    ],
)
def test_pairs_that_differ_a_little_or_altogether_are_passed_over(right: tuple[str, ...]) -> None:
    assert said("mirror-slip", lines(point("-90", "12", "-250"), point(*right))) == []


def test_a_hull_that_is_no_mirror_at_all_is_passed_over() -> None:
    body = lines(point("-90", "12"), point("90", "-12"), point("40", "3"), point("-17", "8"))
    assert said("mirror-slip", body) == []


# Attributes that all others have ----------------------------------------------------------------


def test_many_numbers_given_twice_are_one_finding() -> None:
    body = "".join(vessel("", number=n) * 2 for n in range(9))
    [message] = said("duplicate-id", body)
    assert message.startswith("2 vessels have the uniqueID 0: Kite and Kite")
    assert message.endswith("(9 such places)")
