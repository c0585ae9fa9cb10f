"""Earlier releases: what is lost, renumbered, or went back to what it was."""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.model import Mod
from artemis_modkit.model.releases import at_commit, releases
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import Git
from tests.shell import Shell

STOCK = Mod.open("stock")
RULES = ("lost-vessel", "renumbered-vessel", "value-went-back")


def ship(number: int, name: str, *, damage: str = "1", mesh: str = "a", side: int = 0) -> str:
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="{name}">'
        f'<art meshfile="dat/{mesh}.dxs"/><beam_port damage="{damage}"/></vessel>\n'
    )


def mod(*vessels: str, name: str = "mod", ini: str = "") -> Mod:
    text = f"<vessel_data>\n{''.join(vessels)}</vessel_data>"
    return Mod.from_files(name, {"vesselData.xml": text.encode(), "artemis.ini": ini.encode()})


def said(now: Mod, previous: Mod | None = None, *history: Mod) -> list[str]:
    scope = Scope(select=RULES, previous=previous, history=history)
    return [one.message for one in audit(now, STOCK, scope=scope).findings]


def test_without_earlier_releases_nothing_is_said() -> None:
    assert said(mod(ship(1, "Scout"))) == []


def test_lost_renumbered_and_replaced_ships_are_told_apart() -> None:
    before = mod(
        ship(1, "Scout"), ship(2, "Cutter"), ship(3, "Frigate", mesh="f"), ship(4, "Tug"),
        name="1.0",
    )  # fmt: skip
    now = mod(
        ship(1, "Fast Scout"), ship(7, "Cutter"), ship(3, "Barge", mesh="b"),
    )  # fmt: skip
    assert said(now, before) == [
        "4 Tug: in 1.0, but not here under any number",
        "7 Cutter: had the number 2 in 1.0",
        "3 Barge: this number was Frigate in 1.0",
    ]


def test_the_same_class_of_another_side_is_another_ship() -> None:
    before, now = mod(ship(1, "Base"), name="1.0"), mod(ship(2, "Base", side=1))
    assert said(now, before) == ["1 Base: in 1.0, but not here under any number"]


def test_a_new_name_that_keeps_the_old_words_and_a_ship_without_a_name_are_no_other_ships() -> None:
    before = mod(ship(1, "Scout", mesh="a"), '<vessel uniqueID="2" side="0"/>', name="1.0")
    now = mod(ship(1, "TSN Scout MkII", mesh="b"), '<vessel uniqueID="2" side="1"/>')
    assert said(now, before) == []


def test_lost_and_renumbered_races_are_told_by_their_names() -> None:
    def races(*names: str, name: str = "mod") -> Mod:
        rows = "".join(f'<hullRace ID="{at}" name="{one}"/>' for at, one in enumerate(names))
        return mod(rows, name=name)

    assert said(races("TSN", "Kralien"), races("TSN", "Arvonian", "Kralien", name="1.0")) == [
        "race Kralien had the ID 2 in 1.0; vessels name it as their side"
    ]
    assert said(races("TSN"), races("TSN", "Arvonian", name="1.0")) == [
        "race 1 Arvonian: in 1.0, but not here under any ID"
    ]


def test_a_hundred_lost_ships_are_one_readable_finding() -> None:
    before = mod(*(ship(number, f"Ship {number}") for number in range(100)), name="1.0")
    [message] = said(mod(), before)
    assert message.startswith("0 Ship 0, 1 Ship 1, ")
    assert message.endswith("19 Ship 19 and 80 more: in 1.0, but not here under any number")


def test_many_values_that_went_back_with_one_release_are_one_finding() -> None:
    def state(damage: str, name: str) -> Mod:
        return mod(*(ship(number, "Valk", damage=damage) for number in range(9)), name=name)

    assert said(state("2", "now"), state("3", "B"), state("2", "A")) == [
        "0 Valk: beam_port damage went back from 3 to 2, as in A (9 such places)"
    ]


