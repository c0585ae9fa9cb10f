"""What authors of other habits write: exported meshes, translations, sagas, hand-made comments."""

from collections.abc import Sequence

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import mission, ships
from artemis_modkit.model import Mod
from artemis_modkit.model.vessels import Vessel

STOCK = Mod.open("stock")
BEAM = '<beam_port x="{}" y="{}" z="{}" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>'
PAIR = BEAM.format("-81.7998", "8.4003", "210.2") + BEAM.format("81.8002", "8.4", "210.2001")
VURR = '<hullRace ID="9" name="Vurr" keys="{}"/>'


def vessels_of_stock() -> Sequence[Vessel]:
    assert STOCK.vessel_data is not None
    return STOCK.vessel_data.vessels


def said(body: str, *rules: str) -> list[str]:
    mod = Mod.from_files("example", ships(body))
    return [one.message for one in audit(mod, STOCK, scope=Scope(select=rules)).findings]


def vessel(inner: str, side: int = 0, words: str = "small") -> str:
    return (
        f'<vessel uniqueID="7" side="{side}" classname="Heron" broadType="{words}">{inner}</vessel>'
    )


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (
            BEAM.format("60.1003", "8.3999", "155.0004") + BEAM.format("60.0998", "8.4002", "155"),
            ["7 Heron: two equal beams at x=60.0998 and none at x=-60.0998; was one meant for "
             "the other side?"],
        ),
        (
            BEAM.format("-60.1003", "8.3999", "155.0004") + BEAM.format("60.0998", "8.4002", "155"),
            [],
        ),
        (
            BEAM.format("-155.0004", "8.3999", "60.1003") + BEAM.format("60.0998", "8.4002", "155"),
            ["7 Heron: this beam_port has 60.0998 8.4002 155, the one on the other side -155 "
             "8.3999 60.1003; are they to mirror each other?"],
        ),
    ],
)  # fmt: skip
def test_ports_of_exported_meshes_are_the_same_place_though_never_exactly(
    odd: str, told: list[str]
) -> None:
    assert said(vessel(PAIR + odd), "beam-twice-on-one-side", "mirror-slip") == told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("4 laser cannons linked", False),
        ("2 linked lasers", False),
        ("4 laser cannons, linked", False),
        ("4 laser cannons beside linked engines", True),
    ],
)
def test_barrels_that_are_linked_may_be_one_beam(text: str, is_told: bool) -> None:
    body = vessel(BEAM.format(0, 0, 9) + f'<long_desc text="{text}"/>', words="player")
    promised = "7 Heron: the text promises 4 beams, the vessel has 1; correct the text or the beam"
    assert [one.startswith(promised) for one in said(body, "text-beams")] == [True] * is_told


def test_what_the_base_of_an_enemy_builds_is_nothing_to_judge() -> None:
    base = vessel('<production coeff="0"/>', side=9, words="base")
    assert said(VURR.format("enemy loner") + base, "production-rate") == []
    assert len(said(VURR.format("friendly") + base, "production-rate")) == 1


def test_a_race_whose_side_was_translated_is_told_by_what_stock_has() -> None:
    race = '<hullRace ID="3" name="Arvonian" keys="feind helfer"/>'
    assert said(race, "no-stance") == [
        'race 3 Arvonian: keys="feind helfer" has lost the word enemy, which stock has for it and '
        "the game looks for"
    ]
    assert said(race.replace("Arvonian", "Reiher"), "no-stance") == []


def test_a_comment_that_ends_with_an_arrow_takes_no_part_along() -> None:
    body = vessel(
        f'<!-- left ->{BEAM.format(-9, 0, 9)}\n{BEAM.format(9, 0, 9)}<long_desc text="2 beams"/>'
    )
    assert said(body, "text-npc", "xml-syntax") == [
        "7 Heron: a comment that is never closed; write '-->' for '->'"
    ]


