"""The pages that are written from the code are what the code says."""

from collections.abc import Callable

import pytest

from tests.conftest import PROJECT
from tests.docs.balance_parts import with_written_parts
from tests.docs.generated_pages import model_page, rules_page


@pytest.mark.parametrize(("name", "page"), [("rules.md", rules_page), ("model.md", model_page)])
def test_a_generated_page_is_up_to_date(name: str, page: Callable[[], str], update: bool) -> None:
    path = PROJECT / "docs" / name
    if update:
        path.write_text(page(), "utf-8", newline="\n")
    assert path.read_text("utf-8") == page()


def test_the_written_parts_of_the_balance_page_are_up_to_date(update: bool) -> None:
    path = PROJECT / "docs" / "balance.md"
    text = with_written_parts(path.read_text("utf-8"))
    if update:
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text
    for name in ("recharge", "metrics", "roles", "weights", "figures"):
        assert f"<!-- written: {name} -->\n|" in text
