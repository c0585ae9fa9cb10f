"""What each operation of a recipe makes of a file, byte for byte."""

from pathlib import Path

import pytest

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import Change, Skipped
from tests.patcher.test_apply import SHIPS, patched, ships_after

SHIELDS = '[[step]]\nselect = { element = "shields", id = 1 }\n'
RACES = SHIPS.replace(
    'version="2.6">',
    'version="2.6">\r\n\t<hullRace ID="0" name="A" keys="player"/>'
    '<hullRace ID="1" name="B" keys="enemy elite"/>',
)


def outcome(tmp_path: Path, steps: str, ships: str = SHIPS) -> str:
    return ships_after(patched(tmp_path, steps, ships))


def test_copy_gives_an_attribute_the_text_of_another(tmp_path: Path) -> None:
    assert outcome(tmp_path, SHIELDS + 'copy = { front = "back" }\n') == SHIPS.replace(
        'front="75"', 'front=" 50.0"', 1
    )


def test_numbers_are_multiplied_then_added_to_then_rounded_then_clamped(tmp_path: Path) -> None:
    step = "multiply = { front = 0.1 }\nadd = { front = -1, back = 100 }\nround = 0\n"
    after = outcome(
        tmp_path, SHIELDS + step + "clamp = { front = { least = 6.75 }, back = { most = 99 } }\n"
    )
    assert after == SHIPS.replace('front="75" back= " 50.0"', 'front="7" back= "99"', 1)


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        ("add = { back = 0.26 }\nround = 1", '"50.3"'),
        ("multiply = { back = 0.0052 }\nround = 1", '"0.3"'),
        ("multiply = { front = 1 }\nadd = { back = 0.26 }\nround = 1", '"50.3"'),
        ("multiply = { back = 1 }\nclamp = { back = { most = 49.26 } }\nround = 1", '"49.26"'),
    ],
)
def test_what_is_reckoned_is_rounded_and_a_bound_is_not(
    tmp_path: Path, operation: str, after: str
) -> None:
    assert outcome(tmp_path, f"{SHIELDS}{operation}\n") == SHIPS.replace('" 50.0"', after, 1)


@pytest.mark.parametrize(
    ("changed", "operation", "selected", "vessels"),
    [
        ("hullRace", 'replace = { keys = { elite = "friendly" } }', 'stance = "friendly"', [2]),
        ("hullRace", 'set = { name = "C" }', 'race = "C"', [1, 2]),
        ("hullRace", "set = { ID = 1 }", 'race = "A"', [2]),
        ("vessel", "set = { side = 1 }", 'race = "B"', [1, 2]),
        ("vessel", 'set = { classname = "Dart" }', 'name = "Dart"', [1, 2]),
        ("vessel", 'set = { broadType = "enemy" }', 'words = "enemy"', [1, 2]),
        ("vessel", "set = { uniqueID = 77 }", "id = 77", [77, 77]),
    ],
)
def test_a_step_selects_by_what_the_step_before_it_made(
    tmp_path: Path, changed: str, operation: str, selected: str, vessels: list[int]
) -> None:
    steps = (
        f'[[step]]\nselect = {{ element = "{changed}" }}\n{operation}\n'
        f'[[step]]\nselect = {{ element = "shields", {selected} }}\nset = {{ front = 1 }}\n'
    )
    changes = patched(tmp_path, steps, RACES).changes
    assert [one.vessel for one in changes if one.step == 2] == vessels


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [("half-up", "3"), ("half-even", "2"), ("up", "3"), ("down", "2"), ("ceiling", "3"),
     ("floor", "2"), ("none", "2.5")],
)  # fmt: skip
def test_rounding_has_modes(tmp_path: Path, mode: str, rounded: str) -> None:
    step = f'multiply = {{ back = 0.05 }}\nround = {{ mode = "{mode}" }}\n'
    assert outcome(tmp_path, SHIELDS + step) == SHIPS.replace('" 50.0"', f'"{rounded}"', 1)


