"""Addresses lead to the right place of the page, and what is not there is told."""

from collections.abc import Callable

import pytest

from artemis_modkit.model import Mod
from tests.conftest import FIXTURES
from tests.report.page.conftest import Opened, subjects_of

DEMO = FIXTURES / "mods" / "nebula-patrol"
Open = Callable[..., Opened]

_IN_PLACE = """(id) => {
  const top = document.getElementById(id).getBoundingClientRect().top;
  const marked = document.querySelector('[aria-current]');
  const isMarked = marked && marked.getAttribute('href') === `#view=${id}`;
  const isLast = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  return (isMarked || isLast) && (isLast || (top >= 0 && top < innerHeight / 3));
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("view", ["ships", "card", "findings"])
def test_an_address_leads_to_its_part_though_charts_above_grow(
    opened: Open, view: str, width: int
) -> None:
    window = {"viewport": {"width": width, "height": 900}}
    page = opened(subjects_of(Mod.open(DEMO)), f"#view={view}", **window)
    page.tab.wait_for_function(_IN_PLACE, arg=view, timeout=15_000)


def test_the_first_part_is_marked_at_the_top(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)))
    assert page.tab.locator("[aria-current]").text_content() == "Overview"


def test_a_ship_that_is_not_there_is_told(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)), "#ship=77777")
    assert page.tab.get_by_text("There is no ship 77777 in this mod.").is_visible()
    page.tab.evaluate("modReport.state.set({ ship: '20' })")
    page.settle()
    assert page.tab.get_by_text("There is no ship").count() == 0


def test_the_findings_of_a_ship_are_shown_whatever_was_chosen_before(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(DEMO)), "#ship=4000")
    rule = page.tab.locator("#finding-rule")
    rule.select_option(index=1)
    link = page.tab.locator("#card-body button.link")
    count = int((link.text_content() or "0").split()[0])
    assert count > 0
    link.evaluate("(node) => node.click()")
    page.settle()
    assert page.tab.locator("#findings-body li.finding").count() == count
    assert rule.input_value() == ""


def test_what_was_set_is_told(opened: Open) -> None:
    page = opened(subjects_of(Mod.open(f"{DEMO}-1.0"), spread=3))
    assert "3 homing torpedoes are loaded into a tube at once" in page.tab.inner_text("#lead")
