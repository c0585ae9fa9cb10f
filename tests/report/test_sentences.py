"""What sentences say of figures, in Python; the page's way to fill them is held to it, too."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from artemis_modkit.report.sentences import sentences, worded
from tests.v8 import v8

TUBE = "a tube does 0.5 times the damage a second of a beam"
TORPEDO = "; for the energy of a torpedo a beam does 6.4 times its damage: "
PLAIN = {
    "power": 100.0, "mode": "auto", "model": "measured", "focuser": False, "distance": None,
    "spread": 1, "difficulty": 10,
}  # fmt: skip
FAR = {
    "title": "front shield", "unit": "damage", "value": 300.0, "usual": 80.0, "times": 3.75,
    "part": 0.26, "role": "player ship",
}  # fmt: skip

FILM = {
    "number": 37, "missed": 1, "is_first": False, "is_turned": False, "is_met": False,
    "is_last": False, "later": 0.0, "sooner": 0.0, "winner": "Goliath", "loser": "Light Cruiser",
}  # fmt: skip
SAID: list[tuple[str, dict[str, Any], str]] = [
    ("film", {**FILM, "number": 1, "missed": 2, "is_first": True},
     "Attempt 1: nothing is changed yet, and 2 goals are missed."),
    ("film", {**FILM, "is_turned": True},
     "Attempt 37: Goliath wins now; Light Cruiser asks for a recount."),
    ("film", {**FILM, "is_met": True, "is_last": True},
     "Attempt 37: all goals are met. It could have been said at once."),
    ("film", {**FILM, "later": 40.0, "sooner": -40.0},
     "Attempt 37: Light Cruiser lives 40 s longer; Goliath has noticed."),
    ("film", {**FILM, "later": -2.5, "sooner": 2.5},
     "Attempt 37: Light Cruiser is gone 2.5 s sooner; Goliath did not have to hurry."),
    ("film", FILM, "Attempt 37: the fight does not notice, and 1 goal is missed."),
    ("headline", {"is_usual": True, "ship": "20 Valkyrie", "number": 1, "enemy": "2000 Cruiser",
     "auto_100": "at no difficulty", "auto_250": "up to difficulty 3", "manual_250": "up to 9"},
     "The usual player ship, 20 Valkyrie, stands up to 1 usual enemy at once (2000 Cruiser); against "
     "the game's fleets it wins at no difficulty on automatic, up to difficulty 3 on automatic at "
     "250 %, up to 9 by hand at 250 %."),
    ("headline", {"is_usual": False, "ship": "", "number": 0, "enemy": "4002 Behemoth",
     "auto_100": "at no difficulty", "auto_250": "at no difficulty", "manual_250": "up to 2"},
     "It stands up to no usual enemy at once (4002 Behemoth); against the game's fleets it wins at no "
     "difficulty on automatic, at no difficulty on automatic at 250 %, up to 2 by hand at 250 %."),
    ("certain_headline", {"is_usual": True, "ship": "20 Valkyrie", "number": 1,
     "enemy": "2000 Cruiser", "auto_100": "at no difficulty", "auto_250": "up to difficulty 3",
     "manual_250": "up to 9"},
     "The usual player ship, 20 Valkyrie, surely wins against the game's fleets at no difficulty on "
     "automatic, up to difficulty 3 on automatic at 250 %, up to 9 by hand at 250 %."),
    ("rungs", {"value": 0, "low": 0, "high": 0, "apart": 0}, "at no difficulty"),
    ("rungs", {"value": 0, "low": 0, "high": 2, "apart": 2},
     "at no difficulty (at best up to 2)"),
    ("rungs", {"value": 5, "low": 5, "high": 5, "apart": 0}, "up to difficulty 5"),
    ("rungs", {"value": 5, "low": 2, "high": 7, "apart": 5}, "up to difficulty 5 (2 to 7)"),
    ("contest", {"second": None, "energy": None, "best": 1.0},
     "without power neither beams nor torpedoes do anything"),
    ("contest", {"second": None, "energy": 2.0, "best": 0.0},
     "player ships have no beams to compare torpedoes with"),
    ("contest", {"second": 0.5, "energy": None, "best": 1.0}, TUBE),
    ("contest", {"second": 0.5, "energy": 6.4, "best": 1.0},
     f"{TUBE}{TORPEDO}torpedoes are worth more as batteries"),
    ("contest", {"second": 1.0, "energy": 0.125, "best": 1.0},
     "a tube does 1 times the damage a second of a beam; for the energy of a torpedo a beam does "
     "0.12 times its damage: beams are pointless while torpedoes last"),
    ("contest", {"second": 0.5, "energy": 1.0, "best": 1.0},
     f"{TUBE}; for the energy of a torpedo a beam does 1 times its damage: each has its use"),
    ("outlier", FAR, "front shield 300 damage, 3.8 times the usual 80 (player ship)."),
    ("outlier", FAR | {"title": "economy", "unit": "multiplier", "value": 0.5, "usual": 1.0,
     "times": 0.5, "part": 2.0}, "economy 0.5, 1/2 of the usual 1 (player ship)."),
    ("salvo", {"damage": 200.0, "energy": 6400.4},
     "Its homing torpedoes do 200 damage; as energy for its beams they are worth 6400."),
    ("winners", {"ships": 1, "times": "1"},
     "Of 1 ship in both, the median one has the same score in B."),
    ("winners", {"ships": 20, "times": "0.25"},
     "Of 20 ships in both, the median one has 0.25 times the score in B."),
    ("gained", {"above": 1, "rose": 1}, "Gained most"),
    ("gained", {"above": 1, "rose": 0}, "Lost least"),
    ("gained", {"above": 0, "rose": 1}, "Gained least"),
    ("gained", {"above": 0, "rose": 0}, "Lost most"),
    ("row_ship", {"id": None, "name": "Heron"}, "? Heron"),
    ("row_ship", {"id": 20, "name": "Heron"}, "20 Heron"),
    ("beams_alike", {"count": 1, "first": 3}, "Beam 3"),
    ("beams_alike", {"count": 4, "first": 1}, "Each of 4 beams"),
    ("conditions", PLAIN, "100 % power, automatic, difficulty 10"),
    ("conditions", PLAIN | {"power": 51.0, "mode": "manual", "focuser": True},
     "51 % power, manual, focused, difficulty 10"),
    ("conditions", PLAIN | {"mode": "manual", "model": "plus50", "distance": 1200.0, "spread": 3},
     "100 % power, manual (plus50), target at 1200, 3 torpedoes a tube, difficulty 10"),
]  # fmt: skip
"""A sentence, the figures that it is filled with, and what it says of them."""


@pytest.mark.parametrize(("name", "figures", "said"), SAID, ids=[said for *_, said in SAID])
def test_a_sentence_says_its_figures(name: str, figures: dict[str, Any], said: str) -> None:
    assert worded(name, figures) == said


@pytest.fixture(scope="module")
def page_words() -> Iterator[Callable[[str, dict[str, Any]], str]]:
    """How the page fills a sentence."""
    with v8() as context:
        yield lambda name, figures: str(
            context.eval(f"worded({json.dumps(name)}, {json.dumps(figures)})")
        )


@pytest.mark.parametrize(("name", "figures", "said"), SAID, ids=[said for *_, said in SAID])
def test_the_page_says_the_same_of_them(
    name: str, figures: dict[str, Any], said: str, page_words: Callable[[str, dict[str, Any]], str]
) -> None:
    assert page_words(name, figures) == said


def test_every_template_is_said_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """So a changed word of any of them shows."""
    found = sentences()
    for name, sentence in found.items():
        cases = {"": sentence} if isinstance(sentence, str) else sentence
        for condition, template in cases.items():
            changed = template + "#" if not condition else {**cases, condition: template + "#"}
            monkeypatch.setattr(
                "artemis_modkit.report.sentences.sentences",
                lambda new=({**found, name: changed}): new,
            )
            assert any(worded(one, figures) != said for one, figures, said in SAID), template
