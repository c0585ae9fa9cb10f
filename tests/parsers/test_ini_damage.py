"""Damaged lines of artemis.ini: what plainly says a setting sets it; nothing is switched off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.model.settings import Settings, setting_facts
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.ini_verdict import configupdater_pairs
from artemis_modkit.parsers.source import Source, Span


def read(text: str) -> IniDocument:
    return IniDocument.read(Source("artemis.ini", text), setting_facts())


def faults(text: str) -> list[tuple[str, str, bool]]:
    return [(one.code, one.message, one.repairable) for one in read(text).faults]


def values(text: str) -> dict[str, str]:
    return Settings.from_source(Source("artemis.ini", text)).texts


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("stationEnergy1000", "stationEnergy=1000"),
        ("cameraPitch-0.25", "cameraPitch=-0.25"),
        ("jumpTimeCoeff.5", "jumpTimeCoeff=.5"),
        ("touchScreen: 1", "touchScreen=1"),
        ("touchScreen:1", "touchScreen=1"),
        ("touchscreen : 1", "touchScreen=1"),
        ("stationEnergy 1000", "stationEnergy=1000"),
        ("\tstationEnergy\t1000", "stationEnergy=1000"),
        ("stationEnergy => 1000", "stationEnergy=1000"),
        ("stationEnergy -> 1000", "stationEnergy=1000"),
        ("stationEnergy := 1000", "stationEnergy=1000"),
        ("stationEnergy==1000", "stationEnergy=1000"),
        ("set stationEnergy=1000", "stationEnergy=1000"),
        ("SET stationEnergy = 1000", "stationEnergy=1000"),
        ("export stationEnergy=1000;", "stationEnergy=1000"),
        ('"stationEnergy"="1000"', "stationEnergy=1000"),
        ('"stationEnergy": 1000,', "stationEnergy=1000"),
        ("stationEnergy=1000,", "stationEnergy=1000"),
        ("stationEnergy='1000'", "stationEnergy=1000"),
        ('"ServerNetworkName"="Old Bridge"', "ServerNetworkName=Old Bridge"),
        ("stationEnergy = 1000", "stationEnergy=1000"),
        ("stationEnergy\xa0=\xa01000", "stationEnergy=1000"),
        ("\ufeffstationEnergy=1000", "stationEnergy=1000"),
        ("stationEnergy\x001000", "stationEnergy=1000"),
    ],
)
def test_a_setting_in_another_form_is_set_by_its_repair(line: str, right: str) -> None:
    text = f"networkPort=2010\n{line}\nbeamDamageCap=7\n"
    assert read(text).repaired.text == f"networkPort=2010\n{right}\nbeamDamageCap=7\n"
    key, value = right.split("=")
    assert values(text) == {"networkPort": "2010", key: value, "beamDamageCap": "7"}


@pytest.mark.parametrize(
    "line",
    [
        "stationEnergy",
        "stationEnergy:",
        "stationEnergy is 1000",
        "stationEnergy-1000",
        "stationEnergy: lots",
        "stationEnergy: 1,000",
        "[stationEnergy=1000]",
        "[stationEnergy]",
        "<stationEnergy>1000</stationEnergy>",
        "ServerNetworkName: the name that others see",
        "statonEnergy: 1000",
        "set the stationEnergy of all of them to 1000",
        "stationEn",
        "=1000",
        "1000",
        "any words",
        "// a note"[1:],
    ],
)
def test_a_line_that_may_be_a_setting_is_told_and_left(line: str) -> None:
    text = f"; a note\n{line}\nbeamDamageCap=7\n"
    assert [(fault.code, fault.repairable) for fault in read(text).faults] == [("ini-line", False)]
    assert read(text).repaired.text == text
    assert values(text) == {"beamDamageCap": "7"}


@pytest.mark.parametrize(
    "line",
    [
        "# other programs' comments",
        "#stationEnergy=1000",
        "-- a note of another language",
        "REM stationEnergy 1000",
        "[network]",
        "this line of a note has lost its mark",
    ],
)
def test_what_can_set_nothing_becomes_a_comment(line: str) -> None:
    text = f"; a note\n{line}\nbeamDamageCap=7\n"
    assert read(text).repaired.text == f"; a note\n;{line}\nbeamDamageCap=7\n"
    assert values(text) == {"beamDamageCap": "7"}


def test_a_sentence_behind_a_setting_may_be_the_rest_of_its_value_and_stays() -> None:
    text = "ServerNetworkName=The Old\nbridge crew of the north\n"
    assert faults(text) == [
        (
            "ini-line",
            "'bridge crew of the north' is neither a setting (key=value) nor a comment; "
            "write key=value, or put ';' before it",
            False,
        )
    ]


@pytest.mark.parametrize("damaged", ["stationEnergy1000", "stationEnergy: 1000"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_damaged_line_beside_a_sound_one_of_another_value_is_not_certain(
    damaged: str, is_first: bool
) -> None:
    lines = [damaged, "stationEnergy=2000"] if is_first else ["stationEnergy=2000", damaged]
    text = "\n".join(lines)
    assert read(text).repaired.text == text
    assert values(text) == {"stationEnergy": "2000"}
    assert [message.rpartition(", ")[2] for _, message, _ in faults(text)] == [
        "or nothing: another line sets it to '2000'"
    ]


def test_two_damaged_lines_of_two_values_are_both_left() -> None:
    text = "stationEnergy1000\nstationEnergy: 900\n"
    assert (read(text).repaired.text, values(text)) == (text, {})


def test_a_damaged_line_beside_a_switched_off_one_is_set() -> None:
    assert read(";stationEnergy=500\nstationEnergy1000").repaired.text == (
        ";stationEnergy=500\nstationEnergy=1000"
    )


def test_keys_that_begin_alike_leave_a_glued_number_open() -> None:
    class Number:
        holds_number = True

        def accepts_type_of(self, value: str) -> bool:
            return value.isdigit()

        accepts = accepts_type_of

    known = {"tube": Number(), "tube1": Number()}
    document = IniDocument.read(Source("artemis.ini", "tube12\ntube2\n"), known)
    assert document.repaired.text == "tube12\ntube=2\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "touchScreen: 1",
            ("ini-dialect", "'touchScreen: 1' is written as in other programs; write "
             "touchScreen=1", True),
        ),
        (
            "stationEnergy1000",
            ("ini-dialect", "'stationEnergy1000' has lost its equals sign; write "
             "stationEnergy=1000", True),
        ),
        (
            "stationEnergy 1000",
            ("ini-dialect", "'stationEnergy 1000' has no equals sign; write stationEnergy=1000",
             True),
        ),
        (
            "stationEnergy",
            ("ini-line", "'stationEnergy' names the setting stationEnergy, but is neither a "
             "setting (key=value) nor a comment; write stationEnergy=VALUE, or put ';' before it",
             False),
        ),
        (
            "\ufeffstationEnergy=1000",
            ("ini-mark", "a byte order mark stands before the first setting, so the game reads "
             "its key as 'U+FEFF stationEnergy'; remove it", True),
        ),
        (
            "a=1\n\ufeffstationEnergy=1000",
            ("ini-blanks", "an invisible character (U+FEFF) round 'stationEnergy=1000'; remove it",
             True),
        ),
    ],
)  # fmt: skip
def test_a_damaged_line_is_told_with_what_would_be_right(
    text: str, told: tuple[str, str, bool]
) -> None:
    assert faults(text) == [told]


def test_a_byte_order_mark_is_shown_where_it_stands() -> None:
    [fault] = IniDocument.from_bytes("a.ini", "\ufeffa=1\n".encode(), setting_facts()).faults
    assert fault.span == fault.edits[0].span == Span(0, 1)


def test_a_byte_order_mark_before_a_comment_harms_nothing() -> None:
    assert faults("\ufeff; a note\na=1\n") == []


def test_setting_a_key_of_a_damaged_line_writes_the_line_anew() -> None:
    document = read('"stationEnergy": 1000,\n')
    assert document.source.edited(document.set("stationEnergy", "50")).text == "stationEnergy=50\n"


@pytest.mark.parametrize(
    ("between", "original"),
    [("", "0.4"), ("; a note\n", "0.4"), (";other=1\n", "0.4"), ("\n", None), ("  \t\n", None)],
)
def test_a_note_of_the_original_value_reaches_to_the_next_blank_line(
    between: str, original: str | None
) -> None:
    document = read(f"; ORIGINAL 0.4\n{between}jumpTimeCoeff=0.8\nstationEnergy=1\n")
    assert [one.original for one in document.settings] == [original, None]


KEYS = st.sampled_from(sorted(setting_facts()))


@given(KEYS, st.sampled_from(("", ":", " : ", " => ", " -> ", ":=", "\t", " ")), st.data())
def test_whatever_sign_a_known_key_has_its_repair_never_gives_it_another_value(
    key: str, sign: str, data: st.DataObject
) -> None:
    fact = setting_facts()[key]
    given_value = data.draw(st.sampled_from((fact.default, "1", "0.5", "Old Bridge", "a.ogg")))
    document = read(f"{key}{sign}{given_value}\n")
    found = document.get(key)
    assert found is None or found.value == given_value or not fact.accepts_type_of(found.value)
    assert read(document.repaired.text).faults == tuple(
        fault for fault in document.faults if not fault.repairable
    )


@pytest.mark.parametrize("line", ["cue\x15layerBeamVol=0.5", "ServerNetworkName=Bri\x00ge"])
def test_a_control_character_inside_of_a_word_hides_a_letter_and_stays(line: str) -> None:
    assert read(f"{line}\n").repaired.text == f"{line}\n"
    [(code, message, _)] = faults(f"{line}\n")
    assert (code, message.partition("U+")[0]) == ("forbidden-character", "the character ")
    assert message.endswith("stands where a letter is lost; write the word anew")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\ufffe", "\x00\x01"])
@pytest.mark.parametrize(
    "line",
    [
        "{}stationEnergy=500",
        " {} stationEnergy=500",
        "stationEnergy{}=500",
        "stationEnergy={}500",
        "stationEnergy = {} 500",
        "stationEnergy=500{}",
        "stationEnergy=500 {}",
        "{}stationEnergy: 500",
        "stationEnergy:{}500",
        "mine{}=1",
    ],
)
def test_a_control_character_beside_a_setting_is_no_blank_and_stays(line: str, sign: str) -> None:
    """Before a key it may have been the `;` that switched it off, beside a value a figure."""
    text = f"networkPort=2010\n{line.format(sign)}\n"
    assert read(text).repaired.text == text
    [(code, message, _)] = faults(text)
    assert code == "forbidden-character"
    assert message == (
        f"the character U+{ord(sign[0]):04X} stands where something, such as ';', may be lost; "
        "write the line anew"
    )


def test_the_second_opinion_reads_what_is_a_setting() -> None:
    lines = ["a=1", " b = 2 \r\n", ";c=3", "//d=4", "", "B=5", "a=6", "e="]
    pairs = [("a", "1"), ("b", "2"), ("B", "5"), ("a", "6"), ("e", "")]
    assert configupdater_pairs(lines) == pairs


def test_the_second_opinion_objects_to_what_is_no_setting() -> None:
    said = configupdater_pairs(["a=1", "", "  two"])
    assert isinstance(said, str)  # how it quotes the line depends on the version of Python
    assert said.startswith("Source contains parsing errors: '<???>' [line 4]")
    assert "two" in said


@pytest.mark.parametrize(
    ("line", "is_sentence"),
    [("only three words", False), ("these are four words", True), ("one 2 3 four", False),
     ("one 2 three 4 five", True), ("one two 3 four 5", True), ("a b c d e f", False)],
)  # fmt: skip
def test_a_sentence_among_comments_has_four_words_and_more_of_letters_than_not(
    line: str, is_sentence: bool
) -> None:
    text = f"; a note\n{line}\n"
    assert read(text).repaired.text == text.replace(line, f";{line}" if is_sentence else line)


@pytest.mark.parametrize(("length", "is_meant"), [(200, True), (201, False)])
def test_a_line_beyond_any_setting_is_not_made_one(length: int, is_meant: bool) -> None:
    line = '"ServerNetworkName": "{}"'
    line = line.format("x" * (length - len(line) + 2))
    assert len(line) == length
    assert bool(values(line)) == is_meant


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("statonEnergy 1", "stationEnergy"), ("the statonEnergy", "stationEnergy"),
        ("and the statonEnergy", None), ("stnErgy 1", None), ("cueUIness of it", "cueUI"),
        ("cueUsound of it", "cueUI"), ("of cueUIness", None), ("cueful of it", None), ("and of the stationEnergy", "stationEnergy"),
    ],
)  # fmt: skip
def test_a_line_names_the_key_that_is_spelt_nearly_so_or_torn_from_it(
    line: str, key: str | None
) -> None:
    [(code, message, is_repairable)] = faults(f"a=1\n{line}\n")
    assert (code, is_repairable) == ("ini-line", False)
    named = message.partition("names the setting ")[2]
    assert named.startswith(key) if key else not named
