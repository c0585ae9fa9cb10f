"""Figures of texts against those of their vessels, and what a text takes back of other findings."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.findings import Severity
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")


def told(rule: str, body: str) -> list[tuple[Severity, str]]:
    mod = Mod.from_files("mod", ships(body))
    findings = audit(mod, STOCK, scope=Scope(select=[rule])).findings
    return [(one.severity, one.message) for one in findings]


def ship(inside: str, text: str, kind: str = "player") -> str:
    return (
        f'<vessel uniqueID="3" side="0" classname="Otter" broadType="{kind}">{inside}'
        f'<long_desc text="{text}"/></vessel>\n'
    )


SHIELDS = '<shields front="160" back="240"/>'
CRAFT = '<shields front="18" back="15" player="130"/>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Shields 240 front, 160 rear", "its front shield is 160, its rear shield is 240"),
        ("Rear shield: 420.", "its rear shield is 240"),
        ("A shield of 1600.", "its shield is 160 or 240 or 400"),
    ],
)
def test_shields_that_a_text_gives_otherwise(text: str, said: str) -> None:
    ((severity, message),) = told("text-shields", ship(SHIELDS, text))
    assert severity is Severity.WARNING
    assert message.endswith(f", {said}; correct the text or the data")


@pytest.mark.parametrize(
    "text", ["Shields 160/240", "A shield of 160.", "A shield of 400, 2 beams"]
)
def test_shields_as_a_text_gives_them(text: str) -> None:
    assert told("text-shields", ship(SHIELDS, text)) == []


def test_craft_have_a_shield_in_hands_of_players() -> None:
    kind = "player singleseat fighter"
    assert told("text-shields", ship(CRAFT, "Player shield 130.", kind)) == []
    assert told("text-shields", ship(CRAFT, "Player shield 310.", kind)) != []
    lost = CRAFT.replace("player=", "palyer=")  # another rule tells of it
    assert told("text-shields", ship(lost, "Player shield 130.", kind)) == []


def test_a_speed_is_as_exact_as_it_is_written() -> None:
    moves = '<performance turnrate="0.004" topspeed="0.625"/>'
    assert [bool(told("text-speed", ship(moves, f"Speed {speed}.")))
            for speed in ("0.6", "0.62", "0.625", "0.63", "0.65", "0.7")
            ] == [False, False, False, False, True, True]  # fmt: skip


def test_a_range_may_be_that_of_any_weapon() -> None:
    armed = '<beam_port x="1" range="1000"/><drone_port x="1" range="7000"/>'
    assert told("text-range", ship(armed, "Range: 7000.")) == []
    assert told("text-range", ship(armed, "Range: 1700.")) != []
    assert told("text-range", ship("", "Range: 1700.")) == []


def test_what_a_text_says_is_meant() -> None:
    moves = '<performance turnrate="0.004" topspeed="0.6"/>'
    half, none = (f'<shields front="{n}" back="0"/><beam_port x="1"/>' for n in (80, 0))
    assert told("zero-shields", ship(half + moves, "No rear shield.")) == []
    assert told("zero-shields", ship(none + moves, "Unshielded.")) == []
    for shields in (half, none):
        ((severity, _),) = told("zero-shields", ship(shields + moves, "Strong."))
        assert severity is Severity.NOTICE
    stands = '<performance turnrate="0.004" topspeed="0"/>'
    assert told("no-movement", ship(stands, "An immobile fort.")) == []
    ((severity, _),) = told("no-movement", ship(stands, "A quick scout."))
    assert severity is Severity.NOTICE
    flies_on = '<performance turnrate="0" topspeed="0.5"/>'
    ((severity, _),) = told("no-movement", ship(flies_on, "A quick scout."))
    assert severity is Severity.WARNING
