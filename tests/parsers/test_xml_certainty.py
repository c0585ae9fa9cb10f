"""What is repaired is certain; what only its author can say is reported and left."""

import pytest

from artemis_modkit.parsers.xml import XmlDocument
from artemis_modkit.parsers.xml_vocabulary import Vocabulary
from tests.parsers.laws import left, repaired, xml_is_read_whole

RACE = '<hullRace ID="4" name="Gull"/>'
SHIP = '<vessel uniqueID="7" side="4"><shields front="9" back="8"/></vessel>'


# Named characters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("caf&eacute;", "café"),
        ("a &mdash; b", "a — b"),
        ("&copy; &trade; &hearts; &frac12;", "© ™ ♥ ½"),
        ("a&nbsp;b&zwj;c", "a&#160;b&#8205;c"),
        ("&LT; &AMP; &QUOT;", "&lt; &amp; &quot;"),
        ("&CounterClockwiseContourIntegral;", "∳"),
        ("&hullrace; R&D", "&amp;hullrace; R&amp;D"),
        ("&#0; & &;", "&amp;#0; &amp; &amp;;"),
    ],
)
def test_a_name_of_html_becomes_its_character(written: str, mended: str) -> None:
    for form in ('<a b="{}"/>', "<a>{}</a>"):
        assert repaired(form.format(written))[1] == form.format(mended)


@pytest.mark.parametrize("written", ["caf&eacute au lait", "&#233 la", "a &amp b", "a &lt b"])
def test_a_name_without_its_end_may_be_either_and_is_left(written: str) -> None:
    assert left(f'<a b="{written}"/>') == ["bare-ampersand"]


@pytest.mark.parametrize(
    ("written", "mended", "codes"),
    [
        (
            '<a b="&copy 2012 R&D"c="1"/>',
            '<a b="&copy 2012 R&amp;D" c="1"/>',
            ["bare-ampersand", "bare-ampersand", "missing-blank"],
        ),
        (
            '<a><vessel c="1" d="&copy 2012"/><vessel c="1"></vesel></a>',
            '<a><vessel c="1" d="&copy 2012"/><vessel c="1"></vessel></a>',
            ["bare-ampersand", "wrong-end-tag"],
        ),
    ],
)
def test_a_character_that_may_be_either_hinders_no_repair_beside_it(
    written: str, mended: str, codes: list[str]
) -> None:
    assert repaired(written) == (codes, mended)


def test_names_that_the_file_defines_itself_are_left() -> None:
    text = '<!DOCTYPE a [<!ENTITY ship "Gull">]><a b="&ship; &eacute;"/>'
    assert left(text) == ["document-type", "named-character", "named-character"]


# Roots ------------------------------------------------------------------------------------------

FILE = '<vessel_data version="2.6">\n{}\n</vessel_data>\n'


@pytest.mark.parametrize("between", ["", "\n", '<?xml version="1.0"?>\n', "\ufeff", "<!-- b -->"])
def test_two_files_behind_each_other_become_one(between: str) -> None:
    codes, mended = repaired(FILE.format(RACE) + between + FILE.format(SHIP))
    kept = "<!-- b -->" if "b" in between else between.replace("\ufeff", "")
    kept = kept.replace('<?xml version="1.0"?>', "")
    assert "several-roots" in codes
    assert mended == f'<vessel_data version="2.6">\n{RACE}\n\n{kept}\n{SHIP}\n</vessel_data>\n'


def test_three_roots_and_an_empty_one_become_one() -> None:
    text = "<r><a/></r><r><b/></r><r/><r><c/></r>"
    assert repaired(text) == (["several-roots"], "<r><a/><b/><c/></r>")


@pytest.mark.parametrize("units", [RACE + SHIP, SHIP + SHIP, RACE + RACE])
def test_loose_ships_get_the_root_that_the_game_knows(units: str) -> None:
    assert repaired(units) == (["several-roots"], f"<vessel_data>{units}</vessel_data>")


def test_ships_behind_the_root_come_into_it() -> None:
    text = FILE.format(RACE).strip() + SHIP
    mended = f'<vessel_data version="2.6">\n{RACE}\n{SHIP}</vessel_data>'
    assert repaired(text) == (["several-roots"], mended)
    text = FILE.format(SHIP).strip() + SHIP
    mended = f'<vessel_data version="2.6">\n{SHIP}\n{SHIP}</vessel_data>'
    assert repaired(text) == (["elements-after-root"], mended)