def test_a_path_and_a_name_that_are_again_what_they_were_went_back() -> None:
    old, new = mod(ship(1, "Skout"), name="A"), mod(ship(1, "Scout"), name="B")
    assert said(mod(ship(1, "Skout")), None, old, new) == [
        "1 Skout: vessel classname went back from Scout to Skout, as in A"
    ]
    other = mod(ship(1, "Skout", mesh="b"), name="B")
    assert said(mod(ship(1, "Skout")), None, old, other) == [
        "1 Skout: art meshfile went back from dat/b.dxs to dat/a.dxs, as in A"
    ]
    assert said(mod(ship(1, "Scout")), None, old, new) == []


def test_a_value_that_is_again_what_it_was_went_back() -> None:
    old, newer = mod(ship(1, "Valk", damage="2"), name="A"), mod(ship(1, "Valk", damage="2.8"))
    assert said(mod(ship(1, "Valk", damage="2.0")), newer, old) == [
        "1 Valk: beam_port damage went back from 2.8 to 2.0, as in A"
    ]
    for now in ("2.8", "3"):
        assert said(mod(ship(1, "Valk", damage=now)), newer, old) == []


def test_a_setting_goes_back_too_and_steps_in_between_do_not_hide_it() -> None:
    states = [mod(ship(1, "x"), name=str(n), ini=f"stationEnergy={n}\n") for n in (1, 2, 2, 3)]
    assert said(mod(ship(1, "x"), ini="stationEnergy=1\n"), None, *states) == [
        "stationEnergy went back from 3 to 1, as in 1"
    ]


# Where releases come from -------------------------------------------------------------------


def save(folder: Path, damage: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"<vessel_data>{ship(1, 'Valk', damage=damage)}</vessel_data>"
    (folder / "vesselData.xml").write_text(text)


def test_a_folder_of_releases_is_read_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    for name in ("mod 1.10", "mod 1.9"):
        save(tmp_path / name, "1")
    with zipfile.ZipFile(tmp_path / "mod 1.2.zip", "w") as archive:
        archive.write(tmp_path / "mod 1.9" / "vesselData.xml", "vesselData.xml")
    (tmp_path / "notes").mkdir()
    (tmp_path / "readme.txt").write_text("x")
    found = releases(str(tmp_path), mod())
    assert [one.name for one in found] == ["mod 1.2.zip", "mod 1.9", "mod 1.10"]


def test_the_commits_of_a_checkout_are_releases(tmp_path: Path, shell: Shell, git: Git) -> None:
    folder = tmp_path / "repository" / "my mod"
    save(folder, "2")
    git(folder.parent, "init", "-q")
    for damage in ("2", "2.8", "2"):
        save(folder, damage)
        git(folder.parent, "add", "-A")
        git(folder.parent, "commit", "-q", "--allow-empty", "-m", f"damage {damage}")
    outcome = shell("audit", folder, "--history", "HEAD", "--select", "value-went-back")
    assert "1 Valk: beam_port damage went back from 2.8 to 2, as in " in " ".join(
        outcome.out.split()
    )
    for wrong in ("nowhere..HEAD", "--output=x", "-p"):
        refused = shell("audit", folder, "--history", wrong)
        assert refused.code == 2
        assert "git says" in refused.err
    assert not (folder / "x").exists()
    for whole in (folder, folder.parent):
        outcome = shell("audit", folder, "--history", whole, "--select", "value-went-back")
        assert "went back from 2.8 to 2" in " ".join(outcome.out.split())


@pytest.mark.skipif(os.name == "nt", reason="Windows runs no scripts of sh")
def test_nothing_that_a_repository_configures_is_run(tmp_path: Path, git: Git) -> None:
    origin, clone, trace = tmp_path / "origin", tmp_path / "clone", tmp_path / "trace"
    origin.mkdir()
    git(origin, "init", "-q")
    git(origin, "config", "uploadpack.allowFilter", "true")
    for damage in ("1", "2", "3"):
        save(origin, damage)
        git(origin, "add", "-A")
        git(origin, "commit", "-q", "-m", damage)
    git(tmp_path, "clone", "-q", "--filter=blob:none", origin.as_uri(), str(clone))
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trace}\n")
    script.chmod(0o755)
    for key in ("remote.origin.uploadpack", "gpg.program", "core.fsmonitor", "core.pager"):
        git(clone, "config", key, str(script))
    git(clone, "config", "log.showSignature", "true")
    assert len(releases("HEAD", Mod.open(clone))) == 1
    assert not trace.exists()


