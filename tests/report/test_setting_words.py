"""How settings that changed are told: what came or went is held against what the game does."""

import pytest

from artemis_modkit.changes.delta import setting_delta
from artemis_modkit.changes.sides import Sides
from artemis_modkit.report.views.compare_ships import is_as_without, setting_line


@pytest.mark.parametrize(
    ("before", "after", "said", "is_nothing"),
    [
        ("25", "35", "damageTorpHom 25 -> 35", False),
        (None, "35", "damageTorpHom now set to 35 (was not set; the game uses 25)", False),
        ("35", None, "damageTorpHom no longer set to 35 (the game uses 25)", False),
        (None, "25.0", "damageTorpHom now set to 25.0 (was not set; the game uses 25)", True),
        ("25", None, "damageTorpHom no longer set to 25 (the game uses 25)", True),
    ],
)
def test_a_setting_that_came_or_went_is_told_beside_what_the_game_does(
    before: str | None, after: str | None, said: str, is_nothing: bool
) -> None:
    delta = setting_delta("damageTorpHom", Sides(None, before, after), has_base=False)
    assert setting_line("damageTorpHom", before, after) == said
    assert is_as_without(delta) is is_nothing


def test_of_a_setting_that_nobody_knows_no_more_is_said() -> None:
    assert setting_line("ownKey", None, "1") == "ownKey none -> 1"
    assert not is_as_without(setting_delta("ownKey", Sides(None, None, "1"), has_base=False))
