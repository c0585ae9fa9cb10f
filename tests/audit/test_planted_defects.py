"""One slip in a whole mod is one finding, at its line; what it is depends on nothing else."""

import pytest

from artemis_modkit.audit import Finding, Scope, audit, fix
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.made import HANDS, MADE, SHIPS, VERSIONS, changed, files_of, line_of, made

DEFECTS = {
    "a missing quote": ("xml-syntax", 'text="Workhorse', '."/>', "./>"),
    "text behind the end": ("xml-syntax", "</vessel_data>", "</vessel_data>", "</vessel_data>232"),
    "an ampersand": ("xml-syntax", 'text="Workhorse', " balance", " & balance"),
    "a forgotten number": ("missing-id", 'uniqueID="1500"', 'uniqueID="1500" ', ""),
    "a number given twice": ("duplicate-id", 'uniqueID="1501"', "1501", "1500"),
    "a name given twice": ("same-class-name", 'uniqueID="1501"', "Destroyer", "Escort"),
    "an old torpedo": ("old-dialect", 'uniqueID="0"', 'type="nuk"', 'type="1"'),
    "a torpedo of no game": ("unknown-torpedo", 'uniqueID="0"', 'type="nuk"', 'type="nik"'),
    "an arc beyond the circle": ("beam-arc", 'uniqueID="1500"', 'arcwidth="0.4"', 'arcwidth="4"'),
    "a decimal comma": ("unreadable-value", 'uniqueID="1500"', 'front="40"', 'front="4,0"'),
    "a value below zero": ("negative-value", 'uniqueID="1500"', 'front="40"', 'front="-40"'),
    "a point twice": ("point-twice", 'uniqueID="1000"', "<long_desc", '<impulse_point x="0" y="9" z="1"/><impulse_point x="0" y="9" z="1"/><long_desc'),
    "a slip of the mirror": ("mirror-slip", 'uniqueID="0"', '"-102.14" y="8.35"', '"-102.14" y="8.53"'),
    "a drone that none launches": ("drones-of-players", 'uniqueID="0"', "<engine_port",
                                   '<drone_port x="0" y="0" z="9" damage="9" cycletime="9" range="900"/><engine_port'),
    "a race that is not there": ("unknown-race", 'uniqueID="1500"', 'side="1"', 'side="31"'),
    "a word in capitals": ("word-case", 'uniqueID="1500"', '"small ', '"Small '),
    "a misspelt word": ("misspelt-word", 'uniqueID="1500"', "warship", "warshp"),
    "a misspelt attribute": ("unknown-attribute", 'uniqueID="1500"', "turnrate", "turnrte"),
    "a misspelt element": ("unknown-element", 'uniqueID="1500"', "<shields", "<sheilds"),
    "a blank in a path": ("untidy-path", 'uniqueID="1500"', '"dat/civilian1.dxs"', '"dat/civilian1.dxs "'),
    "beams that a text has": ("text-beams", 'uniqueID="0"', "Workhorse", "4 forward beams. Workhorse"),
    "what no computer flies": ("text-npc", 'uniqueID="1500"', "Shepherd", "4 torpedo tubes. Shepherd"),
    "stores that a text has": ("text-stores", 'uniqueID="0"', "Workhorse", "Stores for 9 homing. Workhorse"),
    "tubes that a text has": ("text-tubes", 'uniqueID="0"', "Workhorse", "3 torpedo tubes. Workhorse"),
    "a base that is armed": ("text-unarmed", 'uniqueID="1000"', 'text="', 'text="An unarmed base. '),
}  # fmt: skip
"""What authors of real mods got wrong, by the rule that tells it: behind what, before and after."""

CONSEQUENCES = {
    "a race that is not there": {"missing-points"},
}
"""What is missing where it should be, besides."""

CLEAN = ("2.7.1", "2.8")


def findings(mod: Mod) -> tuple[Finding, ...]:
    return audit(mod, fitting_stock(mod)).findings


def planted(defect: str, version: str) -> tuple[str, str]:
    """The ships of a game before and after something went wrong in them."""
    _, behind, before, after = DEFECTS[defect]
    text = files_of(version)[SHIPS].decode()
    return text, changed(text, before, after, behind=behind)


@pytest.mark.parametrize("version", CLEAN)
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_slip_is_one_finding_at_its_line(defect: str, version: str) -> None:
    rule, behind, before, _ = DEFECTS[defect]
    text, spoilt = planted(defect, version)
    start = text.index(behind)
    line = text.count("\n", 0, text.index(before, start)) + 1
    mod = made(f"{version}-windows").with_files({SHIPS: spoilt.encode()})
    found = findings(mod)
    besides = CONSEQUENCES.get(defect, set())
    [told] = [one for one in found if one.rule not in besides]
    assert (told.rule, {one.rule for one in found} - {rule}) == (rule, besides)
    places = (told.location, *told.also)
    assert {line, line_of(text, behind)} & {place.line for place in places}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_slip_on_every_ship_is_one_finding(version: str) -> None:
    text = files_of(version)[SHIPS].decode().replace("turnrate=", "turnrte=")
    found = findings(Mod.from_files("mod", {SHIPS: text.encode()}))
    [told] = [one for one in found if one.rule == "unknown-attribute"]
    assert 1 + len(told.also) == text.count("turnrte=")


@pytest.mark.parametrize("defects", [tuple(DEFECTS), tuple(DEFECTS)[::3]])
def test_no_rule_says_the_same_twice_however_much_is_wrong(defects: tuple[str, ...]) -> None:
    text = files_of("2.8")[SHIPS].decode()
    for defect in defects:
        _, behind, before, after = DEFECTS[defect]
        if behind in text and before in text[text.index(behind) :]:
            text = changed(text, before, after, behind=behind)
    found = findings(Mod.from_files("mod", {SHIPS: text.encode()}))
    said = [(one.rule, one.location, one.message) for one in found]
    assert len(said) == len(set(said)) >= len(defects) // 2


@pytest.mark.parametrize("defect", [one for one in DEFECTS if DEFECTS[one][0] == "xml-syntax"])
def test_what_was_spoilt_and_is_sure_is_as_it_was_after_fix(defect: str) -> None:
    text, spoilt = planted(defect, "2.8")
    mod = made("2.8-windows").with_files({SHIPS: spoilt.encode()})
    result = fix(mod, Mod.open("stock:2.8"), scope=Scope(select=["xml-syntax"]))
    assert result.remaining.findings == ()
    assert result.after[SHIPS].decode().replace("&amp;", "and") == text.replace(
        "fair balance", "fair and balance" if defect == "an ampersand" else "fair balance"
    )


@pytest.mark.parametrize("name", MADE)
def test_the_hand_that_wrote_a_file_is_no_fault_of_its_ships(name: str) -> None:
    found = audit(made(name), fitting_stock(made(name))).findings
    assert {one.rule for one in found if one.file == SHIPS} == set()


def test_hands_write_one_game_in_different_bytes() -> None:
    for version in VERSIONS:
        written = {files_of(version, hand)[SHIPS] for hand in ("plain", *HANDS)}
        assert len(written) == 3
