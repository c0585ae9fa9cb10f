"""What the page is given, and how it is written into it."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.fight.duels import Duels
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.what_if import what_if
from artemis_modkit.report.page.assembly import SIGN, page
from artemis_modkit.report.page.payload import as_script, payload
from artemis_modkit.report.views.score import Choice, score_report
from artemis_modkit.report.views.ships import called
from tests.balance.fleets import STANDARD, mod_of, vessel
from tests.conftest import FIXTURES
from tests.report.page.conftest import subjects_of
from tests.report.page.hostile import ENDING, SCRIPT, hostile_mod
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"


def test_text_of_a_mod_never_ends_the_script_that_holds_it() -> None:
    text = as_script({"name": f"{SCRIPT}{ENDING}&\u2028\u2029"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": f"{SCRIPT}{ENDING}&\u2028\u2029"}


def test_the_head_of_a_page_shows_a_hostile_name_as_text() -> None:
    text = page(subjects_of(hostile_mod())).decode()
    assert "<title>&#34;&gt;&lt;script&gt;" in text
    assert text.count("<script") == 3
    assert "onerror='" not in text.replace("\\u003c", "<").partition("<script")[0]


def test_the_policy_allows_the_scripts_of_the_page_by_their_hashes_and_nothing_else() -> None:
    text = page(subjects_of(Mod.open(DEMO))).decode()
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert found is not None
    rules = dict(rule.strip().split(" ", 1) for rule in found[1].replace("&#39;", "'").split(";"))
    assert rules.pop("script-src").count("'sha256-") == 2
    assert rules.pop("style-src").count("'sha256-") == 1
    assert rules == {
        "default-src": "'none'", "img-src": "data: blob:", "connect-src": "'none'",
        "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip


def test_a_page_names_no_other_place() -> None:
    text = page(subjects_of(Mod.open(DEMO))).decode()
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action)=["'](?!#|data:)""", markup)


def test_the_headline_of_the_page_is_that_of_score() -> None:
    subjects = subjects_of(Mod.open(DEMO))
    headline = payload(subjects)["head"]["headline"]
    report = score_report(subjects.assessment, Choice())
    assert headline["words"] in [getattr(block, "text", "") for block in report.blocks]
    assert payload(subjects_of(mod_of(vessel(STANDARD))))["head"]["headline"] is None


def test_fights_are_on_the_page_if_they_are_asked_for(shell: Shell, tmp_path: Path) -> None:
    subjects = subjects_of(Mod.open(DEMO))
    assert payload(subjects)["fights"] is None
    fights = payload(replace(subjects, with_fights=True))["fights"]
    players = [ship for ship in subjects.assessment.fleet.ships if ship.role is Role.PLAYER]
    assert all(len(table["rows"]) == len(players) for table in fights["tables"])
    assert "fights: " in fights["words"][0]
    assert shell("report", DEMO, "-o", tmp_path / "page.html", "--fights").code == 0
    assert fights["words"][0] in (tmp_path / "page.html").read_text("utf-8")


def test_every_metric_of_every_ship_is_given_to_the_page_and_those_that_move_are_named() -> None:
    found = payload(subjects_of(Mod.open(DEMO)))
    assert list(found["metrics"]) == list(all_metrics())
    assert all(len(one["figures"]) == len(all_metrics()) for one in found["mod"]["ships"])
    assert (
        {"beam_dps", "hits", "launched_dps", "wing_dps"} <= set(found["moved"]) < set(all_metrics())
    )


def test_files_stand_there_with_their_hashes() -> None:
    found = payload(subjects_of(mod_of(vessel(STANDARD), ini="beamDamageCap=6\n")))["head"]["files"]
    assert [one["path"] for one in found] == ["artemis.ini", "dat/vesselData.xml"]
    assert (found[0]["size"], found[0]["sha256"]) == (16, sha256(b"beamDamageCap=6\n").hexdigest())


def test_a_promise_that_is_not_kept_is_marked_in_its_text() -> None:
    text = '<long_desc text="A fast ship.^Three forward beams, 2 tubes."/>'
    mod = mod_of(vessel(STANDARD + "<torpedo_tube/><torpedo_tube/>" + text))
    card = payload(subjects_of(mod))["mod"]["ships"][0]["card"]["text"]
    assert [card["text"][start:end] for start, end in card["marks"]] == ["Three"]
    assert len(card["said"]) == 1


