"""A delta goes to who changed it; a conflict to a strategy, to a person, or to nobody."""

import pytest
from msgspec.structs import replace

from artemis_modkit.changes.decide import Decision, Strategy, decided, is_conflict
from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.changes.sides import Side
from artemis_modkit.model.declarations import Area
from artemis_modkit.parsers.errors import ModkitError


def delta(path: str, who: Who, attribute: str | None = "front", *also: Delta) -> Delta:
    return Delta(path, "1", "2", "3", Area.BALANCE, who, attribute, also=also)


@pytest.mark.parametrize(
    ("who", "side"),
    [(Who.OURS, Side.OURS), (Who.BOTH, Side.OURS), (Who.THEIRS, Side.THEIRS)],
)
def test_what_one_side_changed_needs_no_choice(who: Who, side: Side) -> None:
    one = delta("a", who)
    assert not is_conflict(one)
    assert decided(one, [Strategy("*", Side.BASE)]) == [Decision(one, side)]


@pytest.mark.parametrize("who", [Who.CONFLICT, Who.UNKNOWN])
def test_a_conflict_is_asked_about_where_no_strategy_decides(who: Who) -> None:
    one = delta("vessel[1].shields.front", who)
    assert is_conflict(one)
    asked: list[Delta] = []

    def ask(about: Delta) -> Side | None:
        asked.append(about)
        return Side.BASE

    assert decided(one, []) == [Decision(one, None)]
    assert decided(one, [Strategy("vessel[2]", Side.OURS)], ask) == [Decision(one, Side.BASE)]
    assert decided(one, [Strategy("vessel[1]", Side.OURS)], ask) == [Decision(one, Side.OURS)]
    assert asked == [one]


@pytest.mark.parametrize(
    ("strategies", "side"),
    [
        (["theirs", "*.front=ours"], Side.OURS),
        (["*.front=ours", "theirs"], Side.OURS),
        (["ours", "theirs"], Side.THEIRS),
        (["*.front=ours", "vessel*=base"], Side.BASE),
        (["vessel[1].shields=theirs"], Side.THEIRS),
        (["vessel[?].SHIELDS=theirs"], Side.THEIRS),
        (["vessel[1].shield=theirs"], None),
        (["shields.front=theirs"], None),
    ],
)
def test_a_pattern_goes_before_a_plain_side_and_the_last_of_several(
    strategies: list[str], side: Side | None
) -> None:
    one = delta("vessel[1].shields.front", Who.CONFLICT)
    [decision] = decided(one, [Strategy.parse(text) for text in strategies])
    assert decision.side is side


def test_a_strategy_is_a_side_or_a_pattern_with_one() -> None:
    assert Strategy.parse("base") == Strategy("*", Side.BASE)
    assert Strategy.parse(" a=b = Theirs ") == Strategy("a=b", Side.THEIRS)
    with pytest.raises(ModkitError) as error:
        Strategy.parse("a=mine")
    assert str(error.value) == "--strategy a=mine: write ours, theirs or both, or PATTERN=theirs"


def test_the_smaller_deltas_of_a_conflict_go_by_their_own_strategy_or_author() -> None:
    inner = delta("vessel[1].side", Who.THEIRS), delta("vessel[1].shields.back", Who.OURS)
    head = delta("vessel[1].long_desc.text", Who.CONFLICT, "text", *inner)
    assert decided(head, []) == [
        Decision(head, None),
        Decision(inner[0], Side.THEIRS),
        Decision(inner[1], Side.OURS),
    ]
    assert decided(head, [Strategy("*", Side.BASE)]) == [
        Decision(one, Side.BASE) for one in (head, *inner)
    ]


def test_a_whole_element_that_is_decided_needs_no_smaller_decisions() -> None:
    inner = delta("vessel[1].side", Who.OURS)
    head = delta("vessel[1]", Who.CONFLICT, None, inner)
    assert decided(head, []) == [Decision(head, None), Decision(inner, Side.OURS)]
    assert decided(head, [Strategy("*", Side.THEIRS)]) == [Decision(head, Side.THEIRS)]
    with_value = replace(head, attribute="side")
    assert len(decided(with_value, [Strategy("*", Side.THEIRS)])) == 2


def test_what_a_person_writes_is_taken_as_that_of_theirs_and_known_as_written() -> None:
    one = delta("vessel[1].shields.front", Who.CONFLICT)
    assert decided(one, [], lambda about: "4" if about == one else None) == [
        Decision(replace(one, theirs="4"), Side.THEIRS, is_edited=True)
    ]
