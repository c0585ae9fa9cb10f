"""A mod on the bench: changes, their way back, and what is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from artemis_modkit.balance import Conditions
from artemis_modkit.files.journal import kept as kept_in
from artemis_modkit.files.restoring import restore
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply
from artemis_modkit.patcher.library import load_recipe, shipped_names
from artemis_modkit.patcher.what_if import kept, what_if
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.benches import Benches
from tests.workbench.conftest import files_of

SHIPS = "dat/vesselData.xml"


def front(bench: Bench) -> float | None:
    return bench.assessment.fleet.ship(0).shields[0]


def test_changes_are_taken_back_and_made_again_one_by_one(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    bench.change("0:shields.front=100")
    bench.change("0:shields.front=120")
    assert (front(bench), bench.before.fleet.ship(0).shields[0]) == (120, 80)
    bench.undo()
    assert (front(bench), bench.undone) == (100, ["0:shields.front=120"])
    bench.undo()
    bench.undo()
    assert (front(bench), bench.changes) == (80, [])
    bench.redo()
    assert (front(bench), bench.changes) == (100, ["0:shields.front=100"])
    bench.change("0:shields.back=90")
    assert bench.undone == []


def test_other_conditions_move_all_that_is_known_of_ships_and_nothing_of_files(
    slipped: Path,
) -> None:
    bench = Bench.open(str(slipped))
    bench.change("0:shields.front=100")
    found = bench.once("headline", lambda: "at 100 %"), bench.result, bench.changed
    before = bench.assessment.fleet.ship(1).beams[0].recharge or 0.0
    bench.under(Conditions(power=2.0))
    assert bench.assessment.fleet.ship(1).beams[0].recharge == before / 2
    assert bench.once("headline", lambda: "at 200 %") == "at 200 %"
    assert (bench.result, bench.changed) == found[1:]


def test_a_value_set_to_what_it_is_changes_nothing_and_set_back_it_does(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    bench.change("0:shields.front=80")
    assert bench.changes == []
    bench.change("0:shields.front=100")
    bench.change("0:shields.front=80")
    assert (front(bench), len(bench.changes)) == (80, 2)
    assert bench.patched().after == {}


def test_a_factor_goes_on_from_what_was_set_before(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    for change in ("0:shields.front=100", "role:player:shields.front=*1.5", "0:shields.front=200"):
        bench.change(change)
    assert front(bench) == 200
    bench.undo()
    assert front(bench) == 150


def test_a_change_that_cannot_be_leaves_all_as_it_is(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    bench.change("0:shields.front=100")
    for wrong in ("99999:shields.front=1", "0:shields.fornt=1", "recipe:nothing", "x"):
        with pytest.raises(ModkitError):
            bench.change(wrong)
    assert bench.changes == ["0:shields.front=100"]


def test_writing_and_restoring_leaves_every_byte_as_it_was(slipped: Path) -> None:
    before = files_of(slipped)
    bench = Bench.open(str(slipped))
    bench.repair()
    bench.change("race:Torgoth:beam_port.damage=*1.2")
    assert files_of(slipped) != before
    bench.write()
    assert bench.changes == []
    assert [one.what for one in kept_in(slipped)] == [
        "workbench: change race:Torgoth:beam_port.damage=*1.2",
        "workbench: repair findings",
    ]
    restore(slipped)
    restore(slipped)
    assert files_of(slipped) == before


def test_what_another_program_wrote_meanwhile_is_told_and_never_overwritten(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    bench.change("0:shields.front=100")
    assert list(bench.others()) == []
    theirs = (slipped / SHIPS).read_bytes().replace(b'back="80">', b'back="81">')
    (slipped / SHIPS).write_bytes(theirs)
    (slipped / "notes.txt").write_bytes(b"new")
    assert sorted(bench.others()) == [SHIPS, "notes.txt"]
    with pytest.raises(ModkitError, match="has changed since it was read"):
        bench.write()
    assert (slipped / SHIPS).read_bytes() == theirs
    bench.read()
    assert (bench.changes, list(bench.others()), front(bench)) == (["0:shields.front=100"], [], 100)
    bench.write()
    assert b'front="100" back="81"' in (slipped / SHIPS).read_bytes()


def test_changes_of_before_that_fit_no_more_are_told(slipped: Path) -> None:
    bench = Bench.open(str(slipped), ["0:shields.front=100", "777:shields.front=1"])
    assert bench.changes == ["0:shields.front=100"]
    assert bench.said == [
        "A change of before is left out: --with 777:shields.front=1: demo: no vessel has the "
        "uniqueID 777"
    ]


def test_changes_that_are_not_written_are_there_the_next_time(
    slipped: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state" / "kept.json"
    first = Benches(state)
    first.opened[first.open(str(slipped))].change("0:shields.front=100")
    first.keep()
    again = Benches(state)
    bench = again.opened[again.open(str(slipped))]
    assert (bench.changes, front(bench)) == (["0:shields.front=100"], 100)
    assert again.recent()[0]["place"] == str(slipped)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"recent": 5}', '{"recent": [{}]}', "[" * 5000])
def test_whatever_is_kept_there_opens_no_less(text: str, tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text(text)
    benches = Benches(tmp_path / "kept.json")
    assert benches.recent() == []
    assert benches.open("stock:2.8") == "stock-2.8"


def test_an_accepted_finding_is_told_no_more_and_more_can_be_accepted(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    first, second, *rest = bench.result.findings
    bench.accept([first])
    assert list(bench.result.findings) == [second, *rest]
    bench.accept([second])
    assert (list(bench.result.findings), bench.result.suppressed) == (rest, 2)


def test_one_repair_is_made_alone_and_a_likely_one_too(slipped: Path) -> None:
    bench = Bench.open(str(slipped))
    certain, likely = bench.result.findings[:2]
    assert (certain.is_fixable, bool(likely.likely)) == (True, True)
    bench.repair(certain.fingerprint)
    text = (slipped / SHIPS).read_bytes()
    assert b'<shields front="80" back="80"/>' in text
    assert b'topspeed="0,6"' in text
    assert b'broadtype="player carrier"' in text
    bench.repair(likely.fingerprint)
    assert b'topspeed="0,6"' not in (slipped / SHIPS).read_bytes()


@pytest.mark.parametrize("name", shipped_names())
def test_a_recipe_kept_among_changes_does_what_it_does_itself(name: str, tmp_path: Path) -> None:
    stock = Mod.open("stock:2.8")
    changes = ["0:shields.front=90", f"recipe:{name}", "1:beam_port[1].damage=3"]
    (tmp_path / "kept.toml").write_text(kept(stock, changes, "kept"), "utf-8")
    again = apply(stock, load_recipe(str(tmp_path / "kept.toml")))
    assert again.after == what_if(stock, changes).result.after


def test_names_of_any_kind_are_kept(written: Callable[[str], Path], tmp_path: Path) -> None:
    bench = Bench.open(str(written("2.8")))
    bench.change('0:vessel.classname=Öl "&" \\ $x <b>')
    (tmp_path / "kept.toml").write_text(bench.recipe(), "utf-8")
    result = apply(bench.mod, load_recipe(str(tmp_path / "kept.toml")))
    assert result.after == what_if(bench.mod, bench.changes).result.after


def test_parts_come_and_go_and_a_kept_recipe_does_the_same(
    written: Callable[[str], Path], tmp_path: Path
) -> None:
    bench = Bench.open(str(written("2.8")))
    before = files_of(Path(bench.place))

    def beams() -> list[float | None]:
        return [one.damage for one in bench.assessment.fleet.ship(0).vessel.beam_ports]

    bench.change("0:beam_port[2].damage=3")
    bench.change("0:+beam_port:damage=7,range=900")
    bench.change("0:+beam_port:damage=7,range=900")
    bench.change("0:-beam_port[1]")
    bench.change("0:beam_port[2].damage=4")
    assert beams() == [3, 4, 7]
    bench.change("0:-torpedo_storage[trp]")
    (tmp_path / "kept.toml").write_text(bench.recipe(), "utf-8")
    result = apply(bench.mod, load_recipe(str(tmp_path / "kept.toml")))
    assert result.after == what_if(bench.mod, bench.changes).result.after
    bench.write()
    restore(Path(bench.place))
    assert files_of(Path(bench.place)) == before


def test_a_copied_ship_can_be_changed_further_and_a_kept_recipe_does_the_same(
    written: Callable[[str], Path], tmp_path: Path
) -> None:
    bench = Bench.open(str(written("2.8")))
    before = files_of(Path(bench.place))
    bench.change("0:shields.front=90")
    bench.change("0:+vessel:uniqueID=900,classname=Heavy, Mark 2")
    bench.change("900:shields.front=120")
    bench.change("Heavy, Mark 2:beam_port.damage=*2")
    bench.change("900:-beam_port[1]")
    bench.change("0:shields.front=100")
    found = bench.assessment.fleet.find("900")
    assert (found.name, found.shields[0], len(found.vessel.beam_ports)) == ("Heavy, Mark 2", 120, 1)
    assert bench.assessment.fleet.find("0").shields[0] == 100
    (tmp_path / "kept.toml").write_text(bench.recipe(), "utf-8")
    result = apply(bench.mod, load_recipe(str(tmp_path / "kept.toml")))
    assert result.after == what_if(bench.mod, bench.changes).result.after
    for _ in range(6):
        bench.undo()
    assert bench.changed is bench.mod
    for _ in range(6):
        bench.redo()
    bench.write()
    assert Bench.open(bench.place).assessment.fleet.find("900").shields[0] == 120
    restore(Path(bench.place))
    assert files_of(Path(bench.place)) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("0:+vessel:uniqueID=2", "uniqueID 2 is that of 2 Battleship; 17 is free"),
        ("0:+vessel:classname=A", "a copy of a vessel needs a uniqueID that no other has"),
        ("0:-beam_port[9]", "no <beam_port> is selected"),
        ("0:+beam_prt", "the game knows no element 'beam_prt' (did you mean 'beam_port'?)"),
        ("0:+beam_port:damge=1", "has no attribute 'damge' (did you mean 'damage'?)"),
        ("99:+beam_port", "no vessel has the uniqueID 99"),
    ],
)
def test_a_part_that_cannot_come_or_go_is_refused_with_what_would_be_right(
    change: str, said: str
) -> None:
    bench = Bench.open("stock:2.8")
    with pytest.raises(ModkitError) as refused:
        bench.change(change)
    assert said in str(refused.value)
    assert bench.changes == []
