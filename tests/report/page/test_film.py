"""The film of a search, and a thousand fights at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.fight.crowd import Draw, Share, draws, runs
from artemis_modkit.balance.goals.reading import goals_of
from artemis_modkit.model import Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.tuning import Study
from artemis_modkit.report.page.assembly import page as page_of
from artemis_modkit.report.page.film import film_payload, stages_of, tries_in
from tests.report.page.conftest import Opened, subjects_of

NAME = "<script>document.title='owned'</script>"
TEXT = f"""<vessel_data version="2.6">
<hullRace ID="0" name="Guild" keys="player"/><hullRace ID="1" name="R" keys="enemy standard"/>
<vessel uniqueID="1" side="0" classname="{NAME.replace("<", "&lt;")}" broadType="player">
  <shields front="80" back="80"/><performance topspeed="1" turnrate="0.01"/>
  <beam_port x="0" y="0" z="9" damage="1" playerdamage="4" arcwidth="0.4" cycletime="6" range="999"/>
</vessel>
<vessel uniqueID="2" side="1" classname="Gnat" broadType="enemy small">
  <shields front="50" back="50"/><performance topspeed="1" turnrate="0.01"/>
  <beam_port x="0" y="0" z="9" damage="1" arcwidth="0.4" cycletime="6" range="999"/>
</vessel>
</vessel_data>
"""
MOD = Mod.from_files("m", {"vesselData.xml": TEXT.encode(), "artemis.ini": b"damageTorpHom=20\n"})
GOAL = '[[goal]]\nname = "<b>half a minute</b>"\nwho = 1\nagainst = 2\nseconds = [50, 60]\n'


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The attempts of a search."""
    file = tmp_path_factory.mktemp("film") / "tries.jsonl"
    goals = goals_of(TomlTable.parsed("balance.toml", GOAL))
    study = Study.of(assess(MOD, MOD, Conditions()), goals, ["1 beam_port.playerdamage"])
    study.kept_in(file)
    study.search(60)
    return file


def test_a_film_goes_from_the_first_attempt_to_the_one_that_was_found(kept: Path) -> None:
    tried = tries_in(kept)
    stages = stages_of(tried)
    numbers = [one.number for one in stages]
    assert numbers == sorted(set(numbers))
    assert (numbers[0], stages[-1].is_met, len(stages) <= 12) == (1, True, True)
    film = film_payload(assess(MOD, MOD, Conditions()), kept)
    first, last = film["stages"][0], film["stages"][-1]
    assert first["sentence"] == "Attempt 1: nothing is changed yet, and 1 goal is missed."
    assert first["knobs"] == [["1 beam_port.playerdamage", "as it is"]]
    assert last["sentence"].endswith("all goals are met. It could have been said at once.")
    ((name, change),) = last["knobs"]
    assert (name, change.startswith("4 > ")) == ("1 beam_port.playerdamage", True)
    assert [met for *_, met in last["goals"]] == [True]


def test_both_sides_of_a_thousand_fights_meet_the_same_crews() -> None:
    made = draws(1)
    assert (len(made), made[:9], made != draws(2)) == (1000, draws(1, 9), True)
    ships = assess(MOD, MOD, Conditions()).fleet.ships
    found = runs(ships[:1], ships[1:], made[:30])
    assert found == runs(ships[:1], ships[1:], made[:30])
    assert len({run.seconds for run in found}) > 10
    assert all(0 <= share <= 1 for run in found for _, share in run.shield)


def test_what_a_user_has_set_is_not_drawn() -> None:
    (draw,) = draws(1, 1)
    mechanics = Conditions().mechanics.with_value("enemy_hull", 99)
    assert isinstance(draw, Draw)
    assert draw.at(Conditions(mechanics=mechanics)).mechanics["enemy_hull"] == 99


def test_an_interval_is_that_of_wilson() -> None:
    """Worked out by hand: 30 of 40 are 0.75, (0.5981 to 0.8581); none of 10 at most 0.2775."""
    assert Share(30, 40).interval == pytest.approx((0.5981, 0.8581), abs=5e-5)
    assert Share(0, 10).interval == pytest.approx((0.0, 0.2775), abs=5e-5)


def test_the_page_shows_stage_by_stage_and_on_paper_all(
    kept: Path, opened: Callable[..., Opened]
) -> None:
    subjects = replace(subjects_of(MOD), tuning=kept)
    assert len(page_of(subjects)) - len(page_of(subjects_of(MOD))) < 1_000_000
    page = opened(subjects)
    stages = page.tab.locator("#reel > li")
    page.tab.locator("#scrub").fill("1")
    assert [one.is_visible() for one in stages.all()].count(True) == 1
    assert "nothing is changed yet" in stages.first.inner_text()
    assert "<b>half a minute</b>" in stages.first.inner_text()
    assert NAME in page.tab.locator("#film").inner_text()
    assert page.tab.title() != "owned"
    page.tab.emulate_media(media="print")
    assert all(one.is_visible() for one in stages.all())


@pytest.mark.parametrize("text", [b"", b"{}\n", b"[1]\n", b'{"number": 1, "knobs": {"x": 0}}\n'])
def test_what_is_no_file_of_attempts_is_told(text: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(text)
    with pytest.raises(ModkitError, match="holds no attempts; `tune --attempts FILE` writes such"):
        tries_in(file)