def test_of_a_ship_that_a_comment_may_have_swallowed_a_part_of_errors_alone_are_told() -> None:
    body = vessel(f'\n<!-- left {BEAM.format(-9, 0, 9)}\n<long_desc text="2 beams"/>', side=4)
    assert said(body, "text-npc", "unknown-race", "xml-syntax") == [
        '7 Heron: side="4" is the ID of no race; there is only 0',
        "7 Heron: a comment that is never closed; write '-->' at its end",
    ]


def test_one_weapon_of_a_name_that_is_not_known_leaves_the_sum_open() -> None:
    text = '<long_desc text="One bow chaser, two broadside cannons"/>'
    guns = "".join(BEAM.format(x, 0, 9) for x in (-40, 0, 40))
    assert said(vessel(guns + text, words="player"), "text-beams") == []


def test_a_ship_of_stock_on_another_side_is_told_where_no_block_of_numbers_tells_it() -> None:
    ships_of_stock = "".join(
        f'<vessel uniqueID="{one.id}" side="{5 if one.id == 4001 else one.side}" '
        f'classname="{one.class_name}"><art meshfile="{one.art[0].mesh_file}"/></vessel>'
        for one in vessels_of_stock()
        if one.side in (2, 3, 4, 5)
    )
    races = '<hullRace ID="4" name="Torgoth"/><hullRace ID="5" name="Skaraan"/>'
    assert said(races + ships_of_stock, "odd-side") == [
        '4001 Leviathan: side="5" is Skaraan; in stock the ship is on side 4, Torgoth, which is '
        "here too"
    ]


def test_of_three_efficiencies_one_alone_is_never_left_out_on_purpose() -> None:
    two = '<performance turnrate="0.004" topspeed="0.6" warpefficiency="1" jumpefficiency="1"/>'
    [told] = said(vessel(two, words="player"), "missing-efficiency")
    assert told.startswith("7 Heron: no shipefficiency")


def test_a_text_that_begins_with_the_name_of_another_ship_is_told() -> None:
    galleon = '<vessel uniqueID="1" side="0" classname="Great Galleon"/>'
    text = '<long_desc text="The Great Galleon. Two bow chasers."/>'
    [told] = said(galleon + vessel(text), "text-class-name")
    assert told.startswith("7 Heron: its text begins as that of 1 Great Galleon")
    assert said(galleon + vessel(text.replace("Two", "No heron has two")), "text-class-name") == []


def test_a_longer_name_for_an_element_is_no_missing_one() -> None:
    texts = "".join(
        f'<vessel uniqueID="{at}" side="0"><long_desc text="one"/></vessel>' for at in range(8)
    )
    assert said(texts + vessel('<long_description text="two"/>'), "missing-text") == []
    assert len(said(texts + vessel(""), "missing-text")) == 1


def test_figures_that_are_rounded_to_whole_numbers_are_scaled_as_well_as_can_be() -> None:
    body = "".join(
        f'<vessel uniqueID="{one.id}" side="0" classname="{one.class_name}">'
        + "".join(
            f'<beam_port playerdamage="{int(beam.player_damage * 1.5)}"/>'
            for beam in one.beam_ports
            if beam.player_damage
        )
        + "</vessel>"
        for one in vessels_of_stock()
    )
    assert said(body, "uneven-scale") == []


CREATE = '<start><create type="enemy" name="H1" raceKeys="{}" hullKeys="{}"/></start>'


@pytest.mark.parametrize(
    ("races", "hulls", "told"),
    [
        (
            "Vurrs enemyy",
            "heron",
            ['raceKeys="Vurrs enemyy" hullKeys="heron": no race has any of the words vurrs, '
             "enemyy; did you mean enemy?"],
        ),
        (
            "TSN",
            "hreon",
            ['raceKeys="TSN" hullKeys="hreon": no ship of the race has any of the words hreon; '
             "did you mean heron?"],
        ),
    ],
)  # fmt: skip
def test_a_misspelt_word_that_leaves_a_mission_without_its_ship_is_told_once(
    races: str, hulls: str, told: list[str]
) -> None:
    files = {**ships(vessel("")), **mission(CREATE.format(races, hulls))}
    scope = Scope(select=["mission-*"])
    found = audit(Mod.from_files("example", files), STOCK, scope=scope).findings
    assert [one.message for one in found] == told
