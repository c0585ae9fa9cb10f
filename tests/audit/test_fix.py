"""Repairs: the smallest that do, once and for all, and never a new fault."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from artemis_modkit.audit import Finding, FixResult, Scope, audit, fix
from artemis_modkit.audit.rule import Rule, all_rules, ships
from artemis_modkit.model import Mod
from artemis_modkit.parsers.blocking import blocking_faults
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Source
from artemis_modkit.parsers.xml import XmlDocument
from tests.audit.shown import shown
from tests.conftest import FIXTURES
from tests.expected import as_expected

STOCK = Mod.open("stock")
DEMO = FIXTURES / "mods" / "nebula-patrol"
EXPECTED = Path(__file__).parent / "expected"
XML = "dat/vesselData.xml"
MARKUP = ["xml-syntax", "text-encoding"]
each_rule = pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))


def fixed(files: dict[str, bytes]) -> FixResult:
    return fix(Mod.from_files("mod", files), STOCK)


def files_of(mod: Mod) -> dict[str, bytes]:
    return {path: mod.tree.read(path) for path in mod.tree.paths}


def messages(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.message) for one in findings)


def strictly_read(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def changes(before: bytes, after: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Line, old and new text of every change; files here keep their number of lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    assert len(old) == len(new)
    for number, (was, now) in enumerate(zip(old, new, strict=True), 1):
        if was != now:
            for _, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
                if was[a:b] != now[c:d]:
                    yield number, was[a:b], now[c:d]


# Whole mods ---------------------------------------------------------------------------------


def test_the_demo_mod_is_repaired_like_this(update: bool) -> None:
    result = fix(Mod.open(DEMO), STOCK)
    text = "".join(
        f"{path}:{line}: {old.decode()!r} -> {new.decode()!r}\n"
        for path in result.after
        for line, old, new in changes(result.before[path], result.after[path])
    )
    text += "\nleft for a person:\n\n" + shown(result.remaining.mod, result.remaining.findings)
    as_expected(EXPECTED / "nebula-patrol.fixed.txt", text, update=update)
    strictly_read(result.after[XML])


REAL = {
    "broken/missing-quote.xml": [(139, b"", b'"')],
    "broken/text-after-root.xml": [(3389, b"232423", b"")],
    "mods/sdn": [(line, b"", b"amp;") for line in (267, 286, 327)],
}


@pytest.mark.parametrize("place", REAL)
def test_a_real_broken_file_is_readable_after_the_smallest_changes(
    place: str, corpus: Path
) -> None:
    result = fix(Mod.open(corpus / place), STOCK, scope=Scope(select=["xml-syntax"]))
    [path] = result.after
    assert list(changes(result.before[path], result.after[path])) == REAL[place]
    assert result.remaining.findings == ()
    strictly_read(result.after[path])


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_fixing_twice_is_fixing_once(name: str) -> None:
    first = fix(Mod.open(FIXTURES / "mods" / name), STOCK)
    again = fix(first.remaining.mod, STOCK)
    assert (again.after, again.fixed) == ({}, ())
    assert again.remaining.findings == first.remaining.findings


def test_a_sound_mod_is_left_alone() -> None:
    result = fix(Mod.open("stock"), STOCK)
    assert (result.before, result.after, result.fixed) == ({}, {}, ())


def test_the_mod_itself_is_not_touched_in_memory_or_on_disk() -> None:
    mod = Mod.open(DEMO)
    before = files_of(mod)
    result = fix(mod, STOCK)
    assert files_of(mod) == before == files_of(Mod.open(DEMO))
    assert {path: before[path] for path in result.before} == result.before


def test_only_the_rules_chosen_are_repaired() -> None:
    result = fix(Mod.open(DEMO), STOCK, scope=Scope(select=["unknown-attribute"]))
    assert list(changes(result.before[XML], result.after[XML])) == [(142, b"", b"e")]
    assert {one.rule for one in result.fixed} == {"unknown-attribute"}
    with pytest.raises(ModkitError, match="did you mean 'xml-syntax'"):
        fix(Mod.open(DEMO), STOCK, scope=Scope(select=["xml-sintax"]))


# Bytes that are nobody's business -----------------------------------------------------------

BROKEN = (
    "<!-- stray \" quote & 'another -->\n"
    '<vessel_data version="2.6">\n'
    '<hullRace ID="0" name="TSN" keys="player"/>\n'
    '\t<vessel uniqueID="1"\tside= "0">\n'
    '<art meshfile="a.dxs"\n   scale=".5"/>  <!-- Homing"-->\n'
    '<beam_port x=" 102.14"y="-0" arcwidth="0.4" />\n'
    '<shields front="1"/><performance topspeed="0"/>\n'
    '<long_desc text="2 & 3"/></vessel>\n'
    "</vessel_data>"
)
REPAIRED = BROKEN.replace('14"y', '14" y').replace("2 & 3", "2 &amp; 3")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_a_repair_keeps_comments_line_ends_and_marks(mark: str, end: str, last: str) -> None:
    def written(text: str) -> bytes:
        return (mark + (text + last).replace("\n", end)).encode()

    result = fixed({XML: written(BROKEN)})
    assert result.after == {XML: written(REPAIRED)}
    assert result.remaining.findings == ()


def test_settings_are_repaired_in_place() -> None:
    before = b"; stationEnergy = 9\r\n stationEnergy = 1000\t\r\nplayerShieldRechargRate=0.1"
    after = b"; stationEnergy = 9\r\nstationEnergy=1000\t\r\nplayerShieldRechargeRate=0.1"
    assert fixed({"artemis.ini": before}).after == {"artemis.ini": after}


@pytest.mark.parametrize(
    ("kind", "name", "sound", "broken"),
    [
        (IniDocument, "artemis.ini", "stationEnergy=1000\n", "stationEnergy = 1000\n"),
        (XmlDocument, XML, '<vessel_data a="&amp;"/>', '<vessel_data a="&"/>'),
    ],
)
def test_what_is_repaired_is_written_only_where_another_reader_reads_it_alike(
    kind: type, name: str, sound: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def verdict(document: IniDocument | XmlDocument) -> str:
        asked.append(document.source.text)
        return "a=1 is not read alike"

    monkeypatch.setattr(kind, "verdict", verdict)
    assert audit(Mod.from_files("mod", {name: broken.encode()}), STOCK).findings
    assert fixed({name: sound.encode()}).after == {}
    assert asked == []
    with pytest.raises(ModkitError, match=rf"{name}: not repaired.*a=1 is not read alike"):
        fixed({name: broken.encode()})
    assert asked == [sound]


def test_a_tag_that_was_cut_amid_a_value_is_left_to_its_author() -> None:
    body = '<vessel uniqueID="1" side="0"><beam_port x="1"/>{}</vessel>'
    result = fixed(dict(ships(body.format('<beam_port x="5" cycletime="6>'))))
    assert result.after == {}
    assert [one.rule for one in result.remaining.findings if not one.is_fixable][:2] == [
        "xml-syntax",
        "xml-syntax",
    ]


def test_a_file_in_another_encoding_becomes_utf_8_with_the_same_letters() -> None:
    race = '<hullRace ID="0" name="N’Tani" keys="player"/>'
    inner = '<art meshfile="dat/artemis.dxs"/><shields front="1"/>'
    base = f'<vessel uniqueID="0" side="0" broadType="base">{inner}</vessel>'
    text = f"<vessel_data>{race}{base}</vessel_data>"
    for encoding in ("utf-16", "cp1252"):
        result = fixed({XML: text.encode(encoding)})
        assert result.after == {XML: text.encode()}
        assert result.remaining.findings == ()


# For every rule and any damage --------------------------------------------------------------


@each_rule
def test_a_repair_ends_its_own_finding_and_makes_no_other(rule: Rule) -> None:
    before = audit(Mod.from_files("mod", rule.fires), STOCK).findings
    if rule.name == "blocked-file":
        with pytest.raises(ModkitError, match="nothing is written"):
            fixed(dict(rule.fires))
        return
    result = fixed(dict(rule.fires))
    assert {one.message for one in result.fixed} == {
        one.message for one in before if one.is_fixable
    }
    left = (one for one in before if not one.is_fixable)
    assert messages(result.remaining.findings) == messages(left)


SOUND = ships(
    '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">\n'
    '  <shields front="80" back="80"/> <!-- say "80" -->\n'
    '  <beam_port x="1" y="2" z="3" damage="1" arcwidth="0.4" cycletime="6"></beam_port>\n'
    '  <torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="2"/>\n'
    '  <long_desc text="One &amp; two.^Three."/>\n'
    "</vessel>"
)[XML]
DAMAGE = st.tuples(
    st.integers(0, len(SOUND)),
    st.integers(0, 3),
    st.sampled_from(
        [b"", b'"', b"'", b"<", b">", b"/", b"&", b"=", b" ", b"x", b"\n", b"-->", b","]
    ),
)


def damaged(damage: list[tuple[int, int, bytes]]) -> bytes:
    data = bytearray(SOUND)
    for at, length, piece in damage:
        data[at : at + length] = piece
    return bytes(data)


@given(st.lists(DAMAGE, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_after_any_damage_a_fix_leaves_nothing_to_fix_and_a_readable_file(
    damage: list[tuple[int, int, bytes]],
) -> None:
    result = fixed({XML: damaged(damage)})
    assert [one for one in result.remaining.findings if one.is_fixable] == []
    if not any(one.rule in MARKUP for one in result.remaining.findings):
        strictly_read(result.remaining.mod.tree.read(XML))
    again = fix(result.remaining.mod, STOCK)
    assert (again.after, again.remaining.findings) == ({}, result.remaining.findings)


LINE = st.text(st.sampled_from("ab=;/[] \t\r\n\ufeff\0,.1é"), max_size=12)
SETTING = st.sampled_from(["stationEnergy=1", "stationEnergy = 1", "stationEnerg=1.0", "=", "x"])


@given(st.lists(st.one_of(LINE, SETTING), max_size=6), st.sampled_from(["\n", "\r\n", "\r", ""]))
@settings(max_examples=200, deadline=None)
def test_after_any_damage_settings_have_nothing_left_to_fix(lines: list[str], end: str) -> None:
    text = end.join(lines)
    assume(not blocking_faults(Source("artemis.ini", text)))
    result = fixed({"artemis.ini": text.encode()})
    assert [one for one in result.remaining.findings if one.is_fixable] == []
    assert fix(result.remaining.mod, STOCK).after == {}


@given(st.lists(DAMAGE, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_mended_markup_says_what_was_read_of_the_broken_and_so_makes_no_new_finding(
    damage: list[tuple[int, int, bytes]],
) -> None:
    files = {XML: damaged(damage)}
    before = audit(Mod.from_files("mod", files), STOCK, scope=Scope(ignore=MARKUP)).findings
    result = fix(Mod.from_files("mod", files), STOCK, scope=Scope(select=MARKUP)).remaining
    if result.findings:
        return  # what is left to the author may be read in another way then
    mended = result.mod
    after = audit(mended, STOCK, scope=Scope(ignore=MARKUP)).findings
    assert messages(after) == messages(before)


def test_two_slips_that_mean_the_same_are_left_to_the_author() -> None:
    ship = '<vessel uniqueID="1" side="0"><beam_port Damage="1" damge="2"/></vessel>'
    text = f'<vessel_data><hullRace ID="0" name="A" keys="player"/>{ship}</vessel_data>'
    mod = Mod.from_files("any", {"dat/vesselData.xml": text.encode()})
    assert fix(mod, Mod.open("stock")).after == {}


def test_a_setting_misspelt_twice_is_left_to_the_author() -> None:
    text = b"playerShieldRechargRate=0.1\nplayerShieldRechargeRat=0.2\n"
    mod = Mod.from_files("any", {"artemis.ini": text})
    assert fix(mod, Mod.open("stock")).after == {}


def test_a_copy_for_switching_the_mod_on_is_repaired_and_an_equal_one_kept_equal() -> None:
    broken = (
        b'<vessel_data><vessel uniqueID="1" side="0"><impluse_point x="1"/></vessel></vessel_data>'
    )
    result = fixed({XML: broken, "dat/vesselDataMOD.xml": broken})
    assert set(result.after) == {XML, "dat/vesselDataMOD.xml"}
    assert len(set(result.after.values())) == 1
    other = fixed({XML: broken, "dat/vesselDataMOD.xml": broken + b"\n<!-- mine -->"})
    assert other.after == {
        XML: result.after[XML],
        "dat/vesselDataMOD.xml": result.after[XML] + b"\n<!-- mine -->",
    }


# Lines of artemis.ini -----------------------------------------------------------------------


@pytest.mark.parametrize("line", ["!stationEnergy=1000", "*stationEnergy=1000", "'stationEnergy=1"])
def test_a_setting_behind_a_mark_is_not_switched_on(line: str) -> None:
    result = fixed({"artemis.ini": f"beamDamageCap=7\n{line}\n".encode()})
    assert result.after == {}
    assert [one.rule for one in result.remaining.findings] == ["unknown-setting"]


@pytest.mark.parametrize(
    ("written", "fixed_as"),
    [
        ("stationEnergi", "stationEnergy"),
        ("sttionEnergy", "stationEnergy"),
        ("stationEnegry", "stationEnergy"),
        ("STATIONENERGY", "stationEnergy"),
        ("yBeamDamageCap", None),
        ("BeamDamageCap2", None),
        ("eamDamageCap", None),
        ("beamDamageCa", None),
        ("statonEnrgy", None),
        ("damageTorp", None),
        ("Statonenergy", None),
    ],
)
def test_a_key_is_corrected_only_where_one_slip_leads_to_one_key(
    written: str, fixed_as: str | None
) -> None:
    text = f"networkPort=2010\n{written}=7\n"
    result = fix(
        Mod.from_files("m", {"artemis.ini": text.encode()}),
        STOCK,
        scope=Scope(select=["unknown-setting"]),
    )
    right = {} if fixed_as is None else {"artemis.ini": text.replace(written, fixed_as).encode()}
    assert result.after == right


@pytest.mark.parametrize(
    ("written", "is_fixed"),
    [("<impluse_point", True), ("<impulse_pint", True), ("<mpulse_pint", False), ("<point", False)],
)
def test_an_element_is_corrected_only_where_one_slip_leads_to_one_name(
    written: str, is_fixed: bool
) -> None:
    body = f'<vessel uniqueID="1" side="0">{written} x="0" y="0" z="-9"/></vessel>'
    result = fix(Mod.from_files("m", ships(body)), STOCK, scope=Scope(select=["unknown-element"]))
    right = ships(body.replace(written, "<impulse_point"))
    assert result.after == (dict(right) if is_fixed else {})


def test_more_findings_of_a_rule_than_a_person_reads_are_told_together_and_all_repaired() -> None:
    text = "".join(f"odd{number}=1\n" for number in range(103))
    found = audit(Mod.from_files("m", {"artemis.ini": text.encode()}), STOCK).findings
    assert [one.rule for one in found] == ["unknown-setting"] * 101
    assert found[-1].message == (
        "the game knows no setting 'odd100' (3 such findings more than 100)"
    )
    assert [place.line for place in (found[-1].location, *found[-1].also)] == [
        101,
        102,
        103,
    ]
    blanks = "".join(f"{key} = 1\n" for key in ["stationEnergy"] * 150)
    result = fix(
        Mod.from_files("m", {"artemis.ini": blanks.encode()}),
        STOCK,
        scope=Scope(select=["ini-syntax"]),
    )
    assert result.after == {"artemis.ini": blanks.replace(" = ", "=").encode()}
