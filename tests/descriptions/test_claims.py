"""What a description promises: read where it is plain, left open where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.descriptions.check import total as total_of
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.words import CRAFT, Thing


def total(text: str, *what: Thing) -> tuple[int, int | None] | None:
    return total_of(claims_of(text), *what)


def stores(text: str) -> dict[str, int | None]:
    return {kind.code: one.number for one in claims_of(text) if (kind := one.thing.munition)}


@pytest.mark.parametrize(
    ("text", "beams"),
    [
        ("3 forward beams^1 main beam cannon", 4),
        ("Armament: 2 x pulse beams, 1 super-heavy beam.", 3),
        ("2x overcharged, gas-cooled beam lasers", 2),
        ("2 Fore/1 Aft Beams (best to the sides)", 3),
        ("3 Focused, 2 Forward, and 1 Beam Turrets", 6),
        ("4 port beams & 4 starboard beams", 8),
        ("One slow, long-range beam and one heavy beam", 2),
        ("Armed with seven beams in a ring", 7),
        ("Beams: 5", 5),
        ("6 beams: 4 forward beams and 2 aft beams", 6),
        ("6 beams, including 2 heavy beams", 6),
        ("no beams", 0),
        ("A couple of beams, a dozen laser cannons", 14),
        ("Half a dozen beams, two dozen laser cannons", 30),
        ("Twenty four beams", 24),
    ],
)
def test_beams_are_summed(text: str, beams: int) -> None:
    assert total(text, Thing.BEAMS) == (beams, beams)


@pytest.mark.parametrize(
    "text",
    [
        "Combat power: ^265%/8 Beams",
        "A beam destroyer of the old school",
        "Can be destroyed with concentrated beam fire",
        "Up to 6 beams",
        "2 beams more than the old one, which had 4",
        "Two more beams than her sister",
        "A dummy beam",
        "One beam welded shut",
        "Once had 4 beams instead of 2 beams",
        "3-5 beams",
        "Has no forward beams",
    ],
)
def test_what_is_no_plain_number_of_beams_promises_none(text: str) -> None:
    assert total(text, Thing.BEAMS) is None


@pytest.mark.parametrize(
    ("text", "beams"),
    [
        ("a standard base beam", (1, None)),
        ("2 beams on each side", (2, None)),
        ("Triple Ion beam^1 light beam", (2, 4)),
        ("1 forward beam, networked defense beam", (1, None)),
        ("2 beams, 1 Ionic Smasher", (2, None)),
        ("2 beams^Forward chaser battery", (2, None)),
        ("Dual beams", (1, None)),
        ("6 beams^4 forward beams^2 aft beams", (6, 12)),
    ],
)
def test_what_is_not_sure_leaves_the_sum_open(text: str, beams: tuple[int, int | None]) -> None:
    assert total(text, Thing.BEAMS) == beams


def test_names_years_and_measures_are_no_numbers_of_weapons() -> None:
    text = "Otter 4711, 2239 refit^Displacement: 9.5 kt, 30 crew^Mk 2 hull^2 beams^Shields Front 20"
    assert total(text, Thing.BEAMS) == (2, 2)


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("Shields Front 80 Rear 60", "80", "60"),
        ("2 beams^Shields [None] Front 0 Rear 0^Fast", "0", "0"),
        ("Shields: 90 front, 70 aft.", "90", "70"),
        ("Its shields 40/30 hold", "40", "30"),
    ],
)
def test_strengths_of_both_shields_are_read(text: str, front: str, back: str) -> None:
    found = {one.thing: text[one.span.start : one.span.end] for one in claims_of(text)}
    assert (found[Thing.SHIELD_FRONT], found[Thing.SHIELD_BACK]) == (front, back)
    assert Thing.OTHERS not in found


@pytest.mark.parametrize(
    "text",
    [
        "200%/2 F shield, 150%/0 R shield",
        "Shields 80/60 %",
        "Shields 1.5/2.5",
        "Strong shields, 2 forward beams",
        "Shields of 80 and 2 rear beams",
        "Shields 80/60/40",
    ],
)
def test_other_numbers_beside_shields_are_no_strengths(text: str) -> None:
    kinds = {one.thing for one in claims_of(text)}
    assert kinds.isdisjoint({Thing.SHIELD_FRONT, Thing.SHIELD_BACK})


def test_tubes_and_drone_launchers_are_counted_apart() -> None:
    text = "2 light drone launchers, 3 torpedo tubes"
    assert total(text, Thing.TUBES) == (3, 3)
    assert total(text, Thing.DRONES) == (2, 2)
    assert total("No torp tubes.", Thing.TUBES) == (0, 0)
    assert total("A pair of torpedo tubes", Thing.TUBES) == (2, 2)
    assert total("100%/0 Tubes", Thing.TUBES) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stores for 2 nukes, 8 homing and 25 mines.", {"nuk": 2, "trp": 8, "min": 25}),
        ("Stores: 9 Ho / 1 Mi / 4 EMP / 6 PSK", {"trp": 9, "min": 1, "emp": 4, "shk": 6}),
        ("12 Hom + 4 Nuk + 3 ECMs/EMPs, 8 P Shock", {"trp": 12, "nuk": 4, "emp": 3, "shk": 8}),
        ("Torpedoes: Homing 8, Nukes: 2, Mine 6", {"trp": 8, "nuk": 2, "min": 6}),
        ("5 Homing Torps, 2 tags & 3 probes", {"trp": 5, "tag": 2, "pro": 3}),
        ("4 nuclear torpedoes; 2 plasma shock torpedoes", {"nuk": 4, "shk": 2}),
        ("Homing torpedoes used for energy. No", {}),
        ("5 Mi from the sun, a mining ship", {}),
    ],
)
def test_stores_are_read_in_any_spelling(text: str, expected: dict[str, int]) -> None:
    assert stores(text) == expected


@pytest.mark.parametrize(
    ("text", "craft"),
    [
        ("Complement: 4 fighters.", 4),
        ("carries a complement of 10 fighters", 10),
        ("Fighters 4^Shields Front 40 Rear 40", 4),
        ("2 heavy fighters, 1 bomber and 2 shuttles", 5),
        ("equipped with three fighter bays", 3),
        ("carries a dozen fighters", 12),
    ],
)
def test_craft_that_a_ship_brings_are_counted(text: str, craft: int) -> None:
    assert total(text, *CRAFT) == (craft, craft)


@pytest.mark.parametrize(
    "text",
    ["Escorted by 2 fighters", "Wing of 4 fighters", "A pirate's fighter", "2 fighter squadrons"],
)
def test_craft_that_a_ship_meets_or_is_are_not(text: str) -> None:
    assert total(text, *CRAFT) is None


@pytest.mark.parametrize(
    "text", ["It is unarmed, but fast.", "Unarmed.", "An old, unarmed hauler."]
)
def test_a_text_can_call_its_vessel_unarmed(text: str) -> None:
    assert [one.thing for one in claims_of(text)] == [Thing.UNARMED]


@pytest.mark.parametrize("text", ["It is not unarmed.", "Preys on unarmed freighters."])
def test_other_talk_of_the_unarmed_is_no_promise(text: str) -> None:
    assert claims_of(text) == ()


def test_only_the_beginning_of_a_text_names_the_class_of_its_vessel() -> None:
    assert [one.words for one in claims_of("Red Heron-class frigate")] == ["Red Heron"]
    assert claims_of("A variant of the Heron class") == ()


def test_a_claim_knows_the_place_of_its_number() -> None:
    text = "Fast.^Twelve homing, 2x EMP"
    one, two = claims_of(text)
    assert (text[one.span.start : one.span.end], one.thing) == ("Twelve", Thing.HOMING)
    assert (text[two.span.start : two.span.end], two.words) == ("2", "2x EMP")
    assert (one.number, two.number) == (12, 2)


PIECES = ["2", "x", "two", "a", "beam", "beams", "fighter", "Ho", "(", ")", ":", "^", ",", "-", "."]
PIECES += ["265%/8", "no", "of", "including", "R.A.M.", "é", "\\n", "torpedo", "tubes", "class"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_and_every_claim_lies_in_it(text: str) -> None:
    for one in claims_of(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.most is None or 0 <= one.least <= one.most
        assert one.words in text


def test_a_number_with_nothing_but_a_place_behind_it_may_be_more_of_the_same() -> None:
    assert total("Four beams fore, two aft.", Thing.BEAMS) == (4, None)
    assert total("Four beams, crew of 45.", Thing.BEAMS) == (4, 4)


def numbers(text: str) -> list[tuple[Thing, int, int | None]]:
    return [(one.thing, one.least, one.most) for one in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "squadrons"),
    [
        ("4 Squadrons of Gnats and Midges with 2 Shuttles.", 4),
        ("Carries 4 Fighter Squadrons and 2 shuttles", 4),
        ("2 squads of bombers, 3 flights of interceptors", 5),
        ("3 Fighter + 1 Scout squadrons", 4),
        ("Squadrons: 3", 3),
        ("Carries two wings.", 2),
        ("2 squadrons of 6 fighters", 2),
    ],
)
def test_squadrons_wings_and_flights_are_counted_apart_from_craft(
    text: str, squadrons: int
) -> None:
    assert total(text, Thing.SQUADRONS) == (squadrons, squadrons)
    assert total(text, Thing.FIGHTERS, Thing.BOMBERS) is None


@pytest.mark.parametrize(
    "text",
    [
        "Escorted by 2 squadrons",
        "Part of a squadron",
        "Two wings with heavy plating",
        "Holds 2 flight decks",
        "2 squadron commanders",
        "2 squads of marines",
        "Squadron 7 of the fleet",
        "Wing 3",
    ],
)
def test_other_squadrons_and_wings_are_none_of_the_ship(text: str) -> None:
    assert total(text, Thing.SQUADRONS) is None


@pytest.mark.parametrize(
    ("text", "beams"),
    [
        ("4 Heavy Fighters beams and 4 Missiles", 4),
        ("2 bomber beams", 2),
        ("2 360 beams", 2),
        ("2 heavy 270 beams, 1 90° beam", 3),
        ("Two 120 degree beams", 2),
        ("Displacement 9 kt 60 crew 4 beams", 4),
        ("4 x 90 deg beams", 4),
        ("A 360 beam and 2 90-degree beams", 3),
    ],
)
def test_what_a_beam_is_like_is_no_number_of_beams_or_craft(text: str, beams: int) -> None:
    found = total(text, Thing.BEAMS)
    assert found is not None and found[0] == beams
    assert total(text, *CRAFT) is None


def test_an_angle_without_a_number_leaves_the_beams_open() -> None:
    assert total("360 beams", Thing.BEAMS) is None
    assert total("2 beams (90 degrees)", Thing.BEAMS) == (2, 2)


def test_a_number_in_brackets_behind_what_is_counted_may_be_the_right_one() -> None:
    assert total("15 torpedo tubes (8 modelled)", Thing.TUBES) == (8, 15)
    assert total("12 beams (6 per side)", Thing.BEAMS) == (6, None)
    assert total("3 beams (2 tubes)", Thing.BEAMS) == (3, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 heavy, 3 light batteries", [(Thing.BATTERIES, 5, 5), (Thing.BATTERIES, 3, 3)]),
        ("1 Medium Point-Defence Battery.", [(Thing.BATTERIES, 1, 1)]),
        ("6 turbolaser batteries", [(Thing.BATTERIES, 6, 6)]),
        ("4 laser batteries", [(Thing.BATTERIES, 4, 4)]),
        ("3 Ion Cannons, 2 quad turrets", [(Thing.CANNONS, 3, 3), (Thing.TURRETS, 2, 8)]),
        ("two plasma lances", [(Thing.LANCES, 2, 2)]),
        ("2 Concussion Launchers", [(Thing.LAUNCHERS, 2, 2)]),
        ("2 missile batteries", [(Thing.LAUNCHERS, 2, 2)]),
        ("4 blaster cannons", [(Thing.CANNONS, 4, 4)]),
        ("a chaser battery", [(Thing.BATTERIES, 0, None)]),
        ("up to 4 turrets", [(Thing.TURRETS, 0, None)]),
        ("2 beam turrets", [(Thing.BEAMS, 2, 2)]),
        ("turret crews", [(Thing.OTHERS, 0, None)]),
        ("3 probe launchers", []),
        ("4 Missiles", [(Thing.TORPEDOES, 4, 4)]),
        ("2 spare batteries, 1 sensor turret", []),
        ("Takes 3 torpedoes to kill", []),
        ("Destroyed by 2 cannons", [(Thing.CANNONS, 0, None)]),
        ("Mounts 3 turrets 2 cannons", [(Thing.TURRETS, 3, 3), (Thing.CANNONS, 2, 2)]),
        ("Missile cruiser", []),
    ],
)
def test_weapons_are_counted_by_the_word_for_them(
    text: str, expected: list[tuple[Thing, int, int | None]]
) -> None:
    assert numbers(text) == expected


def test_a_word_for_torpedoes_that_is_not_known_leaves_their_list_open() -> None:
    known, unknown = "8 Ho / 1 Mi / 8 EMP / 8 PSK", "8 Ho / 1 NMi / 8 EMP / 8 PSK"
    assert Thing.TORPEDOES not in {one.thing for one in claims_of(known)}
    assert (Thing.TORPEDOES, 0, None) in numbers(unknown)
    assert (Thing.TORPEDOES, 0, None) in numbers("8 Ho, 2 EMP, 1 XM")
    assert (Thing.TORPEDOES, 0, None) not in numbers("8 Ho, 2 EMP, 1 grazer")


def test_a_claim_knows_where_its_weapons_look() -> None:
    text = "2 heavy fore/1 Aft beams, 2 beams forward"
    assert [one.described for one in claims_of(text)] == [
        ("heavy", "fore"), ("aft",), ("forward",)
    ]  # fmt: skip
    assert [one.described for one in claims_of("2 beams back to back, 1 beam left")] == [(), ()]


def test_no_ship_has_thirty_beams_so_that_number_is_an_angle() -> None:
    assert total("29 beams", Thing.BEAMS) == (29, 29)
    assert total("30 beams", Thing.BEAMS) is None
    assert total("2 29 beams", Thing.BEAMS) == (29, 29)
    assert total("2 30 beams", Thing.BEAMS) == (2, 2)
    assert total("40 fighters", *CRAFT) == (40, 40)


def test_a_short_form_has_four_letters_at_most() -> None:
    assert (Thing.TORPEDOES, 0, None) in numbers("8 Ho, 2 EMP, 1 Abcd")
    assert (Thing.TORPEDOES, 0, None) not in numbers("8 Ho, 2 EMP, 1 Abcde")
    assert (Thing.TORPEDOES, 0, None) not in numbers("8 Ho, 2 EMP, 1 Ab cd")
    assert numbers("1 Abcd, 2 beams") == [(Thing.OTHERS, 0, None), (Thing.BEAMS, 2, 2)]


def test_the_noun_of_a_list_of_squadrons_stands_within_twelve_words() -> None:
    near, far = "tiny " * 9, "tiny " * 10
    assert total(f"3 fighter + 1 {near}squadrons", Thing.FIGHTERS) is None
    assert total(f"3 fighter + 1 {far}squadrons", Thing.FIGHTERS) == (3, 3)
    assert total("1 fighter + 2 scout squadrons", Thing.FIGHTERS) == (1, 1)


def test_a_word_that_may_be_no_store_is_one_among_stores() -> None:
    assert total("2 probes", Thing.PROBE) is None
    assert total("Stores: 2 probes", Thing.PROBE) == (2, 2)
    assert total("2 probes, 4 nukes", Thing.PROBE) == (2, 2)


def test_a_total_and_its_parts_are_the_total_or_all_together() -> None:
    assert total("6 beams, 3 standard beams, 3 heavy beams", Thing.BEAMS) == (6, 12)
    assert total("4 beams^3 light beams^Triple heavy beam", Thing.BEAMS) == (4, 10)
    assert total("4 beams^3 light beams^2 heavy beams", Thing.BEAMS) == (9, 9)


def test_a_store_in_the_singular_ends_its_phrase_before_what_no_name_goes_on_with() -> None:
    for word in ("heavy", "fore", "rear", "with", "and", "loaded", ""):
        assert total(f"8 nuke {word}", Thing.NUKE) == (8, 8)
    assert total("8 nuke proof", Thing.NUKE) is None


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It is unarmed.", [("unarmed", 0, 0, "unarmed")]),
        ("2 squadrons of fighters", [("squadrons", 2, 2, "2")]),
        ("2 fighter squadrons", [("squadrons", 2, 2, "2")]),
        ("Dual fighter squadrons", [("squadrons", 1, None, "Dual")]),
        ("2 fighter + 1 scout squadrons", [("squadrons", 2, 2, "2"), ("squadrons", 1, 1, "1")]),
        ("2 fighter", [("fighters", 2, 2, "2")]),
        ("2 fighter proofs", []),
        ("2 fighters proof", [("fighters", 2, 2, "2")]),
        ("1 fighter bay", [("bays", 1, 1, "1")]),
        ("2 beam arrays aft", [("others", 0, None, "beam")]),
        ("3 Ionic Smashers", [("others", 0, None, "3")]),
    ],
)
def test_a_text_is_read_whole(text: str, claims: list[tuple[str, int, int | None, str]]) -> None:
    found = [
        (one.thing.name.lower(), one.least, one.most, text[one.span.start : one.span.end])
        for one in claims_of(text)
    ]
    assert found == claims