@pytest.mark.parametrize(
    "text",
    [
        "<a/><b/>",
        "<vessel_data/><other/>",
        f'<vessel_data version="2.6">{RACE}</vessel_data><vessel_data version="2.1"/>',
        f"{SHIP}<vessel_data>{RACE}</vessel_data>",
    ],
)
def test_roots_that_do_not_fit_into_one_are_left(text: str) -> None:
    assert left(text) == ["several-roots"]


# Lost characters and lost tags ------------------------------------------------------------------


def test_a_tag_that_lost_its_first_character_gets_it_back() -> None:
    sound = FILE.format(f"{RACE}\n{SHIP}\n  {SHIP}")
    for at in (at for at, one in enumerate(sound) if one == "<" and at):
        codes, mended = repaired(sound[:at] + sound[at + 1 :])
        assert (sound[at : at + 12], codes, mended) == (
            sound[at : at + 12],
            ["lost-bracket"],
            sound,
        )


@pytest.mark.parametrize(
    "text", ["vessels without a tag", "a = b/>", 'vessel side="1">', 'say="hello">', "art/>"]
)
def test_text_that_is_no_tag_is_none(text: str) -> None:
    assert left(FILE.format(f"{SHIP}\n{text}\n{SHIP}")) == []


def test_a_lost_start_tag_is_one_fault_and_its_end_stays() -> None:
    text = FILE.format(SHIP + SHIP.partition(">")[2] + SHIP)
    document = xml_is_read_whole(text.encode())
    assert [(one.code, one.message) for one in document.faults] == [
        (
            "lost-start-tag",
            "the end tag '</vessel>' closes nothing: the start tag <vessel …> that belongs to it "
            "is lost; write it again",
        )
    ]
    assert left(text) == ["lost-start-tag"]


@pytest.mark.parametrize("end", ["</shields>", " </shields>"])
def test_an_end_tag_behind_another_end_is_one_too_many(end: str) -> None:
    text = FILE.format(SHIP.replace("/>", "/>" + end))
    assert repaired(text) == (["stray-end-tag"], text.replace("</shields>", ""))


def test_a_race_that_lost_its_end_tag_does_not_swallow_the_ships() -> None:
    race = '<hullRace ID="4" name="Gull"><taunt text="Caw"/>{}'
    sound = FILE.format(race.format("</hullRace>") + SHIP)
    assert repaired(FILE.format(race.format("") + SHIP)) == (["element-not-closed"], sound)


# What only the author knows ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<a damage="7" damage="1"/>', "duplicate-attribute"),
        ('<a damage="7" range/>', "missing-value"),
        ('<a damage= range="1"/>', "missing-value"),
        ('<a damage="7" 12x3="4"/>', "unescaped-quote"),
        ('<a damage="7" x3 "4"/>', "unescaped-quote"),
        ('<a damage="7" %12%3 range="4"/>', "stray-characters"),
        ('<a text="so dim"witted"/>', "unescaped-quote"),
        ('<a text="his crew" tex"Your crew"/>', "unescaped-quote"),
        ('<a imm"his crew"/>', "missing-equals"),
        ('<a dam×age="7"/>', "illegal-name"),
        (b"<r><be\xe9am/></r>", "wrong-encoding"),
        (b'<r><beam ar\xe9c="1"/></r>', "wrong-encoding"),
        ('<r>\n<a x="1" y="2"/>\n<a x="3"\n<a x="5" y="6"/></r>', "tag-not-closed"),
        ("<a><!-- old ships\n<b/>\n</a>", "comment-not-closed"),
        ("<a><b/>", "truncated"),
        ('<a/>\nart meshfile="x"', "text-outside-root"),
    ],
)
def test_what_only_the_author_knows_is_left(text: str | bytes, code: str) -> None:
    assert left(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<r><a x="1"< y="2"/></r>', "tag-not-closed"),
        ('<r><a x="1>  y="2"/><a y="3"/><a y="4"/></r>', "missing-quote"),
        ('<r><a x=">\n</a></r>', "missing-quote"),
        ('<r><a x=\'"Hail!"/></r>', "missing-quote"),
        ("<r><a x=\"'Hail!/></r>", "missing-quote"),
        ('<r><vesse>l uniqueID="1"/></r>', "element-not-closed"),
        ('<r><vesse uniqueID="1"></vessel></r>', "wrong-end-tag"),
        ('<r><a x="1<2"/></r>', "bare-less-than"),
        ('<r><a y="2"/><9.2" y="3"/></r>', "bare-less-than"),
        ("<r><a y='2'/>< 2' y='3' ></a></r>", "bare-less-than"),
        (
            '<r><taunt immunity="with a  text="Boo"/><taunt immunity="b" text="Hoo"/></r>',
            "missing-quote",
        ),
        ('<r><a x="\x0110"/></r>', "forbidden-character"),
    ],
)
def test_what_may_be_one_thing_or_another_is_not_repaired(text: str, code: str) -> None:
    document = xml_is_read_whole(text.encode())
    assert code in {one.code for one in document.faults if not one.repairable}


