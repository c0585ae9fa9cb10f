"""The recipes that docs/recipes.md shows are sound, and do something to stock."""

import re
from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.patcher import apply, load_recipe
from tests.conftest import PROJECT

_BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)
_SHOWN = _BLOCK.findall((PROJECT / "docs/recipes.md").read_text("utf-8"))


@pytest.mark.parametrize("at", range(len(_SHOWN)))
def test_a_recipe_on_the_page_runs_on_stock(tmp_path: Path, at: int) -> None:
    head = "" if "name = " in _SHOWN[at].split("[[step]]")[0] else 'name = "x"\ntitle = "X"\n'
    (tmp_path / "shown.toml").write_text(head + _SHOWN[at], "utf-8")
    result = apply(Mod.open("stock:2.8"), load_recipe(str(tmp_path / "shown.toml")))
    changing = {change.step for change in result.changes}
    assert changing
    assert {number for number, _ in enumerate(result.steps, 1)} == changing | {
        one.step for one in result.skipped
    }