def test_a_checkout_of_the_newest_commits_alone_is_refused_unless_the_range_is_in_it(
    tmp_path: Path, git: Git
) -> None:
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    origin.mkdir()
    git(origin, "init", "-q")
    for damage in ("1", "2", "3"):
        save(origin, damage)
        git(origin, "add", "-A")
        git(origin, "commit", "-q", "-m", damage)
        git(origin, "tag", f"v{damage}")
    git(tmp_path, "clone", "-q", "--depth", "2", origin.as_uri(), str(clone))
    git(clone, "tag", "before", "HEAD~1")
    now = Mod.open(clone)
    assert len(releases("before..HEAD", now)) == 1
    for spec in (str(clone), "v1..HEAD"):
        with pytest.raises(ModkitError) as refusal:
            releases(spec, now)
        assert str(refusal.value) == (
            f"--history {spec}: this checkout has its newest commits only; get the others by "
            "`git fetch --unshallow`, in GitHub Actions by fetch-depth: 0"
        )
    assert len(releases(str(origin), Mod.open(origin))) == 3


def test_a_history_of_nothing_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModkitError, match=r"there is no release of a mod in it"):
        releases(str(tmp_path), mod())
    with pytest.raises(ModkitError, match=r"v1\.\.v2: is no folder, and mod is no git checkout"):
        releases("v1..v2", mod())


def test_a_value_goes_back_with_a_ship_that_moved_and_not_with_another_under_its_number() -> None:
    old = mod(ship(1, "Valk", damage="2"), ship(2, "Tug", damage="5", mesh="t"), name="A")
    newer = mod(ship(1, "Valk", damage="2.8"), ship(2, "Tug", damage="6", mesh="t"), name="B")
    now = mod(ship(1, "Barge", damage="2", mesh="b"), ship(2, "Valk", damage="2"), ship(3, "Tug",
              damage="6", mesh="t"))  # fmt: skip
    assert said(now, None, old, newer) == [
        "2 Valk: beam_port damage went back from 2.8 to 2, as in A"
    ]


def test_commits_are_followed_where_the_folder_or_the_file_was_called_otherwise(
    tmp_path: Path, git: Git
) -> None:
    git(tmp_path, "init", "-q")

    def commit(*arguments: str) -> None:
        git(tmp_path, *arguments)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "x")

    filler = "".join(ship(number, f"Ship {number}") for number in range(2, 40))
    for damage in ("1", "2"):
        (tmp_path / "old name" / "dat").mkdir(parents=True, exist_ok=True)
        text = f"<vessel_data>{ship(1, 'Valk', damage=damage)}{filler}</vessel_data>"
        (tmp_path / "old name" / "dat" / "vesselData.xml").write_text(text)
        (tmp_path / "old name" / "artemis.ini").write_text(f"stationEnergy={damage}\n")
        commit("status")
    commit("mv", "old name", "mod")
    now = Mod.open(tmp_path / "mod")

    def damages(mods: Sequence[Mod]) -> list[tuple[str | None, str]]:
        return [
            (one.vessel_data.vessels[0].beam_ports[0].element.attributes["damage"],
             one.settings.texts["stationEnergy"])
            for one in mods if one.vessel_data and one.settings
        ]  # fmt: skip

    assert damages(releases("HEAD", now)) == [("1", "1"), ("2", "2"), ("2", "2")]
    before = [at_commit(tmp_path / "mod", commit) for commit in ("HEAD~2", "HEAD~1", "HEAD")]
    assert damages(before) == [("1", "1"), ("2", "2"), ("2", "2")]
    file = tmp_path / "mod" / "dat" / "vesselData.xml"
    for commit_of_file in ("HEAD~2", "HEAD"):
        data = at_commit(file, commit_of_file).vessel_data
        assert data is not None
        assert len(data.vessels) == 39
    commit("mv", "mod/dat/vesselData.xml", "mod/vesselData.xml")
    assert damages(releases("HEAD", Mod.open(tmp_path / "mod")))[0] == ("1", "1")
    assert damages([at_commit(tmp_path / "mod", "HEAD~3")]) == [("1", "1")]
