"""Three files put together: what is one thing in them, and which comments come along."""

import pytest

from tests.compare.merging import BASE, changed, conflicts, merged, models, text_of

GUN = (
    '  <vessel uniqueID="40" side="0" classname="Gun" broadType="enemy">\n'
    '    <art meshfile="dat/g.dxs"/>\n'
    "  </vessel>\n"
)
GUN_SAYS = "uniqueID=40 side=0 classname=Gun broadType=enemy"
SCOUT_SAYS = "uniqueID=40 side=0 classname=Scout broadType=player"
END = "</vessel_data>\n"


def test_one_new_number_for_two_ships_never_makes_two_ships_of_one_number() -> None:
    moved = changed(('uniqueID="1"', 'uniqueID="40"'))
    added = changed((END, f"\n{GUN}{END}"))
    ours_moved, ours_added = merged(moved, added), merged(added, moved)
    assert conflicts(ours_moved) == {"vessel[40]": (None, SCOUT_SAYS, GUN_SAYS)}
    assert conflicts(ours_added) == {}
    assert models(text_of(ours_moved)) == models(moved)
    assert text_of(ours_added) == added.replace('uniqueID="1"', 'uniqueID="41"')


def test_a_ship_that_both_gave_the_same_new_number_is_one_ship() -> None:
    ours = changed(('uniqueID="1"', 'uniqueID="40"'))
    theirs = changed(('uniqueID="1"', 'uniqueID="40"'), ('amount="8"', 'amount="6"'))
    assert models(text_of(merged(ours, theirs))) == models(theirs)


@pytest.mark.parametrize("known", [True, False])
def test_a_comment_that_ours_has_already_is_not_copied_again(known: bool) -> None:
    comment = "player ships" if known else "more player ships"
    added = f"  <!-- {comment} -->\n  <!-- mine -->\n{GUN}"
    result = text_of(merged(BASE, changed((END, f"\n{added}{END}"))))
    assert result.count("<!-- mine -->") == 1
    assert result.count("<!-- player ships -->") == 1
    assert result.count("<!-- more player ships -->") == (0 if known else 1)


def test_comments_above_a_blank_line_stay_where_they_are() -> None:
    far = changed((END, f"\n  <!-- far -->\n\n  <!-- near -->\n{GUN}{END}"))
    assert text_of(merged(BASE, far)) == changed((END, f"  <!-- near -->\n{GUN}{END}"))


def test_a_ship_that_is_taken_in_place_of_another_is_written_like_its_neighbours() -> None:
    own = '  <!-- mine -->\n  <vessel uniqueID="40" classname="Boat"/>\n'
    ours = changed((END, f"\n{own}{END}")).replace("\n  ", "\n\t")
    result = text_of(merged(ours, changed((END, f"\n{GUN}{END}")), "theirs"))
    gun = '\n\t<vessel uniqueID="40" side="0" classname="Gun" broadType="enemy">\n\t  <art'
    assert f"\n\t<!-- mine -->{gun}" in result
    assert f'g.dxs"/>\n\t</vessel>\n{END}' in result
    assert "Boat" not in result


def test_what_both_put_before_all_others_stands_in_one_order_whoever_is_ours() -> None:
    one = changed(("    <art meshfile", '    <engine_port x="7"/>\n    <art meshfile'))
    two = changed(("    <art meshfile", '    <engine_port x="8"/>\n    <art meshfile'))
    both, swapped = text_of(merged(one, two)), text_of(merged(two, one))
    assert both == swapped
    assert both.index('x="7"') < both.index('x="8"') < both.index("<art")
