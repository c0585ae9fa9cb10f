"""The report's page as a page: what it shows, where it leads, what it never does."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from artemis_modkit.balance import Mode
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.model import Mod
from artemis_modkit.report.page.assembly import page as page_of
from artemis_modkit.report.words import shown
from tests.conftest import FIXTURES
from tests.report.page.conftest import Opened, cells_of, opened_mod, subjects_of
from tests.report.page.hostile import hostile_mod

DEMO = FIXTURES / "mods" / "nebula-patrol"
MEGABYTE = 1_000_000
Open = Callable[..., Opened]


# The page as a page ----------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["stock:2.8", "tsn-3.1", "hostile"])
def test_every_chart_is_drawn_without_network_or_complaint(
    which: str, opened: Open, request: pytest.FixtureRequest
) -> None:
    page = opened(subjects_of(opened_mod(which, request)))
    page.scroll_through()
    page.unfold()
    assert page.file.stat().st_size < 3 * MEGABYTE


def test_names_of_a_mod_never_run(opened: Open) -> None:
    page = opened(subjects_of(hostile_mod()))
    page.scroll_through()
    page.unfold()
    assert "owned" not in page.tab.title().replace('document.title="owned"', "")
    assert page.tab.locator("img").count() == 0
    assert page.tab.locator("body script").count() == 3


def test_signs_that_turn_text_round_are_shown_as_what_they_are(opened: Open) -> None:
    page = opened(subjects_of(hostile_mod()))
    text = page.tab.locator("#ships").inner_text()
    assert "\\u202eesrever" in text
    assert "\u202e" not in text


def test_a_name_without_end_is_cut_and_pushes_nothing_aside(opened: Open) -> None:
    page = opened(subjects_of(hostile_mod()), viewport={"width": 320, "height": 640})
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= 320
    longest = max(re.findall("N+…?", page.tab.locator("body").inner_text()), key=len)
    assert len(longest) <= 600


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_serious_stands_in_the_way_of_those_who_see_or_hear_differently(
    scheme: str, width: int, opened: Open, axe: Any
) -> None:
    subjects = subjects_of(Mod.open(DEMO), Mod.open("stock:2.8"))
    page = opened(subjects, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.scroll_through()
    page.unfold()
    found = axe.run(page.tab).response["violations"]
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_every_control_has_a_name_and_can_be_reached_by_keys(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)))
    reached = set()
    for _ in range(40):
        page.tab.keyboard.press("Tab")
        reached.add(page.tab.evaluate("document.activeElement.id"))
    assert {"power", "mode-auto", "focuser", "model", "difficulty", "range"} <= reached


# The address ---------------------------------------------------------------------------------------


def test_a_link_leads_to_a_ship_in_its_state(opened: Open) -> None:
    page = opened(
        subjects_of(Mod.open("stock:2.8")), "#ship=4&power=300&mode=manual&focuser=1&difficulty=5"
    )
    assert page.tab.locator(".ship-name").inner_text().startswith("4 ")
    assert page.tab.locator("#power").input_value() == "300"
    assert page.tab.locator("#mode-manual").is_checked()
    assert page.tab.locator("#focuser").is_checked()
    assert page.tab.locator("#difficulty").input_value() == "5"


def test_what_is_chosen_stands_in_the_address_and_going_back_takes_it_back(opened: Open) -> None:
    page = opened(subjects_of(Mod.open("stock:2.8")))
    page.choose("power", "250")
    page.tab.locator("#ship").select_option("3")
    assert page.tab.evaluate("location.hash") == "#ship=3&power=250"
    page.tab.go_back()
    page.settle()
    assert page.tab.evaluate("location.hash") == "#power=250"
    assert page.tab.locator(".ship-name").inner_text().startswith("0 ")
    page.tab.go_back()
    page.settle()
    assert page.tab.locator("#power").input_value() == "100"


def test_an_address_that_says_nonsense_is_as_none(opened: Open) -> None:
    page = opened(
        subjects_of(Mod.open("stock:2.8")), "#ship=nobody&power=NaN&difficulty=99&range=-1&model=x"
    )
    assert page.tab.evaluate("modReport.state.conditions") == {
        "power": 1, "mode": "auto", "focuser": False, "model": "measured", "difficulty": 10,
        "distance": None, "spread": 1,
    }  # fmt: skip


def test_a_page_starts_under_the_conditions_that_it_was_made_for(opened: Open) -> None:
    mod = Mod.open("stock:2.8")
    subjects = subjects_of(mod, power=3.0, mode=Mode.MANUAL, focuser=True, spread=3)
    for one in (subjects_of(mod), subjects):
        page = opened(one)
    assert page.tab.evaluate("modReport.state.conditions") == {
        "power": 3, "mode": "manual", "focuser": True, "model": "measured", "difficulty": 10,
        "distance": None, "spread": 3,
    }  # fmt: skip
    assert page.tab.locator("#power").input_value() == "300"
    assert page.tab.locator("#mode-manual").is_checked()
    assert page.tab.locator("#focuser").is_checked()
    titles, rows = cells_of(page, "#ships table")
    best = {row[0]: row[titles.index("best")] for row in rows}
    assert (best["0 Light Cruiser"], best["1 Scout"]) == ("72", "36")
    assert [row[titles.index("best")] for row in rows] == [
        shown(all_metrics()["beam_dps"](one.ship), 1) for one in subjects.assessment.scored
    ]


# Finding and copying ---------------------------------------------------------------------------------


def test_ships_are_found_by_name_and_sorted_by_any_column(opened: Open) -> None:
    page = opened(subjects_of(Mod.open("stock:2.8")))
    page.tab.locator("#ships-search").fill("carrier")
    _, rows = cells_of(page, "#ships table")
    assert rows
    assert all("carrier" in row[0].lower() for row in rows)
    page.tab.locator("#ships-search").fill("")
    page.press(page.tab.get_by_role("button", name="best", exact=True).first, "Enter")
    titles, rows = cells_of(page, "#ships table")
    column = [float(row[titles.index("best")]) for row in rows]
    assert column == sorted(column, reverse=True)


def test_findings_are_chosen_by_weight_and_show_their_line(opened: Open) -> None:
    subjects = subjects_of(Mod.open(DEMO))
    page = opened(subjects)
    every = page.tab.locator(".finding").count()
    assert every > 0
    page.press(page.tab.locator("#severity-notice"), "Space")
    left = page.tab.locator(".finding").all()
    assert 0 < len(left) < every
    assert all(one.get_attribute("data-severity") != "notice" for one in left)
    assert page.tab.locator(".finding pre mark").count() > 0


def test_a_table_is_copied_as_markdown(opened: Open) -> None:
    page = opened(subjects_of(Mod.open("stock:2.8")))
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.press(page.tab.get_by_label("ships: copy as Markdown"), "Enter")
    page.tab.wait_for_function(
        "() => document.getElementById('toast').textContent.includes('Markdown')"
    )
    copied = page.tab.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[4].startswith("| Ship | Race | Role | Scores overall |")
    assert copied[6].startswith("| 0 Light Cruiser | TSN | player | ")


def test_a_chart_is_copied_as_a_picture_on_its_ground(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)))
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chart = page.tab.locator("#chart-energy")
    chart.evaluate("(node) => node.scrollIntoView()")
    chart.locator("canvas").wait_for()
    page.press(chart.get_by_role("button", name="PNG"), "Enter")
    page.tab.wait_for_function("() => document.getElementById('toast').textContent.includes('PNG')")


def test_the_picture_to_share_has_the_size_that_chats_show_uncut(opened: Open) -> None:
    page = opened(subjects_of(hostile_mod()))
    page.tab.evaluate(
        "() => { navigator.clipboard.write = ([one]) => one.getType('image/png')"
        ".then(createImageBitmap).then((made) => { window.made = [made.width, made.height]; }); }"
    )
    page.press(page.tab.get_by_role("button", name="Picture to share"), "Enter")
    page.tab.wait_for_function("() => document.getElementById('toast').textContent.includes('PNG')")
    assert page.tab.evaluate("made") == [1200, 630]


def test_pictures_of_ships_are_made_anew_so_that_the_page_does_not_grow_with_each(
    opened: Open,
) -> None:
    page = opened(subjects_of(Mod.open("stock:2.8")), "#view=card")
    page.tab.locator("#chart-rose canvas").wait_for()
    page.tab.evaluate(
        "async () => { window.first = document.querySelector('#chart-rose canvas');"
        " for (let at = 0; at < 14; at += 1) {"
        " document.querySelector('[aria-label=\"Next ship\"]').click();"
        " await new Promise((done) => setTimeout(done, 10)); } }"
    )
    page.tab.wait_for_function("() => !window.first.isConnected")
    page.tab.locator("#chart-rose canvas").wait_for()


def test_dark_and_light_can_be_chosen_and_charts_follow(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)), color_scheme="dark")
    page.scroll_through()
    shade = "() => document.documentElement.dataset.theme"
    assert page.tab.evaluate(shade) == "dark"
    page.tab.locator("#theme").click()
    page.scroll_through()
    assert page.tab.evaluate(shade) == "light"
    page.tab.reload()
    page.tab.wait_for_function("() => globalThis.modReport")
    assert page.tab.evaluate(shade) == "light"


def test_a_page_is_the_same_every_time() -> None:
    subjects = subjects_of(Mod.open(DEMO))
    assert page_of(subjects) == page_of(subjects)
