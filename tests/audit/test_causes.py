"""One cause is one finding, with what it contradicts beside it; what only follows is held back."""

import json
from pathlib import Path

import pytest

from artemis_modkit.audit import Accepted, Finding, Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.parsers.source import Excerpt, Location
from tests.shell import Shell

STOCK = Mod.open("stock")
XML = "dat/vesselData.xml"
TEXTS = ["text-*"]


def mod_of(body: str) -> Mod:
    return Mod.from_files("mod", ships(body))


def findings(body: str, *rules: str) -> tuple[Finding, ...]:
    return audit(mod_of(body), STOCK, scope=Scope(select=rules)).findings


# One text ----------------------------------------------------------------------------------------

COPIED = (
    '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">\n'
    '<torpedo_tube x="1"/><torpedo_tube x="2"/>\n'
    '<torpedo_storage type="trp" amount="6"/><torpedo_storage type="nuk" amount="1"/>\n'
    '<torpedo_storage type="min" amount="4"/><torpedo_storage type="emp" amount="2"/>\n'
    '<long_desc text="A lamp.^1 torpedo tube. Stores for 8 homing, 1 nuke and 2 EMP."/></vessel>'
)


def test_what_one_text_says_wrong_is_one_finding_of_several_rules() -> None:
    (found,) = findings(COPIED, *TEXTS)
    assert (found.rule, found.severity.value, found.location) == (
        "text-stores",
        "warning",
        Location(7, 12),
    )
    assert found.rules == ("text-stores", "text-tubes", "text-unlisted-store")
    assert found.message == (
        "20 Lantern: the text promises 8 homing torpedoes, the vessel has 6; correct the text or "
        "the stores; the text promises 1 torpedo tube, the vessel has 2; correct the text or the "
        "tubes; the text lists the stores without its 4 mines; add them to the text or set the "
        "amount to 0"
    )
    assert [place.line for place in found.also] == [4, 4, 5, 6]


def test_texts_of_two_ships_and_other_places_of_one_stay_apart() -> None:
    other = COPIED.replace('"20"', '"21"').replace("Lantern", "Halo")
    rules = ["text-*", "unknown-attribute"]
    found = findings(f"{COPIED}\n{other}".replace('x="1"', 'xx="1"'), *rules)
    assert [(one.rule, one.vessel, len(one.rules)) for one in found] == [
        ("unknown-attribute", 20, 0),
        ("text-stores", 20, 3),
        ("text-stores", 21, 3),
    ]


def test_json_names_all_rules_of_one_cause_and_a_list_accepts_it_whole(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "dat").mkdir()
    (tmp_path / XML).write_bytes(ships(COPIED)[XML])
    (row,) = json.loads(shell("audit", tmp_path, "--select", "text-*", "-f", "json").out)[
        "findings"
    ]
    assert row["rules"] == ["text-stores", "text-tubes", "text-unlisted-store"]
    accepted = Accepted.of(findings(COPIED, *TEXTS))
    scope = Scope(select=TEXTS, accepted=accepted)
    assert audit(mod_of(COPIED), STOCK, scope=scope).findings == ()
    mended = mod_of(COPIED.replace('type="min" amount="4"', 'type="min" amount="0"'))
    assert audit(mended, STOCK, scope=scope).findings == ()


def test_the_line_of_a_text_is_shown_at_its_claim_beside_the_data() -> None:
    (found,) = findings(COPIED, "text-stores")
    text = COPIED.splitlines()[-1]
    assert found.excerpts == (
        Excerpt(7, text, text.index("8 homing") + 1, len("8 homing")),
        Excerpt(5, COPIED.splitlines()[2], 1, 0),
    )


def test_a_claim_is_found_behind_references_that_are_longer_in_the_file() -> None:
    body = (
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">\n'
        '<beam_port x="1"/>\n'
        '<long_desc text="Lamps &amp; mirrors &lt;new&gt;: three beams"/></vessel>'
    )
    (found,) = findings(body, "text-beams")
    claim, data = found.excerpts
    assert claim.text[claim.column - 1 :][: claim.width] == "three beams"
    assert data == Excerpt(4, '<beam_port x="1"/>', 1, 0)


# What follows ------------------------------------------------------------------------------------

_RACES = '<hullRace ID="1" name="Vurr" keys="enemy"/>\n<hullRace ID="2" name="Ash" keys="enemy"/>\n'
_SHIP = (
    '<vessel uniqueID="{0}" side="{1}" classname="Gull {0}" broadType="small">\n'
    '<beam_port x="1" y="2" z="3" damage="4" arcwidth="0.4" cycletime="6" range="1000"/>\n'
    "</vessel>\n"
)
FLEET = _RACES + "".join(_SHIP.format(at, 1 + at % 2) for at in range(10, 22))