def test_an_attribute_that_stands_twice_with_one_value_loses_the_copy() -> None:
    assert repaired('<a b="7" c="1" b="7"/>') == (["duplicate-attribute"], '<a b="7" c="1"/>')


def test_a_file_that_is_cut_off_anywhere_is_never_closed() -> None:
    sound = FILE.format(f"{RACE}\n{SHIP}").rstrip()
    for end in range(len("<vessel_data "), len(sound)):
        document = xml_is_read_whole(sound[:end].encode())
        is_left = not all(one.repairable for one in document.faults)
        assert (sound[end - 9 : end], is_left or document.repaired.text == sound) == (
            sound[end - 9 : end],
            True,
        )


# What stands beside a repair ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "mended"),
    [
        ("<r><!- old --><b/></r>", "comment", "<r><!-- old --><b/></r>"),
        ("<r><! old --><b/></r>", "comment", "<r><!-- old --><b/></r>"),
        ("<r><!--><b/></r>", "comment", "<r><!-- --><b/></r>"),
        ("<r><b/></r><!-->", "comment", "<r><b/></r><!-- -->"),
        ("<r><!-- a -- b --><b/></r>", "double-hyphen", "<r><!-- a - - b --><b/></r>"),
        ("<r><!-- a ---><b/></r>", "double-hyphen", "<r><!-- a - --><b/></r>"),
        ("<!DOCTYPE r><r><!-- [a] --><b/></r>", "document-type", "<r><!-- [a] --><b/></r>"),
        ("<!DOCTYPE r [ ]><r><b/></r>", "document-type", "<r><b/></r>"),
        ("<r><?php x?><b/></r>", "", "<r><?php x?><b/></r>"),
        ('<r><?xml version="1.0"?><b/></r>', "stray-declaration", "<r><b/></r>"),
        ("<r>a ]]> c<b/></r>", "bare-bracket", "<r>a ]]&gt; c<b/></r>"),
        ("<r><<b/></r>", "doubled-less-than", "<r><b/></r>"),
        ("<r>< b/><b/></r>", "stray-blank", "<r><b/><b/></r>"),
        ("<r>a < 3<b/></r>", "bare-less-than", "<r>a &lt; 3<b/></r>"),
        ("<r><a></a x><b/></r>", "broken-end-tag", "<r><a></a><b/></r>"),
        ('<r>\n<a y="2"/>\n<a y="3"\n<b/></r>', "tag-not-closed",
         '<r>\n<a y="2"/>\n<a y="3"/>\n<b/></r>'),
    ],
)  # fmt: skip
def test_a_repair_leaves_what_stands_behind_it(text: str, code: str, mended: str) -> None:
    assert repaired(text) == ([code] if code else [], mended)
    assert read_names(text)[-1] == "b"


def read_names(text: str) -> list[str]:
    return [one.name for one in XmlDocument.from_bytes("v.xml", text.encode()).elements]


# Thresholds, from both sides ----------------------------------------------------------------------


@pytest.mark.parametrize("beside", ["{}<r><a/></r>", "<r><a/></r>{}", "<r><a/></r>\n  {}\n"])
def test_forty_characters_outside_the_root_are_a_slip_and_more_were_written(beside: str) -> None:
    assert repaired(beside.format("j" * 40)) == (["text-outside-root"], beside.format(""))
    assert left(beside.format("j" * 41)) == ["text-outside-root"]
    for sign in '>="':
        assert "text-outside-root" in left(beside.format(f"a {sign} b"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("abce", "wrong-end-tag"), ("ABCD", "wrong-end-tag"), ("abcde", "wrong-end-tag"),
     ("abxy", "lost-start-tag"), ("xyzw", "lost-start-tag")],
)  # fmt: skip
def test_an_end_tag_is_meant_for_a_name_that_is_like_it_in_three_of_four_letters(
    name: str, code: str
) -> None:
    text = f"<r><abcd><b/></{name}><c/></abcd></r>"
    assert xml_is_read_whole(text.encode()).faults[0].code == code