def test_replace_changes_every_place_in_a_text_and_whole_words_in_a_list(tmp_path: Path) -> None:
    step = (
        '[[step]]\nselect = { element = "vessel" }\n'
        'replace = { classname = { "r" = "&" }, broadType = { play = "x", singleseat = "singleseat fighter" } }\n'
    )
    assert outcome(tmp_path, step) == (
        SHIPS.replace('"Cruiser"', '"C&amp;uise&amp;"')
        .replace('"Dart"', '"Da&amp;t"')
        .replace('"singleseat"', '"singleseat fighter"')
    )


def test_rename_keeps_place_and_value_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "beam_port" }\nrename = { damage = "range", playerdamage = "cycletime" }\n'
    assert outcome(tmp_path, step) == SHIPS.replace(' damage=".5"', ' range=".5"')


def test_remove_takes_an_attribute_out_with_the_blanks_before_it(tmp_path: Path) -> None:
    result = patched(tmp_path, SHIELDS + 'remove = ["back"]\n')
    assert ships_after(result) == SHIPS.replace(' back= " 50.0"', "", 1)
    assert result.changes == (
        Change("dat/vesselData.xml", 3, 1, "shields", "back", " 50.0", None, 1),
    )


def test_an_element_gets_another_name_in_both_of_its_tags(tmp_path: Path) -> None:
    ships = SHIPS.replace('<shields front="0.0" back="5"/>', '<carrier complement="4"></carrier>')
    step = (
        '[[step]]\nselect = { element = "carrier" }\nrename_element = "carrierload"\n'
        'rename = { complement = "baycount" }\n'
    )
    assert outcome(tmp_path, step, ships) == ships.replace(
        '<carrier complement="4"></carrier>', '<carrierload baycount="4"></carrierload>'
    )


def test_a_new_element_stands_behind_the_last_of_its_name_as_indented(tmp_path: Path) -> None:
    step = (
        '[[step]]\nselect = { element = "vessel", id = 1 }\n'
        'add_element = [{ element = "shields", front = 1 }, { element = "drone_port", damage = 7.5 }]\n'
    )
    result = patched(tmp_path, step)
    comment = '<!-- <shields front="75"/> -->\r\n'
    last = 'cycletime="6.0"/>\r\n'
    assert ships_after(result) == SHIPS.replace(
        comment, f'{comment}\t\t<shields front="1"/>\r\n', 1
    ).replace(last, f'{last}\t\t<drone_port damage="7.5"/>\r\n', 1)
    assert result.changes[1] == Change(
        "dat/vesselData.xml", 2, 1, "drone_port", None, None, '<drone_port damage="7.5"/>', 1
    )


def test_a_vessel_without_children_is_opened_for_a_new_one(tmp_path: Path) -> None:
    ships = SHIPS.replace("</vessel_data>", '\t<vessel uniqueID="3" />\r\n</vessel_data>')
    step = (
        '[[step]]\nselect = { element = "vessel", id = 3 }\nset = { side = 2 }\n'
        'add_element = { element = "shields", front = 1 }\n'
    )
    assert outcome(tmp_path, step, ships) == ships.replace(
        '<vessel uniqueID="3" />',
        '<vessel uniqueID="3" side="2">\r\n\t\t<shields front="1"/>\r\n\t</vessel>',
    )