def audited(text: str) -> tuple[list[tuple[str, int]], int]:
    """The findings of a file by rule and line, and how many are held back."""
    data = ships(FLEET)[XML].decode()
    before = audit(Mod.from_files("mod", {XML: data.encode()}), STOCK)
    after = audit(Mod.from_files("mod", {XML: text.encode()}), STOCK)
    known = {(one.rule, one.location) for one in before.findings}
    return [
        (one.rule, one.location.line)
        for one in after.findings
        if (one.rule, one.location) not in known
    ], after.held_back


def fleet() -> str:
    return ships(FLEET)[XML].decode()


def test_a_file_that_just_ends_is_one_finding_and_the_rest_follows() -> None:
    text = fleet()
    for end in ('damage="', "<beam_port x", "<beam_", "range="):
        cut = text[: text.rindex(end) + len(end)]
        found, held_back = audited(cut)
        assert found == [("xml-syntax", cut.count("\n") + 1)], end
        assert held_back


def test_errors_in_what_is_left_of_a_file_that_ends_are_told() -> None:
    text = fleet().replace('uniqueID="11" side="2"', 'uniqueID="11" side="7"')
    found, _ = audited(text[: text.rindex('damage="') + 8])
    assert [rule for rule, _ in found] == ["unknown-race", "xml-syntax"]


def test_ships_of_a_race_whose_start_tag_is_lost_are_no_findings_of_their_own() -> None:
    text = fleet().replace(
        '<hullRace ID="2" name="Ash" keys="enemy"/>',
        '<taunt immunity="none" text="Ash to ash."/></hullRace>',
    )
    found, held_back = audited(text)
    assert found == [("xml-syntax", 4)]
    assert held_back >= 6


def test_a_fault_is_told_by_whatever_rule_it_is_of() -> None:
    found, _ = audited(fleet().replace('damage="4"', 'damage="\x1b4"', 1))
    assert [rule for rule, _ in found] == ["text-encoding"]


def test_nothing_is_held_back_where_the_repair_is_certain() -> None:
    text = fleet().replace('damage="4" arc', 'damage="4 arc', 1).replace('side="2"', 'side="7"', 1)
    found, held_back = audited(text)
    assert ([rule for rule, _ in found], held_back) == (["xml-syntax", "unknown-race"], 0)


def test_a_report_says_how_much_is_held_back(shell: Shell, tmp_path: Path) -> None:
    mod = tmp_path / "vesselData.xml"
    text = fleet()
    mod.write_text(text[: text.rindex('damage="') + 8], "utf-8")
    held_back = json.loads(shell("audit", mod, "-f", "json").out)["held_back"]
    assert f"Held back: {held_back} findings that follow from broken XML; mend that first.\n" in (
        shell("audit", mod).out
    )


@pytest.mark.parametrize("value", ['damage= "4"', 'damage="4"'])
def test_a_sound_file_has_nothing_held_back(value: str, shell: Shell, tmp_path: Path) -> None:
    mod = tmp_path / "vesselData.xml"
    mod.write_text(fleet().replace('damage="4"', value), "utf-8")
    assert "held_back" not in json.loads(shell("audit", mod, "-f", "json").out)


def test_a_letter_that_only_the_author_knows_is_told_itself() -> None:
    data = fleet().replace("Gull 15", "G\0ll 15").encode().replace(b"Gull 16", b"G\xfcll \x8116")
    declared = b'<?xml version="1.0" encoding="utf-8"?>\n' + data
    found = audit(Mod.from_files("mod", {XML: declared}), STOCK).findings
    faults = Mod.from_files("mod", {XML: declared}).vessel_data
    assert faults is not None
    told = {one.location for one in found if one.severity.value == "error"}
    source = faults.document.source
    assert {source.location(one.span.start) for one in faults.document.faults} <= told


def test_a_comment_that_is_never_closed_holds_back_the_ship_that_it_hides_or_stands_before() -> (
    None
):
    """Of the other ships all is told, and of all where something else is broken between them."""

    def told(inside: str, before: str) -> set[int | None]:
        ship = '<vessel uniqueID="{}" side="9" broadType="player">{}</vessel>\n'
        bodies = (ship.format(at, inside if at == 2 else "") for at in (1, 2, 3))
        found = findings(f"\n{before}\n".join(bodies).replace(before, "", 1), "unknown-race")
        return {one.vessel for one in found}

    assert told("", "") == {1, 2, 3}
    assert told("<!-- a note -> ", "") == {1, 3}
    assert told("", "<!-- a note -> ") == {1, 2}
    assert told("", '<odd x="1" x="2"/>') == {1, 2, 3}