@pytest.mark.parametrize(("others", "code"), [(1, "unescaped-quote"), (2, "missing-quote")])
def test_what_stands_in_another_place_too_is_an_attribute(others: int, code: str) -> None:
    """In `a="one b="two"` either a quote is lost behind `one`, or two stand in the value."""
    rest = '<s b="1"/>' * (others - 1)
    document = xml_is_read_whole(f'<r><s a="one b="two" c="3"/>{rest}</r>'.encode())
    assert [one.code for one in document.faults] == [code]
    assert document.elements[1].attributes["c"] == "3"


def test_an_attribute_is_a_number_where_more_than_three_of_four_values_are() -> None:
    word = '<a x="one"/>'
    assert [
        count for count in range(6) if Vocabulary('<a x="1"/>' * count + word).is_number("x")
    ] == [
        4,
        5,
    ]


@pytest.mark.parametrize(
    "written", ['""x y"', '"x y""', "“x y”", '“x y"', '"x y”', '"x y', '"x y" b="x y"']
)
def test_a_second_value_is_the_same_however_its_quotes_are_spoilt(written: str) -> None:
    document = xml_is_read_whole(f'<a b="x y" b={written}/>'.encode())
    assert document.repaired.text == '<a b="x y"/>' or not document.faults[-1].repairable
    assert {one.message for one in document.faults} == {
        "the attribute 'b' stands twice in one tag, both times with this value; remove the second"
    }


# Where more is lost than a mark -----------------------------------------------------------------

_WHOLE = '<vessel uniqueID="{}"><art scale="0.3" push="450"/><shields front="9" back="8"/></vessel>'
_MARKS_LOST = {
    "a closing quote": ('450"/><shields front="9" back="8"', "4"),
    "a blank": (' push="450"/><shields ', ""),
    "an end tag": ('<shields front="9" back="8"/></vessel>', ""),
    "a closing quote amid a tag": ('3" push="450"', ""),
}  # fmt: skip
"""What is lost of a ship, and what is left there; each looks as if only a mark were lost."""


def _fleet(ships: int, lost: str = "", left_over: str = "") -> str:
    whole = "\n".join(_WHOLE.format(at) for at in range(ships))
    at = whole.index(lost, len(_WHOLE))
    return f"<vessel_data>{whole[:at]}{left_over}{whole[at + len(lost) :]}</vessel_data>"


@pytest.mark.parametrize("case", _MARKS_LOST)
def test_a_mark_is_no_certain_repair_where_something_is_missing_that_all_others_have(
    case: str,
) -> None:
    text = _fleet(5, *_MARKS_LOST[case])
    document = XmlDocument.from_bytes("v.xml", text.encode())
    assert document.faults
    assert document.repaired.text == text
    assert len([*document.descendants("vessel")]) == 5


@pytest.mark.parametrize("mark", ['"', "<", "=", "/"])
def test_a_mark_alone_is_put_back(mark: str) -> None:
    assert XmlDocument.from_bytes("v.xml", _fleet(5, mark).encode()).repaired.text == _fleet(5)


def test_a_few_ships_show_nothing_of_what_each_has() -> None:
    text = _fleet(3, *_MARKS_LOST["a closing quote"])
    assert XmlDocument.from_bytes("v.xml", text.encode()).repaired.text == text.replace("4/", '4"/')


@pytest.mark.parametrize(
    "value", ["{}-3.5", "{}.5", "{}+2", "3{}5", "3.5{}", "{}", "{}(a)", "(a){}", "a {}b"]
)
@pytest.mark.parametrize("sign", ["\x00", "\x02", "\x1f"])
def test_a_control_character_beside_what_a_value_says_stands_for_something_lost(
    value: str, sign: str
) -> None:
    assert left(f'<a b="{value.format(sign)}"/>') == ["forbidden-character"]


@pytest.mark.parametrize("blanks", ["", " ", "\n    "])
def test_a_bracket_with_nothing_behind_it_is_what_is_left_of_a_tag(blanks: str) -> None:
    text = f'<a><b c="1"/> <{blanks} <d e="2"/></a>'
    assert XmlDocument.from_bytes("v.xml", text.encode()).repaired.text == text
    assert repaired("<a>3 < 5 <b/></a>")[1] == "<a>3 &lt; 5 <b/></a>"
