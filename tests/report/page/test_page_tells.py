"""What leaves a page says what it is of: copies, addresses and paper."""

from collections.abc import Callable
from typing import Any

from artemis_modkit.model import Mod
from tests.conftest import FIXTURES
from tests.report.page.conftest import Opened, subjects_of

DEMO = FIXTURES / "mods" / "nebula-patrol"
Open = Callable[..., Opened]


def copied(page: Opened, name: str) -> str:
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.press(page.tab.get_by_label(f"{name}: copy as Markdown"), "Enter")
    page.tab.wait_for_function(
        "() => document.getElementById('toast').textContent.includes('Markdown')"
    )
    found: str = page.tab.evaluate("navigator.clipboard.readText()")
    return found


def test_a_copy_names_its_ships_the_mod_and_the_conditions(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)), "#role=player&power=150&mode=manual")
    head, _, table = copied(page, "ships").partition("\n\n")
    title, mod, conditions = head.split("  \n")
    assert "ships, player ship" in title
    assert mod == "nebula-patrol"
    assert "150 %" in conditions
    assert table.startswith("| Ship | Race | Role |")


def test_search_order_and_columns_stand_in_the_address(opened: Open) -> None:
    page = opened(subjects_of(Mod.open("stock:2.8")))
    page.tab.locator("#ships-search").fill("cruiser")
    page.press(page.tab.locator("#ships thead button", has_text="overall"), "Enter")
    page.press(page.tab.locator("#group-Firepower"), "Space")
    seen = page.tab.locator("#ships tbody th").all_inner_texts()
    address = page.tab.evaluate("location.hash")
    assert len(seen) > 2
    other = opened(subjects_of(Mod.open("stock:2.8")), address)
    assert other.tab.locator("#ships tbody th").all_inner_texts() == seen
    assert other.tab.locator("#ships thead .group").all_inner_texts() == ["Scores", "Toughness"]
    assert "front shield" in other.tab.locator("#ships-meanings").text_content()


def test_bars_are_of_the_role_that_is_chosen(opened: Open) -> None:
    page = opened(subjects_of(Mod.open("stock:2.8")))
    page.choose("damage-role", "player")
    page.tab.locator("#chart-damage details").evaluate("(node) => { node.open = true; }")
    page.tab.wait_for_function("() => document.querySelector('#chart-damage tbody tr')")
    rows = page.tab.locator("#chart-damage tbody tr").all_inner_texts()
    assert rows
    assert all("\tplayer\t" in row for row in rows)


def test_on_paper_all_is_drawn_and_open_in_light(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)), color_scheme="dark")
    seen: Any = page.tab.evaluate(
        "() => new Promise(done => { addEventListener('beforeprint', () => setTimeout(() => done({"
        " theme: document.documentElement.dataset.theme,"
        " folded: document.querySelectorAll('details:not([open])').length,"
        " blank: Array.from(document.querySelectorAll('figure.chart:not([hidden])'))"
        ".filter(one => !one.querySelector('canvas')).map(one => one.id) }), 0));"
        " dispatchEvent(new Event('beforeprint')); })"
    )
    assert seen == {"theme": "light", "folded": 0, "blank": []}
