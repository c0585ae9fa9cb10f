"""The list of mutants that no test can notice names lines that stand in the code."""

import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
DECLARED = tomllib.loads((PROJECT / "tools/mutants/mutants.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", DECLARED["equivalent"], ids=lambda entry: entry["line"][:40])
def test_a_line_that_no_test_can_notice_is_still_there(entry: dict[str, str]) -> None:
    module = PROJECT / "artemis_modkit" / entry["module"]
    lines = [line.strip() for line in module.read_text(encoding="utf-8").splitlines()]
    assert entry["line"] in lines


@pytest.mark.parametrize("name", DECLARED["packages"])
def test_the_modules_and_tests_of_a_package_are_there(name: str) -> None:
    package = DECLARED["packages"][name]
    for pattern in package["modules"]:
        assert list((PROJECT / "artemis_modkit").glob(pattern)), pattern
    for path in (*package["tests"], *package.get("without", ())):
        assert (PROJECT / path).exists(), path