def test_every_word_for_a_weapon_and_every_kind_of_torpedo_is_marked() -> None:
    text = '<long_desc text="5 heavy, 3 light batteries, 2 launchers, 9 missiles."/>'
    mod = mod_of(vessel(STANDARD + "<torpedo_tube/>" + text))
    card = payload(subjects_of(mod))["mod"]["ships"][0]["card"]["text"]
    marked = [card["text"][start:end] for start, end in card["marks"]]
    assert marked == ["5", "3", "2", "9"]
    assert len(card["said"]) == 2  # stores and tubes of one text are one cause


def test_a_text_that_is_kept_has_no_marks() -> None:
    mod = mod_of(vessel(STANDARD + '<long_desc text="One forward beam."/>'))
    card = payload(subjects_of(mod))["mod"]["ships"][0]["card"]["text"]
    assert (card["marks"], card["said"]) == ([], [])


def test_a_mod_without_ships_and_settings_is_refused_in_words() -> None:
    mod = Mod.from_files("no settings either", {"artemis.ini": b";beamDamageCap=6\n"})
    with pytest.raises(ModkitError, match=r"no vesselData\.xml"):
        payload(subjects_of(mod))


def test_the_command_writes_a_page_and_writes_it_again(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    for _ in range(2):
        assert shell("report", DEMO, "-o", file) == shell("report", DEMO, "-o", file)
        assert file.read_bytes().startswith(SIGN)
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_the_command_overwrites_nothing_but_reports(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "notes.html"
    file.write_text("mine", "utf-8")
    outcome = shell("report", DEMO, "-o", file)
    assert outcome.code == 2
    assert "notes.html already exists and is not a page of report" in outcome.err
    assert file.read_text("utf-8") == "mine"


def test_options_are_where_the_controls_start(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    shell("report", DEMO, "-o", file, "--power", "250", "--mode", "manual", "--range", "1200")
    found = re.search(r'id="payload">(.*?)</script>', file.read_text("utf-8"), re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["conditions"] == {
        "power": 2.5, "mode": "manual", "focuser": False, "difficulty": 10, "model": "measured",
        "distance": 1200, "spread": 1,
    }  # fmt: skip


def test_a_changed_mod_is_not_told_to_be_as_stock_and_its_balance_has_that_of_stock_beside_it() -> (
    None
):
    plain = Mod.open("stock:2.8")
    strong = what_if(plain, ["0:shields.front=81", "role:player:beam_port.playerdamage=*9"]).mod
    stock, own = (payload(subjects_of(one))["head"] for one in (plain, strong))
    assert (stock["is_as_stock"], own["is_as_stock"]) == (True, False)
    usual = stock["headline"]["value"].removeprefix("Fleets up to ").partition(" (")[0]
    assert stock["headline"]["value"] == f"Fleets up to {usual} (stock {usual})"
    assert own["headline"]["value"].endswith(f"(stock {usual})")
    assert (stock["headline"]["tone"], own["headline"]["tone"]) == ("plain", "warning")


def test_a_card_tells_what_its_scores_are_made_of_and_with_fights_whom_it_kills_first() -> None:
    stock = Mod.open("stock:2.8")
    found = replace(subjects_of(stock), with_fights=True).payload["mod"]["ships"][0]["card"]
    captions = [table["caption"] for table in found["reasons"]]
    assert captions[:2] == ["Why threat is so many points"] * 2
    assert captions[2].startswith("Why overall is ")
    kills, killed_by = found["duels"]
    ships = assess(stock, stock, Conditions()).fleet.ships
    duels = Duels.of(ships[0], ships)
    assert kills["rows"][0][0] == called(duels.kills[0][0])
    assert killed_by["rows"][0][0] == called(duels.killed_by[0][0])
    assert (kills["caption"], killed_by["caption"]) == (
        "First killed by 0 Light Cruiser",
        "First to kill 0 Light Cruiser",
    )