def test_a_removed_element_goes_with_its_line_and_what_stands_in_it(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { xpath = "//vessel[@uniqueID=1] | //vessel[1]/shields" }\nremove_element = true\n'
    start, end = SHIPS.index('\t<vessel uniqueID="1"'), SHIPS.index('\t<vessel uniqueID="2"')
    result = patched(tmp_path, step)
    assert ships_after(result) == SHIPS[:start] + SHIPS[end:]
    assert [(one.element, one.after) for one in result.changes] == [("vessel", None)]


def test_xpath_selects_with_parameters_as_variables(tmp_path: Path) -> None:
    step = (
        "[parameter.least]\ndefault = 10\n"
        '[[step]]\nselect = { xpath = "//vessel[shields/@front > $least]/*", element = "shields" }\n'
        "set = { back = 1 }\n"
    )
    assert [one.vessel for one in patched(tmp_path, step).changes] == [1]


def test_an_xpath_that_gives_values_is_refused(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { xpath = "//@front" }\nset = { front = 1 }\n'
    with pytest.raises(ModkitError, match="must give elements"):
        patched(tmp_path, step)


@pytest.mark.parametrize(
    ("select", "vessels"),
    [
        ('role = ["player", "ally"]', [1]),
        ('stance = "enemy"', [2]),
        ('stance = ["player", "friendly"]', [1]),
        ('race = "a"', [1]),
    ],
)
def test_roles_stances_and_races_select(tmp_path: Path, select: str, vessels: list[int]) -> None:
    step = f'[[step]]\nselect = {{ element = "shields", {select} }}\nset = {{ front = 1 }}\n'
    assert [one.vessel for one in patched(tmp_path, step, RACES).changes] == vessels


@pytest.mark.parametrize(
    ("condition", "vessels"),
    [
        ('"<=5"', [2]),
        ("50", [1]),
        ('[">4", "<50"]', [2]),
        ('"present"', [1, 2]),
        ('["!=5", ">0"]', [1]),
    ],
)
def test_conditions_of_values_select(tmp_path: Path, condition: str, vessels: list[int]) -> None:
    step = (
        f'[[step]]\nselect = {{ element = "shields" }}\nset = {{ front = 1 }}\n'
        f"when = {{ value = {{ back = {condition} }} }}\n"
    )
    assert [one.vessel for one in patched(tmp_path, step).changes] == vessels


def test_an_xpath_finds_nothing_in_a_file_without_ships(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { xpath = "//vessel" }\nset = { side = 1 }\noptional = true\n'
    assert patched(tmp_path, step, ships="<vessel_data/>").changes == ()


def test_words_of_races_are_changed_too(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "hullRace" }\nreplace = { keys = { elite = "hasspecials" } }\n'
    assert outcome(tmp_path, step, RACES) == RACES.replace("elite", "hasspecials")


def test_a_step_for_another_dialect_or_game_is_left_out_and_told(tmp_path: Path) -> None:
    steps = "".join(
        f"{SHIELDS}set = {{ front = 1 }}\nwhen = {{ {when} }}\n"
        for when in ('dialect = "2.1a"', 'game = ">2.8"', 'dialect = ["2.1b", "2.6"]')
    )
    result = patched(tmp_path, steps)
    assert [one.step for one in result.changes] == [3]
    assert result.skipped == (
        Skipped(1, "is for dialect 2.1a"),
        Skipped(2, "is not for a mod of game 2.8"),
    )


def test_options_switch_steps(tmp_path: Path) -> None:
    head = "[parameter.on]\ndefault = true\n[parameter.off]\ndefault = false\n"
    steps = "".join(
        f'{SHIELDS}set = {{ front = {at} }}\nwhen = {{ option = "{option}" }}\n'
        for at, option in enumerate(["off", "not on", "not off", "on"])
    )
    assert [one.after for one in patched(tmp_path, head + steps).changes] == ["2", "3"]


def test_lines_are_those_of_the_file_as_it_was(tmp_path: Path) -> None:
    steps = (
        '[[step]]\nselect = { element = "vessel", id = 1 }\nadd_element = { element = "art", scale = 1 }\n'
        '[[step]]\nselect = { element = "shields", id = 2 }\nset = { front = 9 }\n'
    )
    assert [one.line for one in patched(tmp_path, steps).changes] == [2, 7]


def test_a_step_that_finds_no_value_is_an_error_unless_optional(tmp_path: Path) -> None:
    step = SHIELDS + "multiply = { player = 2 }\n"
    with pytest.raises(ModkitError, match="no selected <shields> has what it speaks of"):
        patched(tmp_path, step)
    assert patched(tmp_path, step + "optional = true\n").changes == ()


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("multiply = { front = 1e200 }", "7.50e+201"),
        ("multiply = { front = 1e-299 }", "7.50e-298"),
        ("add = { front = -1e39 }", "-1.00e+39"),
        ("multiply = { front = 1e200 }\nadd = { front = 1 }\nround = 0", "7.50e+201"),
    ],
)
def test_a_result_beyond_any_sense_is_refused(tmp_path: Path, change: str, shown: str) -> None:
    with pytest.raises(ModkitError) as raised:  # and nothing is there to write
        patched(tmp_path, f"{SHIELDS}why = 'more'\n{change}\n")
    assert str(raised.value).startswith(
        "mine, step 1 (more): dat/vesselData.xml:3: 1 Cruiser: "
        f'front="75" would become {shown}, which '
    )


@pytest.mark.parametrize("value", ["1e300", "1e-300", "-4e38"])
def test_a_value_beyond_any_sense_is_left_and_told(tmp_path: Path, value: str) -> None:
    ships = SHIPS.replace('front="75"', f'front="{value}"', 1)
    result = patched(tmp_path, SHIELDS + "multiply = { front = 2 }\n", ships)
    why = "is beyond what the game can hold, 1.2e-38 to 3.4e+38 or 0"
    assert result.skipped == (Skipped(1, f'1 Cruiser: front="{value}" {why}'),)


def test_a_result_beyond_any_sense_is_refused_in_settings_too(tmp_path: Path) -> None:
    with pytest.raises(ModkitError, match=r"artemis.ini:4: playerShieldRechargeRate=\"0.4\" would"):
        patched(tmp_path, "[[setting]]\nmultiply = { playerShieldRechargeRate = 1e99 }\n", ini=INI)


INI = "// rates\n;; A note\n; Another\nplayerShieldRechargeRate=0.4 \n; ORIGINAL 5\ntorpEnergyValue=9\ndamageTorp1=20\n"


def settings_after(tmp_path: Path, step: str) -> str:
    return patched(tmp_path, f"[[setting]]\n{step}", ini=INI).after["artemis.ini"].decode()


def test_settings_are_reckoned_with_and_keep_a_note_of_what_they_were(tmp_path: Path) -> None:
    step = (
        "multiply = { playerShieldRechargeRate = 0.5, torpEnergyValue = 2 }\nnote_original = true\n"
    )
    assert settings_after(tmp_path, step) == INI.replace(
        "playerShieldRechargeRate=0.4", "; ORIGINAL 0.4\nplayerShieldRechargeRate=0.2"
    ).replace("=9", "=18")


def test_a_new_setting_comes_with_a_comment_in_the_style_of_the_file(tmp_path: Path) -> None:
    step = 'set = { torpEnergyCostValue = 75, stationEnergy = 800 }\ncomment = "Dear batteries"\n'
    assert settings_after(tmp_path, step) == (
        f"{INI}; Dear batteries\ntorpEnergyCostValue=75\nstationEnergy=800\n"
    )


def test_settings_are_renamed_and_commented_out(tmp_path: Path) -> None:
    step = 'rename = { damageTorp1 = "damageTorpHom" }\nremove = ["torpEnergyValue"]\n'
    assert settings_after(tmp_path, step) == INI.replace("damageTorp1", "damageTorpHom").replace(
        "torpEnergyValue", ";torpEnergyValue"
    )


def test_settings_that_are_not_there_stop_a_recipe_unless_optional(tmp_path: Path) -> None:
    for step in ('rename = { damageTorp2 = "damageTorpNuk" }\n', 'remove = ["damageTorp2"]\n'):
        with pytest.raises(ModkitError, match="has no damageTorp2"):
            settings_after(tmp_path, step)
        optional = f"[[setting]]\n{step}optional = true\n"
        assert patched(tmp_path, optional, ini=INI).changes == ()


def values_after(tmp_path: Path, operations: str, element: str) -> str:
    """What a step makes of an element in a file of its own."""
    ships = f'<vessel_data><vessel uniqueID="1">{element}</vessel></vessel_data>'
    step = f'[[step]]\nselect = {{ element = "{element.split()[0][1:]}" }}\n{operations}\n'
    result = patched(tmp_path, step, ships)
    after = ships_after(result) if result.after else ships
    assert (after == ships) == (result.changes == ())
    return after.removeprefix('<vessel_data><vessel uniqueID="1">').removesuffix(
        "</vessel></vessel_data>"
    )


@pytest.mark.parametrize(
    ("operations", "after"),
    [
        ('rename = { back = "player", front = "back" }', '<shields back="8" player="6"/>'),
        ('rename = { front = "player", player = "front" }', '<shields front="8" back="6"/>'),
        ('rename = { front = "player" }\nremove = ["player"]', '<shields back="6"/>'),
        ('set = { player = 9 }\nremove = ["front"]', '<shields back="6" player="9"/>'),
        (
            'copy = { player = "front" }\nmultiply = { player = 2 }\nremove = ["front"]',
            '<shields back="6" player="16"/>',
        ),
    ],
)
def test_names_that_move_on_lose_no_value(tmp_path: Path, operations: str, after: str) -> None:
    assert values_after(tmp_path, operations, '<shields front="8" back="6"/>') == after


def test_a_value_that_is_set_may_be_renamed(tmp_path: Path) -> None:
    operations = 'set = { bomber = 7 }\nrename = { bomber = "baycount" }'
    after = values_after(tmp_path, operations, '<carrierload fighter="4"/>')
    assert after == '<carrierload fighter="4" baycount="7"/>'


def test_words_are_replaced_whatever_their_case(tmp_path: Path) -> None:
    step = (
        '[[step]]\nselect = { element = "vessel" }\n'
        'replace = { broadType = { "SingleSeat" = "shuttle" } }\n'
    )
    assert outcome(tmp_path, step) == SHIPS.replace('"singleseat"', '"shuttle"')


def test_an_open_vessel_without_children_gets_a_line_for_a_new_one(tmp_path: Path) -> None:
    ships = SHIPS.replace("</vessel_data>", '\t<vessel uniqueID="3"></vessel>\r\n</vessel_data>')
    step = (
        '[[step]]\nselect = { element = "vessel", id = 3 }\n'
        'add_element = [{ element = "art", scale = 1 }, { element = "art", scale = 2 }]\n'
    )
    assert outcome(tmp_path, step, ships) == ships.replace(
        '<vessel uniqueID="3"></vessel>',
        '<vessel uniqueID="3">\r\n\t\t<art scale="1"/>\r\n\t\t<art scale="2"/>\r\n\t</vessel>',
    )


@pytest.mark.parametrize(
    ("select", "complaint"),
    [
        (
            'xpath = "//vessel[nothing()]"',
            r"mine, step 1 \(why\): xpath '//vessel\[nothing\(\)\]' cannot be asked",
        ),
        ('xpath = "//@front"', r"mine, step 1 \(why\): xpath '//@front' must give elements"),
        (
            'element = "shields", race = "Kralin"',
            r"there is no race 'Kralin' \(did you mean 'Kralien'\?\)",
        ),
        ('xpath = "/vessel_data"', "would remove the whole file"),
    ],
)
def test_what_a_file_has_no_answer_to_is_told_with_its_step(
    tmp_path: Path, select: str, complaint: str
) -> None:
    step = f'[[step]]\nwhy = "why"\nselect = {{ {select} }}\nremove_element = true\n'
    with pytest.raises(ModkitError, match=complaint):
        patched(tmp_path, step, RACES.replace('name="B"', 'name="Kralien"'))


def test_two_settings_are_never_renamed_to_one(tmp_path: Path) -> None:
    step = 'rename = { torpEnergyValue = "beamDamageCap", damageTorp1 = "beamDamageCap" }\n'
    assert settings_after(tmp_path, step) == INI.replace("torpEnergyValue", "beamDamageCap")
