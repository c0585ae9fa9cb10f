"""What authors of other habits write: exported meshes, translations, sagas, hand-made comments."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import mission, ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")
BEAM = '<beam_port x="{}" y="{}" z="{}" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>'
PAIR = BEAM.format("-81.7998", "8.4003", "210.2") + BEAM.format("81.8002", "8.4", "210.2001")
VURR = '<hullRace ID="9" name="Vurr" keys="{}"/>'


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
        ("4 laser cannons, linked by a cable", True),
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
