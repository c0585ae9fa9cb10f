"""Garbled letters: what no language writes is told and turned back; true texts are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.audit.garbled import Garble, garbled
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")


def misread(text: str, *, times: int = 1) -> str:
    """A text as an editor shows it that takes its UTF-8 for Windows-1252."""
    for _ in range(times):
        text = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
        )
    return text


def turned_back(text: str) -> str:
    for one in reversed(list(garbled(text))):
        if one.right is not None:
            text = text[: one.start] + one.right + text[one.end :]
    return text


TRUE_TEXTS = [
    "L’équipage — « prêt ! » — attend à l’écart… ÊTRE OU NE PAS ÊTRE, ÇA VA ? Âme, âge, pâte.",
    "Un « château » à 30 °C, coûte 5 € ; l’Âge d’or : « Â » est une lettre.",
    "„Größe“, „Ä“, „Spaß“ und „Übermut“ – Ärger über Öl… 20 °C, 3 × 4 m², §5, „SÜD“.",
    "Ä…ich weiß nicht… Ö–h, na ja! „KÄ“ – so heißt’s.",
    "“MAÇÔ, “NÃO”, SÃO PAULO… «MANHû, MAÇÃ–DOCE, avó, avô, ação, 1.ª e 2.º, INFORMAÇÃO®",
    "På Å… „Å“, SMÅ, å så! »Å« är en å. Smörgås’en, Åland – Ålesund, “SKÅ” KÅ’s blå.",
    "Þórður og Ásta: „Ðað“, ÍSLAND, Æsir, ØL, “Ø”, ØSTERSJØ™, ÆØÅ»",
    "¿Qué? ¡NIÑO! «ESPAÑA», «está»… “JALAPEÑO”. El 1º de MAYO, Ñ–Ñ.",
    "Zażółć gęślą jaźń, ŁÓDŹ. Příliš žluťoučký kůň. Çınar, ŞİŞLİ, ığdır.",
    "Τα πλοία της Ελλάδας: «Αργώ». Корабль «Заря» — готов.",
    "駆逐艦『霧』、第二艦隊。함선 ‘이순신’ 준비 완료. 护卫舰",
    "TIẾNG VIỆT: CHÂN TRỜI, ĐÃ ĐẾN, Ã, Â. Şalupă ÎN LARG, ÎNÂLȚARE.",
    "“café…” “là–bas” «été»… “voilà…” “Mâ…” 10–20 € — 5 ½ “é®” “à™”",
    "plain text",
    "",
]


@pytest.mark.parametrize("text", TRUE_TEXTS)
def test_true_texts_of_many_languages_hold_nothing_garbled(text: str) -> None:
    assert list(garbled(text)) == []


SENTENCES = [
    "She’s patient, a café owner.",
    "“Quoted” – and more… than that — or ‘so’.",
    "Größe über Ärger; Öl, Übermut, Spaß",
    "Déjà vu: cœur, naïf, forêt, où, çà",
    "São João, ação, avó, avô",
    "Blå smörgås, Ærø",
    "30 °C, © 2010, ® ™ £5, €6, ½, «mot»",
    "Zażółć gęślą jaźń",
    "Корабль Заря",
    "Ελληνικά πλοία",
    "駆逐艦",
    "이순신 함선",
    "go 🚀 now",
]


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("text", SENTENCES)
def test_misread_texts_are_turned_back(text: str, times: int) -> None:
    assert turned_back(misread(text, times=times)) == text


@given(st.text(st.sampled_from("aéüñß’“”…—© xyz"), max_size=20))
def test_what_is_turned_back_is_what_it_was(text: str) -> None:
    wrong = misread(text)
    for one in garbled(wrong):
        assert one.wrong == wrong[one.start : one.end]
        assert one.right is None or misread(one.right) == one.wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sh\ufffds", [Garble(2, 3, "\ufffd", None)]),
        ("caf\xef\xbf\xbd", [Garble(3, 6, "\xef\xbf\xbd", None)]),
        ("a\xef\xbb\xbfb", [Garble(1, 4, "\xef\xbb\xbf", "")]),
        ("said \xe2\u20ac and", [Garble(5, 7, "\xe2\u20ac", None)]),
        ("voil\xc3 le", [Garble(4, 5, "\xc3", None)]),
        ("He\xe2\u20ac\u2122s", [Garble(2, 5, "\xe2\u20ac\u2122", "’")]),
        ("caf\xc3\xa9", [Garble(3, 5, "\xc3\xa9", "é")]),
        ("go\xe2\u20ac\u2039on", [Garble(2, 4, "\xe2\u20ac", None)]),  # a blank without width
        ("He\xe2\x80\x99s", [Garble(2, 5, "\xe2\x80\x99", "’")]),
    ],
)
def test_a_garbled_letter_has_its_place_and_what_it_was_if_that_shows(
    text: str, found: list[Garble]
) -> None:
    assert list(garbled(text)) == found


def mod(**texts: str) -> Mod:
    """A mod with these texts of a race, a taunt, a ship and a server."""
    xml = (
        f'<vessel_data><hullRace ID="0" name="{texts.get("race", "TSN")}" keys="player">'
        f'<taunt immunity="x" text="{texts.get("taunt", "Ha!")}"/></hullRace>'
        '<vessel uniqueID="7" side="0" broadType="player" '
        f'classname="{texts.get("ship", "Wick")}"><long_desc text="{texts.get("text", "A ship.")}"/>'
        f"</vessel><!-- {texts.get('comment', '')} --></vessel_data>"
    )
    ini = f"; {texts.get('comment', '')}\nServerNetworkName={texts.get('server', 'Bridge')}\n"
    return Mod.from_files("m", {"dat/vesselData.xml": xml.encode(), "artemis.ini": ini.encode()})


ALL = dict.fromkeys(("race", "taunt", "ship", "text", "server"), "cafÃ©")


def told(mod: Mod) -> list[tuple[str, str, bool]]:
    found = audit(mod, STOCK, scope=Scope(select=["text-encoding"])).findings
    return [(one.severity.value, one.message, one.is_fixable) for one in found]


def test_garbled_names_and_texts_are_told_as_warnings_and_turned_back() -> None:
    wrong, like = "caf\xc3\xa9", "'Ã©' looks like a garbled 'é'"
    assert told(mod(**ALL)) == [
        ("warning", f"ServerNetworkName: {like}", True),
        ("warning", f"hullRace name: {like}", True),
        ("warning", f"taunt text: {like}", True),
        ("warning", f"7 {wrong}: vessel classname: {like}", True),
        ("warning", f"7 {wrong}: long_desc text: {like}", True),
    ]
    right = mod(**dict.fromkeys(ALL, "café"))
    repaired = fix(mod(**ALL), STOCK, scope=Scope(select=["text-encoding"])).after
    assert repaired == {path: right.tree.read(path) for path in right.tree.paths}


def test_a_text_tells_its_garbled_letters_together() -> None:
    assert told(mod(text="She\xe2\u20ac\u2122s a caf\xc3\xa9 owner")) == [
        (
            "warning",
            "7 Wick: long_desc text: 'â€™' looks like a garbled '’', 'Ã©' like 'é'",
            True,
        )
    ]


def test_a_lost_letter_is_told_and_not_invented() -> None:
    result = fix(mod(text="Sh\ufffds patient"), STOCK, scope=Scope(select=["text-encoding"]))
    assert result.after == {}
    assert told(mod(text="Sh\ufffds patient")) == [
        (
            "warning",
            "7 Wick: long_desc text: a letter is lost ('\ufffd' stands for it); write it anew",
            False,
        )
    ]


def test_comments_are_nobodys_texts() -> None:
    assert told(mod(comment="caf\xc3\xa9 \ufffd")) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("voilÃ\xa0 !", "voilà !"), ("TéÃ\xa0 !", "Téà !"), ("tÉÃ\xa0 !", "tÉÃ\xa0 !"),
        ("SÃ\xa0 !", "SÃ\xa0 !"), ("7Ã\xa0 !", "7à !"), ("Ã\xa0 !", "Ã\xa0 !"),
    ],
)  # fmt: skip
def test_a_capital_with_a_blank_is_garbled_right_behind_a_small_letter_or_a_figure(
    text: str, right: str
) -> None:
    """Whether that is plain or has an accent."""
    assert turned_back(text) == right


def test_a_letter_that_is_lost_is_told_wherever_it_stands() -> None:
    for text, places in (
        ("\ufffdone", [0]), ("\ufffd cafÃ© \ufffd", [0, 5, 8]), ("one \ufffd", [4]),
    ):  # fmt: skip
        assert [one.start for one in garbled(text)] == places
