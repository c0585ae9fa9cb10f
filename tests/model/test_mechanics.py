"""The game's figures: each with its source, and settable within its bounds."""

import pytest

from artemis_modkit.model.mechanics import Certainty, Mechanics, mechanic_facts
from artemis_modkit.parsers.errors import ModkitError


def test_every_figure_says_its_unit_source_and_meaning_and_lies_in_its_own_bounds() -> None:
    for fact in mechanic_facts().values():
        assert fact.unit and fact.source and fact.meaning.endswith(".")
        assert fact.least is None or fact.least <= fact.value
        assert fact.most is None or fact.value <= fact.most


def test_a_span_holds_its_figure_and_may_be_set_to_both_its_ends() -> None:
    spans = {name: fact for name, fact in mechanic_facts().items() if fact.low is not None}
    assert "enemy_hull" in spans
    for name, fact in spans.items():
        assert fact.high is not None and fact.low is not None
        assert fact.low <= fact.value <= fact.high and fact.low < fact.high
        assert fact.certainty is not Certainty.MEASURED
        Mechanics.of_the_game().with_settings([f"{name}={fact.low}", f"{name}={fact.high}"])


def test_a_figure_is_set_with_or_without_its_prefix() -> None:
    game = Mechanics.of_the_game()
    assert game.with_settings(["mechanics.shot_energy=1.0"])["shot_energy"] == 1
    changed = game.with_settings(["shot_energy = 2", "enemy_hull=100"])
    assert (changed["shot_energy"], changed["enemy_hull"]) == (2, 100)
    assert changed["tube_load"] == game["tube_load"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("shot_energy", "--set shot_energy: write NAME=VALUE, e.g. mechanics.shot_energy=1.0"),
        (
            "mechanics.shot_enrgy=1",
            "--set mechanics.shot_enrgy=1: 'mechanics.shot_enrgy' is no figure of the game; "
            "did you mean 'mechanics.shot_energy'?",
        ),
        (
            "shot_energy=1,5",
            "--set shot_energy=1,5: '1,5' is no number; shot_energy is in energy",
        ),
        (
            "focuser_factor=0.5",
            "--set focuser_factor=0.5: focuser_factor goes from 1 to 10 (multiplier)",
        ),
        ("enemy_hull=0", "--set enemy_hull=0: enemy_hull goes from 1 (damage)"),
    ],
)
def test_what_cannot_be_set_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(ModkitError) as caught:
        Mechanics.of_the_game().with_settings([text])
    assert str(caught.value) == message
