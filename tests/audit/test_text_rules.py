"""What descriptions promise, against what the vessels have; places and messages as a modder sees."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.findings import Finding
from artemis_modkit.audit.fix import fix
from artemis_modkit.audit.rule import all_rules, ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")
XML = "dat/vesselData.xml"
RULES = [name for name in all_rules() if name.startswith("text-") and name != "text-encoding"]
TRAITS = '<performance turnrate="0.004" topspeed="0.6"/>'


def found(mod: Mod) -> tuple[Finding, ...]:
    return audit(mod, STOCK, scope=Scope(select=RULES)).findings


def said(body: str) -> list[str]:
    return [one.message for one in found(Mod.from_files("mod", ships(body)))]


def ship(parts: str, text: str, kind: str = "player", number: int = 3) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="Otter" broadType="{kind}">'
        f'{TRAITS}{parts}<long_desc text="{text}"/></vessel>\n'
    )


BEAM, TUBE, DRONE = '<beam_port x="1"/>', '<torpedo_tube x="1"/>', '<drone_port x="1"/>'


def store(kind: str, amount: object) -> str:
    return f'<torpedo_storage type="{kind}" amount="{amount}"/>'


def test_a_promise_of_beams_names_both_numbers() -> None:
    assert said(ship(BEAM, "Two beams")) == [
        "3 Otter: the text promises 2 beams, the vessel has 1; correct the text or the beam ports"
    ]


def test_a_number_that_the_words_leave_open_is_no_contradiction() -> None:
    assert said(ship(BEAM * 5, "A heavy beam")) == []
    assert said(ship(BEAM * 5, "2 beams, 1 grazer")) == []


def test_all_stores_of_a_ship_are_one_finding() -> None:
    stores = store("trp", 20) + store("nuk", 6) + store("emp", 4)
    assert said(ship(TUBE + stores, "Stores for 8 nukes, 30 homing, 4 EMP")) == [
        "3 Otter: the text promises 8 nukes and 30 homing torpedoes, the vessel has 6 and 20; "
        "correct the text or the stores"
    ]


def test_a_promised_kind_without_a_store_counts_as_none() -> None:
    assert said(ship(TUBE + store("trp", 4), "4 homing, 2 mines")) == [
        "3 Otter: the text promises 2 mines, the vessel has none; correct the text or the stores"
    ]


def test_stores_that_cannot_be_read_are_left_alone() -> None:
    assert said(ship(TUBE + store("trp", "many"), "4 homing, 2 nukes")) == []
    assert said(ship(TUBE + store("warp", 2), "4 homing, 2 nukes")) == []


def test_the_same_factor_in_many_ships_is_one_finding_with_its_places() -> None:
    body = "".join(
        ship(TUBE + store("shk", 2 * number), f"{number} PShock", number=number)
        for number in range(1, 7)
    )
    (one,) = found(Mod.from_files("mod", ships(body)))
    assert one.message == (
        "1 Otter and 5 more: they have 2 times the plasma shocks that their texts promise "
        "(here 1 plasma shock in the text, 2 on board); correct the texts or the stores"
    )
    assert [place.line for place in one.also] == [4, 5, 6, 7, 8]


def test_bombers_may_stand_beside_the_bays_or_in_them() -> None:
    for load in (
        'baycount="6"',
        'baycount="4" bomber="2"',
        'fighter="6"',
        'fighter="4" bomber="2"',
    ):
        assert said(ship(f"<carrierload {load}/>", "4 fighters, 2 bombers")) == []
    assert said(ship('<carrierload baycount="8"/>', "4 fighters")) == [
        "3 Otter: the text promises 4 fighters, the vessel has 8; correct the text or the carrierload"
    ]
    assert said(ship('<carrierload baycount="x"/>', "4 fighters")) == []


def test_torpedo_tubes_of_a_ship_of_the_computer_may_be_its_drone_ports() -> None:
    assert said(ship(DRONE * 2, "2 torpedo tubes", kind="warship")) == []
    assert said(ship(DRONE, "2 torpedo tubes", kind="warship")) == [
        "3 Otter: the text promises 2 torpedo tubes, the vessel has 1; correct the text or the data"
    ]


LOAD = '<carrierload baycount="{}"/>'
CRAFT = "player singleseat fighter"


@pytest.mark.parametrize(
    ("bays", "text"),
    [
        (4, "4 Squadrons of Gnats and Midges with 2 Shuttles."),
        (4, "4 Fighter Squadrons and 2 Shuttles"),
        (6, "4 Fighter Squadrons and 2 Shuttles"),
        (12, "Two wings of interceptors"),
        (14, "2 squads of fighters, 2 shuttles"),
        (4, "4 fighters and 2 shuttles"),
        (6, "4 fighters and 2 shuttles"),
        (0, "Room for 2 shuttles"),
    ],
)
def test_squadrons_are_any_number_of_craft_and_shuttles_may_stand_beside(
    bays: int, text: str
) -> None:
    assert said(ship(LOAD.format(bays), text, "player carrier")) == []


@pytest.mark.parametrize(
    ("bays", "text", "promise"),
    [
        (6, "Carries 12 squadrons and 2 shuttles", "12 squadrons"),
        (5, "3 Fighter + 1 Scout squadrons", "4 squadrons"),
        (2, "4 flights of fighters", "4 squadrons"),
        (9, "4 fighters and 2 shuttles", "4 fighters"),
    ],
)
def test_fewer_craft_than_squadrons_are_a_contradiction(bays: int, text: str, promise: str) -> None:
    assert said(ship(LOAD.format(bays), text, "player carrier")) == [
        f"3 Otter: the text promises {promise}, the vessel has {bays}; "
        "correct the text or the carrierload"
    ]


def test_single_seat_craft_are_asked_for_beams_and_torpedoes_only() -> None:
    text = "4 Heavy Fighters beams and 4 Missiles."
    assert said(ship(BEAM * 4 + store("trp", 4), text, CRAFT)) == []
    assert said(ship(BEAM * 2 + store("trp", 6), text, CRAFT)) == [
        "3 Otter: the text promises 4 beams, the vessel has 2; correct the text or the beam ports",
        "3 Otter: the text promises 4 torpedoes, the vessel has 6; correct the text or the stores",
    ]
    text = "1 light beam, 1 Torpedo Launcher, 2 launchers. Wing of 4, complement: 3 fighters"
    assert said(ship(BEAM + store("trp", 6), text, CRAFT)) == []


@pytest.mark.parametrize(
    ("parts", "text", "promise", "has"),
    [
        (BEAM * 4, "5 Heavy Pulse Batteries.^3 Light Pulse Batteries", "8 batteries", 4),
        (BEAM * 2, "5 heavy, 3 light batteries", "8 batteries", 2),
        (BEAM * 4, "2 beams, 3 turrets", "2 beams and 3 turrets", 4),
        ("", "2 ion cannons", "2 cannons", "none"),
        (BEAM * 3, "4 plasma lances", "4 lances", 3),
        (BEAM * 3, "2 360 beams", "2 beams", 3),
    ],
)
def test_weapons_by_group_are_beams_all_together_or_none_of_a_group(
    parts: str, text: str, promise: str, has: object
) -> None:
    assert said(ship(parts, text)) == [
        f"3 Otter: the text promises {promise}, the vessel has {has}; "
        "correct the text or the beam ports"
    ]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (BEAM * 2, "2 beams, 3 turrets"),
        (BEAM * 5, "2 beams, 3 turrets"),
        (BEAM * 3, "3 batteries, 1 cannon"),
        (BEAM * 1, "3 batteries, 1 cannon"),
        (BEAM * 7, "2 turrets, a disruptor"),
        (TUBE * 2, "2 heavy launchers"),
        (TUBE, "1 torpedo tube, 2 launchers"),
        (BEAM * 2, "2 twin turrets"),
        (BEAM * 4, "2 twin turrets"),
    ],
)
def test_what_may_be_something_else_is_no_contradiction(parts: str, text: str) -> None:
    assert said(ship(parts, text)) == []


def test_arms_of_a_ship_of_the_computer_may_be_its_drone_ports() -> None:
    assert said(ship(BEAM + DRONE * 2, "3 batteries", kind="warship")) == []
    assert said(ship(DRONE, "2 launchers", kind="warship")) == [
        "3 Otter: the text promises 2 launchers, the vessel has 1; correct the text or the data"
    ]


def test_a_list_with_a_short_form_that_is_not_known_leaves_nothing_out() -> None:
    stores = TUBE + "".join(store(*one) for one in (("trp", 8), ("nuk", 1), ("emp", 8), ("shk", 8)))
    assert said(ship(stores, "8 Ho / 1 NMi / 8 EMP / 8 PSK")) == []
    assert said(ship(stores, "8 Ho / 8 EMP / 8 PSK")) == [
        "3 Otter: the text lists the stores without its 1 nuke; "
        "add them to the text or set the amount to 0"
    ]


def test_a_number_of_torpedoes_may_count_any_kinds_of_them() -> None:
    stores = TUBE + store("trp", 8) + store("nuk", 2) + store("min", 5)
    for number in (1, 2, 8, 10, 13, 15):
        assert said(ship(stores, f"{number} torpedoes")) == []
    assert said(ship(stores, "9 torpedoes")) == [
        "3 Otter: the text promises 9 torpedoes, the vessel has 15; correct the text or the stores"
    ]


def test_tubes_for_beacons_probes_and_tags_are_no_weapons() -> None:
    harmless = TUBE * 2 + store("bea", 18) + store("pro", 36) + store("tag", 4) + store("nuk", 0)
    assert said(ship(harmless, "An unarmed surveyor.")) == []
    assert said(ship(BEAM + harmless + store("trp", 1), "An unarmed surveyor.")) == [
        "3 Otter: the text says unarmed, the vessel has 1 beam and 2 torpedo tubes; "
        "correct the text or the weapons"
    ]
    assert said(ship(BEAM + harmless, "An unarmed surveyor.")) == [
        "3 Otter: the text says unarmed, the vessel has 1 beam; correct the text or the weapons"
    ]


def port(x: int, z: int, arc: float = 0.2) -> str:
    return f'<beam_port x="{x}" z="{z}" arcwidth="{arc}"/>'


@pytest.mark.parametrize(
    ("ports", "text", "side"),
    [
        (port(9, 90) + port(-9, 90), "2 rear beams", "aft"),
        (port(9, 90) * 2, "1 fore/1 aft beam", "aft"),
        (port(9, -90) * 2, "Two forward beams", "forward"),
        (port(9, -90) * 2, "2 beams forward", "forward"),
        (port(0, 90) * 2, "2 broadside cannons", "to a side"),
        (port(50, 9) * 2, "2 port beams", "to port"),
        (port(-50, 9) * 2, "2 starboard batteries", "to starboard"),
    ],
)
def test_weapons_on_a_side_that_has_none_are_a_contradiction(
    ports: str, text: str, side: str
) -> None:
    (message,) = said(ship(ports, text))
    assert message.startswith("3 Otter: the text says '")
    assert message.endswith(f"', no beam can fire {side}; correct the text or the beam ports")


@pytest.mark.parametrize(
    ("ports", "text"),
    [
        (port(9, -90) * 2, "2 rear beams"),
        (port(9, 90, 1.0) * 2, "2 rear beams"),
        (port(90, -9) * 2, "2 rear beams"),
        (port(-50, 9) + port(50, 9), "2 broadside beams"),
        (port(9, 90) * 4, "4 fore/aft beams"),
        (port(9, 90) * 2, "2 beams, no rear beams"),
        (BEAM * 2, "2 rear beams"),
    ],
)
def test_weapons_that_may_fire_to_their_side_are_none(ports: str, text: str) -> None:
    assert said(ship(ports, text)) == []


def test_ships_that_are_called_unarmed_by_one_text_are_one_finding() -> None:
    body = "".join(ship(BEAM, "It is unarmed.", "base", number) for number in (4, 5))
    assert said(body) == [
        "4 Otter and 1 more with this text: the text says unarmed, the vessel has 1 beam; "
        "correct the text or the weapons"
    ]


def test_a_text_that_compares_with_another_class_is_about_its_own() -> None:
    body = '<vessel uniqueID="1" side="0" classname="Heron"><long_desc text="{}"/></vessel>'
    assert said(body.format("Variant of the Otter class")) == []
    assert said(body.format("First class comfort")) == []
    assert said(body.format("Heron class frigate")) == []
    assert said(body.format("Otter class frigate")) == []


def test_the_name_of_another_vessel_of_the_file_is_a_copied_text() -> None:
    body = '<vessel uniqueID="{}" side="0" classname="{}"><long_desc text="Otter class"/></vessel>'
    assert said(body.format(1, "Otter") + body.format(2, "Heron")) == [
        '2 Heron: its text is about the "Otter" class; correct classname or the text'
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One. /n Two.", "One. ^ Two."),
        (r"One.\nTwo.\r\n&quot;Three&quot;", "One.^Two.^&quot;Three&quot;"),
        ("One /nTwo", "One ^Two"),
    ],
)
def test_line_breaks_are_repaired_and_nothing_else(before: str, after: str) -> None:
    mod = Mod.from_files("mod", ships(ship("", before)))
    assert fix(mod, STOCK, scope=Scope(select=["text-line-break"])).after == ships(ship("", after))


@pytest.mark.parametrize("text", ["and/nor", "w/nukes", "(Y/n)", "km/n2", "http://nowhere"])
def test_other_slashes_are_no_line_breaks(text: str) -> None:
    assert said(ship("", text)) == []


HISTORY = [("H009", 3335), ("H044", 861), ("H046", 977), ("H050", 2355), ("H050", 2379)]


@pytest.mark.parametrize(("case", "line"), HISTORY)
def test_contradictions_that_authors_mended_are_found(corpus: Path, case: str, line: int) -> None:
    findings = found(Mod.open(str(corpus / "history" / case)))
    assert line in {one.location.line for one in findings}


def test_stock_contradicts_itself_in_one_store_and_in_its_first_bases(corpus: Path) -> None:
    lines = {
        version: [(one.rule, one.location.line) for one in found(Mod.open(str(folder)))]
        for version in ("2.1", "2.4", "2.7.1", "2.7.4", "2.8")
        for folder in [corpus / "stock" / version]
    }
    assert lines == {
        "2.1": [("text-unarmed", 167), ("text-unarmed", 187)],
        "2.4": [],
        "2.7.1": [("text-stores", 75)],
        "2.7.4": [("text-stores", 75)],
        "2.8": [("text-stores", 82)],
    }


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_the_sentences_of_embedded_stock_promise_nothing_wrong(version: str) -> None:
    assert found(Mod.open(f"stock:{version}")) == ()
